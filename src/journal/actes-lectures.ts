import type { Diction } from '#journal/actes.ts'
import type { Entree } from '#journal/entree.ts'
import { lire } from '#journal/lire.ts'
import { compter, INSECABLE } from '#socle/francais.ts'

/** « de la demande n° 12 (AFORPA) » */
const deLaDemande = ({ apres }: Entree): string => {
  const organisme = lire(apres, 'organisme')
  return `de la demande n°${INSECABLE}${lire(apres, 'numero') ?? '?'}${organisme ? ` (${organisme})` : ''}`
}
const nombre = ({ apres }: Entree, champ: string) => Number(lire(apres, champ) ?? 0)

/** Double readings. No sentence tells a mark before both readings are closed: the journal is read by many. */
export const ACTES_LECTURES: Readonly<Record<string, Diction>> = {
  'lecture.choisie': {
    libelle: 'Double lecture choisie',
    dire: (e) =>
      (e.apres as { exigee?: unknown } | null)?.exigee === true
        ? `a demandé la double lecture avant toute proposition (seuil${INSECABLE}: ${lire(e.apres, 'seuil') ?? ''} de l’échelle)`
        : `a réglé la double lecture sans l’exiger (seuil${INSECABLE}: ${lire(e.apres, 'seuil') ?? ''} de l’échelle)`,
  },
  'lecture.repartie': {
    libelle: 'Lectures réparties',
    dire: (e) => `a réparti ${compter(nombre(e, 'confiees'), 'lecture')} entre les agents`,
  },
  'lecture.confiee': {
    libelle: 'Lectures confiées',
    dire: (e) => `a confié les lectures ${deLaDemande(e)}`,
  },
  'lecture.validee': {
    libelle: 'Lecture validée',
    dire: (e) => `a validé sa lecture ${deLaDemande(e)}`,
  },
  'lecture.levee': {
    libelle: 'Lectures confrontées',
    dire: (e) =>
      `a achevé les deux lectures ${deLaDemande(e)}${INSECABLE}: ${compter(nombre(e, 'retenues'), 'valeur retenue', 'valeurs retenues')}, ${compter(nombre(e, 'ecarts'), 'écart')} à arbitrer`,
  },
  'lecture.arbitree': {
    libelle: 'Écart arbitré',
    dire: (e) =>
      `a arbitré un écart ${deLaDemande(e)}, formation ${lire(e.apres, 'formation') ?? '?'} (${lire(e.apres, 'champ') ?? '?'}${INSECABLE}: ${lire(e.apres, 'note') ?? '?'})`,
  },
}
