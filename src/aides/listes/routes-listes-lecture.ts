import { setImmediate } from 'node:timers/promises'
import { readCommunes } from '#aides/listes/import-communes.ts'
import { openListe, readListe } from '#aides/listes/import-liste.ts'
import { crossAllAccounts, crossPeople } from '#aides/listes/routes-listes-croisement.ts'
import { judgeOf } from '#aides/listes/routes-listes-dispositif.ts'
import { openStoredListe } from '#aides/listes/routes-listes-fichier.ts'
import { type Controle, checkLine } from '#aides/listes/routes-listes-ligne.ts'
import { listJours } from '#aides/listes/store-croisement.ts'
import { insertLignes, type LigneAEcrire } from '#aides/listes/store-lignes.ts'
import {
  findListe,
  findSessionAide,
  type ListeStockee,
  removeLignes,
  removeMorceaux,
  startWork,
  type Travail,
  updateLecture,
  updateLue,
  updateProgression,
  updateRefusee,
} from '#aides/listes/store-listes.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'

/** Name of the work, in the queue. */
export const LIRE_LISTE = 'listeaide.lire'

/** A worker says that it is alive far more often than it is believed dead. */
export const POULS_MS = 3_000
/** A file that makes the reading fail each time must not be taken up again for ever. */
const PASSAGES_MAXIMUM = 5
/** Lines written in one transaction. */
const LOT = 1_000
/** Lines checked before others are given the processor. */
const SOUFFLE = 10
/** Birth dates compared in one transaction. */
const JOURS = 200
/** Share of the work at the end of the lines, in thousandths; the rest is comparing them. */
const LIGNES_LUES = 850

type Outside = Pick<AppContext, 'files' | 'coffre' | 'clock'> & { readonly db: Db }

/**
 * Reads the file of a list into the database. Can be run any number of times, even at once: a reading started over has
 * a new number, clears what an interrupted one left, and only the last number writes.
 */
export async function readListWork(outside: Outside, id: string): Promise<void> {
  const { db } = outside
  const passage = await openReading(db, id)
  if (passage === undefined) return
  const travail = { id, passage }
  const pouls = setInterval(() => void updateProgression(db, travail).catch(() => {}), POULS_MS)
  try {
    if (passage > PASSAGES_MAXIMUM) throw lectureImpossible()
    await readStored(outside, travail)
  } catch (error) {
    if (!(error instanceof FichierIllisible)) throw error
    await refuse(db, travail, error)
  } finally {
    clearInterval(pouls)
  }
}

const openReading = (db: Db, id: string): Promise<number | undefined> =>
  transaction(db, async (tx) => {
    const passage = await startWork(tx, id, 'recue', 'en_lecture')
    if (passage !== undefined) await removeLignes(tx, id)
    return passage
  })

async function readStored(outside: Outside, travail: Travail): Promise<void> {
  const { db, coffre, clock } = outside
  const liste = await findListe(db, travail.id)
  const session = liste && (await findSessionAide(db, liste.session))
  const file = session && (await openStoredListe(outside, travail.id))
  if (!liste || !session || !file) return // given up meanwhile
  try {
    const aujourdhui = clock.today()
    const controle = {
      liste: liste.id,
      siret: liste.siret,
      aujourdhui,
      communes: await readCommunes(),
      juge: judgeOf(session, aujourdhui),
      coffre,
    }
    if (!(await readLines(db, travail, controle, file.path))) return
    if (!(await compare(db, travail, liste))) return
    await transaction(db, async (tx) => {
      if (!(await updateLue(tx, travail))) return
      await removeMorceaux(tx, liste.id)
      await insertJournal(tx, { acte: 'listeaide.lue', objet: `listeaide:${liste.id}` })
    })
  } finally {
    await file.remove()
  }
}

/** @returns false when another reading took the place of this one */
async function readLines(db: Db, travail: Travail, controle: Controle, path: string): Promise<boolean> {
  const tableau = await openListe(path)
  const { textes, champs } = tableau.entetes
  const colonnes = textes.map((entete, i) => ({ entete, champ: champs[i] ?? null }))
  if (!(await updateLecture(db, travail, tableau.lecture, colonnes))) return false
  let attente: LigneAEcrire[] = []
  let lues = 0
  const write = (lot: readonly LigneAEcrire[]) =>
    transaction(db, async (tx) => {
      if (!(await updateProgression(tx, travail, Math.floor(tableau.progression() * LIGNES_LUES))))
        return false
      await insertLignes(tx, travail.id, lot)
      return true
    })
  // The database writes a batch while the next one is checked; never more than one.
  let ecrit = Promise.resolve(true)
  const flush = async () => {
    const lot = attente
    attente = []
    if (!(await ecrit)) return false
    ecrit = write(lot)
    // Told when it is awaited: until then a failure is nobody's.
    ecrit.catch(() => {})
    return true
  }
  for await (const lot of readListe(tableau))
    for (const { ligne, saisies } of lot) {
      attente.push(checkLine(controle, ligne, saisies))
      if (++lues % SOUFFLE === 0) await setImmediate()
      if (attente.length >= LOT && !(await flush())) return false
    }
  if (lues === 0) throw sansLigne()
  return (await flush()) && ecrit
}

/** Once every line is there: who is there twice, who is known already, who shares an account. */
async function compare(
  db: Db,
  travail: Travail,
  { id, session, organisation }: ListeStockee,
): Promise<boolean> {
  const jours = await listJours(db, id)
  for (let debut = 0; debut < jours.length; debut += JOURS) {
    const part = LIGNES_LUES + Math.floor((debut / jours.length) * (1_000 - LIGNES_LUES))
    const going = await transaction(db, async (tx) => {
      if (!(await updateProgression(tx, travail, part))) return false
      const ou = { tx, systeme: tx, liste: id, session, organisation }
      await crossPeople(ou, jours.slice(debut, debut + JOURS))
      return true
    })
    if (!going) return false
  }
  return transaction(db, async (tx) => {
    if (!(await updateProgression(tx, travail))) return false
    await crossAllAccounts({ tx, liste: id })
    return true
  })
}

/** A file that cannot be read leaves nothing behind but the reason. */
async function refuse(db: Db, travail: Travail, { code, message }: FichierIllisible): Promise<void> {
  await transaction(db, async (tx) => {
    if (!(await updateRefusee(tx, travail, { code, message }))) return
    await removeLignes(tx, travail.id)
    await removeMorceaux(tx, travail.id)
    await insertJournal(tx, {
      acte: 'listeaide.refusee',
      objet: `listeaide:${travail.id}`,
      apres: { code },
    })
  })
}

const sansLigne = () =>
  new FichierIllisible(
    'aucune_ligne',
    'Ce fichier ne contient aucune ligne sous ses en-têtes : ajoutez-en au moins une.',
  )

const lectureImpossible = () =>
  new FichierIllisible(
    'lecture_impossible',
    'La lecture de ce fichier a échoué plusieurs fois : prévenez la Région, le journal du serveur dit pourquoi, puis renvoyez-le.',
  )
