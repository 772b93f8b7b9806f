import { couper, enAscii, enTitulaire } from '#aides/asp/ascii.ts'
import { type Compte, decouperIban, normaliserBic } from '#aides/asp/compte.ts'
import {
  type AdresseLue,
  adresserAsp,
  communeDeNaissance,
  departementDe,
} from '#aides/asp/controle-adresse.ts'
import type { MotifPaiement } from '#aides/asp/correcteur.ts'
import type { Enregistrement, Identifiants, Parametrage } from '#aides/asp/enregistrement.ts'
import { type Refuser, refuserSignes } from '#aides/asp/refuser.ts'
import { fauteBic, fauteIban, simplifierBic, simplifierIban } from '#aides/listes/iban.ts'
import type { Centimes } from '#socle/montant.ts'

/** Everything that is known of somebody to pay. */
export type APayer = {
  readonly numero: string
  readonly etat: string
  readonly montant: Centimes | null
  readonly deposeLe: string
  readonly accordeLe: string | null
  /** Granted, and certified assiduous by the training centre when the session asks for it. */
  readonly payable: boolean
  /** Its account was given after the grant, and is also somebody else's: nobody said why yet. */
  readonly comptePartage: boolean
  readonly civilite: string
  readonly prenom: string
  readonly nomNaissance: string
  readonly nomUsage: string | null
  readonly neLe: string
  readonly paysNaissance: string
  readonly communeNaissance: string | null
  readonly adresse: AdresseLue
  readonly compte: Compte | null
  readonly identifiants: Identifiants
}

export type Controle =
  | { readonly statut: 'accord'; readonly valeur: Enregistrement }
  | { readonly statut: 'refus'; readonly motifs: readonly MotifPaiement[] }

/** A living person born before 1900 is a typing error, as is one born after the payment. */
const NAISSANCE_MINIMALE = '1900-01-01'

/**
 * Says whether somebody can be paid now, with every reason why not, or the record to send.
 *
 * @param codes the codes that the agency allotted to the scheme, undefined when nobody typed them
 */
export function controler(
  qui: APayer,
  { codes, aujourdhui }: { codes: Parametrage | undefined; aujourdhui: string },
): Controle {
  const motifs: MotifPaiement[] = []
  const refuser: Refuser = (code, champ, correcteur, message) => {
    motifs.push({ code, champ, correcteur, message })
  }
  if (qui.etat !== 'accorde')
    refuser('dossier-non-accorde', 'etat', 'agent', 'L’aide n’est pas, ou plus, accordée : rien ne se paie.')
  else if (!qui.payable)
    refuser(
      'assiduite-non-attestee',
      'attestation',
      'centre',
      'L’organisme de formation n’a pas attesté l’assiduité, que cette campagne exige avant de payer.',
    )
  if (qui.montant === null || qui.montant <= 0)
    refuser('sans-montant', 'montant', 'agent', 'Le dossier n’a pas de montant à payer.')
  if (!codes)
    refuser(
      'codes-absents',
      'codes',
      'gestionnaire',
      'Les codes de l’ASP pour cette aide ne sont pas saisis : inscrivez ceux de la convention.',
    )
  if (qui.comptePartage)
    refuser(
      'compte-partage',
      'iban',
      'agent',
      'Le nouveau compte est aussi celui d’une autre personne : un agent dit pourquoi, sur le dossier, avant de payer.',
    )
  controlerIdentite(qui, aujourdhui, refuser)
  const naissance = communeDeNaissance(qui, refuser)
  const adresse = adresserAsp(qui.adresse, refuser)
  const compte = controlerCompte(qui.compte, refuser)
  if (motifs.length > 0 || !adresse || !compte || !codes || qui.montant === null)
    return { statut: 'refus', motifs }
  const usage = qui.nomUsage?.trim() || qui.nomNaissance
  return {
    statut: 'accord',
    valeur: {
      numero: qui.numero,
      // One payment a dossier: asked again, it bears the same number, and the agency itself refuses to pay it twice.
      numeroPrestation: `${qui.numero}01`,
      identifiants: qui.identifiants,
      civilite: qui.civilite as 'M' | 'MME',
      prenom: couper(enAscii(qui.prenom), 20),
      nomUsage: couper(enAscii(usage), 50),
      nomNaissance: couper(enAscii(qui.nomNaissance), 50),
      neLe: qui.neLe,
      paysNaissance: qui.paysNaissance,
      ...(naissance && { communeNaissance: naissance }),
      adresse,
      departement: departementDe(adresse) ?? codes.departementDefaut,
      completLe: qui.accordeLe ?? aujourdhui,
      recuLe: qui.deposeLe,
      montant: qui.montant,
      ...compte,
    },
  }
}

function controlerIdentite(qui: APayer, aujourdhui: string, refuser: Refuser): void {
  if (qui.civilite !== 'M' && qui.civilite !== 'MME')
    refuser('civilite', 'civilite', 'centre', 'La civilité doit être M ou MME.')
  const noms = [
    ['prenom', 'Le prénom', qui.prenom],
    ['nomNaissance', 'Le nom de naissance', qui.nomNaissance],
    ['nomUsage', 'Le nom d’usage', qui.nomUsage?.trim() || qui.nomNaissance],
  ] as const
  for (const [champ, sujet, texte] of noms) {
    if (enAscii(texte) === '') refuser('absent', champ, 'centre', `${sujet} manque.`)
    refuserSignes(texte, champ, sujet, refuser)
  }
  if (qui.neLe < NAISSANCE_MINIMALE || qui.neLe >= aujourdhui)
    refuser(
      'date-naissance',
      'neLe',
      'centre',
      'La date de naissance n’est pas celle d’une personne vivante.',
    )
}

function controlerCompte(
  compte: Compte | null,
  refuser: Refuser,
): Pick<Enregistrement, 'titulaire' | 'bic' | 'iban'> | undefined {
  if (!compte) {
    refuser('compte-absent', 'iban', 'centre', 'Aucun compte bancaire n’est connu pour ce dossier.')
    return undefined
  }
  const faute = fauteIban(simplifierIban(compte.iban))
  // A right account in a country that is not paid: only its holder can give another one.
  if (faute)
    refuser(faute.code, 'iban', faute.code === 'iban_hors_sepa' ? 'apprenti' : 'centre', faute.message)
  const fauteDuBic = fauteBic(simplifierBic(compte.bic))
  if (fauteDuBic) refuser(fauteDuBic.code, 'bic', 'centre', fauteDuBic.message)
  const titulaire = enTitulaire(compte.titulaire)
  if (titulaire === '')
    refuser(
      'titulaire',
      'titulaire',
      'centre',
      'Le titulaire du compte manque, ou n’est pas en lettres latines.',
    )
  return { titulaire, bic: normaliserBic(compte.bic), iban: decouperIban(compte.iban) }
}
