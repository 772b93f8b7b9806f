import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Importation, LigneApercu } from '#campagnes/importation/importation.ts'
import { decoderFormations } from '#campagnes/transport.ts'
import { compterTout, openAtelier } from '../../../test/importation-atelier.ts'
import { classeur, ENTETES, enCsv, ligne, tableau, type Valeurs } from '../../../test/importation-fichiers.ts'

type Motifs = { code: string; message: string; motifs?: { code: string; message: string }[] }
const fichier = (...valeurs: Valeurs[]) =>
  enCsv([
    [...ENTETES],
    ...valeurs.map((v, i) => ligne({ identifiant: `F-${i + 1}`, intitule: `BTS ${i + 1}`, ...v })),
  ])

test('d’un fichier à une campagne : envoi, lecture, aperçu, création, puis classement possible', async (t) => {
  const { demander, envoyer, travaux, creer, fichiersRestants } = await openAtelier(t)
  const octets = classeur([
    {
      nom: 'Candidatures',
      lignes: [
        ['Campagne 2024'],
        ...tableau(3),
        ligne({ identifiant: 'G', siret: '73282932000074', organisme: 'Autre' }),
      ],
    },
  ])
  const envoi = await envoyer(octets, 'candidatures 2024.xlsx')
  const { id } = envoi.corps as { id: string }
  assert.deepEqual(envoi, { statut: 202, corps: { id, existant: false } })
  assert.equal(((await demander(`/imports/${id}`)).corps as Importation).etat, 'recu')
  await travaux.faire()
  const lu = (await demander(`/imports/${id}`)).corps as Importation
  const { colonnes, creeLe, ...reste } = lu
  assert.deepEqual(reste, {
    id,
    nom: 'candidatures 2024.xlsx',
    taille: octets.length,
    etat: 'pret',
    progression: 1000,
    lecture: 'Classeur Excel, feuille « Candidatures »',
    lignesLues: 4,
    erreurs: 0,
    avertissements: 0,
    groupes: [],
    motif: null,
    campagne: null,
  })
  assert.match(creeLe, /^\d{4}-\d\d-\d\dT.*Z$/)
  assert.deepEqual(colonnes[0], {
    entete: 'Organisme (OF-CFA)',
    champ: 'organisme',
    libelle: 'Organisme (OF-CFA)',
  })
  const apercu = (await demander(`/imports/${id}/apercu`)).corps as { total: number; lignes: LigneApercu[] }
  assert.equal(apercu.total, 4)
  assert.deepEqual(
    apercu.lignes.map(({ ligne: numero, valeurs }) => [
      numero,
      valeurs.organisme,
      valeurs.siret,
      valeurs.partFemmes,
    ]),
    [
      [3, 'CFA des Essais', null, 4550],
      [4, 'CFA des Essais', null, 4550],
      [5, 'CFA des Essais', null, 4550],
      [6, 'Autre', '73282932000074', 4550],
    ],
  )
  const creation = await creer(id, { libelle: '  Majoration 2024 ', dotation: 50_000_00 })
  assert.equal(creation.statut, 201)
  const { campagne } = creation.corps as { campagne: string }
  const creee = (await demander(`/campagnes/${campagne}`)).corps as {
    libelle: string
    fictif: boolean
    dotation: number
    organismes: unknown
    reglement: { code: string }
  }
  assert.deepEqual(
    [creee.libelle, creee.fictif, creee.dotation, creee.reglement.code],
    ['Majoration 2024', false, 50_000_00, 'majoration-2023'],
  )
  assert.deepEqual(creee.organismes, [
    { identifiant: '73282932000074', nom: 'Autre', siret: '73282932000074' },
    { identifiant: 'CFA des Essais', nom: 'CFA des Essais', siret: null },
  ])
  const formations = decoderFormations((await demander(`/campagnes/${campagne}/formations`)).corps)
  assert.deepEqual(
    formations.map(({ identifiant, organisme, contrats, palier }) => [
      identifiant,
      organisme,
      contrats,
      palier,
    ]),
    [
      ['F-1', 'CFA des Essais', 24, 1],
      ['F-2', 'CFA des Essais', 24, 1],
      ['F-3', 'CFA des Essais', 24, 1],
      ['G', '73282932000074', 24, 1],
    ],
  )
  assert.deepEqual(fichiersRestants(), [])
})

test('le même fichier deux fois ne change rien, à aucune étape', async (t) => {
  const { db, demander, envoyer, importer, travaux, creer } = await openAtelier(t)
  const csv = fichier({}, {})
  const id = await importer(csv)
  const lu = await compterTout(db)
  assert.deepEqual(await envoyer(csv, 'autre nom.csv'), {
    statut: 200,
    corps: { id, existant: true } as never,
  })
  await travaux.faire()
  assert.deepEqual(await compterTout(db), lu)
  const premiere = await creer(id)
  const cree = await compterTout(db)
  const seconde = await creer(id, { libelle: 'Autre', dotation: 1_00 })
  assert.deepEqual([seconde.statut, seconde.corps], [200, premiere.corps])
  assert.deepEqual(await envoyer(csv), { statut: 200, corps: { id, existant: true } as never })
  assert.deepEqual(await compterTout(db), cree)
  const { etat, campagne } = (await demander(`/imports/${id}`)).corps as Importation
  assert.equal(etat, 'applique')
  assert.equal(campagne, (premiere.corps as { campagne: string }).campagne)
})

