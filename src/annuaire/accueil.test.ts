import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Accueil, accueillir, type Identite, type Invitation } from '#annuaire/accueil.ts'
import { aforpa, region } from '../../test/organisations.ts'

const lea: Identite = {
  emetteur: 'https://identite.exemple.fr',
  sujet: 'abc',
  nom: 'Léa Fontaine',
  courriel: 'lea.fontaine@exemple.fr',
  siret: '00000002600013',
}
const invitation: Invitation = {
  id: 'i1',
  courriel: 'lea.fontaine@exemple.fr',
  role: 'ofcfaGestionnaire',
  organisation: aforpa,
  expireLe: '2026-12-01T00:00:00.000Z',
}
const contexte = {
  connu: undefined,
  organisation: undefined,
  invitations: [] as readonly Invitation[],
  maintenant: '2026-11-20T09:00:00.000Z',
}

function accueilDe(identite: Identite, change: Partial<Parameters<typeof accueillir>[1]>): Accueil {
  const decision = accueillir(identite, { ...contexte, ...change })
  assert.equal(decision.statut, 'accord')
  return (decision as Extract<typeof decision, { statut: 'accord' }>).valeur
}

test('un inconnu dont le SIRET est connu attend, rattaché à son organisme, sans rôle', () =>
  assert.deepEqual(accueilDe(lea, { organisation: aforpa }), {
    geste: 'inscrire',
    etat: 'en_attente',
    organisation: aforpa,
    aDeclarer: null,
    invitations: [],
  }))

test('un SIRET inconnu est déclaré et attend', () =>
  assert.deepEqual(accueilDe(lea, {}), {
    geste: 'inscrire',
    etat: 'en_attente',
    organisation: null,
    aDeclarer: '00000002600013',
    invitations: [],
  }))

test('une invitation ouvre le compte dans son organisme, même sans SIRET', () =>
  assert.deepEqual(accueilDe({ ...lea, siret: null }, { invitations: [invitation] }), {
    geste: 'inscrire',
    etat: 'active',
    organisation: aforpa,
    aDeclarer: null,
    invitations: [invitation],
  }))

test('une invitation ne sert ni à une autre adresse, ni sans adresse vérifiée, ni à son terme', () => {
  const refusees: readonly (readonly [Identite, Invitation])[] = [
    [{ ...lea, courriel: 'autre@exemple.fr' }, invitation],
    [{ ...lea, courriel: null }, invitation],
    [lea, { ...invitation, expireLe: contexte.maintenant }],
    // A role that its organisation cannot have was written by mistake or by somebody else.
    [lea, { ...invitation, role: 'administrateur' }],
  ]
  for (const [identite, une] of refusees) {
    const accueil = accueilDe(identite, { invitations: [une] })
    assert.deepEqual(accueil.invitations, [])
    assert.equal(accueil.geste === 'inscrire' && accueil.etat, 'en_attente')
  }
})

test('une invitation ne fait pas passer d’un organisme à un autre', () => {
  const autre: Invitation = { ...invitation, id: 'i2', role: 'administrateur', organisation: region }
  assert.deepEqual(accueilDe(lea, { organisation: aforpa, invitations: [autre] }).invitations, [])
  assert.deepEqual(
    accueilDe(lea, { connu: { etat: 'active', organisation: aforpa }, invitations: [autre, invitation] }),
    { geste: 'reconnaitre', organisation: null, activer: false, invitations: [invitation] },
  )
})

test('deux invitations de deux organismes : seule celle du premier est prise', () => {
  const stelo = { ...aforpa, id: 'stelo', nom: 'STELO FORMATION', siret: '00000003400017' }
  const lecture: Invitation = { ...invitation, id: 'i2', role: 'ofcfaLecteur' }
  const ailleurs: Invitation = { ...invitation, id: 'i3', organisation: stelo }
  const accueil = accueilDe({ ...lea, siret: null }, { invitations: [lecture, ailleurs] })
  assert.deepEqual(accueil.organisation, aforpa)
  assert.deepEqual(accueil.invitations, [lecture])
})

test('une invitation met fin à l’attente d’un compte, et le rattache s’il ne l’était pas', () => {
  assert.deepEqual(
    accueilDe(lea, { connu: { etat: 'en_attente', organisation: null }, invitations: [invitation] }),
    { geste: 'reconnaitre', organisation: aforpa, activer: true, invitations: [invitation] },
  )
  assert.deepEqual(accueilDe(lea, { connu: { etat: 'en_attente', organisation: aforpa } }), {
    geste: 'reconnaitre',
    organisation: null,
    activer: false,
    invitations: [],
  })
})

test('un compte suspendu reste dehors, même invité', () => {
  const decision = accueillir(lea, {
    ...contexte,
    connu: { etat: 'suspendue', organisation: aforpa },
    invitations: [invitation],
  })
  assert.equal(decision.statut === 'refus' && decision.motifs[0]?.code, 'compte-suspendu')
})
