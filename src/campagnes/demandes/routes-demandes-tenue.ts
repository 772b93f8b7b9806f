import { delaiDeDepot } from '#campagnes/cycle-campagne.ts'
import { type Completude, mesurerCompletude } from '#campagnes/demandes/completude.ts'
import { ETATS_DEMANDE } from '#campagnes/demandes/cycle.ts'
import type { Appel, Demande, DemandeTenue } from '#campagnes/demandes/demande.ts'
import { alaSeconde } from '#campagnes/demandes/depot.ts'
import { type Enregistrement, saisissable } from '#campagnes/demandes/espace.ts'
import { demandeAbsente, holdDemande, nommerDemande } from '#campagnes/demandes/routes-passage.ts'
import { type FormationSaisie, lireSaisie } from '#campagnes/demandes/saisie.ts'
import { holdCampagne } from '#campagnes/demandes/store-appels.ts'
import {
  findAppel,
  findDemande,
  listReouverturesDe,
  touchDemande,
} from '#campagnes/demandes/store-demandes.ts'
import type { Db, Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { conflict, refused } from '#platform/refusals.ts'
import type { Decision } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'

/** An application held to be typed: of that version, in a state where it may change. */
export async function holdSaisie(tx: Tx, id: string, version: number): Promise<DemandeTenue> {
  const demande = await holdModifiable(tx, id)
  requireVersion(demande, version)
  return demande
}

/** An application held, in a state where its body may change it. @throws HttpRefusal 422 */
export async function holdModifiable(tx: Tx, id: string): Promise<DemandeTenue> {
  const demande = await holdDemande(tx, id)
  if (!saisissable(demande.etat)) {
    const message = `Cette demande est à l’état «${INSECABLE}${ETATS_DEMANDE[demande.etat].libelle}${INSECABLE}»${INSECABLE}: elle ne se modifie plus. Écrivez à la Région par les messages de la demande.`
    throw refused(message, [], 'etat-incompatible')
  }
  return demande
}

/** @throws HttpRefusal 409 when somebody saved since */
export function requireVersion(demande: Demande, version: number): void {
  if (demande.version === version) return
  throw conflict(
    'Cette demande a été enregistrée entre-temps, dans un autre onglet ou par une autre personne de votre organisme. Rien n’est perdu : rechargez-la, puis enregistrez de nouveau.',
    'version-perimee',
  )
}

/** The call of an application. Whoever sees the application sees its call. */
export async function loadAppel(db: Db, { campagne }: Demande): Promise<Appel> {
  const appel = await findAppel(db, campagne)
  if (!appel) throw demandeAbsente()
  return appel
}

/** Until when this body may submit, or every reason why it may not. */
export async function judgeDelai(
  db: Db,
  appel: Appel,
  organisation: string,
  maintenant: string,
): Promise<Decision<string>> {
  const reouvertures = await listReouverturesDe(db, appel.id, organisation)
  return delaiDeDepot(appel, reouvertures, alaSeconde(maintenant))
}

/** An application and its campaign, held in that order: the call may not close between the judgement and the write. */
export async function holdAvecAppel(tx: Tx, id: string): Promise<{ demande: DemandeTenue; appel: Appel }> {
  const vue = await findDemande(tx, id)
  if (!vue || !(await holdCampagne(tx, vue.campagne))) throw demandeAbsente()
  return { demande: await holdDemande(tx, id), appel: await loadAppel(tx, vue) }
}

type Sauvegarde = {
  /** What the journal says, without a word of what was typed: a draft is read by its body alone. */
  readonly acte: string
  readonly dit: Readonly<Record<string, unknown>>
  /** The formations once the write is done. */
  readonly formations: readonly FormationSaisie[]
  readonly effectif?: string
  /** The formation whose remarks are answered. */
  readonly identifiant?: string
  readonly maintenant: string
}

/** Ends a save: the version grows, the act is traced, and what is left to do is answered. */
export async function endSaisie(
  tx: Tx,
  demande: DemandeTenue,
  { acte, dit, ...suite }: Sauvegarde,
): Promise<Enregistrement> {
  const { effectif } = suite
  const version = await touchDemande(
    tx,
    demande.id,
    demande.version,
    effectif === undefined ? {} : { effectif },
  )
  if (version === undefined) throw new Error('la demande tenue a changé')
  await insertJournal(tx, {
    acte,
    objet: `demande:${demande.id}`,
    apres: { ...nommerDemande(demande), ...dit },
  })
  return answerSaisie(tx, { ...demande, version }, suite)
}

/** What a save answers, whether it wrote or found everything already there. */
export async function answerSaisie(
  tx: Tx,
  demande: DemandeTenue,
  suite: Pick<Sauvegarde, 'formations' | 'effectif' | 'identifiant' | 'maintenant'>,
): Promise<Enregistrement> {
  const { formations, effectif = demande.effectif, identifiant, maintenant } = suite
  const { pieces: demandees } = await loadAppel(tx, demande)
  const completude: Completude = mesurerCompletude({
    effectif,
    formations,
    pieces: demande.pieces,
    demandees,
  })
  const une = formations.find((formation) => formation.identifiant === identifiant)
  const constats = une ? lireSaisie(une.saisie, effectif).constats : []
  return { version: demande.version, enregistreLe: maintenant, constats, completude }
}
