import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  BROUILLON_VIDE,
  brouillonVide,
  confronter,
  deduire,
  retoucher,
  reunir,
  superposer,
  trancher,
} from '#campagnes/demandes/brouillon.ts'

const enregistre = {
  effectif: '420',
  formations: [
    { identifiant: 'F1', saisie: { intitule: 'BTS Électrotechnique', contrats: '24' } },
    { identifiant: 'F2', saisie: { intitule: 'CAP Cuisine' } },
  ],
}
const tape = (avant: string, ...frappes: string[]) =>
  frappes.reduce(
    (brouillon, apres) => retoucher(brouillon, 'F1', 'contrats', { avant, apres }),
    BROUILLON_VIDE,
  )

test('ce qui est tapé se voit par-dessus ce qui est enregistré, champ par champ', () => {
  const brouillon = retoucher(tape('24', '2', '28'), null, 'effectifOrganisme', {
    avant: '420',
    apres: '430',
  })
  const vu = superposer(enregistre, brouillon)
  assert.equal(vu.effectif, '430')
  assert.deepEqual(vu.formations[0]?.saisie, { intitule: 'BTS Électrotechnique', contrats: '28' })
  assert.equal(vu.formations[1], enregistre.formations[1])
})

test('revenir à la valeur enregistrée ne laisse rien à enregistrer', () => {
  assert.ok(brouillonVide(tape('24', '2', '24')))
})

test('un autre champ changé ailleurs n’est pas un désaccord', () => {
  const ailleurs = {
    ...enregistre,
    formations: [{ identifiant: 'F1', saisie: { intitule: 'BTS', contrats: '24' } }],
  }
  const brouillon = tape('24', '28')
  assert.deepEqual(confronter(ailleurs, brouillon), [])
  assert.deepEqual(superposer(ailleurs, brouillon).formations[0]?.saisie, { intitule: 'BTS', contrats: '28' })
})

test('le même champ changé ailleurs attend que l’on choisisse', () => {
  const ailleurs = { ...enregistre, formations: [{ identifiant: 'F1', saisie: { contrats: '30' } }] }
  const brouillon = tape('24', '28')
  const [desaccord] = confronter(ailleurs, brouillon)
  assert.deepEqual(desaccord, { formation: 'F1', champ: 'contrats', ici: '28', ailleurs: '30' })
  const ici = trancher(brouillon, desaccord!, 'ici')
  assert.deepEqual(confronter(ailleurs, ici), [])
  assert.equal(superposer(ailleurs, ici).formations[0]?.saisie.contrats, '28')
  assert.ok(brouillonVide(trancher(brouillon, desaccord!, 'ailleurs')))
})

test('la même valeur tapée des deux côtés ne demande rien', () => {
  const ailleurs = { ...enregistre, formations: [{ identifiant: 'F1', saisie: { contrats: '28' } }] }
  assert.deepEqual(confronter(ailleurs, tape('24', '28')), [])
})

test('une formation retirée ailleurs se dit, sans perdre ce qui est tapé', () => {
  const [desaccord] = confronter({ effectif: '', formations: [] }, tape('24', '28'))
  assert.equal(desaccord?.ailleurs, null)
  assert.equal(desaccord?.ici, '28')
})

test('ce qui est tapé pendant l’enregistrement reste à enregistrer', () => {
  const apres = deduire(tape('24', '28', '281'), 'F1', { contrats: '28' })
  assert.deepEqual(apres.formations.F1?.contrats, { avant: '28', apres: '281' })
  assert.ok(brouillonVide(deduire(tape('24', '28'), 'F1', { contrats: '28' })))
  const effectif = retoucher(BROUILLON_VIDE, null, 'effectifOrganisme', { avant: '', apres: '9' })
  assert.ok(brouillonVide(deduire(effectif, null, { effectifOrganisme: '9' })))
})

test('deux brouillons de la même personne n’en font qu’un', () => {
  const autre = retoucher(BROUILLON_VIDE, 'F1', 'intitule', { avant: '', apres: 'BTS' })
  const deux = reunir(tape('24', '28'), autre)
  assert.deepEqual(Object.keys(deux.formations.F1 ?? {}), ['contrats', 'intitule'])
})
