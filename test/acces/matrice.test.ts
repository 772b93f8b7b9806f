import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { perimetreDe, ROLES, type Role } from '#socle/acces.ts'
import { type Connecte, listOperations, openApplication } from './application.ts'
import { exemples, preparer } from './exemples.ts'

const application = await openApplication({ after })
const { app, db, gens } = application
const operations = await listOperations(application)
const examples = exemples(await preparer(application))
const nomDe = ({ methode, chemin }: { methode: string; chemin: string }) => `${methode} ${chemin}`

/** One person a role, and nobody for the public. */
const roles = Object.keys(ROLES) as Role[]
const enRole = (role: Role): Connecte | undefined => gens.find((une) => une.role === role)

test('toute adresse montée figure au contrat avec son droit', () => {
  const connues = new Set(operations.map((une) => nomDe(une).replaceAll(/\{(\w+)\}/g, ':$1')))
  const montees = app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
  const hors = montees.map(({ method, path }) => `${method} ${path}`).filter((route) => !connues.has(route))
  assert.deepEqual([...new Set(hors)], ['GET /api/openapi.json'])
  for (const une of operations) assert.ok(une.droit, `${nomDe(une)} ne dit pas son droit`)
})

test('chaque route a son exemple et le droit attendu, tapé à la main', () => {
  const droits = Object.fromEntries(operations.map((une) => [nomDe(une), une.droit]))
  const attendus = Object.fromEntries(Object.entries(examples).map(([route, { droit }]) => [route, droit]))
  assert.deepEqual(droits, attendus)
})

/** What the journal says of refusals, by person. */
async function compterRefus(): Promise<Map<string, number>> {
  const { rows } = await sql<{ personne: string; nombre: number }>`
    select personne, count(*)::int as nombre from journal where acte in ('acces.refuse', 'acces.introuvable')
    group by personne`.execute(db)
  return new Map(rows.map(({ personne, nombre }) => [personne, nombre]))
}

for (const role of roles)
  test(`${ROLES[role].libelle} : chaque route répond ce que dit le tableau des droits`, async () => {
    const qui = enRole(role)
    assert.equal(qui === undefined, role === 'public')
    const avant = qui ? ((await compterRefus()).get(qui.id) ?? 0) : 0
    let refus = 0
    for (const operation of operations) {
      const nom = nomDe(operation)
      // Nothing would be known of that person afterwards.
      if (qui && nom === 'POST /api/connexion/sortie') continue
      refus += await essayer(nom, role, qui)
    }
    if (qui) assert.equal((await compterRefus()).get(qui.id) ?? 0, avant + refus, 'un refus n’est pas tracé')
  })

/** @returns 1 when it was refused to somebody known, whose name must then be in the journal */
async function essayer(nom: string, role: Role, qui: Connecte | undefined): Promise<number> {
  const { droit, chemin, envoi } = examples[nom]!
  const [method, gabarit] = nom.split(' ') as [string, string]
  const adresse = chemin ? await chemin(qui) : gabarit
  const init = { ...envoi?.(qui), method }
  const reponse = await (qui ? qui.request(adresse, init) : app.request(adresse, init))
  const { status } = reponse
  const texte = reponse.ok ? '' : await reponse.text()
  if (reponse.ok) await reponse.arrayBuffer()
  if (droit === 'libre') {
    assert.ok(![401, 403].includes(status) && status < 500, `${nom} : ${status} ${texte}`)
    // At the door nobody is recognised yet: the way in must answer even when accounts cannot be read.
    return status === 404 && qui && !nom.includes('/connexion/') ? 1 : 0
  }
  const code = texte && (JSON.parse(texte) as { code: string }).code
  if (perimetreDe(role, droit)) {
    // Taking a role that is not one's own is refused by the account and not by the table.
    const prevu = nom === 'PUT /api/compte/role' && role !== 'responsable'
    assert.ok(prevu ? code === 'role-non-tenu' : reponse.ok, `${role} ${nom} : ${status} ${texte}`)
    return prevu ? 1 : 0
  }
  const attendu = qui ? [403, 'action-interdite'] : [401, 'connexion-requise']
  assert.deepEqual([status, code], attendu, `${role} ${nom}`)
  return qui ? 1 : 0
}
