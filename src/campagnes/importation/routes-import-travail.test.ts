import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Importation } from '#campagnes/importation/importation.ts'
import { abandonImport } from '#campagnes/importation/routes-import-application.ts'
import {
  abandonStaleImports,
  JOURS_AVANT_ABANDON,
  resumeSilentImports,
  SILENCE_SECONDES,
} from '#campagnes/importation/routes-import-menage.ts'
import { lireImport } from '#campagnes/importation/routes-import-travail.ts'
import type { Db } from '#platform/db.ts'
import type { Files } from '#platform/files.ts'
import { compterTout, openAtelier } from '../../../test/importation-atelier.ts'
import { ENTETES, enCsv, ligne, tableau } from '../../../test/importation-fichiers.ts'

/** Ages an import, as if its reader had been silent all that time. */
const vieillir = (db: Db, id: string, secondes: number) =>
  sql`update import set avance_le = now() - make_interval(secs => ${secondes}) where id = ${id}`.execute(db)

const fautif = (nombre: number) =>
  enCsv([...tableau(nombre), ligne({ identifiant: 'F-1' }), ligne({ identifiant: 'X', contrats: '-1' })])

/** Everything that a reading leaves in the database, but the instants. */
const resultat = async (db: Db, id: string) => {
  const { rows: lignes } = await sql`select * from import_ligne where import = ${id} order by ligne`.execute(
    db,
  )
  const { rows: anomalies } =
    await sql`select * from import_anomalie where import = ${id} order by rang`.execute(db)
  const { rows } =
    await sql`select etat, progression, lignes_lues, erreurs, avertissements, groupes, lecture from import where id = ${id}`.execute(
      db,
    )
  return { lignes, anomalies, import: rows[0] }
}

test('une lecture interrompue en plein milieu reprend, et finit comme une lecture d’une traite', async (t) => {
  const { db, files, travaux, envoyer, importer } = await openAtelier(t)
  const temoin = await importer(fautif(5_000).replace('CFA des Essais', 'CFA Témoin'))
  const { id } = (await envoyer(fautif(5_000))).corps as { id: string }
  travaux.attente.length = 0
  // The reader dies after its second piece: what it wrote is committed, the rest never comes.
  let lots = 0
  await assert.rejects(lireImport({ db: quandLaBaseLache(db, () => ++lots > 2), files }, id), /base perdue/)
  const entre = await resultat(db, id)
  assert.equal((entre.import as { etat: string }).etat, 'en_lecture')
  assert.ok(entre.lignes.length > 0 && entre.lignes.length < 5_002, `${entre.lignes.length} lignes écrites`)

  await lireImport({ db, files }, id)
  await resumeSilentImports({ db, jobs: travaux })
  await travaux.faire()
  assert.deepEqual(await resultat(db, id), entre, 'un lecteur encore en vie n’est pas dérangé')
  await vieillir(db, id, SILENCE_SECONDES + 1)
  await resumeSilentImports({ db, jobs: travaux })
  await resumeSilentImports({ db, jobs: travaux })
  assert.equal(travaux.attente.length, 1, 'une seule reprise')
  await travaux.faire()
  const fini = await resultat(db, id)
  const attendu = await resultat(db, temoin)
  assert.deepEqual(fini.import, attendu.import)
  assert.equal(fini.lignes.length, 5_002)
  assert.deepEqual(
    fini.anomalies.map((anomalie) => ({ ...(anomalie as object), import: '' })),
    attendu.anomalies.map((anomalie) => ({ ...(anomalie as object), import: '' })),
  )
})

/** A database that something happens to before each transaction; true makes the transaction fail. */
function quandLaBaseLache(db: Db, perdue: () => boolean | Promise<boolean>): Db {
  return new Proxy(db, {
    get(cible, nom) {
      const valeur: unknown = Reflect.get(cible, nom, cible)
      if (nom !== 'transaction') return typeof valeur === 'function' ? valeur.bind(cible) : valeur
      return () => ({
        async execute(travail: (tx: never) => Promise<unknown>) {
          if (await perdue()) throw new Error('base perdue')
          return cible.transaction().execute(travail as never)
        },
      })
    },
  }) as Db
}

test('deux lectures du même import à la fois : une seule écrit', async (t) => {
  const { db, files, envoyer } = await openAtelier(t)
  const { id } = (await envoyer(enCsv(tableau(4_000)))).corps as { id: string }
  await Promise.all([
    lireImport({ db, files }, id),
    lireImport({ db, files }, id),
    lireImport({ db, files }, id),
  ])
  const { lignes, import: fin } = await resultat(db, id)
  assert.equal(lignes.length, 4_000)
  assert.deepEqual((fin as { etat: string; lignes_lues: number }).etat, 'pret')
  const { rows } = await sql`select acte from journal order by id`.execute(db)
  assert.deepEqual(rows, [{ acte: 'import.recu' }, { acte: 'import.lu' }])
})

test('un lecteur cru mort qui se réveille n’écrit plus rien', async (t) => {
  const { db, files, travaux, envoyer } = await openAtelier(t)
  const { id } = (await envoyer(enCsv(tableau(6_000)))).corps as { id: string }
  travaux.attente.length = 0
  let lots = 0
  const endormi = quandLaBaseLache(db, async () => {
    // Between two pieces of the sleeper, another reader takes its place and reads the whole file.
    if (++lots !== 3) return false
    await vieillir(db, id, SILENCE_SECONDES + 1)
    await resumeSilentImports({ db, jobs: travaux })
    await travaux.faire()
    return false
  })
  await lireImport({ db: endormi, files }, id)
  assert.equal(lots, 3, 'le dormeur s’arrête à la première écriture refusée')
  const { lignes, import: fin } = await resultat(db, id)
  assert.equal(lignes.length, 6_000)
  assert.equal((fin as { etat: string }).etat, 'pret')
})

