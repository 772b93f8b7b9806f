import type { Diction } from '#journal/actes.ts'
import { lire } from '#journal/lire.ts'
import { compter, INSECABLE } from '#socle/francais.ts'

/** The acts of what follows the vote: contracts signed beside those that were voted. */
export const ACTES_DIFFUSION: Readonly<Record<string, Diction>> = {
  'rapprochement.applique': {
    libelle: 'Contrats signés rapprochés',
    dire: ({ avant, apres }) => {
      const fichier = (acte: unknown) => `«${INSECABLE}${lire(acte, 'nom') ?? '?'}${INSECABLE}»`
      const formations = compter(Number(lire(apres, 'formations') ?? 0), 'formation')
      const suite = avant ? `, à la place de ${fichier(avant)}` : ''
      return `a rapproché de leurs contrats signés ${formations}, d’après ${fichier(apres)}${suite}`
    },
  },
}
