import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Importation } from '#campagnes/importation/importation.ts'
import { compterTout, openAtelier } from '../../../test/importation-atelier.ts'
import { classeur, ENTETES, enCsv, ligne, tableau, type Valeurs } from '../../../test/importation-fichiers.ts'

type Motifs = { code: string; message: string; motifs?: { code: string; message: string }[] }
const fichier = (...valeurs: Valeurs[]) =>
  enCsv([
    [...ENTETES],
    ...valeurs.map((v, i) => ligne({ identifiant: `F-${i + 1}`, intitule: `BTS ${i + 1}`, ...v })),
  ])

test('chaque erreur de cellule est dite, et rien ne se crée tant qu’il en reste une', async (t) => {
  const { db, demander, importer, creer } = await openAtelier(t)
  const id = await importer(
    fichier(
      { contrats: '-3' },
      { contrats: 'NaN' },
      { palier: '4' },
      { identifiant: 'F-1' },
      { intitule: '=cmd|calc' },
      { contrats: '1e400', partFemmes: '0,455' },
    ),
  )
  const lu = (await demander(`/imports/${id}`)).corps as Importation
  assert.deepEqual([lu.etat, lu.erreurs, lu.avertissements, lu.lignesLues], ['pret', 6, 1, 6])
  const { anomalies, total } = (await demander(`/imports/${id}/anomalies`)).corps as {
    total: number
    anomalies: {
      ligne: number
      colonne: string
      valeur: string
      code: string
      attendu: string
      gravite: string
    }[]
  }
  assert.equal(total, 7)
  assert.deepEqual(
    anomalies.map(({ ligne: n, colonne, valeur, code, gravite }) => [n, colonne, valeur, code, gravite]),
    [
      [2, 'Contrats', '-3', 'negatif', 'erreur'],
      [3, 'Contrats', 'NaN', 'pas_une_valeur', 'erreur'],
      [4, 'Palier du périmètre financier', '4', 'palier_inconnu', 'erreur'],
      [5, 'Identifiant de la formation', 'F-1', 'identifiant_en_double', 'erreur'],
      [6, 'Intitulé de la formation', '=cmd|calc', 'texte_formule', 'erreur'],
      [7, 'Contrats', '1e400', 'pas_un_nombre', 'erreur'],
      [7, 'Part des femmes', '0,455', 'pourcentage_ou_fraction', 'avertissement'],
    ],
  )
  assert.ok(anomalies.every(({ attendu }) => attendu))
  const filtre = await demander(`/imports/${id}/anomalies?gravite=erreur&colonne=Contrats&code=negatif`)
  assert.equal((filtre.corps as { total: number }).total, 1)
  const avant = await compterTout(db)
  const { statut, corps } = await creer(id, { dotation: -1, reglement: 'inconnu' })
  assert.equal(statut, 422)
  assert.deepEqual((corps as Motifs).motifs!.map(({ code }) => code).sort(), [
    ...['dotation_invalide', 'identifiant_en_double', 'negatif', 'palier_inconnu', 'pas_un_nombre'],
    ...['pas_une_valeur', 'reglement_inconnu', 'texte_formule'],
  ])
  assert.deepEqual(await compterTout(db), avant)
})

test('un fichier refusé à la réception a un message précis, un statut 4xx, et ne laisse rien', async (t) => {
  const { db, demander, envoyer, fichiersRestants } = await openAtelier(t)
  const vide = await compterTout(db)
  const attendus: [number, string, string | Buffer, string][] = [
    [422, 'fichier_vide', '', 'a.csv'],
    [422, 'faux_classeur', 'bonjour', 'a.xlsx'],
    [422, 'entete_introuvable', 'bonjour', 'a.csv'],
    [422, 'format_pdf', '%PDF-1.4', 'a.pdf'],
    [422, 'octet_nul', `${fichier({})}\u0000`, 'a.csv'],
    [
      422,
      'trop_de_colonnes',
      enCsv([[...ENTETES, ...Array.from({ length: 10_000 }, (_, i) => `C${i}`)]]),
      'a.csv',
    ],
    [
      422,
      'format_macros',
      classeur([{ nom: 'A', lignes: tableau(1) }], [{ nom: 'xl/vbaProject.bin', contenu: 'x' }]),
      'a.xlsm',
    ],
    [422, 'archive_incomplete', classeur([{ nom: 'A', lignes: tableau(1) }]).subarray(0, 400), 'a.xlsx'],
  ]
  for (const [statut, code, contenu, nom] of attendus) {
    const refus = await envoyer(contenu, nom)
    assert.deepEqual([refus.statut, (refus.corps as Motifs).code], [statut, code], code)
    assert.match((refus.corps as Motifs).message, /^[A-ZÀ].{15,}\.$/)
  }
  const annonce = await envoyer('x', 'a.csv', { 'content-length': String(200 * 1_048_576) })
  assert.deepEqual(
    [annonce.statut, (annonce.corps as Motifs).message],
    [413, 'Le fichier dépasse 100 Mo, le maximum accepté.'],
  )
  const formulaire = new FormData()
  formulaire.append('fichier', new Blob([fichier({})]))
  assert.equal((await demander('/imports?nom=a.csv', { method: 'POST', body: formulaire })).statut, 415)
  assert.equal((await demander('/imports', { method: 'POST', body: 'x' })).statut, 400)
  assert.deepEqual(await compterTout(db), vide)
  assert.deepEqual(fichiersRestants(), [])
})

