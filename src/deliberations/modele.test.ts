import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composer, prose } from '#deliberations/composer.ts'
import { controler, releverChiffres } from '#deliberations/controle.ts'
import type { Faits } from '#deliberations/faits.ts'
import { type Modele, verifierModele } from '#deliberations/modele.ts'
import { MODELE_MAJORATION } from '#deliberations/modele-majoration.ts'

const ligne = (nom: string, contrats: number, majoration: number, exceptionnelle = 0) => ({
  ...{ nom, contrats, majoration, dontBonusVert: 0, exceptionnelle },
  totale: majoration + exceptionnelle,
})
/** Two bodies: 600 € and 400 €, the second with 50 € more. */
const FAITS: Faits = {
  ...{ region: 'Région d’essai', campagne: 'Majoration 2027', exercice: 2027 },
  ...{ formationsDemandees: 4, contratsDemandes: 16, organismes: 2, contrats: 12 },
  ...{ majoration: 1_000_00, dontBonusVert: 0, exceptionnelle: 50_00, totale: 1_050_00 },
  lignes: [ligne('CFA Un', 8, 600_00), ligne('CFA Deux', 4, 400_00, 50_00)],
  contratsDepuis: '2026-09-01',
  vote: { reference: 'CP 2027-100', date: '2027-07-05' },
  precedent: { exercice: 2026, organismes: 2, contrats: 10, totale: 1_400_00 },
  affectations: [{ ligne: 'l', operation: 'Majoration 2027', montant: 1_050_00, imputation: 'chapitre 932' }],
  anterieures: [],
}
const ecrire = (modele: Modele = MODELE_MAJORATION, faits = FAITS) => {
  const decision = composer(modele, faits)
  assert(decision.statut === 'accord', JSON.stringify(decision))
  return decision.valeur
}
const simple = (texte: string) => texte.replace(/\s/g, ' ')
const changer = (change: Partial<Modele>): Modele => ({ ...MODELE_MAJORATION, ...change })
const codes = (modele: Modele) => verifierModele(modele).map(({ code }) => code)

test('le modèle se remplit des chiffres de la base, que l’on retrouve à la main', () => {
  const texte = simple(prose(ecrire()))
  assert.match(
    texte,
    /réuni 4 formations, pour 16 contrats .* retient 12 contrats, soit 75 % .* 2 organismes/,
  )
  assert.match(texte, /attribuer en tout 1 050 € \(mille cinquante euros\)/)
  assert.match(texte, /En 2026, 10 contrats avaient reçu 1 400 € : .* évolue de \+20 %, le montant de −25 %/)
  assert.match(texte, /article 29 .* à partir du 1er septembre 2026/)
})

test('un paragraphe sous condition ne s’écrit que si elle est vraie, un article vide disparaît', () => {
  const faits = {
    ...FAITS,
    ...{ precedent: null, exceptionnelle: 0, majoration: 1_050_00, contratsDepuis: '2027-09-01' },
  }
  const { articles, expose } = ecrire(MODELE_MAJORATION, faits)
  assert.deepEqual(
    articles.map(({ titre }) => titre),
    ['Attribution des majorations', 'Affectation des autorisations d’engagement', 'Signature'],
  )
  assert.doesNotMatch(expose.join(' '), /exceptionnelle|avaient reçu/)
})

test('un modèle fautif est refusé avec toutes ses raisons à la fois', () => {
  assert.deepEqual(codes(MODELE_MAJORATION), [])
  const articles = MODELE_MAJORATION.articles
  assert.deepEqual(codes(changer({ titre: ' ', expose: '{inconnu} {totale' })), [
    ...['partie-vide', 'champ-inconnu', 'accolade-seule'],
  ])
  assert.deepEqual(
    codes(changer({ expose: '[si lune] a\n\n[pour chaque euro] b\n\n{affectation.montant}' })),
    [...['condition-inconnue', 'repetition-inconnue', 'champ-mal-place']],
  )
  assert.deepEqual(codes(changer({ articles: articles.replaceAll('{totale}', '1 €') })), ['champ-absent'])
  assert.deepEqual(codes(changer({ articles: `Sans titre\n\n${articles}` })), ['article-sans-titre'])
  assert.match(
    simple(verifierModele(changer({ expose: '{totla}' }))[0]!.message),
    /Exposé des motifs : le champ « \{totla\} » n’existe pas/,
  )
})

test('un champ que rien ne remplit est dit, jamais laissé en blanc', () => {
  const decision = composer(changer({ expose: 'En {precedent_exercice}.' }), { ...FAITS, precedent: null })
  assert(decision.statut === 'refus')
  assert.deepEqual(
    decision.motifs.map(({ code }) => code),
    ['champ-sans-valeur'],
  )
})

test('le contrôle passe sur le modèle, et trouve chaque chiffre changé à la main', () => {
  assert.equal(controler(ecrire(), FAITS).conforme, true)
  const trouver = (expose: string) => {
    const { conforme, inconnus } = controler(ecrire(changer({ expose })), FAITS)
    assert.equal(conforme, false, expose)
    return inconnus.map(({ trouve }) => simple(trouve))
  }
  assert.deepEqual(trouver('On attribue 1 051 €.'), ['1 051 €'])
  assert.deepEqual(trouver('Soit 13 contrats, 75 % du tout.'), ['13'])
  assert.deepEqual(trouver('Soit 74,9 % des contrats.'), ['74,9 %'])
  assert.deepEqual(trouver('Soit mille soixante euros.'), ['mille soixante euros'])
  assert.deepEqual(trouver('3 organismes, 1 050,01 €'), ['1 050,01 €', '3'])
})

test('une somme qui ne tient pas est une incohérence, avec les deux montants', () => {
  const [premiere] = FAITS.lignes
  const { incoherences } = controler(ecrire(), { ...FAITS, lignes: [premiere!] })
  assert.match(simple(incoherences.join(' ')), /Total des organismes de l’annexe : 600 €, pour 1 050 €/)
  const affectations = [{ ...FAITS.affectations[0]!, montant: 1_049_00 }]
  const court = { ...FAITS, affectations }
  assert.match(
    simple(controler(ecrire(MODELE_MAJORATION, court), court).incoherences.join(' ')),
    /Aucune affectation n’est égale à la majoration totale, 1 050 € : l’ensemble affecté fait 1 049 €/,
  )
})

test('ni une année, ni une référence, ni un article ne passe pour un chiffre', () => {
  const texte = 'L’article 29 de la CP 2023-247 du 5 juillet 2023, action 12600301, deux avis.'
  assert.deepEqual(releverChiffres(texte), [])
})
