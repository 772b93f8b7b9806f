import { createHash, randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { controlerLigne } from '#aides/listes/controle-ligne.ts'
import {
  adresseDe,
  contratDe,
  etatDuVerdict,
  identiteDe,
  montantDuVerdict,
} from '#aides/listes/dossier-depose.ts'
import { masquerIban } from '#aides/listes/iban.ts'
import { readCommunes } from '#aides/listes/import-communes.ts'
import { comparerCles } from '#aides/listes/rapprochement.ts'
import { repondre } from '#aides/listes/reponses.ts'
import { judgeOf } from '#aides/listes/routes-listes-dispositif.ts'
import { POULS_MS } from '#aides/listes/routes-listes-lecture.ts'
import { type Controle, openLine } from '#aides/listes/routes-listes-ligne.ts'
import {
  type Candidat,
  countDossiers,
  type DossierAEcrire,
  insertBeneficiaires,
  insertCoordonnees,
  insertDossiers,
  insertPremieresEtapes,
  listCandidats,
  listLignesDeposees,
  lockDepots,
} from '#aides/listes/store-depot.ts'
import { forgetBanque, type LigneScellee, listLignesAfter } from '#aides/listes/store-lignes.ts'
import {
  countLignes,
  findListe,
  findSessionAide,
  type ListeStockee,
  type SessionDeListe,
  startWork,
  type Travail,
  updateDeposee,
  updateProgression,
} from '#aides/listes/store-listes.ts'
import { fixedClock } from '#platform/clock.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'

/** Name of the work, in the queue. */
export const DEPOSER_LISTE = 'listeaide.deposer'

/** Dossiers made in one transaction: other deposits wait for it. */
const LOT = 500
const SOUFFLE = 10

type Outside = Pick<AppContext, 'coffre'> & { readonly db: Db }

/**
 * Makes one dossier of each line that holds. Can be run any number of times, even at once: a line has one dossier, a
 * batch is whole or nothing, and only the last worker writes.
 */
export async function depositListWork({ db, coffre }: Outside, id: string): Promise<void> {
  const passage = await startWork(db, id, 'en_depot', 'en_depot')
  if (passage === undefined) return
  const travail = { id, passage }
  const pouls = setInterval(() => void updateProgression(db, travail).catch(() => {}), POULS_MS)
  try {
    const liste = (await findListe(db, id))!
    const session = (await findSessionAide(db, liste.session))!
    await depositAll({ db, coffre }, travail, liste, session)
  } finally {
    clearInterval(pouls)
  }
}

async function depositAll(
  { db, coffre }: Outside,
  travail: Travail,
  liste: ListeStockee,
  session: SessionDeListe,
): Promise<void> {
  // The day when the deposit was asked, whatever the time that the work takes, or takes again.
  const jour = fixedClock(liste.depotLe!).today()
  const juge = judgeOf(session, jour)
  const communes = await readCommunes()
  const controle = { liste: liste.id, siret: liste.siret, aujourdhui: jour, communes, juge, coffre }
  const depot = { liste, session, jour, controle }
  const { valides } = await countLignes(db, liste.id)
  let faites = 0
  let ecrites: readonly number[] = []
  let lot = await composeBatch(db, depot, 0)
  while (lot) {
    // The database writes a batch while the next one is composed, and while the accounts of the one before are forgotten.
    const [ecrit, suivant] = await Promise.all([
      writeBatch(db, travail, depot, lot, Math.floor((faites / (valides + 1)) * 1_000)),
      composeBatch(db, depot, lot.numeros.at(-1)!),
      forgetBanque(db, liste.id, ecrites),
    ])
    if (!ecrit) return
    faites += lot.numeros.length
    ecrites = lot.numeros
    lot = suivant
  }
  // Those of a work cut before this line are forgotten by the one that takes its place: it goes through every line again.
  await forgetBanque(db, liste.id, ecrites)
  await endDeposit(db, travail)
}

type Depot = {
  readonly liste: ListeStockee
  readonly session: SessionDeListe
  readonly jour: string
  readonly controle: Controle
}

type Lot = {
  /** Its lines in the file, those that have their dossier already included. */
  readonly numeros: readonly number[]
  readonly dossiers: readonly DossierAEcrire[]
}

/** The next lines, made into dossiers, those that have one already excepted. @returns undefined after the last line */
async function composeBatch(db: Db, depot: Depot, apres: number): Promise<Lot | undefined> {
  const { liste } = depot
  const lignes = await listLignesAfter(db, liste.id, apres, LOT, { valides: true })
  if (lignes.length === 0) return undefined
  const numeros = lignes.map(({ ligne }) => ligne)
  const deja = new Set(await listLignesDeposees(db, liste.id, numeros))
  const dossiers: DossierAEcrire[] = []
  for (const ligne of lignes) {
    if (deja.has(ligne.ligne)) continue
    dossiers.push(composeDossier(depot, ligne))
    if (dossiers.length % SOUFFLE === 0) await setImmediate()
  }
  return { numeros, dossiers }
}

/** @returns false when another work took the place of this one: what it composed is worth nothing any more */
const writeBatch = (
  db: Db,
  travail: Travail,
  { liste, session, jour }: Depot,
  { dossiers }: Lot,
  part: number,
): Promise<boolean> =>
  transaction(db, async (tx) => {
    if (!(await updateProgression(tx, travail, part))) return false
    if (dossiers.length === 0) return true
    await lockDepots(tx)
    const jours = [...new Set(dossiers.map(({ identite }) => identite.neLe))]
    const marques = markNamesakes(dossiers, await listCandidats(tx, jours))
    const entete = { session: session.id, liste: liste.id, organisation: liste.organisation }
    await insertBeneficiaires(tx, marques)
    await insertDossiers(tx, { ...entete, jugeLe: jour, deposeLe: liste.depotLe! }, marques)
    await insertPremieresEtapes(tx, marques, liste.depotLe!)
    await insertCoordonnees(tx, marques)
    return true
  })

function composeDossier({ session, controle, jour }: Depot, gardee: LigneScellee): DossierAEcrire {
  const { coffre, liste, juge } = controle
  const { valeurs } = controlerLigne(openLine(coffre, liste, gardee), controle)
  const { iban, bic, titulaire, courriel = null, telephone = null } = valeurs
  if (!iban || !bic || !titulaire) throw new Error(`liste ${liste}, ligne ${gardee.ligne} : compte illisible`)
  const reponses = repondre(juge.dispositif.questions, valeurs, jour)
  const verdict = juge.juger(reponses)
  const id = randomUUID()
  const chiffre = coffre.seal(JSON.stringify({ iban, bic, titulaire }), `aide_coordonnees:${id}`)
  return {
    ...{ id, ligne: gardee.ligne, beneficiaire: randomUUID(), courriel, telephone, reponses, verdict },
    numero: numberOf(session, liste, gardee.ligne),
    identite: identiteDe(valeurs),
    etat: etatDuVerdict(verdict),
    contrat: contratDe(valeurs),
    adresse: adresseDe(valeurs),
    montant: montantDuVerdict(verdict),
    motif: null,
    compte: { chiffre, empreinte: coffre.fingerprint(iban), masque: masquerIban(iban) },
  }
}

/** Sixteen letters and digits, always the same for a line: the year, then what its list and its rank make. */
function numberOf({ exercice }: SessionDeListe, liste: string, ligne: number): string {
  const octets = createHash('sha256').update(`${liste}:${ligne}`).digest()
  const suite = (octets.readBigUInt64BE(0) % 36n ** 12n).toString(36).toUpperCase().padStart(12, '0')
  return `${exercice}${suite}`
}

/** Whoever looks like somebody known, or like an earlier line, waits for an agent to say who it is. */
function markNamesakes(dossiers: readonly DossierAEcrire[], connus: readonly Candidat[]): DossierAEcrire[] {
  const parJour = new Map(Map.groupBy(connus, ({ neLe }) => neLe))
  return dossiers.map((dossier) => {
    const { rapprochement: cle, neLe } = dossier.identite
    const memeJour = parJour.get(neLe) ?? []
    const ressemblances = memeJour.map((connu) => comparerCles(connu.cle, cle))
    parJour.set(neLe, [...memeJour, { id: dossier.beneficiaire, cle, neLe }])
    if (!ressemblances.some(Boolean)) return dossier
    const motif = ressemblances.includes('identique')
      ? 'Une personne de mêmes nom et date de naissance est déjà connue.'
      : 'Une personne de nom très proche, née le même jour, est déjà connue.'
    return { ...dossier, etat: 'a_verifier', motif }
  })
}

async function endDeposit(db: Db, travail: Travail): Promise<void> {
  await transaction(db, async (tx) => {
    if (!(await updateDeposee(tx, travail))) return
    const parEtat = await countDossiers(tx, travail.id)
    const apres = {
      dossiers: parEtat.reduce((somme, { nombre }) => somme + nombre, 0),
      etats: Object.fromEntries(parEtat.map(({ etat, nombre }) => [etat, nombre])),
    }
    await insertJournal(tx, { acte: 'listeaide.deposee', objet: `listeaide:${travail.id}`, apres })
  })
}
