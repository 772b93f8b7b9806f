import type { Calcul } from '#aides/soldes/calcul.ts'
import {
  ETATS_SOLDE,
  type EtatSolde,
  estPetit,
  type SaisieSolde,
  type SoldeLu,
  SUITES_SOLDE,
} from '#aides/soldes/solde.ts'
import { ecrireImputation, type Imputation } from '#budget/rules/ligne.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { cleValide } from '#socle/siret.ts'

// The acts on a balance, each judged with every reason why not at once.

type Juge = Pick<SoldeLu, 'etat' | 'solde' | 'etablissement'>
const agent = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })
const citer = (texte: string) => `«${INSECABLE}${texte}${INSECABLE}»`
const rendre = <T>(motifs: readonly Motif[], valeur: T): Decision<T> =>
  motifs.length > 0 ? refus(...motifs) : accord(valeur)

/** Why a balance does not go from where it is to there. */
const refuserPassage = ({ etat, etablissement }: Pick<Juge, 'etat' | 'etablissement'>, vers: EtatSolde) =>
  SUITES_SOLDE[etat].includes(vers)
    ? []
    : [
        agent(
          'solde-etat',
          `Le solde de ${etablissement} est ${citer(ETATS_SOLDE[etat])}${INSECABLE}: il ne passe pas à ${citer(ETATS_SOLDE[vers])}.`,
        ),
      ]

/** Says whether what was entered can be kept: what is settled does not change its figures. */
export function saisir(
  saisie: SaisieSolde,
  { avant, calcul }: { readonly avant?: SoldeLu | undefined; readonly calcul: Decision<Calcul> },
): Decision<SaisieSolde> {
  const motifs: Motif[] = calcul.statut === 'refus' ? [...calcul.motifs] : []
  if ((saisie.reel === null) !== (saisie.apprentis === null))
    motifs.push(
      agent('declaration-partielle', 'Le montant réel et le nombre d’apprentis se disent ensemble, ou pas.'),
    )
  if (saisie.siret !== null && !cleValide(saisie.siret))
    motifs.push(
      agent('siret-invalide', `${citer(saisie.siret)} n’est pas un SIRET : son dernier chiffre ne va pas.`),
    )
  if (avant && ['engage', 'titre', 'solde', 'non_poursuivi'].includes(avant.etat))
    motifs.push(agent('solde-clos', 'Ce solde est entré dans les comptes : plus rien de lui ne change.'))
  else if (avant && avant.etat !== 'brouillon' && chiffresChanges(saisie, avant))
    motifs.push(agent('chiffres-figes', 'Les chiffres d’un solde constaté ne changent plus : rouvrez-le.'))
  else if (
    avant?.nominatif &&
    (saisie.reel !== avant.reel || saisie.apprentis !== avant.apprentis) &&
    saisie.reel !== null
  )
    motifs.push(
      agent('liste-presente', 'Le montant réel est la somme de la liste : apportez une liste corrigée.'),
    )
  return rendre(motifs, saisie)
}

const chiffresChanges = (saisie: SaisieSolde, avant: SaisieSolde) =>
  (['dispositif', 'estime', 'reel', 'apprentis'] as const).some((cle) => saisie[cle] !== avant[cle])

/** Says whether a balance can be established: the real amount must be known. A balance of zero is closed at once. */
export function constater(
  solde: Pick<SoldeLu, 'etat' | 'etablissement'>,
  calcul: Decision<Calcul>,
): Decision<Calcul & { readonly solde: Centimes }> {
  const motifs = [...refuserPassage(solde, 'constate'), ...(calcul.statut === 'refus' ? calcul.motifs : [])]
  const lu = calcul.statut === 'accord' ? calcul.valeur : undefined
  if (lu?.solde === null)
    motifs.push(
      agent(
        'montant-reel-absent',
        `Le montant réel de ${solde.etablissement} n’est pas connu${INSECABLE}: apportez sa liste nominative, ou ce qu’il déclare.`,
      ),
    )
  return motifs.length > 0 ? refus(...motifs) : accord({ ...lu!, solde: lu!.solde! })
}

/** An established balance may be taken up again as long as nothing was voted. */
export const reprendre = (solde: Juge): Decision<true> => rendre(refuserPassage(solde, 'brouillon'), true)

export type Vote = { readonly deliberation: string; readonly date: string }

/** Says whether these balances were voted together. */
export function voter(soldes: readonly Juge[], vote: Vote, aujourdhui: string): Decision<Vote> {
  const motifs = soldes.flatMap((un) => refuserPassage(un, 'vote'))
  if (soldes.length === 0) motifs.push(agent('aucun-solde', 'Aucun solde constaté n’attend de vote.'))
  if (vote.date > aujourdhui)
    motifs.push(agent('vote-a-venir', `Le ${ecrireDate(vote.date)} n’est pas encore venu.`))
  return rendre(motifs, vote)
}

/** Says whether a small amount may be left where it is: only what is to be taken back, and under the threshold. */
export function abandonner(solde: Juge, seuil: Centimes, motif: string): Decision<string> {
  const motifs = refuserPassage(solde, 'non_poursuivi')
  if (!estPetit(solde.solde, seuil))
    motifs.push(
      agent(
        'au-dessus-du-seuil',
        `Seul un reversement de moins de ${ecrireMontant(seuil)} peut ne pas être poursuivi${INSECABLE}: ce solde est de ${ecrireMontant(solde.solde ?? 0)}.`,
      ),
    )
  if (!motif.trim())
    motifs.push(agent('motif-manquant', 'Dites pourquoi ce reversement n’est pas poursuivi.'))
  return rendre(motifs, motif.trim())
}

type Enveloppe = {
  readonly deliberation: string
  readonly imputation: Imputation
}

/** Says whether a balance to pay can be engaged on an affectation: that of its vote, on the line of its scheme. */
export function engagerSolde(
  solde: Juge & Pick<SoldeLu, 'siret' | 'deliberation'>,
  enveloppe: Enveloppe,
  attendue: Imputation | null,
): Decision<Centimes> {
  const motifs = refuserPassage(solde, 'engage')
  const montant = solde.solde ?? 0
  if (montant <= 0)
    motifs.push(agent('rien-a-payer', `Ce solde est de ${ecrireMontant(montant)} : rien n’est à payer.`))
  if (solde.siret === null)
    motifs.push(
      agent('siret-manquant', 'Le SIRET de l’organisme gestionnaire manque : complétez la fiche du solde.'),
    )
  if (enveloppe.deliberation !== solde.deliberation)
    motifs.push(
      agent(
        'affectation-d-un-autre-vote',
        `Cette affectation vient de ${enveloppe.deliberation}, le solde a été voté par ${solde.deliberation ?? 'aucune délibération'}.`,
      ),
    )
  if (!attendue || ecrireImputation(enveloppe.imputation) !== ecrireImputation(attendue))
    motifs.push(
      agent(
        'imputation-autre',
        `Ce dispositif se paie sur ${attendue ? ecrireImputation(attendue) : 'une imputation que ses sources ne disent pas'}, cette affectation est sur ${ecrireImputation(enveloppe.imputation)}.`,
      ),
    )
  return rendre(motifs, montant)
}

/** Says whether a titre can take a balance back. @returns what is owed to the Région, over zero */
export function titrer(solde: Juge): Decision<Centimes> {
  const motifs = refuserPassage(solde, 'titre')
  const montant = -(solde.solde ?? 0)
  if (montant <= 0)
    motifs.push(agent('rien-a-reprendre', 'Ce solde n’est pas à reprendre : aucun titre n’est dû.'))
  return rendre(motifs, montant)
}
