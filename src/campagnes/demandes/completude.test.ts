import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { direCompletude, mesurerCompletude } from '#campagnes/demandes/completude.ts'
import { COLONNES_SAISIE, composerFormation, corriger, type Saisie } from '#campagnes/demandes/saisie.ts'

const SAISIE: Saisie = {
  ...{ intitule: 'BTS Électrotechnique', niveau: '5', codeRncp: 'RNCP35349', commune: 'Melun' },
  ...{ departement: '77', filiere: 'Industrie', contrats: '24', environnementale: 'oui', palier: '1' },
  ...{ prioriteFiliere: '2', innovation: 'non', jeunesQpvRuraux: '6', apprentisHandicap: '1' },
  ...{ partFemmes: '12,5 %', partPremiersNiveaux: '40', besoinFinancement: '3,2', jeunesSansContrat: '2' },
  ...{
    partSansContrat: '8',
    territoirePeuPourvu: 'oui',
    heuresEnvironnement: '70',
    partHeuresEnvironnement: '5',
  },
}
const preparation = {
  effectif: '420',
  formations: [{ identifiant: 'F1', saisie: SAISIE }],
  pieces: ['comptes'],
  demandees: [
    { code: 'comptes', libelle: 'Comptabilité analytique', aide: '', obligatoire: true },
    { code: 'note', libelle: 'Note de présentation', aide: '', obligatoire: false },
  ],
}

test('une demande complète l’est entièrement', () => {
  const { faits, attendus, manques, avertissements } = mesurerCompletude(preparation)
  assert.deepEqual([manques, avertissements], [[], []])
  // 1 head count, 20 required fields of one formation (all but the RNCP code), 1 document.
  assert.deepEqual([faits, attendus], [22, 22])
  assert.equal(direCompletude({ faits, attendus, manques, avertissements }), 'Rien ne manque.')
})

test('chaque manque dit où, quoi, et tous viennent ensemble', () => {
  const { faits, attendus, manques } = mesurerCompletude({
    ...preparation,
    effectif: '',
    formations: [{ identifiant: 'F1', saisie: { ...SAISIE, contrats: 'beaucoup', niveau: '' } }],
    pieces: [],
  })
  assert.deepEqual(
    manques.map(({ formation, champ, piece }) => [formation, champ, piece]),
    [
      [undefined, 'effectifOrganisme', undefined],
      ['F1', 'niveau', undefined],
      ['F1', 'contrats', undefined],
      [undefined, undefined, 'comptes'],
    ],
  )
  assert.deepEqual([faits, attendus], [18, 22])
})

test('un brouillon vide attend tout, et la jauge est à zéro', () => {
  const { faits, attendus, manques } = mesurerCompletude({
    ...preparation,
    effectif: '',
    formations: [],
    pieces: [],
  })
  assert.deepEqual([faits, attendus], [0, 22])
  assert.deepEqual(
    manques.map(({ code }) => code),
    ['valeur_manquante', 'sans-formation', 'piece-absente'],
  )
})

test('la même formation deux fois est dite, sans bloquer', () => {
  const formations = [
    preparation.formations[0]!,
    { identifiant: 'F2', saisie: { ...SAISIE, commune: ' Melun ' } },
  ]
  const { manques, avertissements } = mesurerCompletude({ ...preparation, formations })
  assert.deepEqual(manques, [])
  assert.deepEqual(
    avertissements.map(({ code, formation }) => [code, formation]),
    [['formation-jumelle', 'F2']],
  )
})

test('une saisie juste devient une formation du classement, aux mêmes unités qu’un fichier', () => {
  const formation = composerFormation(preparation.formations[0]!, { organisme: 'AFORPA', effectif: '420' })
  assert.deepEqual(formation, {
    ...{ identifiant: 'F1', organisme: 'AFORPA', intitule: 'BTS Électrotechnique', niveau: 5 },
    ...{ codeRncp: 'RNCP35349', commune: 'Melun', departement: '77', filiere: 'Industrie', contrats: 24 },
    ...{ environnementale: true, palier: 1 },
    declaration: {
      ...{ prioriteFiliere: 2, innovation: 0, jeunesQpvRuraux: 6, apprentisHandicap: 1, partFemmes: 1250 },
      ...{ partPremiersNiveaux: 4000, besoinFinancement: 320, effectifOrganisme: 420, jeunesSansContrat: 2 },
      ...{
        partSansContrat: 800,
        territoirePeuPourvu: 1,
        heuresEnvironnement: 70,
        partHeuresEnvironnement: 500,
      },
    },
  })
})

test('une saisie fautive ne devient jamais une formation', () => {
  const quelconque = fc.record({
    champ: fc.constantFrom(...COLONNES_SAISIE.filter(({ requise }) => requise).map(({ code }) => code)),
    texte: fc.constantFrom('', '   ', '#REF!', 'NaN', '=1+1'),
  })
  fc.assert(
    fc.property(quelconque, ({ champ, texte }) => {
      const saisie = { ...SAISIE, [champ]: texte }
      assert.equal(
        composerFormation({ identifiant: 'F1', saisie }, { organisme: 'X', effectif: '420' }),
        undefined,
      )
    }),
  )
})

test('une correction remplace la valeur, la dernière compte, les autres formations ne bougent pas', () => {
  const formations = [preparation.formations[0]!, { identifiant: 'F2', saisie: SAISIE }]
  const correction = { formation: 'F2', champ: 'contrats', avant: '24' } as const
  const corrigees = corriger(formations, [
    { ...correction, apres: '20' },
    { ...correction, avant: '20', apres: '18' },
  ])
  assert.equal(corrigees[1]!.saisie.contrats, '18')
  assert.equal(corrigees[0], formations[0])
  assert.equal(formations[1]!.saisie.contrats, '24')
})
