import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Alerte, alertesOuvertes, empechementsDeValider } from '#campagnes/demandes/alerte.ts'
import { type AControler, controler } from '#campagnes/demandes/alertes.ts'
import { verifierIdentifiants } from '#campagnes/demandes/identifiants.ts'
import { SAISIE } from '../../../test/demandes-atelier.ts'

const SAINE: AControler = {
  ...{ effectif: '420', pieces: [], demandees: [], corrections: [], homologues: [], niveauxAilleurs: [] },
  formations: [{ identifiant: 'F1', saisie: SAISIE }],
  ...{ siret: '73282932000074', precedent: null, ecartContrats: 20 },
  identifiants: { uai: '0750655E', nda: '11754781875', memeUai: [] },
}
const dire = (change: Partial<AControler>) => controler({ ...SAINE, ...change })
const codes = (change: Partial<AControler>) => dire(change).map(({ code }) => code)

test('une demande saine ne relève rien', () => assert.deepEqual(dire({}), []))

test('un UAI ou un NDA absent est une information, qui ne se lève pas et n’empêche rien', () => {
  const alertes = dire({ identifiants: { uai: null, nda: null, memeUai: [] } })
  assert.deepEqual(
    alertes.map(({ code, gravite }) => [code, gravite]),
    [
      ['uai-absent', 'information'],
      ['nda-absent', 'information'],
    ],
  )
  assert.deepEqual(alertesOuvertes(alertes, []), [])
  assert.deepEqual(empechementsDeValider(alertesOuvertes(alertes, [])), [])
})

test('le même UAI chez un autre organisme est un avertissement qui le nomme', () => {
  const memeUai = [{ organisme: 'CFA Nord', numero: 7 }]
  const [alerte] = dire({ identifiants: { ...SAINE.identifiants, memeUai } })
  assert.equal(alerte?.code, 'uai-en-double')
  assert.match(alerte!.message, /0750655E est aussi déclaré par CFA Nord \(n°\u00a07\)/)
})

test('la clé d’un SIRET faux se voit', () =>
  assert.deepEqual(codes({ siret: '73282932000075' }), ['siret-cle']))

test('l’écart avec l’an dernier se mesure au seuil de l’appel, lui-même compris', () => {
  const precedent = { exercice: 2023, contrats: 20 }
  assert.deepEqual(codes({ precedent }), [])
  assert.deepEqual(codes({ precedent, ecartContrats: 19 }), ['ecart-annee'])
  assert.match(dire({ precedent, ecartContrats: 19 })[0]!.message, /seuil indicatif\u00a0: 19\u202f%/)
  assert.deepEqual(codes({ precedent: { exercice: 2023, contrats: 31 } }), ['ecart-annee'])
  assert.deepEqual(codes({ precedent: { exercice: 2023, contrats: 31 }, ecartContrats: 23 }), [])
})

test('un niveau que tous les autres déclarent autrement est à regarder, avec leur nombre', () => {
  const niveauxAilleurs = [{ codeRncp: 'RNCP35349', niveau: 6, organismes: 12 }]
  const [alerte] = dire({ niveauxAilleurs })
  assert.equal(alerte?.code, 'rncp-niveau-ailleurs')
  assert.match(alerte!.message, /au niveau 5 \(F1\), au niveau 6 chez 12\u00a0autres organismes/)
  // One more body that says the same does not undo what an agent lifted.
  const [suite] = dire({ niveauxAilleurs: [{ ...niveauxAilleurs[0]!, organismes: 13 }] })
  assert.equal(suite?.cible, alerte?.cible)
})

test('d’accord avec les autres, ou quand ils ne le sont pas entre eux, rien n’est relevé', () => {
  const dit = (niveau: number) => ({ codeRncp: 'RNCP35349', niveau, organismes: 2 })
  assert.deepEqual(codes({ niveauxAilleurs: [dit(5)] }), [])
  assert.deepEqual(codes({ niveauxAilleurs: [dit(4), dit(6)] }), [])
  assert.deepEqual(codes({ niveauxAilleurs: [{ ...dit(6), codeRncp: 'RNCP1' }] }), [])
})

test('valider attend que chaque avertissement soit levé et chaque erreur corrigée', () => {
  const alerte = (gravite: Alerte['gravite'], cible: string): Alerte => ({
    ...{ code: 'doublon', message: 'Vu ailleurs.', gravite, cible },
  })
  const alertes = [alerte('avertissement', '1'), alerte('avertissement', '2'), alerte('information', '3')]
  const messages = (levees: readonly { code: string; cible: string }[], plus: readonly Alerte[] = []) =>
    empechementsDeValider(alertesOuvertes([...alertes, ...plus], levees)).map(({ message }) => message)
  assert.deepEqual(messages([]), ['2\u00a0avertissements restent à lever avec un motif, ou à corriger.'])
  assert.deepEqual(messages([{ code: 'doublon', cible: '1' }]), [
    '1\u00a0avertissement reste à lever avec un motif, ou à corriger.',
  ])
  const tout = ['1', '2', '4'].map((cible) => ({ code: 'doublon', cible }))
  assert.deepEqual(messages(tout), [])
  assert.deepEqual(messages(tout, [alerte('erreur', '4')]), [
    '1\u00a0erreur reste à corriger, la demande rendue à l’instruction.',
  ])
  // The figures changed: what was lifted is to look at again.
  assert.equal(messages([{ code: 'doublon', cible: 'autre' }]).length, 1)
})

test('les identifiants faux sont refusés tous à la fois, chacun sous le nom de son champ', () => {
  const juger = (uai: string, nda: string) => {
    const decision = verifierIdentifiants({ uai, nda })
    return decision.statut === 'accord' ? decision.valeur : decision.motifs.map(({ code }) => code)
  }
  assert.deepEqual(juger('', ' '), { uai: null, nda: null })
  assert.deepEqual(juger(' 0750655e', '11 75 47818 75'), { uai: '0750655E', nda: '11754781875' })
  assert.deepEqual(juger('0750655F', '117547818'), ['uai-lettre', 'nda-forme'])
  assert.deepEqual(juger('Louis-le-Grand', ''), ['uai-forme'])
})
