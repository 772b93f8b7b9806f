import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Context, MiddlewareHandler } from 'hono'
import { getMimeType } from 'hono/utils/mime'

type Asset = {
  readonly body: Uint8Array<ArrayBuffer>
  readonly encoding: string | undefined
  readonly etag: string
}

/**
 * Serves the pages that Vite built. A file of `assets/` has its fingerprint in its name and is kept a year by the
 * browser; any address that is not a file is a screen, and receives index.html.
 */
export function staticPages(folder: string): MiddlewareHandler {
  return async (c) => {
    const path = safePath(c.req.path)
    if (path && extname(path)) {
      const asset = await readAsset(folder, path, c)
      return asset
        ? send(c, path, asset)
        : c.json({ code: 'absent', message: 'Ce fichier n’existe pas.' }, 404)
    }
    const index = await readAsset(folder, 'index.html', c)
    // The page of one person, by a link: nothing remembers it, nothing finds it.
    if (c.req.path.startsWith('/suivi-aide/')) c.header('x-robots-tag', 'noindex, nofollow')
    return index ? send(c, 'index.html', index) : c.html(notBuilt, 503)
  }
}

/** The path inside the folder, or undefined when it tries to leave it. */
function safePath(urlPath: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return undefined
  }
  const path = normalize(decoded.replace(/^\/+/, ''))
  const leaves =
    path.startsWith('..') || path.includes('\0') || path.split(sep).some((part) => part.startsWith('.'))
  return leaves ? undefined : path
}

const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

async function readAsset(folder: string, path: string, c: Context): Promise<Asset | undefined> {
  const accepted = c.req.header('accept-encoding') ?? ''
  for (const [encoding, suffix] of encodings) {
    if (!accepted.includes(encoding)) continue
    const body = await readIfPresent(join(folder, path + suffix))
    if (body) return toAsset(body, encoding)
  }
  const body = await readIfPresent(join(folder, path))
  return body && toAsset(body, undefined)
}

const toAsset = (body: Uint8Array<ArrayBuffer>, encoding: string | undefined): Asset => ({
  body,
  encoding,
  etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
})

async function readIfPresent(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG')
      return undefined
    throw error
  }
}

function send(c: Context, path: string, { body, encoding, etag }: Asset): Response {
  c.header('cache-control', path.startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache')
  c.header('etag', etag)
  c.header('vary', 'Accept-Encoding')
  if (c.req.header('if-none-match') === etag) return c.body(null, 304)
  if (encoding) c.header('content-encoding', encoding)
  c.header('content-type', getMimeType(path) ?? 'application/octet-stream')
  return c.body(body)
}

const notBuilt = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Oriflamme</title>
<h1>Les pages ne sont pas construites</h1>
<p>Arrêtez le serveur, lancez <code>npm run build</code>, puis <code>npm start</code>.</p></html>`