test('deux envois du même fichier au même instant font un seul import', async (t) => {
  const { db, envoyer } = await openAtelier(t)
  const reponses = await Promise.all(Array.from({ length: 6 }, () => envoyer(fichier({}))))
  assert.equal(new Set(reponses.map(({ corps }) => (corps as { id: string }).id)).size, 1)
  assert.deepEqual(reponses.map(({ statut }) => statut).sort(), [200, 200, 200, 200, 200, 202])
  const { import: imports, import_morceau } = await compterTout(db)
  assert.deepEqual([imports, import_morceau], [1, 1])
})

test('deux demandes de création au même instant font une seule campagne', async (t) => {
  const { db, importer, creer } = await openAtelier(t)
  const id = await importer(fichier({}, {}))
  const reponses = await Promise.all(Array.from({ length: 4 }, () => creer(id)))
  assert.deepEqual(reponses.map(({ statut }) => statut).sort(), [200, 200, 200, 201])
  assert.deepEqual(await compterTout(db), {
    campagne: 1,
    organisme: 1,
    formation: 2,
    journal: 4,
    import: 1,
    import_morceau: 0,
    import_ligne: 0,
    import_anomalie: 0,
  })
})

test('un import abandonné disparaît, deux fois sans effet ; une campagne créée ne s’abandonne pas', async (t) => {
  const { db, demander, envoyer, importer, creer } = await openAtelier(t)
  const csv = fichier({}, { contrats: '-1' })
  const id = await importer(csv)
  assert.equal((await demander(`/imports/${id}`, { method: 'DELETE' })).statut, 204)
  const apres = await compterTout(db)
  assert.deepEqual([apres.import_ligne, apres.import_anomalie, apres.import_morceau], [0, 0, 0])
  assert.equal((await demander(`/imports/${id}`, { method: 'DELETE' })).statut, 204)
  assert.deepEqual(await compterTout(db), apres)
  for (const suite of ['', '/anomalies', '/apercu', '/corrige.xlsx'])
    assert.equal((await demander(`/imports/${id}${suite}`)).statut, 404, suite)
  assert.equal(((await creer(id)).corps as Motifs).motifs![0]!.code, 'import_abandonne')
  assert.equal((await envoyer(csv)).statut, 202)
  const autre = await importer(fichier({ commune: 'Lyon' }))
  await creer(autre)
  const refus = await demander(`/imports/${autre}`, { method: 'DELETE' })
  assert.deepEqual([refus.statut, (refus.corps as Motifs).code], [409, 'import_applique'])
})

test('une campagne supprimée rend son fichier importable à nouveau', async (t) => {
  const { demander, envoyer, importer, creer } = await openAtelier(t)
  const csv = fichier({})
  const { campagne } = (await creer(await importer(csv))).corps as { campagne: string }
  assert.equal((await demander(`/campagnes/${campagne}`, { method: 'DELETE' })).statut, 204)
  assert.deepEqual((await envoyer(csv)).statut, 202)
})

test('les modèles et le fichier à corriger se téléchargent sous leur nom', async (t) => {
  const { app, importer } = await openAtelier(t)
  const id = await importer(fichier({ contrats: '-1' }), 'candidatures d’été.csv')
  const attendus = [
    ['imports/modele.xlsx', 'modele-candidatures.xlsx', 'spreadsheetml'],
    ['imports/modele.csv', 'modele-candidatures.csv', 'text/csv'],
    [
      `imports/${id}/corrige.xlsx`,
      `${encodeURIComponent('a-corriger-candidatures d’été.xlsx')}`,
      'spreadsheetml',
    ],
  ]
  for (const [chemin, nom, type] of attendus) {
    const reponse = await app.request(`/api/${chemin}`)
    assert.equal(reponse.status, 200)
    assert.ok(reponse.headers.get('content-type')!.includes(type!))
    assert.ok(
      reponse.headers.get('content-disposition')!.includes(nom!),
      reponse.headers.get('content-disposition')!,
    )
    assert.ok((await reponse.arrayBuffer()).byteLength > 500)
  }
})

test('lire n’écrit rien', async (t) => {
  const { db, demander, app, importer } = await openAtelier(t)
  const id = await importer(fichier({}, { contrats: '-1' }))
  const avant = await compterTout(db)
  for (const suite of ['', '/anomalies', '/apercu']) await demander(`/imports/${id}${suite}`)
  await demander('/imports')
  await (await app.request(`/api/imports/${id}/corrige.xlsx`)).arrayBuffer()
  assert.deepEqual(await compterTout(db), avant)
})

test('la liste donne les imports à finir, le plus récent d’abord', async (t) => {
  const { demander, envoyer, importer, creer } = await openAtelier(t)
  await creer(await importer(fichier({ commune: 'A' })))
  const pret = await importer(fichier({ commune: 'B' }))
  const { id: recu } = (await envoyer(fichier({ commune: 'C' }))).corps as { id: string }
  const liste = (await demander('/imports')).corps as Importation[]
  assert.deepEqual(
    liste.map(({ id, etat }) => [id, etat]),
    [
      [recu, 'recu'],
      [pret, 'pret'],
    ],
  )
})
