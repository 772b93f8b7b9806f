import type { LigneFeuille } from '#campagnes/pages/paiement-donnees.ts'

/** Which bodies the sheet shows. */
export const VUES = {
  tous: 'Tous les organismes',
  'a-engager': 'À engager',
  'a-mandater': 'À mandater',
  'a-payer': 'Mandatés, pas encore payés',
  empeches: 'Empêchés',
} as const
export type Vue = keyof typeof VUES

export const estVue = (texte: unknown): texte is Vue =>
  typeof texte === 'string' && Object.hasOwn(VUES, texte)

/** What stops a body, beside being done. */
export const obstaclesDe = ({ motifsEngager, separation }: LigneFeuille) => [
  ...motifsEngager.filter(({ code }) => code !== 'deja-engage'),
  ...separation,
]

const PREDICATS: Readonly<Record<Vue, (ligne: LigneFeuille) => boolean>> = {
  tous: () => true,
  'a-engager': ({ motifsEngager }) => motifsEngager.length === 0,
  'a-mandater': ({ engage, mandate }) => engage > mandate,
  'a-payer': ({ mandate, paye }) => mandate > paye,
  empeches: (ligne) => obstaclesDe(ligne).length > 0,
}

export const voir = (lignes: readonly LigneFeuille[], vue: Vue): readonly LigneFeuille[] =>
  lignes.filter(PREDICATS[vue])
