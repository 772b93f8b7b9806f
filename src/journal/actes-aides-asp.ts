import type { Diction } from '#journal/actes.ts'
import type { Entree } from '#journal/entree.ts'
import { lire } from '#journal/lire.ts'
import { compter, ecrireMontant } from '#socle/francais.ts'

const numero = ({ objet }: Entree): string => `n° ${objet.slice(objet.indexOf(':') + 1)}`
const session = ({ apres }: Entree): string => `« ${lire(apres, 'session') ?? '?'} »`
const nom = ({ apres }: Entree): string => lire(apres, 'nom') ?? 'sans nom'
const nombre = ({ apres }: Entree, champ: string): number => Number(lire(apres, champ) ?? 0)

/** Paying the individual aids: what leaves for the agency, what comes back, and who saw an account. */
export const ACTES_AIDES_ASP: Readonly<Record<string, Diction>> = {
  'versement.prepares': {
    libelle: 'Paiements d’aides préparés',
    dire: (e) => `a fait préparer les paiements de la campagne d’aides ${session(e)}`,
  },
  'versement.demande': {
    libelle: 'Envoi de paiements d’aides demandé',
    dire: (e) => `a demandé l’envoi des paiements prêts de la campagne d’aides ${session(e)}`,
  },
  'versement.ecrit': {
    libelle: 'Fichier de paiements écrit',
    dire: (e) =>
      `a écrit le fichier ${nom(e)} : ${compter(nombre(e, 'paiements'), 'paiement')}, ${ecrireMontant(nombre(e, 'montant'))}`,
  },
  'versement.depose': {
    libelle: 'Fichier de paiements déposé à l’ASP',
    dire: (e) =>
      `a déposé le fichier ${nom(e)} à l’ASP${lire(e.apres, 'voie') === 'main' ? ', à la main' : ''}`,
  },
  'versement.emporte': {
    libelle: 'Fichier échangé avec l’ASP téléchargé',
    dire: (e) => `a téléchargé le fichier ${nom(e)}, avec ses comptes bancaires`,
  },
  'versement.recu': {
    libelle: 'Retour de l’ASP reçu',
    dire: (e) => `a reçu de l’ASP le fichier ${nom(e)}`,
  },
  'versement.lu': {
    libelle: 'Retour de l’ASP lu',
    dire: (e) => {
      const erreur = lire(e.apres, 'erreur')
      return erreur
        ? `n’a pas pu lire le fichier ${nom(e)} : ${erreur}`
        : `a lu le fichier ${nom(e)} : ${compter(nombre(e, 'lignes'), 'ligne')}`
    },
  },
  'versement.classee': {
    libelle: 'Ligne d’un retour classée',
    dire: (e) => `a classé la ligne ${lire(e.apres, 'ligne') ?? '?'} du fichier ${nom(e)}`,
  },
  'versement.applique': {
    libelle: 'Ligne d’un retour appliquée à la main',
    dire: (e) =>
      `a appliqué la ligne ${lire(e.apres, 'ligne') ?? '?'} du fichier ${nom(e)} au paiement ${numero(e)}${lire(e.apres, 'suite') === 'deja' ? ', qui le savait déjà' : ''}`,
  },
  'versement.nomme': {
    libelle: 'Retour de l’ASP nommé',
    dire: (e) =>
      `a dit que le fichier ${nom(e)} est de genre « ${lire(e.apres, 'genre') ?? '?'} », et l’a fait lire`,
  },
  'versement.ecarte': {
    libelle: 'Retour de l’ASP classé',
    dire: (e) => `a classé le fichier ${nom(e)} sans le lire ; son contenu n’est plus gardé`,
  },
  'versement.corriges': {
    libelle: 'Paiements corrigés redemandés',
    dire: (e) =>
      `a redemandé ${compter(nombre(e, 'reprises'), 'paiement corrigé', 'paiements corrigés')} de la campagne d’aides ${session(e)}`,
  },
  'versement.repris': {
    libelle: 'Paiement redemandé',
    dire: (e) => `a redemandé le paiement ${numero(e)}`,
  },
  'versement.revele': {
    libelle: 'Compte bancaire vu en clair',
    dire: (e) =>
      `a vu en clair le compte bancaire du paiement ${numero(e)}, dossier ${lire(e.apres, 'numero') ?? '?'}`,
  },
  'versement.codes': {
    libelle: 'Codes de l’ASP saisis',
    dire: (e) => `a saisi les codes de l’ASP pour l’aide ${e.objet.slice(e.objet.indexOf(':') + 1)}`,
  },
}
