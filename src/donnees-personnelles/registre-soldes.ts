import type { Traitement } from '#donnees-personnelles/registre.ts'

/** What the balances of aids keep about the apprentices that a training centre paid. */
export const TRAITEMENT_SOLDES: Traitement = {
  code: 'soldes',
  titre: 'Soldes des aides avancées',
  pourquoi:
    'Établir le montant réel d’une aide avancée à un organisme : la somme de ce qu’il a versé, apprenti par apprenti, sans compter personne deux fois.',
  base: 'Mission d’intérêt public (RGPD, article 6, paragraphe 1, e)',
  destinataires: 'Les agents de la Région et le comptable ; l’organisme, pour sa propre liste.',
  duree: 'Aussi longtemps que les comptes que cette liste justifie. Le journal n’en garde que le compte.',
  donnees: [
    {
      quoi: 'Nom, prénom, date de naissance, montant reçu, place dans le fichier, solde concerné',
      table: 'solde_apprenti',
      colonnes: ['solde', 'ligne', 'nom', 'prenom', 'ne_le', 'montant', 'cle'],
    },
  ],
}
