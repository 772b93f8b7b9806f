import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { Grille } from '#campagnes/reglement.ts'
import { dresserAnnexe } from '#majoration/documents/annexe.ts'
import { expliquer, renderAnnexe } from '#majoration/documents/render-annexe.ts'
import { texteAnnexe } from '#majoration/documents/texte-annexe.ts'
import { simuler } from '#majoration/simulation.ts'
import { lirePdf } from '../../../test/pdf.ts'
import {
  campagne2023,
  campagneHostile,
  formations2023,
  NOMS_HOSTILES,
  parametres2023,
  tirer,
} from '../../../test/tirage-2023.ts'

async function rendre(...args: Parameters<typeof renderAnnexe>): Promise<Uint8Array> {
  const pdf = await renderAnnexe(...args)
  assert(pdf.statut === 'accord')
  return pdf.valeur
}

const empreinte = (pdf: Uint8Array) => createHash('sha256').update(pdf).digest('hex')

test('l’annexe est un PDF/UA balisé, en français, titré, de trois pages', async () => {
  const pdf = lirePdf(await rendre(tirer()))
  assert.equal(pdf.pages, 3)
  assert(pdf.contient('/StructTreeRoot') && pdf.contient('/Marked true'))
  assert(pdf.contient('<pdfuaid:part>1</pdfuaid:part>'))
  assert(pdf.contient('/Lang (fr-FR)') && pdf.contient('/DisplayDocTitle true'))
  assert(pdf.contient('État récapitulatif des majorations 2023 proposées au vote'))
  assert.equal(
    pdf.compter('/S /TH') - pdf.compter('/S /THead'),
    6,
    'les six en-têtes de colonne sont balisés',
  )
})

test('les mêmes données à la même date donnent les mêmes octets, une autre date d’autres', async () => {
  const [un, deux, demain] = await Promise.all([
    rendre(tirer()),
    rendre(tirer()),
    rendre(tirer({ date: '2023-07-06' })),
  ])
  assert.equal(empreinte(un), empreinte(deux))
  assert.notEqual(empreinte(un), empreinte(demain))
})

test('l’explication de chaque montant s’ajoute sur demande', async () => {
  const pdf = lirePdf(await rendre(tirer(), true))
  assert(pdf.pages > 15 && pdf.pages < 40, `${pdf.pages} pages`)
  assert.equal(pdf.compter('/S /H2'), 71)
})

test('un organisme qui n’a qu’une majoration exceptionnelle a aussi son explication', () => {
  const formations = formations2023.filter((f) => f.organisme !== 'AFTRAL')
  const tirage = tirer({}, formations)
  const { repartition } = tirage.simulation
  const annexe = dresserAnnexe(tirage.campagne, tirage.simulation)
  assert(annexe.statut === 'accord' && repartition.statut === 'accord')
  const explications = expliquer(tirage, annexe.valeur, repartition.valeur)
  assert.equal(explications.length, 71)
  const aftral = explications.find(({ nom }) => nom === 'AFTRAL')
  assert.deepEqual(
    aftral?.etapes.map(({ titre, resultat }) => [titre, resultat]),
    [['Majoration exceptionnelle', '130\u202f000\u202f€']],
  )
})

test('un nom d’organisme n’est jamais du code : balises, formules, caractères sans dessin passent en texte', async () => {
  const hostile = campagneHostile()
  const campagne = { ...hostile.campagne, libelle: NOMS_HOSTILES[0]! }
  const parametres = { ...parametres2023, dotation: 1_000_000 }
  for (const scenario of NOMS_HOSTILES) {
    const pdf = await rendre(
      tirer({ campagne, scenario, parametres, simulation: simuler(hostile.formations, parametres) }),
      true,
    )
    assert(lirePdf(pdf).contient('<pdfuaid:part>1</pdfuaid:part>'))
  }
})

