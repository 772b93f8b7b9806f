import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { TravauxLus } from '#travaux/schema-travaux.ts'
import { type Connecte, openApplication } from '../../test/acces/application.ts'
import { creerAppel, creerDemande, saisieSaine } from '../../test/demandes-validees.ts'
import { appeler } from '../../test/espace-atelier.ts'
import { enCsv, tableau } from '../../test/importation-fichiers.ts'

// The works of every kind in one list, as each person may see them, on the real engine.

const { db, personne } = await openApplication({ after })
const [nadia, camille, lea, julie, ines, hugo] = [
  'nadia-benali',
  'camille-royer',
  'lea-fontaine',
  'julie-moreau',
  'ines-carpentier',
  'hugo-lemaire',
].map(personne) as [Connecte, Connecte, Connecte, Connecte, Connecte, Connecte]

const campagne = await creerAppel(db, 'en_instruction')
const demande = await creerDemande(db, {
  ...{ campagne, organisation: lea.organisation, par: lea.id },
  formations: [{ identifiant: 'F1', saisie: saisieSaine({}) }],
})
async function creerLot(
  qui: Connecte,
  acte: string,
  etat: string,
  ligne: string,
  le: string,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into demande_lot (campagne, acte, par, role, organisation, etat, cree_le)
    values (${campagne}, ${acte}, ${qui.id}, ${qui.role}, ${qui.organisation}, ${etat}, ${le}) returning id`.execute(
    db,
  )
  await sql`insert into demande_lot_ligne (lot, rang, demande, etat, motifs)
    values (${rows[0]!.id}, 1, ${demande}, ${ligne}, '[{"code":"x","message":"Il manque un avis."}]')`.execute(
    db,
  )
  return rows[0]!.id
}
const creerArchive = async (qui: Connecte, etat: string, le: string) => {
  const prete = etat === 'prete'
  const { rows } = await sql<{ id: string }>`
    insert into archive (siret, etat, par, role, organisation, erreur, finie_le, taille, sha256, demandee_le)
    select o.siret, ${etat}, ${qui.id}, ${qui.role}, ${qui.organisation}, ${etat === 'echouee' ? 'Pièce altérée.' : null},
      now(), ${prete ? 3 : null}::bigint, ${prete ? '0'.repeat(64) : null}, ${le}
    from organisation o where o.id = ${lea.organisation} returning id`.execute(db)
  return rows[0]!.id
}
const refuse = await creerLot(camille, 'valider', 'fini', 'refusee', '2026-01-01T10:00:00Z')
const lettres = await creerLot(nadia, 'genererLettre', 'fini', 'faite', '2026-01-02T10:00:00Z')
const archiveLea = await creerArchive(lea, 'prete', '2026-01-03T10:00:00Z')
const archiveHugo = await creerArchive(hugo, 'echouee', '2026-01-04T10:00:00Z')
const envoi = await camille.request('/api/imports?nom=essai.csv', {
  ...{ method: 'POST', body: enCsv(tableau(2)) },
  headers: { 'content-type': 'application/octet-stream' },
})
const importe = envoi.ok ? ((await envoi.json()) as { id: string }).id : assert.fail(await envoi.text())
const { rows: refuses } = await sql<{ id: string }>`
  insert into message (destinataire, sujet, corps, etat, erreur)
  values ('a@exemple.fr', 'Un message', 'x', 'echec', 'Boîte pleine') returning id`.execute(db)
const message = refuses[0]!.id

const lire = async (qui: Connecte, recherche = '') =>
  (await appeler<TravauxLus>(qui, 'GET', `/travaux${recherche}`)).corps
const ids = async (qui: Connecte, recherche = '') =>
  (await lire(qui, recherche)).travaux.map(({ id }) => id).toSorted()
const tries = (...liste: string[]) => liste.toSorted()

test('chacun voit les siens ; le responsable et l’administrateur, ceux de tous que leurs droits montrent', async () => {
  assert.deepEqual(await ids(camille), tries(refuse, importe))
  assert.deepEqual(await ids(hugo), [archiveHugo])
  assert.deepEqual(await ids(lea), [archiveLea])
  assert.deepEqual(await ids(julie), [])
  assert.deepEqual(await ids(nadia), tries(refuse, lettres, archiveLea, archiveHugo, importe))
  assert.deepEqual(await ids(ines), tries(refuse, lettres, archiveLea, archiveHugo, message))
  assert.equal((await appeler(personne('anne-prevost'), 'GET', '/travaux')).statut, 403)
})

test('un travail dit quoi, sur quoi, par qui, où il en est et pourquoi il a échoué', async () => {
  const { travaux, total } = await lire(nadia)
  assert.equal(total, 5)
  const un = (id: string) => travaux.find((travail) => travail.id === id)!
  const valide = un(refuse)
  assert.deepEqual(
    [valide.titre, valide.etat, valide.nomPar, valide.refusees, valide.total, valide.erreur],
    ['Valider', 'echec', 'Camille Royer', 1, 1, 'Il manque un avis.'],
  )
  assert.deepEqual([un(lettres).genre, un(lettres).etat, un(lettres).mien], ['lettres', 'fini', true])
  assert.deepEqual([un(importe).objet, un(importe).nomPar], ['essai.csv', 'Camille Royer'])
  assert.deepEqual([un(archiveHugo).objet, un(archiveHugo).erreur], ['AFORPA', 'Pièce altérée.'])
  const instants = travaux.map(({ creeLe }) => creeLe)
  assert.deepEqual(instants, instants.toSorted().toReversed())
})

test('ce qui peut se faire est offert, et se fait par l’adresse de son genre', async () => {
  const gestes = async (qui: Connecte, id: string) =>
    (await lire(qui)).travaux.find((travail) => travail.id === id)!.gestes
  assert.deepEqual(await gestes(nadia, refuse), ['reprendre'])
  assert.deepEqual(await gestes(camille, refuse), [], 'valider n’est pas à elle')
  assert.deepEqual(await gestes(ines, refuse), [])
  assert.deepEqual(await gestes(hugo, archiveHugo), ['reprendre'])
  assert.deepEqual(await gestes(nadia, archiveHugo), [])
  assert.deepEqual(await gestes(ines, message), ['reprendre'])
  assert.equal((await appeler(ines, 'POST', `/messages/${message}/renvoi`)).statut, 200)
  assert.ok(!(await ids(ines)).includes(message), 'un message à lire n’est plus un travail')
  assert.equal((await appeler(nadia, 'POST', `/instruction/lots/${refuse}/relance`)).statut, 202)
})

test('les filtres se combinent ; une valeur inconnue est refusée', async () => {
  assert.deepEqual(await ids(nadia, '?genre=archive'), tries(archiveLea, archiveHugo))
  assert.deepEqual(await ids(nadia, '?genre=archive&etat=echec'), [archiveHugo])
  assert.deepEqual(await ids(nadia, '?qui=moi'), [lettres])
  assert.deepEqual(await ids(nadia, '?page=2'), [])
  assert.equal((await appeler(nadia, 'GET', '/travaux?genre=autre')).statut, 400)
})
