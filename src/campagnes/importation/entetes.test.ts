import assert from 'node:assert/strict'
import { test } from 'node:test'
import { COLONNES } from '#campagnes/importation/colonnes.ts'
import {
  ENTETE_A_CORRIGER,
  ENTETE_LIGNE_ORIGINE,
  lireEntetes,
  normaliserEntete,
  trouverEntetes,
} from '#campagnes/importation/entetes.ts'
import { ENTETES, ligne } from '../../../test/importation-fichiers.ts'

const champs = (...textes: string[]) =>
  lireEntetes(1, textes).colonnes.map((colonne) => colonne?.code ?? null)
const lignes = (...tableau: (string | number | null)[][]) =>
  tableau.map((cellules, i) => ({ numero: i + 1, cellules }))

test('chaque colonne se reconnaît à son en-tête, à son code et à chacun de ses synonymes', () => {
  for (const { code, entete, synonymes } of COLONNES)
    for (const texte of [entete, code, entete.toUpperCase(), ` ${entete} `, ...synonymes])
      assert.deepEqual(champs(texte), [code], texte)
})

test('un en-tête se reconnaît sans ses accents, sa ponctuation, ses petits mots et ses abréviations', () => {
  assert.deepEqual(champs('Nbre de contrats', 'NOMBRE CONTRATS', 'nb. contrats (demandés)'), [
    'contrats',
    null,
    null,
  ])
  assert.deepEqual(champs('intitule_de_la_formation'), ['intitule'])
  assert.deepEqual(champs('Dept'), ['departement'])
  assert.deepEqual(champs('% femmes'), ['partFemmes'])
  assert.deepEqual(champs('Taux de femmes'), ['partFemmes'])
  assert.deepEqual(champs('jeunes_qpv_ruraux'), ['jeunesQpvRuraux'])
  assert.deepEqual(champs('Couleur préférée', ''), [null, null])
  assert.equal(normaliserEntete('Numéro de l’Œuvre (%)'), 'no oeuvre part')
})

test('« part » et « nombre » ne se confondent pas', () => {
  assert.deepEqual(champs('Jeunes sans contrat', '% sans contrat'), ['jeunesSansContrat', 'partSansContrat'])
  assert.deepEqual(champs('Heures environnement', '% heures environnement'), [
    'heuresEnvironnement',
    'partHeuresEnvironnement',
  ])
})

test('l’en-tête est trouvé sous un titre, une légende et des lignes vides', () => {
  const trouves = trouverEntetes(
    lignes(['Campagne 2024 — candidatures'], [null], ['Organisme', 'légende'], [''], [...ENTETES], ligne()),
  )
  assert.equal(trouves?.ligne, 5)
  assert.equal(trouves?.reconnues, COLONNES.length)
  assert.deepEqual(trouves?.anomalies, [])
})

test('l’en-tête n’est cherché que dans vingt lignes remplies, et demande quatre colonnes connues', () => {
  const titre = Array.from({ length: 20 }, (_, i) => [`Titre ${i}`])
  assert.equal(trouverEntetes(lignes(...titre, [...ENTETES])), undefined)
  assert.equal(trouverEntetes(lignes(...titre.slice(1), [...ENTETES]))?.ligne, 20)
  const vides = Array.from({ length: 50 }, () => [null])
  assert.equal(trouverEntetes(lignes(...vides, [...ENTETES]))?.ligne, 51)
  assert.equal(trouverEntetes(lignes(['Organisme', 'SIRET', 'Commune'])), undefined)
  assert.equal(trouverEntetes(lignes(['Organisme', 'SIRET', 'Commune', 'Filière']))?.reconnues, 4)
  assert.equal(trouverEntetes([]), undefined)
})

test('une colonne obligatoire absente est une erreur, qui montre celle qui lui ressemble', () => {
  const sans = ENTETES.filter((entete) => entete !== 'Contrats' && entete !== 'SIRET')
  const { anomalies } = lireEntetes(3, [...sans, 'Contratz'])
  const manquante = anomalies.find(({ code }) => code === 'colonne_manquante')
  assert.deepEqual(manquante, {
    gravite: 'erreur',
    ligne: 3,
    colonne: 'Contrats',
    champ: 'contrats',
    valeur: null,
    code: 'colonne_manquante',
    message:
      'La colonne «\u00a0Contrats\u00a0» est absente. La colonne «\u00a0Contratz\u00a0» lui ressemble : si c’est elle, renommez-la.',
    attendu: 'une colonne «\u00a0Contrats\u00a0»',
  })
  assert.equal(anomalies.filter(({ gravite }) => gravite === 'erreur').length, 1)
})

test('deux colonnes pour la même donnée sont une erreur, et seule la première est lue', () => {
  const { anomalies, colonnes } = lireEntetes(1, [...ENTETES, 'Nombre de contrats'])
  assert.deepEqual(
    anomalies.map(({ code, colonne }) => [code, colonne]),
    [['colonne_en_double', 'Nombre de contrats']],
  )
  assert.equal(colonnes.filter((colonne) => colonne?.code === 'contrats').length, 1)
  assert.equal(colonnes.at(-1), null)
})

test('les colonnes inconnues sont dites d’un seul avertissement, huit noms au plus', () => {
  const inconnues = Array.from({ length: 12 }, (_, i) => `Remarque ${i}`)
  const { anomalies } = lireEntetes(1, [
    ...ENTETES,
    ...inconnues,
    '',
    ENTETE_LIGNE_ORIGINE,
    ENTETE_A_CORRIGER,
  ])
  assert.equal(anomalies.length, 1)
  assert.equal(anomalies[0]!.gravite, 'avertissement')
  assert.match(anomalies[0]!.message, /«\u00a0Remarque 7\u00a0» et 4 autres ne sont pas connues/)
})
