import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret that nobody can guess: 256 random bits, as they travel in a cookie or a header. */
export const randomToken = (): string => randomBytes(32).toString('base64url')

/**
 * What is kept of a secret. A plain hash is enough for 256 random bits, which cannot be tried one by one as a password
 * could.
 */
export const fingerprint = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Whether a secret is the one that was kept, in a time that says nothing of how near it came. */
export const matches = (token: string, empreinte: string): boolean => {
  const [given, kept] = [Buffer.from(fingerprint(token)), Buffer.from(empreinte)]
  return given.length === kept.length && timingSafeEqual(given, kept)
}
