import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acteurDe, type Compte, casquettes } from '#annuaire/compte.ts'
import { aforpa, region } from '../../test/organisations.ts'

const camille: Compte = {
  id: 'camille',
  nom: 'Camille Royer',
  courriel: 'camille.royer@exemple.fr',
  etat: 'active',
  organisation: region,
  roles: ['instructeur', 'lecteur'],
  delegations: [
    {
      de: 'nadia',
      a: 'camille',
      role: 'responsable',
      du: '2026-07-01',
      au: '2026-07-14',
      nomDe: 'Nadia Benali',
    },
  ],
}
const deNadia = { role: 'responsable', pour: 'nadia', nomPour: 'Nadia Benali' } as const
const sansChoix = { role: null, pour: null, nomPour: null }

test('une personne agit dans ses rôles, et dans ceux qu’on lui prête entre deux dates incluses', () => {
  const siens = [
    { role: 'instructeur', pour: null, nomPour: null, au: null },
    { role: 'lecteur', pour: null, nomPour: null, au: null },
  ]
  const prete = { role: 'responsable', pour: 'nadia', nomPour: 'Nadia Benali', au: '2026-07-14' }
  assert.deepEqual(casquettes(camille, '2026-06-30'), siens)
  assert.deepEqual(casquettes(camille, '2026-07-01'), [...siens, prete])
  assert.deepEqual(casquettes(camille, '2026-07-14'), [...siens, prete])
  assert.deepEqual(casquettes(camille, '2026-07-15'), siens)
})

test('aucun rôle ne sert tant que le compte et son organisme ne sont pas actifs', () => {
  for (const etat of ['en_attente', 'suspendue', 'effacee'] as const)
    assert.deepEqual(casquettes({ ...camille, etat }, '2026-07-01'), [])
  for (const etat of ['en_attente', 'fermee'] as const)
    assert.deepEqual(casquettes({ ...camille, organisation: { ...region, etat } }, '2026-07-01'), [])
  assert.deepEqual(casquettes({ ...camille, organisation: null }, '2026-07-01'), [])
})

test('un rôle d’une autre nature que l’organisme ne sert pas, prêté non plus', () => {
  assert.deepEqual(casquettes({ ...camille, organisation: aforpa }, '2026-07-01'), [])
  const lea = { ...camille, organisation: aforpa, roles: ['ofcfaGestionnaire', 'administrateur'] } as const
  assert.deepEqual(casquettes(lea, '2026-07-01'), [
    { role: 'ofcfaGestionnaire', pour: null, nomPour: null, au: null },
  ])
})

test('une session agit dans le rôle choisi', () => {
  assert.deepEqual(acteurDe(camille, { ...sansChoix, role: 'lecteur' }, '2026-07-01'), {
    role: 'lecteur',
    identifiant: 'camille',
    organisation: { identifiant: 'region', nature: 'region' },
  })
  assert.deepEqual(acteurDe(camille, deNadia, '2026-07-14'), {
    role: 'responsable',
    identifiant: 'camille',
    organisation: { identifiant: 'region', nature: 'region' },
    pour: 'nadia',
  })
})

test('un choix qui ne tient plus revient au premier rôle, jamais au rôle prêté', () => {
  assert.equal(acteurDe(camille, deNadia, '2026-07-15').role, 'instructeur')
  assert.equal(acteurDe(camille, deNadia, '2026-07-15').pour, undefined)
  // The role lent by Nadia is not one held in person, nor one lent by somebody else.
  assert.equal(acteurDe(camille, { ...deNadia, pour: null }, '2026-07-01').role, 'instructeur')
  assert.equal(acteurDe(camille, { ...deNadia, pour: 'hugo' }, '2026-07-01').role, 'instructeur')
})

test('sans aucun rôle, une personne reconnue a les droits du public', () => {
  for (const compte of [
    { ...camille, roles: [], delegations: [] },
    { ...camille, etat: 'suspendue' },
  ] as const)
    assert.deepEqual(acteurDe(compte, sansChoix, '2026-07-01'), {
      role: 'public',
      identifiant: 'camille',
      organisation: null,
    })
})

test('un rôle prêté que l’on avait choisi et qui n’est plus se dit, avec le nom de qui l’avait prêté', () => {
  assert.equal(acteurDe(camille, deNadia, '2026-07-15').delegationFinie, 'Nadia Benali')
  assert.equal(acteurDe({ ...camille, roles: [] }, deNadia, '2026-07-15').delegationFinie, 'Nadia Benali')
  assert.equal('delegationFinie' in acteurDe(camille, deNadia, '2026-07-14'), false)
  // A role of one's own that was taken back is not a delegation.
  assert.equal('delegationFinie' in acteurDe(camille, { ...deNadia, pour: null }, '2026-07-01'), false)
})
