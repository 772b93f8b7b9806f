import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import type { ApercuRapprochement, Rapprochement } from '#diffusion/schema-rapprochement.ts'
import { type Connecte, openApplication } from '../../test/acces/application.ts'
import { appeler } from '../../test/espace-atelier.ts'
import { creerSignee, enFichier } from '../../test/rapprochement-atelier.ts'

// AFORPA: 30 000 € voted for 10 + 20 contracts, 1 000 € each. STELO: 10 000 € for 7, 1 428,5714… € each.

const { db, personne, ctx } = await openApplication({ after })
const [nadia, camille, hugo, lea, julie, sarah] = [
  ...['nadia-benali', 'camille-royer', 'hugo-lemaire', 'lea-fontaine', 'julie-moreau', 'sarah-klein'],
].map(personne) as [Connecte, Connecte, Connecte, Connecte, Connecte, Connecte]
const adresse = (id: string) => `/campagnes/${id}/rapprochement`
const lire = async (id: string, qui = nadia) => (await appeler<Rapprochement>(qui, 'GET', adresse(id))).corps
const deposer = (id: string, fichier: string | Uint8Array, nom = 'signes.csv', qui = nadia) =>
  appeler<Rapprochement>(qui, 'POST', `${adresse(id)}?nom=${nom}`, fichier)
const enLignes = ({ formations }: Pick<Rapprochement, 'formations'>) =>
  formations.map(({ identifiant, votes, signes, ecart, montant, motif }) => [
    identifiant.split('-').at(-1),
    ...[votes, signes, ecart, montant, motif],
  ])
const bon = (id: string) =>
  enFichier(`${id}-A1;8;Contrats rompus;`, `${id}-A2;20;;`, `${id}-S1;4;Autre;Site fermé en mars`)

test('les écarts : par formation, par organisme, par motif, au montant voté par contrat', async () => {
  const id = await creerSignee(db)
  const avant = await lire(id)
  assert.deepEqual(avant.fichiers, [])
  assert.deepEqual(enLignes(avant), [
    ['A1', 10, null, null, null, null],
    ['A2', 20, null, null, null, null],
    ['S1', 7, null, null, null, null],
  ])
  const { statut, corps } = await deposer(id, bon(id))
  assert.equal(statut, 200, JSON.stringify(corps))
  assert.deepEqual(enLignes(corps), [
    ['A1', 10, 8, -2, -2_000_00, 'rupture'],
    ['A2', 20, 20, 0, 0, null],
    ['S1', 7, 4, -3, -4_285_71, 'autre'],
  ])
  assert.equal(corps.formations[2]!.precision, 'Site fermé en mars')
  assert.deepEqual(
    corps.organismes.map(({ nom, votes, signes, ecart, montant }) => [nom, votes, signes, ecart, montant]),
    [
      ['AFORPA', 30, 28, -2, -2_000_00],
      ['STELO FORMATION', 7, 4, -3, -4_285_71],
    ],
  )
  assert.deepEqual(
    corps.motifs.map(({ motif, ecart, montant }) => [motif, ecart, montant]),
    [
      ['rupture', -2, -2_000_00],
      ['autre', -3, -4_285_71],
    ],
  )
  assert.deepEqual(corps.totaux, {
    ...{ formations: 3, rapprochees: 3, votes: 37, votesRapproches: 37, signes: 32, ecart: -5 },
    montant: -6_285_71,
  })
  assert.deepEqual(
    corps.fichiers.map(({ nom, par }) => [nom, par]),
    [['signes.csv', 'Nadia Benali']],
  )
  assert.deepEqual(await lire(id, hugo), corps)
})

