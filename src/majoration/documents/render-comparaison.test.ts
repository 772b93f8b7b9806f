import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparer } from '#majoration/comparaison.ts'
import { renderComparaison } from '#majoration/documents/render-comparaison.ts'
import { texteComparaison } from '#majoration/documents/texte-comparaison.ts'
import type { Tirage } from '#majoration/tirage.ts'
import { lirePdf } from '../../../test/pdf.ts'
import {
  campagneHostile,
  formations2023,
  NOMS_HOSTILES,
  parametres2023,
  tirer,
} from '../../../test/tirage-2023.ts'

const plafond = (montant: number) => ({
  ...parametres2023,
  repartition: { ...parametres2023.repartition, plafond: montant },
})

function textes(avant: Tirage, apres: Tirage) {
  const [a, b] = [avant.simulation.repartition, apres.simulation.repartition]
  assert(a.statut === 'accord' && b.statut === 'accord')
  return texteComparaison(
    avant,
    apres,
    comparer({ ...avant, repartition: a.valeur }, { ...apres, repartition: b.valeur }),
  )
}

test('la comparaison tient sur une page avec 400 organismes aux noms interminables', async () => {
  const noms = Array.from(
    { length: 400 },
    (_, i) => `${NOMS_HOSTILES[i % NOMS_HOSTILES.length]} `.repeat(8) + i,
  )
  const hostile = campagneHostile(noms)
  const formations = hostile.formations.map((f, i) => ({
    ...f,
    intitule: `Intitulé ${'très '.repeat(60)}long`,
    departement: `${i % 101}`.padStart(2, '0'),
    filiere: `Filière ${'interminable '.repeat(20)}${i % 60}`,
    niveau: 3 + (i % 6),
    contrats: 1 + (i % 90),
  }))
  const campagne = { ...hostile.campagne, libelle: 'Libellé '.repeat(30) }
  const poids = parametres2023.grille.criteres.map((c) => ({
    ...c,
    libelle: c.libelle.repeat(5),
    poids: c.poids + 100,
  }))
  const apres = {
    ...plafond(10_000_000),
    grille: { ...parametres2023.grille, criteres: poids },
    coupure: { mode: 'partFormations', part: '0.5' },
  } as const
  const pdf = await renderComparaison(
    tirer({ campagne, scenario: 'Un nom '.repeat(17) }, formations),
    tirer({ campagne, scenario: 'Autre nom '.repeat(12), parametres: apres }, formations),
  )
  assert(pdf.statut === 'accord')
  const lu = lirePdf(pdf.valeur)
  assert.equal(lu.pages, 1)
  assert(lu.contient('<pdfuaid:part>1</pdfuaid:part>'))
})

test('les plus forts écarts viennent d’abord, les autres sont comptés et sommés, le total est complet', () => {
  const { organismes } = textes(tirer(), tirer({ scenario: 'Plafond', parametres: plafond(150_000_000) }))
  assert.equal(organismes.titre, 'Par organisme, plus forts écarts d’abord')
  assert.deepEqual(organismes.lignes[0], [
    'CMA REGION IDF',
    '3\u202f672',
    '3\u202f672',
    '2\u202f000\u202f000\u202f€',
    '1\u202f500\u202f000\u202f€',
    '−500\u202f000\u202f€',
  ])
  assert.equal(organismes.lignes.length, 14)
  assert.equal(organismes.lignes.at(-1)?.[0], '… et 58\u00a0autres')
  assert.deepEqual(organismes.total.slice(1), [
    '30\u202f118',
    '30\u202f118',
    '20\u202f140\u202f000\u202f€',
    '20\u202f140\u202f000\u202f€',
    '0\u202f€',
  ])
})

test('un thème qui tient est donné en entier dans l’ordre de sa clé, un thème d’une ligne de plus est résumé', () => {
  const parDepartement = (nombre: number) => {
    const formations = formations2023.map((f, i) => ({ ...f, departement: `${10 + (i % nombre)}` }))
    return textes(
      tirer({}, formations),
      tirer({ scenario: 'Plafond', parametres: plafond(1_000_000) }, formations),
    ).tables[0]!
  }
  const neuf = parDepartement(9)
  assert.equal(neuf.titre, 'Par département')
  assert.deepEqual(
    neuf.lignes.map(([nom]) => nom!.slice(0, 2)),
    ['10', '11', '12', '13', '14', '15', '16', '17', '18'],
  )
  const dix = parDepartement(10)
  assert.equal(dix.titre, 'Par département, plus forts écarts d’abord')
  assert.equal(dix.lignes.length, 9)
  assert.equal(dix.lignes.at(-1)?.[0], '… et 2\u00a0autres')
})

test('la page dit quels paramètres diffèrent et qui franchit la ligne', () => {
  const parametres = { ...parametres2023, coupure: { mode: 'partFormations', part: '0.76' } } as const
  const texte = textes(tirer(), tirer({ scenario: 'Coupure', parametres }))
  assert.deepEqual(texte.parametres, [['Coupure', 'aucune', '76\u202f% des formations']])
  const [entrent, sortent] = texte.mouvements
  assert.equal(entrent?.nombre, '0')
  assert.equal(sortent?.nombre, '23')
  assert.equal(sortent?.autres, '… et 19\u00a0autres')
})

test('une échelle changée se lit avant et après, sans code ni coupure', () => {
  const criteres = parametres2023.grille.criteres.map((critere) => ({
    ...critere,
    composantes: critere.composantes.map((c) =>
      c.champ === 'partFemmes' ? { ...c, echelle: { type: 'proportionnelle', de: 0, a: 4_000 } as const } : c,
    ),
  }))
  const parametres = { ...parametres2023, grille: { ...parametres2023.grille, criteres }, departage: [] }
  const lignes = textes(tirer(), tirer({ scenario: 'Échelle', parametres })).parametres
  assert.deepEqual(
    lignes.map((ligne) => ligne.map((t) => t.replaceAll(/[\u202f\u00a0]/g, ' '))),
    [
      [
        'Ordre du classement',
        'points décroissants, puis points « Caractère prioritaire de la filière » décroissants, puis contrats décroissants, puis identifiant',
        'points décroissants, puis identifiant',
      ],
      ['Échelle « Part des femmes »', 'de 0 % à 50 %', 'de 0 % à 40 %'],
    ],
  )
})

test('un côté refusé donne ses motifs en nommant le scénario', async () => {
  const parametres = { ...parametres2023, coupure: { mode: 'partFormations', part: '0' } } as const
  const refus = await renderComparaison(tirer(), tirer({ scenario: 'Vide', parametres }))
  assert(refus.statut === 'refus')
  assert.deepEqual(
    refus.motifs.map((m) => m.message),
    ['Scénario «\u00a0Vide\u00a0»\u00a0: Aucun contrat n’est retenu : il n’y a rien à répartir.'],
  )
})
