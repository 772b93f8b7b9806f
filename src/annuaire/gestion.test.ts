import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Organisation } from '#annuaire/compte.ts'
import {
  approuver,
  attacher,
  DEJA_CHANGE,
  donnerRole,
  retablir,
  retirerRole,
  type Situation,
  suspendre,
} from '#annuaire/gestion.ts'
import type { Decision } from '#socle/decision.ts'

const organisation = (id: string, nature: Organisation['nature'], etat: Organisation['etat'] = 'active') => ({
  ...{ id, nature, etat },
  ...{ nom: id.toUpperCase(), siret: '00000002600013' },
})
const region = organisation('region', 'region')
const aforpa = organisation('aforpa', 'of-cfa')
const compte = { id: 'lea', etat: 'active', organisation: aforpa, roles: ['ofcfaLecteur'] } as const
const situation = (
  changes: Partial<Situation['compte']> = {},
  autour: Partial<Situation> = {},
): Situation => ({
  acteur: { identifiant: 'ines' },
  administrateurs: ['ines', 'jean'],
  ...autour,
  compte: { ...compte, ...changes },
})
const codes = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : []

test('un compte en attente est approuvé, avec ou sans rôle, quand son organisation est active', () => {
  const attend = { etat: 'en_attente', roles: [] } as const
  assert.equal(approuver(situation(attend), null).statut, 'accord')
  assert.equal(approuver(situation(attend), 'ofcfaGestionnaire').statut, 'accord')
  assert.deepEqual(codes(approuver(situation({ ...attend, organisation: null }), null)), [
    'sans-organisation',
  ])
  for (const [etat, code] of [
    ['en_attente', 'organisation-en-attente'],
    ['fermee', 'organisation-fermee'],
  ] as const) {
    const chez = organisation('aforpa', 'of-cfa', etat)
    assert.deepEqual(codes(approuver(situation({ ...attend, organisation: chez }), null)), [code])
  }
  assert.deepEqual(codes(approuver(situation(attend), 'responsable')), ['role-d-autre-nature'])
  assert.deepEqual(codes(approuver(situation(), null)), [DEJA_CHANGE])
})

test('un compte se rattache à une organisation active, si ses rôles y ont un sens', () => {
  const stelo = organisation('stelo', 'of-cfa')
  assert.deepEqual(attacher(situation(), stelo, 'aforpa'), { statut: 'accord', valeur: stelo })
  assert.equal(attacher(situation({ organisation: null, roles: [] }), region, null).statut, 'accord')
  assert.deepEqual(codes(attacher(situation(), region, 'aforpa')), ['role-d-autre-nature'])
  const ferme = organisation('akto', 'opco', 'fermee')
  assert.deepEqual(codes(attacher(situation(), ferme, 'aforpa')), [
    'organisation-fermee',
    'role-d-autre-nature',
  ])
})

test('un rattachement fait entre-temps se dit, il ne s’écrase pas', () => {
  const stelo = organisation('stelo', 'of-cfa')
  assert.deepEqual(codes(attacher(situation(), stelo, 'region')), [DEJA_CHANGE])
  assert.deepEqual(codes(attacher(situation(), stelo, null)), [DEJA_CHANGE])
  assert.deepEqual(codes(attacher(situation(), aforpa, 'aforpa')), [DEJA_CHANGE])
})

test('un compte actif ou en attente se suspend, un compte suspendu se rétablit', () => {
  assert.equal(suspendre(situation()).statut, 'accord')
  assert.equal(suspendre(situation({ etat: 'en_attente' })).statut, 'accord')
  assert.deepEqual(codes(suspendre(situation({ etat: 'suspendue' }))), [DEJA_CHANGE])
  assert.equal(retablir(situation({ etat: 'suspendue' })).statut, 'accord')
  assert.deepEqual(codes(retablir(situation())), [DEJA_CHANGE])
  const sans = situation({ etat: 'suspendue', organisation: null })
  assert.deepEqual(codes(retablir(sans)), ['sans-organisation'])
})

test('un rôle est de la nature de l’organisation, pour un compte actif, une fois', () => {
  assert.equal(donnerRole(situation(), 'ofcfaGestionnaire').statut, 'accord')
  assert.deepEqual(codes(donnerRole(situation(), 'responsable')), ['role-d-autre-nature'])
  assert.deepEqual(codes(donnerRole(situation(), 'public')), ['role-d-autre-nature'])
  assert.deepEqual(codes(donnerRole(situation(), 'ofcfaLecteur')), [DEJA_CHANGE])
  assert.deepEqual(codes(donnerRole(situation({ etat: 'suspendue', roles: [] }), 'opco')), [
    'role-d-autre-nature',
    'compte-inactif',
  ])
  assert.deepEqual(retirerRole(situation(), 'ofcfaLecteur'), { statut: 'accord', valeur: 'ofcfaLecteur' })
  assert.deepEqual(codes(retirerRole(situation(), 'ofcfaGestionnaire')), [DEJA_CHANGE])
})

const gestes: readonly (readonly [nom: string, geste: (situation: Situation) => Decision<unknown>])[] = [
  ['approuver', (une) => approuver(une, null)],
  ['attacher', (une) => attacher(une, organisation('stelo', 'of-cfa'), 'aforpa')],
  ['suspendre', suspendre],
  ['rétablir', retablir],
  ['donner un rôle', (une) => donnerRole(une, 'ofcfaGestionnaire')],
  ['retirer un rôle', (une) => retirerRole(une, 'ofcfaLecteur')],
]
for (const [nom, geste] of gestes)
  test(`${nom} : jamais sur soi, ni pour soi, ni sur un compte effacé, ni sans autorité`, () => {
    const moi = { identifiant: 'lea' }
    assert.ok(codes(geste(situation({}, { acteur: moi }))).includes('propre-compte'))
    const pourElle = { identifiant: 'paul', pour: 'lea' }
    assert.ok(codes(geste(situation({}, { acteur: pourElle }))).includes('propre-compte'))
    assert.ok(codes(geste(situation({ etat: 'effacee' }))).includes('compte-efface'))
    assert.ok(codes(geste(situation({}, { administrateurs: ['jean'] }))).includes('plus-administrateur'))
    // Powers lent by an administrator in office are enough.
    const prete = { acteur: { identifiant: 'paul', pour: 'jean' } }
    assert.ok(!codes(geste(situation({}, prete))).includes('plus-administrateur'))
  })

test('le dernier administrateur actif ne se suspend pas et garde son rôle, l’avant-dernier non', () => {
  const admin = { id: 'jean', organisation: region, roles: ['administrateur', 'lecteur'] } as const
  const seul = situation(admin, { administrateurs: ['jean'] })
  assert.deepEqual(codes(suspendre(seul)), ['plus-administrateur', 'dernier-administrateur'])
  assert.deepEqual(codes(retirerRole(seul, 'administrateur')), [
    'plus-administrateur',
    'dernier-administrateur',
  ])
  assert.deepEqual(codes(retirerRole(seul, 'lecteur')), ['plus-administrateur'])
  assert.equal(suspendre(situation(admin)).statut, 'accord')
  assert.equal(retirerRole(situation(admin), 'administrateur').statut, 'accord')
})

test('toutes les raisons à la fois', () =>
  assert.deepEqual(
    codes(
      approuver(
        situation(
          { organisation: null, id: 'ines' },
          { administrateurs: [], acteur: { identifiant: 'ines' } },
        ),
        null,
      ),
    ),
    ['propre-compte', 'plus-administrateur', DEJA_CHANGE, 'sans-organisation'],
  ))
