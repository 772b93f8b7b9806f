import type { Appel, Demande, DemandeTenue } from '#campagnes/demandes/demande.ts'
import {
  type ActeExceptionnelle,
  PASSAGES_EXCEPTIONNELLE,
  passerExceptionnelle,
} from '#campagnes/demandes/exceptionnelle.ts'
import {
  type BornesExceptionnelles,
  type Exceptionnelle,
  resteDe,
} from '#campagnes/demandes/exceptionnelle-lue.ts'
import { holdAvecAppel } from '#campagnes/demandes/routes-demandes-tenue.ts'
import { nommerDemande } from '#campagnes/demandes/routes-passage.ts'
import {
  findDemandeAccordee,
  findEnveloppeExceptionnelle,
  findExceptionnelle,
  findOrganismeDe,
  insertAccordee,
  insertEtapeExceptionnelle,
  removeAccordee,
  renounceAccordee,
  updateEtatExceptionnelle,
} from '#campagnes/demandes/store-exceptionnelle.ts'
import { findCampagne } from '#campagnes/store.ts'
import { accorderExceptionnelle } from '#majoration/exceptionnelle.ts'
import { readRetenus } from '#majoration/routes-exceptionnelle-retenus.ts'
import type { Db, Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** An application held with its campaign: nobody else grants, lists nor votes before the end of the transaction. */
export type ExceptionnelleTenue = {
  readonly demande: DemandeTenue
  readonly appel: Appel
  readonly lue: Exceptionnelle | undefined
}

/** @throws HttpRefusal 404 */
export async function holdExceptionnelle(tx: Tx, id: string): Promise<ExceptionnelleTenue> {
  const { demande, appel } = await holdAvecAppel(tx, id)
  return { demande, appel, lue: await findExceptionnelle(tx, id) }
}

/** What bounds the amount of a body: its deficit is in its request. */
export async function bound(
  db: Db,
  { campagne: id, organisation }: Pick<Demande, 'campagne' | 'organisation'>,
): Promise<BornesExceptionnelles> {
  const organisme = await findOrganismeDe(db, id, organisation.siret)
  const { base, contrats } = await readRetenus(db, (await findCampagne(db, id))!)
  const contratsRetenus = (organisme && contrats.get(organisme)) || 0
  return { ...(await findEnveloppeExceptionnelle(db, id)), contratsRetenus, base }
}

type Passage = {
  readonly motif?: string | null
  readonly empechements?: readonly Motif[]
  readonly montant?: Centimes | null
  /** Writes it rather than its state alone. */
  readonly write?: () => Promise<void>
}

/** Decides an act, writes it, traces it. The only way to move one. @throws HttpRefusal 422 with every reason */
export async function moveExceptionnelle(
  tx: Tx,
  { demande, appel, lue }: ExceptionnelleTenue,
  acte: ActeExceptionnelle,
  acteur: Acteur,
  { motif = null, empechements = [], montant = null, write }: Passage = {},
): Promise<void> {
  const de = lue?.etat ?? 'aucune'
  const dossier = { organisation: demande.organisation.id, actes: demande.actes }
  const situation = { etat: de, campagne: appel.etat, demande: demande.etat, dossier }
  const decision = passerExceptionnelle(acte, situation, acteur, { motif, empechements })
  if (decision.statut === 'refus') throw refused('Rien n’a changé.', decision.motifs)
  const vers = decision.valeur
  const pourquoi = motif?.trim() || null
  if (write) await write()
  else await updateEtatExceptionnelle(tx, demande.id, vers)
  const mains = { par: acteur.identifiant!, pour: acteur.pour ?? null }
  await insertEtapeExceptionnelle(tx, demande.id, { acte, de, vers, montant, motif: pourquoi, ...mains })
  const chezSoi = acte === 'demander' || acte === 'retirer'
  await insertJournal(tx, {
    acte: PASSAGES_EXCEPTIONNELLE[acte].trace,
    objet: `demande:${demande.id}`,
    avant: { etat: de },
    // What a body types in a draft is its own until it submits it: its figures are not told.
    apres: { etat: vers, ...nommerDemande(demande), ...(montant !== null && !chezSoi && { montant }) },
    ...(pourquoi && !chezSoi && { motif: pourquoi }),
  })
}

/** Every reason against an amount, by the bounds of today. */
async function judge(
  tx: Tx,
  { demande, lue }: ExceptionnelleTenue,
  montant: Centimes,
  motif: string,
): Promise<readonly Motif[]> {
  const bornes = await bound(tx, demande)
  const { contratsRetenus: contratsMajores } = bornes
  const deficitPrevisionnel = lue?.deficit ?? 0
  const decision = accorderExceptionnelle(
    { montant, deficitPrevisionnel, contratsMajores, motif },
    resteDe(bornes),
  )
  return decision.statut === 'refus' ? decision.motifs : []
}

/** An agent proposes an amount, which nothing reserves: it is judged again when it is granted. */
export async function propose(
  tx: Tx,
  tenue: ExceptionnelleTenue,
  acteur: Acteur,
  { montant, motif }: { readonly montant: Centimes; readonly motif: string },
): Promise<void> {
  const empechements = await judge(tx, tenue, montant, motif)
  await moveExceptionnelle(tx, tenue, 'instruire', acteur, { motif, montant, empechements })
}

/** Grants what was proposed, as it was read, and writes the amount that the proposition will take. */
export async function grant(tx: Tx, tenue: ExceptionnelleTenue, acteur: Acteur, vu: Centimes): Promise<void> {
  const { demande, lue } = tenue
  const montant = lue?.propose ?? 0
  const motif = lue?.motivation ?? ''
  const organisme = await findOrganismeDe(tx, demande.campagne, demande.organisation.siret)
  const autre = organisme && (await findDemandeAccordee(tx, demande.campagne, organisme))
  const empechements = [
    ...(await judge(tx, tenue, montant, motif)),
    ...changed(vu, montant),
    ...(autre ? [dejaAccordee(autre)] : []),
  ]
  await moveExceptionnelle(tx, tenue, 'accorder', acteur, { montant, empechements })
  const source = `demande n°${INSECABLE}${demande.numero}`
  const { campagne, id } = demande
  // Retained contracts are those of a body that is in the list.
  await insertAccordee(tx, { campagne, organisme: organisme!, demande: id, montant, motif, source })
}

/** Withdrawn since, and made again: what was granted with the first is taken back first. */
const dejaAccordee = (numero: number): Motif => ({
  code: 'deja-accordee',
  message: `Une majoration exceptionnelle est déjà accordée à cet organisme, avec la demande n°${INSECABLE}${numero} : reprenez-la d’abord.`,
  correcteur: 'agent',
})

const changed = (vu: Centimes, montant: Centimes): readonly Motif[] =>
  vu === montant || montant === 0
    ? []
    : [
        {
          code: 'montant-change',
          message: `Le montant proposé est maintenant ${ecrireMontant(montant)}, et non ${ecrireMontant(vu)}${INSECABLE}: relisez-le.`,
          chiffres: { vu, montant },
          correcteur: 'agent',
        },
      ]

/** Goes back on what was proposed, granted or refused: the amount granted leaves the envelope free again. */
export async function takeBack(
  tx: Tx,
  tenue: ExceptionnelleTenue,
  acteur: Acteur,
  motif: string,
): Promise<void> {
  const { lue, demande } = tenue
  await moveExceptionnelle(tx, tenue, 'rendre', acteur, { motif, montant: lue?.accorde ?? null })
  await removeAccordee(tx, demande.id)
}

/** A body gives up what it asked for; what was granted meanwhile, which it is not told, leaves the envelope free again. */
export async function renounce(
  tx: Tx,
  tenue: ExceptionnelleTenue,
  acteur: Acteur,
  motif: string,
): Promise<void> {
  await moveExceptionnelle(tx, tenue, 'retirer', acteur, { motif })
  await renounceAccordee(tx, tenue.demande.id)
}
