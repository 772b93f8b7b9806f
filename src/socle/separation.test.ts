import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Acteur, Role } from '#socle/acces.ts'
import type { Decision } from '#socle/decision.ts'
import { type Delegation, deleguer, enCours, separer } from '#socle/separation.ts'

const agent = (identifiant: string, pour?: string): Acteur => ({
  role: 'responsable',
  identifiant,
  organisation: { identifiant: 'region', nature: 'region' },
  ...(pour && { pour }),
})
const codes = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : []
const messages = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ message }) => message) : []
const neuf = { organisation: 'aforpa', actes: [] }
const instruitPar = (par: string, pour?: string) => ({
  organisation: 'aforpa',
  actes: [{ etape: 'instruire', par, ...(pour && { pour }) } as const],
})
const validePar = (par: string) => ({
  organisation: 'aforpa',
  actes: [{ etape: 'instruire', par: 'zoe' } as const, { etape: 'valider', par } as const],
})

test('sur un dossier neuf d’un autre organisme, chaque étape est permise', () => {
  for (const etape of ['instruire', 'valider', 'payer'] as const)
    assert.deepEqual(separer(agent('ana'), etape, neuf), { statut: 'accord', valeur: true })
})

test('qui instruit un dossier ne le valide pas, et inversement', () => {
  assert.deepEqual(separer(agent('ana'), 'valider', instruitPar('ana')), {
    statut: 'refus',
    motifs: [
      {
        code: 'deja-instruit',
        message: 'Vous avez déjà instruit ce dossier : une autre personne doit le valider.',
        correcteur: 'agent',
      },
    ],
  })
  assert.deepEqual(messages(separer(agent('ana'), 'instruire', validePar('ana'))), [
    'Vous avez déjà validé ce dossier : une autre personne doit l’instruire.',
  ])
  assert.equal(separer(agent('ben'), 'valider', instruitPar('ana')).statut, 'accord')
})

test('qui valide un dossier ne le paie pas, et inversement', () => {
  assert.deepEqual(codes(separer(agent('ana'), 'payer', validePar('ana'))), ['deja-valide'])
  const paye = { organisation: 'aforpa', actes: [{ etape: 'payer', par: 'ana' } as const] }
  assert.deepEqual(codes(separer(agent('ana'), 'valider', paye)), ['deja-paye'])
  assert.equal(separer(agent('ben'), 'payer', validePar('ana')).statut, 'accord')
})

test('refaire sa propre étape, ou payer ce que l’on a instruit, n’est pas refusé', () => {
  assert.equal(separer(agent('ana'), 'instruire', instruitPar('ana')).statut, 'accord')
  assert.equal(separer(agent('zoe'), 'payer', validePar('ana')).statut, 'accord')
})

test('une délégation ne sépare pas la main de la personne représentée', () => {
  // Ben validates in the name of Ana, who instructed.
  assert.deepEqual(messages(separer(agent('ben', 'ana'), 'valider', instruitPar('ana'))), [
    'Ce dossier a déjà été instruit par la personne que vous représentez, ou en son nom : ' +
      'une autre personne doit le valider.',
  ])
  // Ben instructed in the name of Ana, who validates.
  assert.deepEqual(messages(separer(agent('ana'), 'valider', instruitPar('ben', 'ana'))), [
    'Ce dossier a déjà été instruit en votre nom : une autre personne doit le valider.',
  ])
  // Ben instructed in the name of Ana, and validates in his own.
  assert.deepEqual(codes(separer(agent('ben'), 'valider', instruitPar('ben', 'ana'))), ['deja-instruit'])
  // Two hands for the same person.
  assert.deepEqual(codes(separer(agent('cid', 'ana'), 'valider', instruitPar('ben', 'ana'))), [
    'deja-instruit',
  ])
  assert.equal(separer(agent('cid', 'dan'), 'valider', instruitPar('ben', 'ana')).statut, 'accord')
})

test('nul n’agit sur le dossier de son propre organisme, et tous les motifs viennent ensemble', () => {
  const sien = { ...agent('ana'), organisation: { identifiant: 'aforpa', nature: 'of-cfa' } } as const
  assert.deepEqual(codes(separer(sien, 'instruire', neuf)), ['propre-organisme'])
  assert.deepEqual(codes(separer(sien, 'valider', instruitPar('ana'))), ['propre-organisme', 'deja-instruit'])
  const tout = {
    organisation: 'aforpa',
    actes: [{ etape: 'instruire', par: 'ana' } as const, { etape: 'payer', par: 'ana' } as const],
  }
  assert.deepEqual(codes(separer(sien, 'valider', tout)), ['propre-organisme', 'deja-instruit', 'deja-paye'])
})

test('qui n’est pas connu n’est la main de personne', () => {
  const inconnu: Acteur = { role: 'public', identifiant: null, organisation: null }
  assert.equal(separer(inconnu, 'valider', instruitPar('ana')).statut, 'accord')
})

const delegation: Delegation = {
  de: 'ana',
  a: 'ben',
  role: 'responsable',
  du: '2026-07-01',
  au: '2026-07-31',
}
const contexte = { rolesDe: ['responsable', 'instructeur'] as readonly Role[], aujourdhui: '2026-06-15' }

test('un rôle tenu en personne se délègue à une autre personne, entre deux dates', () => {
  assert.deepEqual(deleguer(delegation, contexte), { statut: 'accord', valeur: true })
  const unJour = { ...delegation, du: '2026-06-15', au: '2026-06-15' }
  assert.equal(deleguer(unJour, contexte).statut, 'accord')
})

test('chaque défaut d’une délégation est dit, tous à la fois', () => {
  const refusee = (changes: Partial<Delegation>, rolesDe = contexte.rolesDe) =>
    codes(deleguer({ ...delegation, ...changes }, { ...contexte, rolesDe }))
  assert.deepEqual(refusee({ a: 'ana' }), ['a-soi-meme'])
  assert.deepEqual(refusee({ role: 'lecteur' }), ['role-non-tenu'])
  assert.deepEqual(refusee({ au: '2026-06-30' }), ['dates-inversees'])
  assert.deepEqual(refusee({ du: '2026-06-01', au: '2026-06-14' }), ['deja-finie'])
  assert.deepEqual(refusee({ a: 'ana', role: 'lecteur', du: '2026-06-14', au: '2026-06-01' }), [
    'a-soi-meme',
    'role-non-tenu',
    'dates-inversees',
    'deja-finie',
  ])
  // Powers that were lent are not held in person: they are not lent again.
  assert.deepEqual(refusee({}, []), ['role-non-tenu'])
})

test('administrateur, comptable et public ne se délèguent jamais, les autres rôles oui', () => {
  const tous: Role[] = [
    ...(['administrateur', 'instructeur', 'responsable', 'gestionnaireBudgetaire', 'lecteur'] as const),
    ...(['ofcfaGestionnaire', 'ofcfaLecteur', 'opco', 'comptable', 'etat', 'public'] as const),
  ]
  const incessibles = tous.filter(
    (role) => deleguer({ ...delegation, role }, { ...contexte, rolesDe: tous }).statut === 'refus',
  )
  assert.deepEqual(incessibles, ['administrateur', 'comptable', 'public'])
})

test('une délégation tient du premier au dernier jour compris', () => {
  for (const [jour, tient] of [
    ['2026-06-30', false],
    ['2026-07-01', true],
    ['2026-07-31', true],
    ['2026-08-01', false],
  ] as const)
    assert.equal(enCours(delegation, jour), tient, jour)
})
