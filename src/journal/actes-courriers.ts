import type { Diction } from '#journal/actes.ts'
import type { Entree } from '#journal/entree.ts'
import { lire } from '#journal/lire.ts'
import { deNom, INSECABLE } from '#socle/francais.ts'

/** « la lettre d’AFORPA (demande n° 12) » */
const lettre = ({ apres }: Entree): string =>
  `la lettre ${deNom(lire(apres, 'organisme') ?? 'l’organisme')} (demande n°${INSECABLE}${lire(apres, 'numero') ?? '?'})`

/** The acts of the letters that tell a decision; notifying moves the application, which says it. */
export const ACTES_COURRIERS: Readonly<Record<string, Diction>> = {
  'lettre.generee': { libelle: 'Lettre générée', dire: (e) => `a généré ${lettre(e)}` },
  'lettre.signee': {
    libelle: 'Lettre signée',
    dire: (e) => `a dit signée, par ${lire(e.apres, 'signataire') ?? '?'}, ${lettre(e)}`,
  },
  'lettre.numerisee': { libelle: 'Lettre signée déposée', dire: (e) => `a déposé, signée, ${lettre(e)}` },
  'lettre.recours': {
    libelle: 'Voies de recours écrites',
    dire: () => 'a écrit les voies de recours des lettres de notification',
  },
}
