import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LigneAnnexe } from '#majoration/documents/annexe.ts'
import { expliquerEcarts } from '#majoration/ecart-publication.ts'
import { repartir } from '#majoration/repartition.ts'
import { ecrireFraction } from '#socle/fraction.ts'

const beneficiaire = (identifiant: string, contrats: number) => ({
  identifiant,
  contrats,
  contratsVerts: 0,
  contratsPalier1: 0,
  contratsPalier2: 0,
})

const SANS_COMPLEMENT = {
  tauxBonusVert: '0',
  tauxPalier1: '0',
  tauxPalier2: '0',
  plafond: null,
  partBonusVertDuPlafond: '0',
}

/** 100 € over 3 + 3 + 1 contracts: exact 42,857…, 42,857… and 14,285… ; two euros go to A and B. */
const decision = repartir(
  10_000,
  [beneficiaire('A', 3), beneficiaire('B', 3), beneficiaire('C', 1)],
  SANS_COMPLEMENT,
)

const ligne = (organisme: string, majoration: number, publie: number): LigneAnnexe => {
  const montants = { dontBonusVert: 0, exceptionnelle: 0, totale: 0, contrats: 0 }
  return {
    organisme,
    nom: organisme,
    plafonne: false,
    majoration,
    ...montants,
    publie: { majoration: publie, ...montants },
    ecart: majoration - publie,
  }
}

test('un écart dit ce que le tableau publié a fait du dernier euro', () => {
  assert(decision.statut === 'accord')
  const lignes = [ligne('A', 4_300, 4_300), ligne('B', 4_300, 4_200), ligne('C', 1_400, 1_500)]
  const { ecarts, servis, compenses } = expliquerEcarts(lignes, decision.valeur)
  assert.equal(servis, 2)
  assert.equal(compenses, true)
  assert.deepEqual(
    ecarts.map((e) => [e.ligne.organisme, ecrireFraction(e.reste), e.place, e.lecture]),
    [
      ['B', '6/7', 2, 'nonServi'],
      ['C', '2/7', 3, 'serviSansRang'],
    ],
  )
})

test('un tableau identique, ou dont les écarts ne s’annulent pas, n’est pas dit compensé', () => {
  assert(decision.statut === 'accord')
  const identique = [ligne('A', 4_300, 4_300), ligne('B', 4_300, 4_300), ligne('C', 1_400, 1_400)]
  assert.deepEqual(expliquerEcarts(identique, decision.valeur), { ecarts: [], servis: 2, compenses: false })
  const inegal = [ligne('A', 4_300, 4_000), ligne('B', 4_300, 4_300), ligne('C', 1_400, 1_900)]
  const { ecarts, compenses } = expliquerEcarts(inegal, decision.valeur)
  assert.equal(compenses, false)
  assert.deepEqual(
    ecarts.map((e) => e.lecture),
    ['sousPartieEntiere', 'autre'],
  )
})

test('un organisme au plafond n’a pas de reste et ne prend la place de personne', () => {
  // 101 € : A est à son plafond de 40 €. B et C ont 30,50 € chacun : l’euro va à B, le plus petit identifiant.
  const plafonnee = repartir(10_100, [beneficiaire('A', 5), beneficiaire('B', 3), beneficiaire('C', 3)], {
    ...SANS_COMPLEMENT,
    plafond: 4_000,
  })
  assert(plafonnee.statut === 'accord')
  const lignes = [ligne('A', 4_000, 4_000), ligne('B', 3_100, 3_000), ligne('C', 3_000, 3_100)]
  assert.deepEqual(
    expliquerEcarts(lignes, plafonnee.valeur).ecarts.map((e) => [e.ligne.organisme, e.place, e.lecture]),
    [
      ['B', 1, 'nonServi'],
      ['C', 2, 'serviSansRang'],
    ],
  )
})
