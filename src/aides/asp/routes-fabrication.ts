import { createHash, randomUUID } from 'node:crypto'
import type { Enregistrement, Parametrage } from '#aides/asp/enregistrement.ts'
import { type APayerNumerote, ecrireFichier, LIMITES } from '#aides/asp/fichier.ts'
import { nommerLibre } from '#aides/asp/nom-fichier.ts'
import { type CtxAsp, holdLigne } from '#aides/asp/routes-preparation.ts'
import { LIEUX, MORCEAU } from '#aides/asp/scelle.ts'
import {
  countEnvois,
  insertFichier,
  insertMorceau,
  listMorceaux,
  lockFabrication,
  lockPretes,
  type Prete,
  updateATester,
  updateEnvoyees,
} from '#aides/asp/store-envoi.ts'
import { findParametrage } from '#aides/asp/store-parametrage.ts'
import { findSession, type SessionPayee, updateRetenue } from '#aides/asp/store-preparation.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'

/** Written between two turns of the server. */
const LOT = 100

/**
 * Writes the files of all that is ready in a session, as many as the agency takes today. Each file and the passage of its
 * payments are one transaction, done before anything is sent: nobody is in two files, whatever happens.
 */
export async function makeFiles(ctx: CtxAsp, id: string): Promise<void> {
  const session = await findSession(ctx.systeme, id)
  if (!session) return
  while (await transaction(ctx.systeme, (tx) => makeFile(ctx, tx, session)));
}

/** @returns whether there may be another one to make */
async function makeFile(ctx: CtxAsp, tx: Tx, session: SessionPayee): Promise<boolean> {
  const jour = ctx.clock.today()
  await lockFabrication(tx)
  const retenue = await holdLigne(tx, session, jour)
  await updateRetenue(tx, session.id, retenue)
  const codes = await findParametrage(tx, session.dispositif)
  if (retenue !== null || !codes) return false
  const { fichiers, semaine, noms } = await countEnvois(tx, jour)
  const places = Math.min(LIMITES.parFichier, LIMITES.parSemaine - semaine)
  if (fichiers >= LIMITES.fichiersParJour || places <= 0) return false
  const pretes = await lockPretes(tx, session.id, places)
  const changees = pretes.filter(hasChanged)
  await updateATester(
    tx,
    changees.map(({ id }) => id),
  )
  const partantes = pretes.filter((prete) => !hasChanged(prete))
  if (partantes.length === 0) return pretes.length > 0
  const octets = await renderFile(ctx, codes, partantes)
  const fichier = {
    id: randomUUID(),
    nom: nommerLibre(codes.application, wallClock(ctx.clock.now()), noms),
    sha256: createHash('sha256').update(octets).digest('hex'),
    taille: octets.length,
    paiements: partantes.length,
    montant: partantes.reduce((somme, { montant }) => somme + montant, 0),
  }
  await insertFichier(tx, { ...fichier, session: session.id, creeLe: ctx.clock.now(), jour })
  await insertPieces(ctx, tx, fichier.id, octets)
  await updateEnvoyees(
    tx,
    fichier.id,
    jour,
    partantes.map(({ id }) => id),
  )
  const { nom, paiements, montant } = fichier
  const apres = { nom, paiements, montant, session: session.libelle }
  await insertJournal(tx, { acte: 'versement.ecrit', objet: `fichierasp:${fichier.id}`, apres })
  return true
}

const hasChanged = ({ payable, montant, montantDossier }: Prete): boolean =>
  !payable || montant !== montantDossier

/** The file, in plain ASCII; others are answered while it is written. */
async function renderFile(
  { coffre }: CtxAsp,
  codes: Parametrage,
  partantes: readonly Prete[],
): Promise<Buffer> {
  const paiements = function* (): Generator<APayerNumerote> {
    for (const { id, chiffre } of partantes)
      yield { id, enregistrement: JSON.parse(coffre.open(chiffre, LIEUX.paiement(id))) as Enregistrement }
  }
  const morceaux: string[] = []
  for (const morceau of ecrireFichier(codes, paiements())) {
    morceaux.push(morceau)
    if (morceaux.length % LOT === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  return Buffer.from(morceaux.join(''), 'latin1')
}

async function insertPieces({ coffre }: CtxAsp, tx: Tx, fichier: string, octets: Buffer): Promise<void> {
  for (let rang = 1, debut = 0; debut < octets.length; rang++, debut += MORCEAU) {
    const morceau = octets.toString('latin1', debut, debut + MORCEAU)
    await insertMorceau(tx, fichier, rang, coffre.seal(morceau, LIEUX.fichier(fichier, rang)))
  }
}

/** The bytes of a file, as they were written. */
export async function readFichier(
  { coffre }: Pick<CtxAsp, 'coffre'>,
  db: Db,
  fichier: string,
): Promise<Buffer> {
  const morceaux = await listMorceaux(db, fichier)
  const textes = morceaux.map(({ rang, chiffre }) => coffre.open(chiffre, LIEUX.fichier(fichier, rang)))
  return Buffer.from(textes.join(''), 'latin1')
}

const paris = new Intl.DateTimeFormat('sv-SE', {
  ...({ timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' } as const),
})
/** `2025-11-21T09:05:07`, as a clock on a wall of Paris shows it. */
const wallClock = (instant: string): string => paris.format(new Date(instant)).replace(' ', 'T')
