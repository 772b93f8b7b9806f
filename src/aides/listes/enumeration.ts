const CITES = 5

/** « 4, 8 et 12 »; beyond five, « 4, 8, 12, 15, 16 et 7 autres ». */
export function enumerer(noms: readonly string[]): string {
  if (noms.length <= 1) return noms[0] ?? ''
  const reste = noms.length - CITES
  if (reste > 0)
    return `${noms.slice(0, CITES).join(', ')} et ${reste === 1 ? 'une autre' : `${reste} autres`}`
  return `${noms.slice(0, -1).join(', ')} et ${noms.at(-1)}`
}
