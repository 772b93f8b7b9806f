import type { EtatListe } from '#aides/listes/liste.ts'

/** How the states of a list, and of the dossiers that it makes, are told. */
export const ETATS_LISTE: Readonly<Record<EtatListe, string>> = {
  recue: 'Reçue',
  en_lecture: 'En lecture',
  a_corriger: 'À corriger',
  prete: 'Prête',
  en_depot: 'En dépôt',
  deposee: 'Déposée',
  refusee: 'Refusée',
  abandonnee: 'Abandonnée',
}

const DOSSIERS: Readonly<Record<string, string>> = {
  a_verifier: 'À vérifier par la Région',
  incomplet: 'Incomplets',
  refuse: 'Refusés',
  non_calculable: 'Non calculables',
  proposable: 'Proposés',
  en_attente: 'En attente',
  accorde: 'Accordés',
  retire: 'Retirés',
}
export const direEtatDossier = (etat: string): string => DOSSIERS[etat] ?? etat
