const LA_POSTE = '356000000'

/** Luhn's check; La Poste has more establishments than its numbers allow: theirs sum to a multiple of 5. */
export function cleValide(siret: string): boolean {
  if (!/^\d{14}$/.test(siret) || /^0+$/.test(siret)) return false
  const chiffres = Array.from(siret, Number)
  const luhn = chiffres.reduce((somme, chiffre, i) => {
    const double = i % 2 === 0 ? chiffre * 2 : chiffre
    return somme + (double > 9 ? double - 9 : double)
  }, 0)
  if (luhn % 10 === 0) return true
  return siret.startsWith(LA_POSTE) && chiffres.reduce((somme, chiffre) => somme + chiffre, 0) % 5 === 0
}

/** « 732 829 320 00074 »: as people read it, with narrow no-break spaces. */
export const ecrireSiret = (siret: string): string =>
  siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u202f$2\u202f$3\u202f$4')