test('les textes du document portent les chiffres publiés et la typographie française', () => {
  const tirage = tirer()
  const annexe = dresserAnnexe(tirage.campagne, tirage.simulation)
  assert(annexe.statut === 'accord')
  const texte = texteAnnexe(tirage, annexe.valeur)
  const rangee = (nom: string) => texte.lignes.find(([premier]) => premier === nom)
  assert.deepEqual(rangee('AFTRAL')?.slice(1), [
    '138\u202f822\u202f€',
    '18\u202f857\u202f€',
    '130\u202f000\u202f€',
    '268\u202f822\u202f€',
    '188',
  ])
  assert.deepEqual(rangee('CMA REGION IDF')?.slice(1, 3), [
    '2\u202f000\u202f000\u202f€',
    '100\u202f000\u202f€',
  ])
  assert.deepEqual(texte.totaux, [
    'Totaux (71\u00a0organismes)',
    '20\u202f140\u202f000\u202f€',
    '777\u202f061\u202f€',
    '130\u202f000\u202f€',
    '20\u202f270\u202f000\u202f€',
    '30\u202f118',
  ])
  assert.equal(texte.mention, 'Détail fictif, totaux publiés')
  assert.equal(texte.projet, false)
  assert.deepEqual(
    texte.faits.map((f) => f.valeur),
    ['20\u202f140\u202f000\u202f€', '30\u202f118', '668,70\u202f€', '638,11\u202f€'],
  )
  assert(texte.notes.some((note) => note.includes('127063693250/199125157')))
})

test('un scénario dit aussi les échelles qu’il change, dans leur unité', () => {
  const [premier, ...autres] = parametres2023.grille.criteres
  const grille = (poids: number, a: number): Grille => ({
    indicatif: true,
    criteres: [
      {
        ...premier!,
        poids,
        composantes: [{ champ: 'partFemmes', part: 100, echelle: { type: 'proportionnelle', de: 0, a } }],
      },
      ...autres,
    ],
  })
  const prevue = grille(2_000, 4_000)
  const modifications = (essayee: Grille) => {
    const campagne = { ...campagne2023, reglement: { ...campagne2023.reglement, grille: prevue } }
    const tirage = tirer({
      campagne,
      scenario: 'Échelle',
      parametres: { ...parametres2023, grille: essayee },
    })
    const annexe = dresserAnnexe(tirage.campagne, tirage.simulation)
    assert(annexe.statut === 'accord')
    return texteAnnexe(tirage, annexe.valeur).modifications.map((m) => m.replaceAll(/[\u202f\u00a0]/g, ' '))
  }
  const debut = 'Caractère prioritaire de la filière : '
  assert.deepEqual(modifications(prevue), [])
  assert.deepEqual(modifications(grille(2_000, 5_000)), [
    `${debut}Proportionnel : aucun point à 0 %, tous les points à 50 % (règlement : Proportionnel : aucun point à 0 %, tous les points à 40 %)`,
  ])
  assert.deepEqual(modifications(grille(1_000, 5_000)), [
    `${debut}10,00 points, proportionnel : aucun point à 0 %, tous les points à 50 % (règlement : 20,00 points, proportionnel : aucun point à 0 %, tous les points à 40 %)`,
  ])
})

test('un scénario est marqué « projet » et dit ce qu’il change au règlement', () => {
  const repartition = { ...parametres2023.repartition, plafond: 150_000_000 }
  const tirage = tirer({ scenario: 'Plafond à 1,5 M€', parametres: { ...parametres2023, repartition } })
  const annexe = dresserAnnexe(tirage.campagne, tirage.simulation)
  assert(annexe.statut === 'accord')
  const texte = texteAnnexe(tirage, annexe.valeur)
  assert.equal(texte.projet, true)
  assert.equal(texte.scenario, 'Scénario «\u00a0Plafond à 1,5 M€\u00a0»')
  assert.deepEqual(texte.modifications, [
    'Plafond par organisme\u00a0: 1\u202f500\u202f000\u202f€ (règlement\u00a0: 2\u202f000\u202f000\u202f€)',
  ])
})
