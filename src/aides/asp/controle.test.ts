import assert from 'node:assert/strict'
import { test } from 'node:test'
import { masquer, normaliserBic } from '#aides/asp/compte.ts'
import { type APayer, controler } from '#aides/asp/controle.ts'
import { CODES, LILA } from '../../../test/asp-atelier.ts'

const motifs = (change: Partial<APayer>, codes: typeof CODES | undefined = CODES) => {
  const controle = controler({ ...LILA, ...change }, { codes, aujourdhui: '2025-11-20' })
  return controle.statut === 'accord' ? [] : controle.motifs
}
const dits = (change: Partial<APayer>) =>
  motifs(change).map(({ code, correcteur, champ }) => `${code} ${correcteur} ${champ}`)
const adresse = (change: APayer['adresse']) => dits({ adresse: { ...LILA.adresse, ...change } })

test('une personne en règle se paie', () => assert.deepEqual(motifs({}), []))

test('chaque empêchement dit qui le lève et dans quelle case', () => {
  const compte = LILA.compte!
  const cas: readonly [Partial<APayer>, string][] = [
    [{ etat: 'retire' }, 'dossier-non-accorde agent etat'],
    [{ payable: false }, 'assiduite-non-attestee centre attestation'],
    [{ montant: null }, 'sans-montant agent montant'],
    [{ civilite: 'X' }, 'civilite centre civilite'],
    [{ prenom: ' ' }, 'absent centre prenom'],
    [{ prenom: 'Жанна' }, 'signes centre prenom'],
    [{ neLe: '1871-03-18' }, 'date-naissance centre neLe'],
    [{ paysNaissance: '99990' }, 'pays-naissance centre paysNaissance'],
    [{ communeNaissance: null }, 'commune-naissance centre communeNaissance'],
    [{ compte: null }, 'compte-absent centre iban'],
    [{ compte: { ...compte, iban: 'FR76 3000' } }, 'iban_forme centre iban'],
    [{ compte: { ...compte, iban: 'FR76 3000 6000 0112 3456 7890 188' } }, 'iban_cle centre iban'],
    [{ compte: { ...compte, iban: 'TR33 0006 1005 1978 6457 8413 26' } }, 'iban_hors_sepa apprenti iban'],
    [{ compte: { ...compte, bic: 'AGRI' } }, 'bic_forme centre bic'],
    [{ compte: { ...compte, titulaire: 'Жанна' } }, 'titulaire centre titulaire'],
  ]
  for (const [change, attendu] of cas) assert.deepEqual(dits(change), [attendu], attendu)
})

test('tous les motifs viennent ensemble', () => {
  const tous = dits({ etat: 'retire', civilite: '', compte: null, communeNaissance: '' })
  assert.deepEqual(
    tous.map((dit) => dit.split(' ')[0]),
    [...['dossier-non-accorde', 'civilite', 'commune-naissance', 'compte-absent']],
  )
})

test('sans les codes de la convention, c’est au gestionnaire de les saisir', () => {
  const controle = controler(LILA, { codes: undefined, aujourdhui: '2025-11-20' })
  assert.ok(controle.statut === 'refus')
  assert.deepEqual(
    controle.motifs.map(({ correcteur, champ }) => [correcteur, champ]),
    [['gestionnaire', 'codes']],
  )
})

test('l’adresse est toujours entière, et ce qui ne tient pas se dit', () => {
  assert.deepEqual(adresse({ codePostal: '7500' }), ['code-postal centre codePostal'])
  assert.deepEqual(adresse({ commune: 'Paris' }), ['commune centre commune'])
  assert.deepEqual(adresse({ numero: '12 bis' }), ['numero-voie centre numeroVoie'])
  assert.deepEqual(adresse({ libelleVoie: '', typeVoie: '' }), ['voie centre libelleVoie'])
  assert.deepEqual(adresse({ pays: 'FR' }), ['pays centre pays'])
  assert.deepEqual(adresse({ libelleVoie: 'du Maréchal de Lattre de Tassigny' }), [], 'abrégée, elle tient')
  assert.deepEqual(adresse({ libelleVoie: 'des Vingt-Sept Compagnons de la Libération' }), [
    'voie-longue centre libelleVoie',
  ])
  assert.deepEqual(adresse({ commune: '2A004', codePostal: '20000' }), [])
})

test('le BIC perd son XXX en France et alentour, en gagne un ailleurs', () => {
  for (const [lu, ecrit] of [
    ['AGRIFRPPXXX', 'AGRIFRPP'],
    ['agri fr pp', 'AGRIFRPP'],
    ['AGRIFRPP882', 'AGRIFRPP882'],
    ['BREDREPPXXX', 'BREDREPP'],
    ['CMCIMCM1XXX', 'CMCIMCM1'],
    ['GEBABEBB', 'GEBABEBBXXX'],
    ['GEBABEBB36A', 'GEBABEBB36A'],
  ] as const)
    assert.equal(normaliserBic(lu), ecrit)
})

test('un compte se montre masqué', () => {
  assert.equal(masquer('FR76 3000 6000 0112 3456 7890 189'), 'FR•• •••• 0189')
})
