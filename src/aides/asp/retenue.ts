import type { SuspensionEcrite } from '#budget/rules/suspendre.ts'
import { ecrireDate } from '#socle/francais.ts'

/** Why payments wait although nothing is missing, in words; null when nothing holds them. */
export const direRetenue = (suspension: SuspensionEcrite | undefined): string | null =>
  suspension
    ? `La ligne budgétaire est suspendue jusqu’au ${ecrireDate(suspension.au)} : ${suspension.motif}`
    : null