test('200 Mo envoyés sans le dire sont coupés au centième', async (t) => {
  const { db, app, fichiersRestants } = await openAtelier(t)
  const morceau = new Uint8Array(4 * 1_048_576)
  let envoyes = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (++envoyes > 50) controller.close()
      else controller.enqueue(morceau)
    },
  })
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit
  const reponse = await app.request('/api/imports?nom=gros.csv', init)
  assert.equal(reponse.status, 413)
  assert.ok(envoyes < 40, `${envoyes} morceaux lus`)
  assert.equal((await compterTout(db)).import, 0)
  assert.deepEqual(fichiersRestants(), [])
})

test('un fichier qui se révèle illisible en chemin est refusé, et ne garde que sa raison', async (t) => {
  const { db, demander, envoyer, importer, creer, travaux } = await openAtelier(t)
  const csv = `${enCsv(tableau(2_500))}"${ligne().join(';')}`
  const id = await importer(csv)
  const { etat, motif, lignesLues } = (await demander(`/imports/${id}`)).corps as Importation
  assert.deepEqual([etat, motif?.code, lignesLues], ['refuse', 'guillemet_ouvert', 0])
  assert.match(motif!.message, /Après la ligne 2\s?501/)
  const { import_ligne, import_anomalie } = await compterTout(db)
  assert.deepEqual([import_ligne, import_anomalie], [0, 0])
  const creation = await creer(id)
  assert.deepEqual([creation.statut, (creation.corps as Motifs).motifs![0]!.code], [422, 'guillemet_ouvert'])
  const corrige = await demander(`/imports/${id}/corrige.xlsx`)
  assert.deepEqual([corrige.statut, (corrige.corps as Motifs).code], [422, 'guillemet_ouvert'])
  assert.equal(((await envoyer(csv)).corps as { existant: boolean }).existant, true)
  await demander(`/imports/${id}`, { method: 'DELETE' })
  assert.equal((await envoyer(csv)).statut, 202)
  await travaux.faire()
})

test('un fichier sans ligne, ou sans une colonne obligatoire, ne devient pas une campagne', async (t) => {
  const { importer, creer } = await openAtelier(t)
  const codes = async (csv: string) => {
    const { statut, corps } = await creer(await importer(csv))
    return [statut, ...(corps as Motifs).motifs!.map(({ code }) => code)]
  }
  assert.deepEqual(await codes(`${ENTETES.join(';')}\r\n`), [422, 'aucune_ligne'])
  const sansContrats = tableau(2).map((cellules) => cellules.filter((_, i) => i !== 9))
  assert.deepEqual(await codes(enCsv(sansContrats)), [422, 'colonne_manquante'])
  const double = tableau(2).map((cellules, i) => [...cellules, i === 0 ? 'Nombre de contrats' : '3'])
  assert.deepEqual(await codes(enCsv(double)), [422, 'colonne_en_double'])
})

test('une création pendant la lecture, ou mal demandée, est refusée sans rien changer', async (t) => {
  const { db, demander, envoyer, importer, creer } = await openAtelier(t)
  const { id } = (await envoyer(fichier({}))).corps as { id: string }
  assert.equal(((await creer(id)).corps as Motifs).motifs![0]!.code, 'import_en_lecture')
  assert.equal((await demander(`/imports/${id}/corrige.xlsx`)).statut, 409)
  const pret = await importer(fichier({ commune: 'Lyon' }))
  const avant = await compterTout(db)
  for (const demande of [
    { libelle: ' ' },
    { dotation: 0 },
    { dotation: 150 },
    { dotation: 1e17 },
    { reglement: '../x' },
  ])
    assert.equal((await creer(pret, demande)).statut, 422, JSON.stringify(demande))
  for (const demande of [{ libelle: 'a\u0000b' }, { dotation: 'mille' }, { libelle: undefined }])
    assert.equal((await creer(pret, demande)).statut, 400, JSON.stringify(demande))
  assert.equal(
    (
      await demander(`/imports/${pret}/campagne`, {
        method: 'POST',
        body: '{',
        headers: { 'content-type': 'application/json' },
      })
    ).statut,
    400,
  )
  assert.deepEqual(await compterTout(db), avant)
})

test('un import inconnu donne 404, une adresse impossible 400', async (t) => {
  const { demander, creer } = await openAtelier(t)
  for (const suite of ['', '/anomalies', '/apercu', '/corrige.xlsx'])
    assert.equal((await demander(`/imports/inconnu${suite}`)).statut, 404, suite)
  assert.equal((await demander('/imports/inconnu', { method: 'DELETE' })).statut, 404)
  assert.equal((await creer('inconnu')).statut, 404)
  for (const chemin of [
    '%00',
    'x/anomalies?page=0',
    'x/anomalies?page=abc',
    'x/anomalies?code=%00',
    'x/anomalies?colonne=%00',
    'x/anomalies?gravite=grave',
    'x/apercu?page=1000000',
  ])
    assert.equal((await demander(`/imports/${chemin}`)).statut, 400, chemin)
})
