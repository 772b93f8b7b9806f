import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type DemandeDelegation,
  deleguer,
  enCours,
  etatDe,
  finMaximale,
  type Partie,
  retirer,
  rolesCessibles,
} from '#annuaire/delegation.ts'
import { ROLES, type Role } from '#socle/acces.ts'
import type { Decision } from '#socle/decision.ts'

const codes = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : []
const messages = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ message }) => message) : []

const partie = (changes: Partial<Partie> = {}): Partie => ({
  ...{ nom: 'Ana', etat: 'active', organisation: { id: 'region', etat: 'active' } },
  ...{ roles: ['responsable', 'instructeur'], delegations: [] },
  ...changes,
})
const demande: DemandeDelegation = {
  ...{ de: 'ana', a: 'ben', role: 'responsable', du: '2026-07-01', au: '2026-07-31', motif: 'Congés' },
}
const circonstances = {
  ...{ par: 'ana', donneur: partie(), receveur: partie({ nom: 'Ben', roles: [] }), existantes: [] },
  aujourdhui: '2026-06-15',
}
const juger = (
  changes: Partial<DemandeDelegation> = {},
  autres: Partial<Parameters<typeof deleguer>[1]> = {},
) => deleguer({ ...demande, ...changes }, { ...circonstances, ...autres })

test('un rôle tenu en personne se prête à quelqu’un du même organisme, entre deux dates, avec un motif', () => {
  assert.deepEqual(juger(), { statut: 'accord', valeur: true })
  assert.equal(juger({ du: '2026-06-15', au: '2026-06-15' }).statut, 'accord')
  // An administrator writes it for somebody else.
  assert.equal(juger({}, { par: 'ines' }).statut, 'accord')
})

test('chaque défaut d’une délégation est dit', () => {
  const inactif = (nom: string) => partie({ nom, etat: 'suspendue' })
  const ailleurs = partie({ nom: 'Ben', organisation: { id: 'aforpa', etat: 'active' } })
  const fermee = partie({ organisation: { id: 'region', etat: 'fermee' } })
  assert.deepEqual(codes(juger({ a: 'ana' })), ['a-soi-meme'])
  assert.deepEqual(codes(juger({}, { par: 'ben' })), ['a-son-profit'])
  assert.deepEqual(messages(juger({}, { donneur: inactif('Ana'), receveur: inactif('Ben') })), [
    'Le compte de Ana n’est pas actif.',
    'Le compte de Ben n’est pas actif.',
  ])
  assert.deepEqual(codes(juger({}, { receveur: ailleurs })), ['autre-organisme'])
  assert.deepEqual(codes(juger({}, { donneur: fermee, receveur: fermee })), ['autre-organisme'])
  assert.deepEqual(codes(juger({}, { receveur: partie({ organisation: null }) })), ['autre-organisme'])
  assert.deepEqual(codes(juger({ role: 'lecteur' })), ['role-non-tenu'])
  assert.deepEqual(codes(juger({ au: '2026-06-30' })), ['dates-inversees'])
  assert.deepEqual(codes(juger({ du: '2026-06-14' })), ['debut-passe'])
  assert.deepEqual(codes(juger({ du: '2026-06-13', au: '2026-06-14' })), ['debut-passe', 'deja-finie'])
  assert.deepEqual(codes(juger({ motif: '  a ' })), ['motif-absent'])
})

test('de l’état du compte de quelqu’un d’un autre organisme, rien n’est dit', () => {
  const ailleurs = partie({
    ...{ nom: 'Zoé', etat: 'suspendue', organisation: { id: 'aforpa', etat: 'active' } as const },
  })
  assert.doesNotMatch(messages(juger({}, { receveur: ailleurs })).join(), /Zoé/)
})

test('tous les motifs viennent ensemble', () => {
  const tout = juger(
    { a: 'ana', role: 'administrateur', du: '2026-06-14', au: '2026-06-01', motif: '' },
    { donneur: partie({ etat: 'suspendue', organisation: null }) },
  )
  assert.deepEqual(codes(tout), [
    ...['a-soi-meme', 'compte-inactif', 'autre-organisme', 'role-incessible', 'role-non-tenu'],
    ...['dates-inversees', 'debut-passe', 'deja-finie', 'motif-absent'],
  ])
})

test('un rôle reçu ne se prête pas à son tour, sauf à le tenir aussi en personne', () => {
  const recue = { de: 'zoe', a: 'ana', role: 'responsable', du: '2026-01-01', au: '2026-12-31' } as const
  const donneur = partie({ roles: ['instructeur'], delegations: [recue] })
  assert.deepEqual(codes(juger({}, { donneur })), ['role-recu'])
  assert.equal(juger({ role: 'instructeur' }, { donneur }).statut, 'accord')
  assert.equal(juger({}, { donneur: partie({ delegations: [recue] }) }).statut, 'accord')
})