test('l’aperçu dit toutes les erreurs et n’écrit rien ; appliquer les refuse de même', async () => {
  const id = await creerSignee(db)
  const fautif = enFichier(`${id}-A1;8;;`, `${id}-S2;3;;`, `${id}-A2;vingt;;`, `${id}-S1;7;;`)
  const { corps } = await appeler<ApercuRapprochement>(
    nadia,
    'POST',
    `${adresse(id)}/apercu?nom=signes.csv`,
    fautif,
  )
  assert.deepEqual(
    corps.anomalies.map(({ ligne, colonne, code, valeur }) => [ligne, colonne, code, valeur]),
    [
      [2, 'motif', 'motif-manquant', ''],
      [3, 'identifiant', 'formation-non-votee', `${id}-S2`],
      [4, 'signes', 'pas_un_nombre', 'vingt'],
    ],
  )
  assert.deepEqual(enLignes(corps), [['S1', 7, 7, 0, 0, null]])
  const refus = await deposer(id, fautif)
  assert.equal(refus.statut, 422)
  assert.equal(refus.corps.motifs!.length, 3)
  assert.match(refus.corps.message!, /Le fichier a 3.erreurs : rien n’est appliqué/)
  assert.equal((await deposer(id, enFichier(`${id}-A1;;;`))).corps.code, 'fichier-vide')
  assert.equal((await deposer(id, 'Nom;Prénom\r\na;b\r\n')).corps.code, 'entete_introuvable')
  assert.deepEqual((await lire(id)).fichiers, [])
})

