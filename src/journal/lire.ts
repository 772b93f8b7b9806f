/** Reads a text or a number in what an act wrote, whatever its shape. */
export function lire(valeur: unknown, champ: string): string | undefined {
  const brute =
    typeof valeur === 'object' && valeur !== null && Object.hasOwn(valeur, champ)
      ? (valeur as Record<string, unknown>)[champ]
      : undefined
  return typeof brute === 'string' || typeof brute === 'number' ? String(brute) : undefined
}
