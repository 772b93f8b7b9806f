import type { Diction } from '#journal/actes.ts'
import { lire } from '#journal/lire.ts'
import { INSECABLE } from '#socle/francais.ts'

/** The acts on the délibération of a campaign. */
export const ACTES_DELIBERATIONS: Readonly<Record<string, Diction>> = {
  'deliberation.modifiee': {
    libelle: 'Texte de la délibération enregistré',
    dire: (e) =>
      `a enregistré le texte de la délibération, version${INSECABLE}${lire(e.apres, 'version') ?? ''}`,
  },
  'deliberation.arretee': {
    libelle: 'Texte voté arrêté',
    dire: (e) => `a arrêté le texte voté de la délibération ${lire(e.apres, 'reference') ?? ''}`.trim(),
  },
}
