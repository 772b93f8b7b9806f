import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { DeliberationLue } from '#deliberations/schema-deliberation.ts'
import { openApplication } from '../../test/acces/application.ts'
import { creerDeliberee } from '../../test/deliberation-atelier.ts'
import { lirePdf } from '../../test/pdf.ts'
import { lireTextePdf } from '../../test/pdf-texte.ts'
import { lignes2023 } from '../../test/tirage-2023.ts'
import { lireParties, verifierXml } from '../../test/xlsx.ts'

// The délibération of the demonstration: what was published is found in the files, read back.

const application = await openApplication({ after })
const { db, personne } = application
const nadia = personne('nadia-benali')

type Refus = { code: string; motifs?: { code: string }[] }
async function demander<T>(methode: string, chemin: string, corps?: object, qui = nadia) {
  const reponse = await qui.request(`/api/campagnes/${chemin}`, {
    method: methode,
    ...(corps && { body: JSON.stringify(corps), headers: { 'content-type': 'application/json' } }),
  })
  return { status: reponse.status, corps: (await reponse.json()) as T & Refus }
}
const lire = async (id = '2023') => (await demander<DeliberationLue>('GET', `${id}/deliberation`)).corps
const ecrire = (id: string, change: object, { texte, version }: DeliberationLue) =>
  demander<{ version: number }>('PUT', `${id}/deliberation`, { ...texte, version, ...change })
const codes = ({ status, corps }: { status: number; corps: Refus }) => [
  status,
  ...(corps.motifs ?? [{ code: corps.code }]).map(({ code }) => code),
]
const fichier = async (id: string, extension: string) => {
  const reponse = await nadia.request(`/api/campagnes/${id}/deliberation.${extension}`)
  assert.equal(reponse.status, 200)
  return new Uint8Array(await reponse.arrayBuffer())
}
/** Spaces and hyphens of lines do not count. */
const serrer = (texte: string) => texte.replace(/[\s-]/g, '')

/** Typed by hand from what was published on 5 July 2023. */
const PUBLIES = [
  ...['30 118 contrats', '71 organismes', '39 723 contrats', '1 167 formations', '75,8 %'],
  ...['20 140 000 €', '130 000 €', '20 270 000 €', 'vingt millions deux cent soixante-dix mille euros'],
  ...['3 000 000 €', 'CP 2023-035', '25 janvier 2023', '2 000 000 €', 'CP 2023-107', '29 mars 2023'],
  ...['1 992 428 €', '7 572 €', 'sept mille cinq cent soixante-douze euros'],
  ...['chapitre 932', 'code fonctionnel 26', 'HP 26-003', 'action 12600301', 'action 12600302'],
  ...['article 29', '1er septembre 2022'],
]

for (const [extension, lireTexte] of [
  ['pdf', async (octets: Uint8Array) => lireTextePdf(octets)],
  ['docx', lireDocx],
] as const)
  test(`2023 : les chiffres publiés se relisent dans le ${extension.toUpperCase()}`, async () => {
    const texte = serrer(await lireTexte(await fichier('2023', extension)))
    for (const publie of PUBLIES) assert.ok(texte.includes(serrer(publie)), publie)
    assert.ok(texte.includes('PROJET'), 'un projet le dit')
    // Every body of the published table, with its total, then the total of all.
    let somme = 0
    for (const { organisme, majorationTotale } of lignes2023) {
      somme += majorationTotale
      assert.ok(texte.includes(serrer(organisme)), organisme)
      assert.ok(texte.includes(serrer(`${majorationTotale.toLocaleString('fr-FR')} €`)), organisme)
    }
    assert.equal(somme, 20_270_000)
  })