test('administrateur, comptable et public ne se prêtent jamais, les autres rôles oui', () => {
  const roles = Object.keys(ROLES) as Role[]
  const donneur = partie({ roles })
  const incessibles = roles.filter((role) => juger({ role }, { donneur }).statut === 'refus')
  assert.deepEqual(incessibles, ['administrateur', 'comptable', 'public'])
  assert.deepEqual(
    rolesCessibles(roles),
    roles.filter((role) => !incessibles.includes(role)),
  )
})

test('le même rôle ne se prête pas deux fois à la même personne pour un même jour', () => {
  const existante = { de: 'ana', a: 'ben', role: 'responsable', du: '2026-07-10', au: '2026-07-20' } as const
  const prise = (du: string, au: string) => codes(juger({ du, au }, { existantes: [existante] }))
  assert.deepEqual(prise('2026-07-01', '2026-07-09'), [])
  assert.deepEqual(prise('2026-07-01', '2026-07-10'), ['chevauchement'])
  assert.deepEqual(prise('2026-07-12', '2026-07-13'), ['chevauchement'])
  assert.deepEqual(prise('2026-07-20', '2026-08-01'), ['chevauchement'])
  assert.deepEqual(prise('2026-07-21', '2026-08-01'), [])
  assert.equal(juger({ role: 'instructeur' }, { existantes: [existante] }).statut, 'accord')
})

test('une délégation dure un an au plus, jour pour jour', () => {
  for (const [du, fin] of [
    ['2026-07-01', '2027-06-30'],
    ['2026-07-15', '2027-07-14'],
    ['2026-01-01', '2026-12-31'],
    ['2027-03-01', '2028-02-29'],
    ['2028-02-29', '2029-02-28'],
    ['2099-03-01', '2100-02-28'],
  ] as const)
    assert.equal(finMaximale(du), fin)
  assert.equal(juger({ du: '2026-07-01', au: '2027-06-30' }).statut, 'accord')
  assert.deepEqual(codes(juger({ du: '2026-07-01', au: '2027-07-01' })), ['trop-longue'])
})

test('le dernier jour possible est la veille du même jour de l’année suivante', () => {
  const jour = fc.date({ min: new Date('2000-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(jour, (date) => {
      const [du, suivant] = [date.toISOString().slice(0, 10), new Date(date)]
      suivant.setUTCFullYear(suivant.getUTCFullYear() + 1)
      suivant.setUTCDate(suivant.getUTCDate() - 1)
      assert.equal(finMaximale(du), suivant.toISOString().slice(0, 10))
    }),
  )
})

test('une délégation tient du premier au dernier jour compris', () => {
  for (const [jour, tient] of [
    ['2026-06-30', false],
    ['2026-07-01', true],
    ['2026-07-31', true],
    ['2026-08-01', false],
  ] as const)
    assert.equal(enCours(demande, jour), tient, jour)
})

test('une délégation est à venir, en cours, finie, retirée, ou sans effet', () => {
  const ecrite = { ...demande, retireeLe: null, fondee: true }
  assert.equal(etatDe(ecrite, '2026-06-30'), 'a_venir')
  assert.equal(etatDe(ecrite, '2026-07-31'), 'en_cours')
  assert.equal(etatDe(ecrite, '2026-08-01'), 'finie')
  assert.equal(etatDe({ ...ecrite, fondee: false }, '2026-07-31'), 'sans_effet')
  assert.equal(etatDe({ ...ecrite, fondee: false }, '2026-08-01'), 'finie')
  assert.equal(etatDe({ ...ecrite, retireeLe: '2026-07-02T08:00:00Z' }, '2026-08-01'), 'retiree')
})

test('se retire ce qui n’est pas passé ; à la place d’un autre, on dit pourquoi', () => {
  const ecrite = { ...demande, retireeLe: null, fondee: true }
  const aujourdhui = '2026-07-02'
  assert.equal(retirer(ecrite, { par: 'ana', motif: '', aujourdhui }).statut, 'accord')
  assert.equal(retirer(ecrite, { par: 'ines', motif: 'Départ', aujourdhui }).statut, 'accord')
  assert.deepEqual(codes(retirer(ecrite, { par: 'ines', motif: ' ', aujourdhui })), ['motif-absent'])
  const finie = retirer(ecrite, { par: 'ines', motif: '', aujourdhui: '2026-08-01' })
  assert.deepEqual(codes(finie), ['deja-passee', 'motif-absent'])
  const retiree = { ...ecrite, retireeLe: '2026-07-01T08:00:00Z' }
  assert.deepEqual(codes(retirer(retiree, { par: 'ana', motif: '', aujourdhui })), ['deja-passee'])
})
