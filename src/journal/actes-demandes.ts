import type { Diction } from '#journal/actes.ts'
import type { Entree } from '#journal/entree.ts'
import { lire } from '#journal/lire.ts'
import { INSECABLE } from '#socle/francais.ts'

const demande = (debut: string, libelle: string): Diction => ({
  libelle,
  dire: (entree) => `${debut} ${nommer(entree)}`,
})

/** « la demande n° 12 (AFORPA) »; an old entry without them is told by its identifier. */
export function nommer({ objet, apres, avant }: Entree): string {
  const numero = lire(apres, 'numero') ?? lire(avant, 'numero')
  const organisme = lire(apres, 'organisme') ?? lire(avant, 'organisme')
  if (!numero) return `la demande ${objet.slice(objet.indexOf(':') + 1)}`
  return `la demande n°${INSECABLE}${numero}${organisme ? ` (${organisme})` : ''}`
}

const campagne = (phrase: string, libelle: string): Diction => ({ libelle, dire: () => phrase })

/** The acts of a call and of its applications. */
export const ACTES_DEMANDES: Readonly<Record<string, Diction>> = {
  'demande.ouvrir': demande('a ouvert', 'Demande ouverte'),
  'demande.enregistrer': demande('a enregistré', 'Brouillon enregistré'),
  'demande.identifier': demande('a dit l’UAI et le NDA de l’organisme dans', 'Identifiants de l’organisme'),
  'demande.ajouterFormation': demande('a ajouté une formation à', 'Formation ajoutée'),
  'demande.retirerFormation': demande('a retiré une formation de', 'Formation retirée'),
  'demande.importer': demande('a fait entrer un fichier dans', 'Fichier de formations lu'),
  'demande.renouveler': demande(
    'a repris les formations de la campagne précédente dans',
    'Demande renouvelée',
  ),
  'demande.joindre': demande('a joint un document à', 'Document joint'),
  'demande.retirerPiece': demande('a retiré un document de', 'Document retiré'),
  'demande.ecrire': demande('a écrit à la Région au sujet de', 'Message d’un organisme'),
  'demande.deposer': demande('a déposé', 'Demande déposée'),
  'demande.reprendre': demande('a repris, pour la changer,', 'Demande reprise'),
  'demande.retirer': demande('a retiré', 'Demande retirée'),
  'demande.demanderComplement': demande('a demandé un complément pour', 'Complément demandé'),
  'demande.repondre': demande('a complété', 'Demande complétée'),
  'demande.constaterComplete': demande('a constaté complète', 'Demande complète'),
  'demande.instruire': demande('a conclu l’instruction de', 'Demande instruite'),
  'demande.rendre': demande('a rendu à l’instruction', 'Demande rendue à l’instruction'),
  'demande.valider': demande('a validé', 'Demande validée'),
  'demande.rejeter': demande('a déclaré inéligible', 'Demande inéligible'),
  'demande.retablir': demande('a rétabli', 'Demande rétablie'),
  'demande.retenir': demande('a retenu', 'Demande retenue'),
  'demande.ecarter': demande('n’a pas retenu', 'Demande non retenue'),
  'demande.notifier': demande('a notifié la décision sur', 'Décision notifiée'),
  'demande.engager': demande('a engagé la majoration de', 'Majoration engagée'),
  'demande.desengager': demande('a rendu les crédits de', 'Crédits d’une demande rendus'),
  'demande.finirDePayer': demande('a rendu le reste des crédits de', 'Reste des crédits rendu'),
  'demande.payer': demande('a constaté le paiement de', 'Paiement constaté'),
  'campagne.ouvrir': campagne('a ouvert l’appel', 'Appel ouvert'),
  'campagne.suspendre': campagne('a ramené l’appel à sa préparation', 'Appel ramené à sa préparation'),
  'campagne.clore': campagne('a clos l’appel', 'Appel clos'),
  'campagne.prolonger': campagne('a rouvert l’appel à tous', 'Appel rouvert à tous'),
  'campagne.instruire': campagne('a ouvert l’instruction', 'Instruction ouverte'),
  'campagne.mettreAuVote': campagne('a mis la campagne au vote', 'Campagne mise au vote'),
  'campagne.reprendre': campagne('a repris l’instruction avant le vote', 'Instruction reprise'),
  'campagne.voter': campagne('a constaté le vote de l’assemblée', 'Vote constaté'),
  'campagne.reprendreVote': {
    libelle: 'Vote antérieur repris',
    dire: ({ apres }) =>
      `a repris d’un fichier les montants votés par ${lire(apres, 'deliberation') ?? 'une délibération'}`,
  },
  'campagne.retirerVote': campagne('a retiré le vote repris d’un fichier', 'Vote repris retiré'),
  'campagne.payer': campagne('a ouvert le paiement', 'Paiement ouvert'),
  'campagne.solder': campagne('a soldé la campagne', 'Campagne soldée'),
  'appel.modifie': campagne('a enregistré l’appel', 'Appel enregistré'),
  'campagne.reouverte': {
    libelle: 'Appel rouvert à un organisme',
    dire: ({ apres }) => `a rouvert l’appel à ${lire(apres, 'organisme') ?? 'un organisme'}`,
  },
  'campagne.liste': {
    libelle: 'Liste arrêtée',
    dire: ({ apres }) =>
      `a arrêté la liste${INSECABLE}: ${lire(apres, 'formations') ?? '?'} formations de ${lire(apres, 'organismes') ?? '?'} organismes`,
  },
  'proposition.figee': {
    libelle: 'Proposition figée',
    dire: ({ apres }) => `a figé la proposition n°${INSECABLE}${lire(apres, 'numero') ?? '?'}`,
  },
}
