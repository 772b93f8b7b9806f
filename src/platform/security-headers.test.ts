import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { Hono } from 'hono'
import { securityHeaders, stylesOfLibraries } from '#platform/security-headers.ts'

const serve = (overTls: boolean) =>
  new Hono().use(securityHeaders(overTls)).get('*', (c) => c.text('bonjour'))
const headersOf = async (path: string, overTls = false) => (await serve(overTls).request(path)).headers

test('une page ne charge que ce que nous servons, et n’exécute rien d’écrit en elle', async () => {
  const policy = (await headersOf('/campagnes')).get('content-security-policy') ?? ''
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self' 'sha256-/)
  for (const directive of ["base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
    assert.ok(policy.includes(directive), directive)
  assert.doesNotMatch(policy, /unsafe|\*|data:|blob:|http/)
})

test('une réponse de l’API ouverte comme une page ne charge et n’exécute rien', async () =>
  assert.equal(
    (await headersOf('/api/campagnes')).get('content-security-policy'),
    "default-src 'none'; frame-ancestors 'none'; sandbox",
  ))

test('toute réponse refuse le cadre, la devinette du type et les autres sites', async () => {
  for (const path of ['/', '/api/campagnes', '/sante']) {
    const headers = await headersOf(path)
    assert.equal(headers.get('x-frame-options'), 'DENY')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('referrer-policy'), 'same-origin')
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin')
    assert.match(headers.get('permissions-policy') ?? '', /camera=\(\), microphone=\(\), geolocation=\(\)/)
    assert.equal(headers.get('x-powered-by'), null)
  }
})

test('revenir sans TLS n’est interdit que si l’on vient par TLS', async () => {
  assert.equal((await headersOf('/')).get('strict-transport-security'), null)
  assert.equal(
    (await headersOf('/', true)).get('strict-transport-security'),
    'max-age=31536000; includeSubDomains',
  )
})

test('les seuls styles écrits dans la page sont ceux de react-aria, à leur empreinte', async () => {
  const policy = (await headersOf('/')).get('content-security-policy') ?? ''
  const empreintes = stylesOfLibraries.map(
    (style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  )
  assert.ok(policy.includes(`style-src 'self' ${empreintes.join(' ')};`), policy)
  // The library still writes exactly these two: an update that changes them must change the policy.
  const library = join(
    dirname(createRequire(import.meta.url).resolve('react-aria/package.json')),
    'dist/private',
  )
  const read = (file: string) => readFileSync(join(library, file), 'utf8')
  const written = (file: string) =>
    /textContent = `([^`]*)`\.trim\(\)|textContent = `([^`]*)`\n?\s*\.trim/.exec(read(file))
  const attribute = 'data-react-aria-pressable'
  const [pressable, scroll] = ['interactions/usePress.mjs', 'overlays/usePreventScroll.mjs'].map((file) =>
    (written(file)?.[1] ?? '').trim().replace(/\$\{[^}]*\}/, attribute),
  )
  assert.deepEqual([pressable, scroll], stylesOfLibraries)
  assert.ok(read('interactions/usePress.mjs').includes(`'${attribute}'`))
})
