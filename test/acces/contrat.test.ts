import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ACTIONS } from '#socle/acces.ts'
import { listOperations, openApplication } from './application.ts'

const application = await openApplication({ after })
const document = (await (await application.app.request('/api/openapi.json')).json()) as {
  openapi: string
  info: Record<string, string>
  components: { schemas: Record<string, object> }
}
const operations = await listOperations(application)

test('le contrat est de l’OpenAPI 3.1 : ses renvois se résolvent, ses mots-clés sont de JSON Schema 2020-12', () => {
  assert.match(document.openapi, /^3\.1\.\d$/)
  assert.ok(document.info.title && document.info.version && document.info.description)
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return
    const { $ref } = node as { $ref?: unknown }
    if (typeof $ref === 'string') {
      const name = /^#\/components\/schemas\/([\w.-]+)$/.exec($ref)?.[1]
      assert.ok(name && document.components.schemas[name], `${path} : ${$ref} ne mène nulle part`)
    }
    for (const [key, value] of Object.entries(node)) {
      // Words of OpenAPI 3.0 that 3.1 gave up.
      assert.ok(key !== 'nullable' || typeof value !== 'boolean', `${path} : nullable`)
      assert.ok(!(/^exclusiveM/.test(key) && typeof value === 'boolean'), `${path} : ${key}`)
      visit(value, `${path}/${key}`)
    }
  }
  visit(document, '#')
})

test('les paramètres d’un chemin sont tous déclarés, requis, et une seule fois', () => {
  for (const { methode, chemin, contrat } of operations) {
    const nom = `${methode} ${chemin}`
    const attendus = [...chemin.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declares = (contrat.parameters ?? []).filter((one) => one.in === 'path')
    assert.deepEqual(declares.map(({ name }) => name).sort(), attendus.sort(), nom)
    assert.ok(
      declares.every(({ required }) => required === true),
      nom,
    )
    const tous = (contrat.parameters ?? []).map((one) => `${one.in} ${one.name}`)
    assert.equal(new Set(tous).size, tous.length, nom)
    assert.ok(methode !== 'GET' || !contrat.requestBody, nom)
  }
})

test('chaque opération est décrite en français, dit son droit, ses succès et ses refus', () => {
  for (const { methode, chemin, contrat, droit } of operations) {
    const nom = `${methode} ${chemin}`
    assert.ok(contrat.summary && contrat.description, nom)
    const [premiere] = contrat.summary
    assert.equal(premiere, premiere!.toLocaleUpperCase('fr'), nom)
    assert.doesNotMatch(
      `${contrat.summary} ${contrat.description}`.replaceAll(/`[^`]*`/g, ''),
      /\b(the|get|list|create|delete|returns?)\b/i,
      nom,
    )
    assert.match(contrat.description, droit === 'libre' ? /Ouvert à tous/ : /Droit : /, nom)
    assert.ok(droit === 'libre' || droit in ACTIONS, nom)
    const reponses = Object.entries(contrat.responses) as [
      string,
      { description?: string; content?: object },
    ][]
    assert.ok(
      reponses.some(([statut]) => /^[23]/.test(statut)),
      nom,
    )
    const statuts = reponses.map(([statut]) => statut)
    for (const statut of droit === 'libre' ? ['429'] : ['401', '403', '429'])
      assert.ok(statuts.includes(statut), `${nom} ${statut}`)
    if ((contrat.parameters ?? []).some((one) => one.in === 'path') && droit !== 'libre')
      assert.ok(statuts.includes('404'), `${nom} ne dit pas ce qu’il répond quand rien n’existe`)
    for (const [statut, { description, content }] of reponses) {
      assert.ok(description, `${nom} ${statut}`)
      if (statut.startsWith('4')) assert.ok(content && 'application/json' in content, `${nom} ${statut}`)
    }
  }
})

test('le contrat dit comment un programme se fait reconnaître', async () => {
  const { components, security } = document as unknown as {
    components: { securitySchemes?: Record<string, { type: string }> }
    security?: Record<string, string[]>[]
  }
  assert.deepEqual(
    Object.values(components.securitySchemes ?? {})
      .map(({ type }) => type)
      .sort(),
    ['apiKey', 'oauth2'],
  )
  assert.equal(security?.length, 3, 'personne, une session ou un jeton')
})
