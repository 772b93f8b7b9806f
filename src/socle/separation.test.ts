import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Acteur } from '#socle/acces.ts'
import type { Decision } from '#socle/decision.ts'
import { type ActeFait, type Etape, separer, vientDeLaSeparation } from '#socle/separation.ts'

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

test('quelles que soient les délégations, deux étapes incompatibles ne se rejoignent dans aucune main', () => {
  const personne = fc.constantFrom('ana', 'ben', 'cid', 'dan')
  const etape = fc.constantFrom<Etape>('instruire', 'valider', 'payer')
  // Anybody may have been lent anybody's powers, in rings too: whatever is tried, in any order.
  const essais = fc.array(
    fc.record({ etape, par: personne, pour: fc.option(personne, { nil: undefined }) }),
    {
      maxLength: 30,
    },
  )
  const incompatibles = (un: Etape, autre: Etape) => [un, autre].includes('valider') && un !== autre
  const mains = ({ par, pour }: ActeFait) => [par, pour].filter((main) => main !== undefined)
  let admises = 0
  fc.assert(
    fc.property(essais, (tous) => {
      const actes: ActeFait[] = []
      for (const { etape, par, pour } of tous) {
        const decision = separer(agent(par, pour), etape, { organisation: 'aforpa', actes })
        if (decision.statut === 'accord') actes.push({ etape, par, ...(pour && { pour }) })
      }
      admises += actes.length
      for (const un of actes)
        for (const autre of actes)
          if (incompatibles(un.etape, autre.etape))
            assert.ok(!mains(un).some((main) => mains(autre).includes(main)), JSON.stringify([un, autre]))
    }),
    { numRuns: 500 },
  )
  assert.ok(admises > 500, 'presque tout est refusé : la propriété ne dit rien')
})

test('un motif de la séparation se reconnaît à son code, aucun autre', () => {
  const dossier = { organisation: 'aforpa', actes: [{ etape: 'instruire', par: 'camille' }] } as const
  const refus = separer(agent('camille'), 'valider', dossier)
  assert.equal(refus.statut, 'refus')
  assert.ok(refus.statut === 'refus' && refus.motifs.every(({ code }) => vientDeLaSeparation(code)))
  assert.ok(vientDeLaSeparation('propre-organisme'))
  assert.ok(!vientDeLaSeparation('etat-incompatible'))
})