async function lireDocx(octets: Uint8Array): Promise<string> {
  const parties = await lireParties(octets)
  for (const [chemin, xml] of parties) if (chemin.endsWith('.xml')) verifierXml(xml, chemin)
  const document = parties.get('word/document.xml')!
  assert.equal(document.match(/<w:tblHeader/g)?.length, 1, 'la ligne de titres se répète')
  assert.ok((document.match(/<w:pStyle w:val="Heading2"/g)?.length ?? 0) === 4, 'quatre articles')
  return [...parties]
    .filter(([chemin]) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(chemin))
    .flatMap(([, xml]) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, texte]) => texte))
    .join(' ')
    .replaceAll('&apos;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

test('le PDF est un PDF/UA balisé, et le même texte le même jour donne les mêmes octets', async () => {
  const [un, deux] = await Promise.all([fichier('2023', 'pdf'), fichier('2023', 'pdf')])
  assert.deepEqual(un, deux)
  const pdf = lirePdf(un)
  assert(pdf.contient('<pdfuaid:part>1</pdfuaid:part>') && pdf.contient('/Lang (fr-FR)'))
  assert.equal(pdf.compter('/S /H2'), 4)
})

test('le texte s’enregistre sous sa version ; un champ inconnu, une ligne inconnue sont refusés ensemble', async () => {
  const id = await creerDeliberee(db, 'a-ecrire')
  const lue = await lire(id)
  assert.deepEqual([lue.version, lue.controle?.conforme, lue.arretee], [0, true, null])
  const affectations = [{ ligne: 'nulle-part', operation: ' ', montant: 0 }]
  assert.deepEqual(
    codes(await ecrire(id, { expose: '{totla}', contratsDepuis: 'hier', affectations }, lue)),
    [...[422, 'champ-inconnu', 'date-illisible', 'ligne-inconnue', 'operation-absente', 'montant-nul']],
  )
  const envois = await Promise.all(['Un', 'Deux', 'Trois'].map((titre) => ecrire(id, { titre }, lue)))
  assert.deepEqual(envois.map(({ status }) => status).sort(), [200, 409, 409])
  assert.equal((await lire(id)).version, 1)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from journal where acte = 'deliberation.modifiee' and objet = ${`campagne:${id}`}`.execute(
    db,
  )
  assert.equal(rows[0]!.n, 1)
})

test('un chiffre changé à la main empêche d’arrêter ; une fois arrêté, le texte ne change plus', async () => {
  const id = await creerDeliberee(db, 'a-arreter')
  const lue = await lire(id)
  const { expose } = lue.texte
  await ecrire(id, { expose: `${expose}\n\nSoit 20 270 001 € en tout.` }, lue)
  const fausse = await lire(id)
  assert.deepEqual(
    fausse.controle!.inconnus.map(({ trouve }) => trouve.replace(/\s/g, ' ')),
    ['20 270 001 €'],
  )
  const arreter = () => demander<{ empreinte: string }>('POST', `${id}/deliberation/arret`)
  assert.deepEqual(codes(await arreter()), [422, 'controle-non-conforme'])
  await ecrire(id, { expose }, fausse)
  const arrets = await Promise.all(Array.from({ length: 5 }, arreter))
  const [arrete] = arrets.filter(({ status }) => status === 200)
  assert.deepEqual(arrets.map(({ status }) => status).sort(), [200, 409, 409, 409, 409])
  const apres = await lire(id)
  assert.deepEqual([apres.arretee?.reference, apres.arretee?.intacte], ['CP 2023-247', true])
  const { rows } = await sql<{ contenu: string }>`
    select contenu from deliberation where campagne = ${id}`.execute(db)
  assert.equal(createHash('sha256').update(rows[0]!.contenu).digest('hex'), arrete!.corps.empreinte)
  assert.deepEqual(codes(await ecrire(id, {}, apres)), [422, 'deja-arretee'])
  await assert.rejects(
    sql`update deliberation set titre = 'x' where campagne = ${id}`.execute(db),
    /ne change plus/,
  )
  const texte = lireTextePdf(await fichier(id, 'pdf'))
  assert.ok(!texte.includes('PROJET') && serrer(texte).includes(serrer('Délibération n° CP 2023-247')))
  assert.ok(serrer(texte).includes(arrete!.corps.empreinte))
})

test('sans vote ni proposition, rien ne s’écrit ni ne s’arrête, et l’on dit pourquoi', async () => {
  await creerDeliberee(db, 'vide')
  await sql`update campagne set calendrier = '[]' where id = 'vide'`.execute(db)
  assert.deepEqual(codes(await demander('POST', 'vide/deliberation/arret')), [
    ...[422, 'pas-votee', 'controle-non-conforme'],
  ])
  assert.equal((await demander('GET', 'nulle/deliberation')).status, 404)
})
