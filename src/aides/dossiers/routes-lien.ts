import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Coffre } from '#platform/coffre.ts'

// A link is a seed, which the database keeps, and its signature, which only who holds the key of the strongroom can make:
// a copy of the database opens nobody's page.

const GRAINE = 22
const SIGNATURE = 22

/** 128 random bits, as they travel in an address. */
export const newGraine = (): string => randomBytes(16).toString('base64url')

/** What the address of the page ends with. */
export const formatJeton = (coffre: Coffre, graine: string): string => graine + sign(coffre, graine)

/** The seed of a link, when its signature is ours; undefined otherwise. */
export function parseJeton(coffre: Coffre, jeton: string): string | undefined {
  if (!/^[A-Za-z0-9_-]{44}$/.test(jeton)) return undefined
  const graine = jeton.slice(0, GRAINE)
  const [donnee, attendue] = [Buffer.from(jeton.slice(GRAINE)), Buffer.from(sign(coffre, graine))]
  return timingSafeEqual(donnee, attendue) ? graine : undefined
}

const sign = (coffre: Coffre, graine: string): string =>
  Buffer.from(coffre.fingerprint(`aide_lien:${graine}`), 'hex')
    .toString('base64url')
    .slice(0, SIGNATURE)

/** The address of the follow-up page. */
export const addressOfSuivi = (coffre: Coffre, origine: string, graine: string): string =>
  new URL(`/suivi-aide/${formatJeton(coffre, graine)}`, origine).href

/** How long a link is followed. */
const JOURS = 365

/** When a link made now ends, a UTC instant. */
export const finDuLien = (maintenant: string): string =>
  new Date(Date.parse(maintenant) + JOURS * 86_400_000).toISOString()
