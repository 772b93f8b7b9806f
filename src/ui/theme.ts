import { useSyncExternalStore } from 'react'

export type Theme = 'systeme' | 'clair' | 'sombre'

const CLE = 'oriflamme.theme'
const abonnes = new Set<() => void>()

/** Applies the agent's choice of colours; called once before the first paint. */
export function appliquerTheme(theme = lireTheme()): void {
  if (theme === 'systeme') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

/** The theme and how to change it; kept in this browser. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore((abonne) => {
    abonnes.add(abonne)
    return () => abonnes.delete(abonne)
  }, lireTheme)
  return [theme, changerTheme]
}

function changerTheme(theme: Theme): void {
  localStorage.setItem(CLE, theme)
  appliquerTheme(theme)
  for (const abonne of abonnes) abonne()
}

function lireTheme(): Theme {
  const garde = localStorage.getItem(CLE)
  return garde === 'clair' || garde === 'sombre' ? garde : 'systeme'
}
