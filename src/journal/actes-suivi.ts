import type { Diction } from '#journal/actes.ts'
import type { Entree } from '#journal/entree.ts'
import { lire } from '#journal/lire.ts'
import { compter, ecrireMontant, INSECABLE } from '#socle/francais.ts'

const session = ({ apres, avant, objet }: Entree): string =>
  `la campagne d’aides «${INSECABLE}${lire(apres, 'libelle') ?? lire(avant, 'libelle') ?? objet.slice(objet.indexOf(':') + 1)}${INSECABLE}»`
const dossier = ({ apres, objet }: Entree): string =>
  `le dossier d’aide ${lire(apres, 'numero') ?? objet.slice(objet.indexOf(':') + 1)}`
const nombre = (entree: Entree, champ: string): number => Number(lire(entree.apres, champ) ?? 0)

const NATURES: Readonly<Record<string, string>> = { personne: 'même personne', compte: 'même compte' }

/** What happens to sessions of aids and to their dossiers. Nobody who is aided is named here. */
export const ACTES_SUIVI: Readonly<Record<string, Diction>> = {
  'campagneaide.creee': { libelle: 'Campagne d’aides créée', dire: (e) => `a créé ${session(e)}` },
  'campagneaide.modifiee': { libelle: 'Campagne d’aides modifiée', dire: (e) => `a modifié ${session(e)}` },
  'campagneaide.ouvrir': { libelle: 'Campagne d’aides ouverte', dire: (e) => `a ouvert ${session(e)}` },
  'campagneaide.suspendre': {
    libelle: 'Campagne d’aides remise en préparation',
    dire: (e) => `a remis en préparation ${session(e)}`,
  },
  'campagneaide.clore': { libelle: 'Campagne d’aides close', dire: (e) => `a clos ${session(e)}` },
  'campagneaide.rouvrir': { libelle: 'Campagne d’aides rouverte', dire: (e) => `a rouvert ${session(e)}` },
  'campagneaide.solder': { libelle: 'Campagne d’aides soldée', dire: (e) => `a soldé ${session(e)}` },
  'octroi.lance': {
    libelle: 'Octroi d’aides demandé',
    dire: (e) => `a demandé d’accorder les aides proposées de ${session(e)}`,
  },
  'octroi.fait': {
    libelle: 'Aides accordées',
    dire: (e) =>
      `a accordé ${compter(nombre(e, 'accordes'), 'aide')}, ${ecrireMontant(nombre(e, 'montant'))}, dans ${session(e)} ; en attente${INSECABLE}: ${nombre(e, 'enAttente')}`,
  },
  'octroi.arrete': {
    libelle: 'Octroi d’aides arrêté',
    dire: (e) => `a vu s’arrêter l’octroi de ${session(e)}`,
  },
  'dossieraide.exporte': {
    libelle: 'Dossiers d’aides exportés',
    dire: (e) => `a téléchargé ${compter(nombre(e, 'dossiers'), 'dossier')} de ${session(e)}`,
  },
  'dossieraide.corrige': {
    libelle: 'Dossier d’aide corrigé',
    dire: (e) => `a corrigé ${dossier(e)}${INSECABLE}: ${lire(e.apres, 'champs') ?? 'des cases'}`,
  },
  'dossieraide.retire': { libelle: 'Dossier d’aide retiré', dire: (e) => `a retiré ${dossier(e)}` },
  'attestation.faite': {
    libelle: 'Assiduité attestée',
    dire: (e) => `a attesté l’assiduité de ${compter(nombre(e, 'dossiers'), 'personne')} dans ${session(e)}`,
  },
  'dossieraide.rejuge': {
    libelle: 'Dossier d’aide jugé de nouveau',
    dire: (e) => `a jugé de nouveau ${dossier(e)}, après l’attestation de son organisme`,
  },
  'courrier.lance': {
    libelle: 'Courriers aux apprentis demandés',
    dire: (e) => `a demandé les courriers de ${compter(nombre(e, 'dossiers'), 'personne')} de ${session(e)}`,
  },
  'courrier.fini': {
    libelle: 'Courriers aux apprentis prêts',
    dire: (e) => `a préparé les courriers de ${session(e)}`,
  },
  'courrier.telecharge': {
    libelle: 'Courriers aux apprentis téléchargés',
    dire: (e) => `a téléchargé les courriers de ${session(e)}`,
  },
  'dossieraide.lien': {
    libelle: 'Lien de suivi donné',
    dire: (e) => `a donné le lien de suivi du ${dossier(e).replace('le ', '')}`,
  },
  'dossieraide.revoque': {
    libelle: 'Lien de suivi révoqué',
    dire: (e) => `a révoqué le lien de suivi du ${dossier(e).replace('le ', '')}`,
  },
  'dossieraide.distingue': {
    libelle: 'Double bénéfice écarté',
    dire: (e) =>
      `a dit que ${dossier(e)} et le ${lire(e.apres, 'autre') ?? 'suivant'} ne sont pas deux fois le même bénéfice (${NATURES[lire(e.apres, 'nature') ?? ''] ?? 'à voir'})`,
  },
}
