import type { EtatDossier } from '#aides/dossiers/cycle.ts'
import { ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** Where the payment of a granted aid stands, as far as the agency that pays has said. */
export type PaiementSuivi = {
  readonly etat: 'prepare' | 'parti' | 'paye' | 'echoue'
  /** Day of the payment, once made. */
  readonly le: string | null
}

/** What is known of a dossier by whoever holds its link. */
export type FaitsSuivis = {
  readonly prenom: string
  readonly nom: string
  readonly aide: string
  readonly organisme: string
  readonly region: string
  readonly etat: EtatDossier
  readonly montant: Centimes | null
  readonly rang: number | null
  /** Whether nobody is paid before the centre has certified attendance, and it has not yet. */
  readonly attendAttestation: boolean
  readonly paiement: PaiementSuivi | null
  readonly expireLe: string
}

/** What an apprentice reads, in plain words: nothing that says who, beyond a first name and an initial. */
export type SuiviLu = {
  readonly qui: string
  readonly aide: string
  readonly titre: string
  readonly ton: 'succes' | 'info' | 'avertissement'
  readonly explications: readonly string[]
  readonly montant: Centimes | null
  readonly paiement: string | null
  /** What to do, if anything. */
  readonly aFaire: string | null
  readonly contact: string
  readonly expireLe: string
}

type Dit = Pick<SuiviLu, 'titre' | 'ton' | 'explications' | 'aFaire'>

/** Tells a dossier to the person that it is about. */
export function raconterSuivi(faits: FaitsSuivis): SuiviLu {
  const { prenom, nom, aide, etat, montant, organisme, region, expireLe } = faits
  const accorde = etat === 'accorde'
  return {
    ...{ qui: `${prenom} ${nom.charAt(0)}.`, aide, expireLe },
    ...dire(faits),
    montant: accorde || etat === 'proposable' || etat === 'en_attente' ? montant : null,
    paiement: accorde ? direPaiement(faits) : null,
    contact: `Pour toute question, adressez-vous à votre organisme de formation, ${organisme}, qui est en lien avec la ${region}.`,
  }
}

function dire({ etat, montant, rang }: FaitsSuivis): Dit {
  const rien = 'Vous n’avez rien à faire.'
  switch (etat) {
    case 'a_verifier':
    case 'non_calculable':
      return {
        titre: 'Votre demande est étudiée',
        ton: 'info',
        explications: ['Un agent de la Région regarde votre dossier.'],
        aFaire: rien,
      }
    case 'incomplet':
      return {
        titre: 'Il manque une information',
        ton: 'avertissement',
        explications: ['Votre dossier ne peut pas encore être jugé.'],
        aFaire: 'Demandez à votre organisme de formation ce qu’il doit compléter.',
      }
    case 'proposable':
      return {
        titre: 'Vous remplissez les conditions',
        ton: 'info',
        explications: [
          'Votre aide n’est pas encore accordée : elle le sera dans la limite des crédits votés.',
        ],
        aFaire: rien,
      }
    case 'en_attente':
      return {
        titre: 'Votre demande est en liste d’attente',
        ton: 'info',
        explications: [
          'Vous remplissez les conditions, mais les crédits votés sont consommés.',
          ...(rang === null ? [] : [`Votre rang${INSECABLE}: ${rang}.`]),
          'La liste avance si des crédits sont ajoutés, ou si une personne renonce à son aide.',
        ],
        aFaire: rien,
      }
    case 'accorde':
      return {
        titre: 'Votre aide est accordée',
        ton: 'succes',
        explications: montant === null ? [] : [`Son montant est de ${ecrireMontant(montant)}.`],
        aFaire: null,
      }
    case 'refuse':
      return {
        titre: 'Votre demande est refusée',
        ton: 'avertissement',
        explications: [
          'Toutes les raisons, et la façon de contester, sont dans la lettre que vous avez reçue.',
        ],
        aFaire: 'Si vous n’avez pas reçu cette lettre, demandez-la à votre organisme de formation.',
      }
    case 'retire':
      return {
        titre: 'Votre demande est retirée',
        ton: 'info',
        explications: ['Elle n’ira pas plus loin.'],
        aFaire: 'Si vous ne savez pas pourquoi, demandez-le à votre organisme de formation.',
      }
  }
}

/** Each step of the payment, in the words of whoever waits for it. */
function direPaiement({ paiement, attendAttestation }: FaitsSuivis): string {
  if (!paiement)
    return attendAttestation
      ? 'Le paiement attend que votre organisme de formation atteste votre assiduité.'
      : 'Le paiement se prépare.'
  switch (paiement.etat) {
    case 'prepare':
      return 'Le paiement se prépare.'
    case 'parti':
      return 'La demande de paiement est partie à l’agence qui verse l’aide.'
    case 'paye':
      return paiement.le
        ? `Le versement a été fait le ${ecrireDate(paiement.le)}.`
        : 'Le versement a été fait.'
    case 'echoue':
      return 'Le versement n’a pas abouti : votre organisme de formation doit corriger vos coordonnées.'
  }
}