test('un import abandonné pendant sa lecture s’arrête et ne laisse rien', async (t) => {
  const { db, files, envoyer, fichiersRestants } = await openAtelier(t)
  const { id } = (await envoyer(enCsv(tableau(6_000)))).corps as { id: string }
  let lots = 0
  const base = quandLaBaseLache(db, async () => {
    if (++lots === 3) await abandonImport(db, id)
    return false
  })
  await lireImport({ db: base, files }, id)
  assert.equal(lots, 3)
  const { import_ligne, import_anomalie, import_morceau } = await compterTout(db)
  assert.deepEqual([import_ligne, import_anomalie, import_morceau], [0, 0, 0])
  assert.deepEqual(fichiersRestants(), [])
})

test('un fichier qui fait échouer chaque lecture est refusé à la sixième', async (t) => {
  const { db, files, travaux, demander, envoyer } = await openAtelier(t)
  const { id } = (await envoyer(enCsv(tableau(10)))).corps as { id: string }
  const panne: Files = { ...files, receive: () => Promise.reject(new Error('disque plein')) }
  for (let essai = 1; essai <= 5; essai++) {
    await assert.rejects(lireImport({ db, files: panne }, id), /disque plein/)
    await vieillir(db, id, SILENCE_SECONDES + 1)
    await resumeSilentImports({ db, jobs: travaux })
  }
  await lireImport({ db, files: panne }, id)
  const { etat, motif } = (await demander(`/imports/${id}`)).corps as Importation
  assert.deepEqual([etat, motif?.code], ['refuse', 'lecture_impossible'])
  travaux.attente.length = 0
  await resumeSilentImports({ db, jobs: travaux })
  assert.deepEqual(travaux.attente, [])
})

test('les imports laissés de côté sont abandonnés après un mois, les autres non', async (t) => {
  const { db, demander, importer, creer } = await openAtelier(t)
  const jours = (nombre: number) => nombre * 86_400
  const un = (commune: string) => enCsv([[...ENTETES], ligne({ commune })])
  const [ancien, recent, applique] = [
    await importer(un('A')),
    await importer(un('B')),
    await importer(un('C')),
  ]
  await creer(applique)
  await vieillir(db, ancien, jours(JOURS_AVANT_ABANDON + 1))
  await vieillir(db, recent, jours(JOURS_AVANT_ABANDON - 1))
  await vieillir(db, applique, jours(JOURS_AVANT_ABANDON + 1))
  await abandonStaleImports(db)
  const etats = await Promise.all([ancien, recent, applique].map((id) => demander(`/imports/${id}`)))
  assert.deepEqual(
    etats.map(({ statut, corps }) => (statut === 200 ? (corps as Importation).etat : statut)),
    [404, 'pret', 'applique'],
  )
  const { rows } = await sql`select personne from journal where acte = 'import.abandonne'`.execute(db)
  assert.deepEqual(rows, [{ personne: 'oriflamme' }])
})

test('mille anomalies par colonne et par cause sont gardées, toutes sont comptées', async (t) => {
  const { db, demander, importer } = await openAtelier(t)
  const lignes = Array.from({ length: 3_000 }, (_, i) =>
    ligne({ identifiant: `F-${i}`, intitule: `BTS ${i}`, contrats: '-1' }),
  )
  const id = await importer(enCsv([[...ENTETES], ...lignes]))
  const { erreurs, groupes } = (await demander(`/imports/${id}`)).corps as Importation
  assert.deepEqual([erreurs, groupes.length, groupes[0]?.nombre], [3_000, 1, 3_000])
  assert.equal((await compterTout(db)).import_anomalie, 1_000)
})

test('une panne pendant la création ne laisse ni campagne, ni organisme, ni trace', async (t) => {
  const { db, importer, creer } = await openAtelier(t)
  const id = await importer(enCsv(tableau(50)))
  // A line that the tables of the campaign refuse: the fault comes last, after the campaign and its bodies.
  await sql`update import_ligne set niveau = 99 where import = ${id} and ligne = 50`.execute(db)
  const avant = await compterTout(db)
  assert.equal((await creer(id)).statut, 500)
  assert.deepEqual(await compterTout(db), avant)
  await sql`update import_ligne set niveau = 5 where import = ${id}`.execute(db)
  assert.equal((await creer(id)).statut, 201)
  assert.equal((await compterTout(db)).formation, 50)
})

test('une panne pendant la réception ne laisse ni import, ni morceau, ni fichier', async (t) => {
  const { db, travaux, envoyer, fichiersRestants } = await openAtelier(t)
  const avant = await compterTout(db)
  travaux.enqueue = () => Promise.reject(new Error('file de travaux arrêtée'))
  assert.equal((await envoyer(enCsv(tableau(10)))).statut, 500)
  assert.deepEqual(await compterTout(db), avant)
  assert.deepEqual(fichiersRestants(), [])
})

test('le fichier revient de la base octet pour octet, même sur plusieurs morceaux', async (t) => {
  const { db, importer, app } = await openAtelier(t)
  const csv = enCsv(tableau(12_000))
  assert.ok(csv.length > 1_048_576)
  const id = await importer(csv)
  const { rows } = await sql<{
    octets: Buffer
  }>`select octets from import_morceau where import = ${id} order by rang`.execute(db)
  assert.equal(rows.length, 2)
  assert.equal(Buffer.concat(rows.map(({ octets }) => octets)).toString(), csv)
  assert.equal((await app.request(`/api/imports/${id}/corrige.xlsx`)).status, 200)
})
