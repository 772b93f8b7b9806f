const NAVIGATEURS = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const

const SYSTEMES = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const

/**
 * A browser in words that its owner recognises: « Firefox sur Windows ». What it says of itself is long, and lies
 * (Edge also says Chrome and Safari): the first word found in this order is the true one.
 */
export function nommerNavigateur(agent: string | null): string {
  const trouver = (liste: readonly (readonly [RegExp, string])[]) =>
    liste.find(([motif]) => motif.test(agent ?? ''))?.[1]
  const navigateur = trouver(NAVIGATEURS) ?? 'Navigateur inconnu'
  const systeme = trouver(SYSTEMES)
  return systeme ? `${navigateur} sur ${systeme}` : navigateur
}
