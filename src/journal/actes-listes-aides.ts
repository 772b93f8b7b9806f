import type { Diction } from '#journal/actes.ts'
import { lire } from '#journal/lire.ts'
import { compter, INSECABLE } from '#socle/francais.ts'

const fichier = (acte: unknown) => `«${INSECABLE}${lire(acte, 'nom') ?? '?'}${INSECABLE}»`
const ligne = (acte: unknown) => `la ligne ${lire(acte, 'ligne') ?? '?'}`

/** The acts of lists of aids. What a cell holds is personal: only where it stands is told. */
export const ACTES_LISTES_AIDES: Readonly<Record<string, Diction>> = {
  'listeaide.recue': {
    libelle: 'Liste d’aides reçue',
    dire: ({ apres }) => `a envoyé la liste ${fichier(apres)}`,
  },
  'listeaide.lue': { libelle: 'Liste d’aides lue', dire: () => 'a lu une liste d’aides' },
  'listeaide.refusee': {
    libelle: 'Liste d’aides illisible',
    dire: () => 'n’a pas pu lire une liste d’aides',
  },
  'listeaide.corrigee': {
    libelle: 'Ligne d’une liste corrigée',
    dire: ({ apres }) => `a corrigé ${ligne(apres)} d’une liste d’aides`,
  },
  'listeaide.remplacee': {
    libelle: 'Cellules d’une liste remplacées',
    dire: ({ apres }) =>
      `a corrigé d’un coup ${compter(Number(lire(apres, 'lignes') ?? 0), 'ligne')} d’une liste d’aides`,
  },
  'listeaide.ligneEcartee': {
    libelle: 'Ligne écartée d’une liste',
    dire: ({ apres }) => `a écarté ${ligne(apres)} d’une liste d’aides`,
  },
  'listeaide.ligneReprise': {
    libelle: 'Ligne reprise dans une liste',
    dire: ({ apres }) => `a repris ${ligne(apres)} d’une liste d’aides`,
  },
  'listeaide.telechargee': {
    libelle: 'Liste d’aides téléchargée, comptes compris',
    dire: ({ apres }) => `a téléchargé avec ses comptes bancaires la liste ${fichier(apres)}`,
  },
  'listeaide.depotDemande': {
    libelle: 'Dépôt d’une liste d’aides demandé',
    dire: ({ apres }) => `a demandé le dépôt de la liste ${fichier(apres)}`,
  },
  'listeaide.deposee': {
    libelle: 'Liste d’aides déposée',
    dire: ({ apres }) =>
      `a fait d’une liste d’aides ${compter(Number(lire(apres, 'dossiers') ?? 0), 'dossier')}`,
  },
  'listeaide.abandonnee': {
    libelle: 'Liste d’aides abandonnée',
    dire: ({ avant }) => `a abandonné la liste ${fichier(avant)}`,
  },
  'personneaidee.reconnue': {
    libelle: 'Personne aidée reconnue',
    dire: ({ apres }) => `a dit que la personne du dossier ${lire(apres, 'dossier') ?? '?'} est déjà connue`,
  },
  'personneaidee.distinguee': {
    libelle: 'Personne aidée distinguée',
    dire: ({ apres }) =>
      `a dit que la personne du dossier ${lire(apres, 'dossier') ?? '?'} en est une nouvelle, malgré la ressemblance`,
  },
}
