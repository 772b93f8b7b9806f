import { useEffect, useState } from 'react'

/** How far the server's clock is ahead of this browser's, in ms, as its last answer told. */
let avance = 0

/** Learns the server's hour from one of its answers. */
export function reglerHorloge(reponse: Response): void {
  const date = Date.parse(reponse.headers.get('date') ?? '')
  if (!Number.isNaN(date)) avance = date - Date.now()
}

/** Now by the server's clock, in ms: the one that decides of a deadline, whatever this browser's shows. */
export const heureServeur = (): number => Date.now() + avance

/** The server's hour, redrawn at each second, or at each minute when seconds do not show. */
export function useHeureServeur(pas: 'seconde' | 'minute'): number {
  const [heure, setHeure] = useState(heureServeur)
  useEffect(() => {
    const duree = pas === 'seconde' ? 1_000 : 60_000
    let minuterie: ReturnType<typeof setTimeout>
    const battre = () => {
      setHeure(heureServeur())
      minuterie = setTimeout(battre, duree - (heureServeur() % duree))
    }
    minuterie = setTimeout(battre, duree - (heureServeur() % duree))
    return () => clearTimeout(minuterie)
  }, [pas])
  return heure
}

const paris = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'long',
  timeStyle: 'medium',
})
const heureParis = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', timeStyle: 'medium' })
const jourParis = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' })

/** « 29 mars 2024 à 23:59:59 », in Paris. */
export const ecrireInstant = (instant: string): string => paris.format(new Date(instant))
/** « 23:59:59 », in Paris. */
export const ecrireHeure = (instant: string): string => heureParis.format(new Date(instant))
/** « 29 mars 2024 », in Paris. */
export const ecrireJour = (instant: string): string => jourParis.format(new Date(instant))
