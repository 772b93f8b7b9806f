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