test('un fichier plus récent remplace, l’ancien reste écrit ; le même deux fois ne change rien', async () => {
  const id = await creerSignee(db)
  await deposer(id, bon(id))
  assert.equal((await deposer(id, bon(id), 'copie.csv', camille)).corps.fichiers.length, 1)
  const nouveau = enFichier(`${id}-A1;11;Demande plus forte que prévu;`)
  const { corps } = await deposer(id, nouveau, 'avril.csv', camille)
  assert.deepEqual(
    corps.fichiers.map(({ nom, par }) => [nom, par]),
    [
      ['avril.csv', 'Camille Royer'],
      ['signes.csv', 'Nadia Benali'],
    ],
  )
  assert.deepEqual(enLignes(corps), [
    ['A1', 10, 11, 1, 1_000_00, 'demande'],
    ['A2', 20, null, null, null, null],
    ['S1', 7, null, null, null, null],
  ])
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from rapprochement_ligne where campagne = ${id}`.execute(db)
  assert.equal(rows[0]!.n, 4, 'trois lignes de l’ancien, une du nouveau')
  const journal = await appeler<{ entrees: { acte: string; phrase: string }[] }>(
    nadia,
    'GET',
    `/journal?objet=campagne:${id}`,
  )
  assert.deepEqual(
    journal.corps.entrees
      .filter(({ acte }) => acte === 'rapprochement.applique')
      .map(({ phrase }) => phrase.replace(/\s/g, ' ')),
    [
      'Camille Royer (instructeur) a rapproché de leurs contrats signés 1 formation, d’après « avril.csv », à la place de « signes.csv »',
      'Nadia Benali (responsable) a rapproché de leurs contrats signés 3 formations, d’après « signes.csv »',
    ],
  )
})

test('deux dépôts à la fois du même fichier n’en font qu’un', async () => {
  const id = await creerSignee(db)
  const faits = await Promise.all(Array.from({ length: 4 }, () => deposer(id, bon(id))))
  assert.deepEqual(
    faits.map(({ statut }) => statut),
    [200, 200, 200, 200],
  )
  assert.equal((await lire(id)).fichiers.length, 1)
})

test('chaque organisme lit ce qui est à lui, un OPCO rien, et seule la Région écrit', async () => {
  const id = await creerSignee(db)
  await deposer(id, bon(id))
  const [deLea, deJulie] = [await lire(id, lea), await lire(id, julie)]
  assert.deepEqual(
    enLignes(deLea).map(([nom]) => nom),
    ['A1', 'A2'],
  )
  assert.equal(deLea.totaux.montant, -2_000_00)
  assert.deepEqual(enLignes(deJulie), [['S1', 7, 4, -3, -4_285_71, 'autre']])
  assert.deepEqual(
    deJulie.fichiers.map(({ nom, par }) => [nom, par]),
    [['signes.csv', null]],
  )
  await deposer(id, enFichier(`${id}-A2;20;;`))
  assert.deepEqual(enLignes(await lire(id, julie)), [['S1', 7, null, null, null, null]])
  assert.equal((await appeler(sarah, 'GET', adresse(id))).statut, 403)
  for (const qui of [hugo, lea]) assert.equal((await deposer(id, bon(id), 'x.csv', qui)).statut, 403)
})

test('le mur tient sans le programme : rien à l’OPCO, rien ne se modifie', async () => {
  const id = await creerSignee(db)
  await deposer(id, bon(id))
  const vueDe = ({ id: identifiant, role, organisation }: Connecte, nature: 'opco' | 'of-cfa' | 'region') =>
    ctx.actors.of({
      acteur: { role: role as 'opco', identifiant, organisation: { identifiant: organisation, nature } },
    })
  const compter = async (vue: typeof db) =>
    (
      await sql<{
        n: number
      }>`select count(*)::int as n from rapprochement_ligne where campagne = ${id}`.execute(vue)
    ).rows[0]!.n
  assert.equal(await compter(vueDe(sarah, 'opco')), 0)
  assert.equal(await compter(vueDe(julie, 'of-cfa')), 1)
  assert.equal(await compter(vueDe(hugo, 'region')), 3)
  const code = (attendu: string) => (error: { code?: string }) => error.code === attendu
  await assert.rejects(
    sql`update rapprochement_ligne set signes = 0`.execute(vueDe(nadia, 'region')),
    code('42501'),
  )
  await assert.rejects(sql`delete from rapprochement`.execute(db), code('23001'))
  await assert.rejects(
    sql`insert into rapprochement (campagne, nom, empreinte, par)
      values (${id}, 'x', ${'0'.repeat(64)}, ${hugo.id})`.execute(vueDe(hugo, 'region')),
    code('42501'),
  )
})

test('le modèle se remplit, les écarts téléchargés se redéposent tels quels', async () => {
  const id = await creerSignee(db)
  const octets = async (chemin: string) =>
    new Uint8Array(await (await nadia.request(`/api${chemin}`)).arrayBuffer())
  const modele = await readXlsx(await octets(`${adresse(id)}/modele.xlsx`))
  assert.deepEqual(
    modele.sheets.map(({ name }) => name),
    ['Contrats signés', 'Mode d’emploi'],
  )
  assert.deepEqual(
    modele.sheets[0]!.rows.slice(1).map((ligne) => [ligne[0], ligne[5], ligne[6] ?? null]),
    [
      [`${id}-A1`, 10, null],
      [`${id}-A2`, 20, null],
      [`${id}-S1`, 7, null],
    ],
  )
  assert.equal(
    (await deposer(id, await octets(`${adresse(id)}/modele.xlsx`), 'm.xlsx')).corps.code,
    'fichier-vide',
  )
  const applique = (await deposer(id, bon(id))).corps
  const csv = await (await nadia.request(`/api${adresse(id)}.csv`)).text()
  assert.match(csv, /-S1;STELO FORMATION;.*;7;4;-3;Autre;Site fermé en mars;10000,00;-4285,71\r\n/)
  const parCsv = await deposer(id, csv, 'ecarts.csv')
  assert.equal(parCsv.statut, 200, JSON.stringify(parCsv.corps))
  assert.deepEqual(parCsv.corps.formations, applique.formations)
  const parXlsx = await deposer(id, await octets(`${adresse(id)}.xlsx`), 'ecarts.xlsx')
  assert.equal(parXlsx.statut, 200, JSON.stringify(parXlsx.corps))
  assert.deepEqual(parXlsx.corps.formations, applique.formations)
})

test('sans vote, rien n’est à rapprocher', async () => {
  const id = await creerSignee(db, false)
  const { statut, corps } = await appeler(nadia, 'GET', adresse(id))
  assert.deepEqual([statut, corps.code, corps.motifs![0]!.code], [422, 'refus', 'campagne-non-votee'])
  assert.equal((await appeler(nadia, 'GET', adresse('absente'))).statut, 404)
})
