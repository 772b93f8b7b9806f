import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blocagesDe } from '#aides/dossiers/blocage.ts'
import {
  estCorrigeable,
  GROUPES_CORRECTION,
  type GroupeCorrection,
} from '#aides/dossiers/champs-corrigeables.ts'
import { corriger, type DemandeDeCorrection } from '#aides/dossiers/correction.ts'
import { nouveauxHomonymes } from '#aides/dossiers/correction-identite.ts'
import { appliquer, ligneDe } from '#aides/dossiers/correction-ligne.ts'
import { type FaitsCorrection, motifContreGroupe } from '#aides/dossiers/correction-permise.ts'
import { importDispositifs } from '#aides/import-dispositifs.ts'
import { champDeLaQuestion } from '#aides/listes/reponses.ts'
import { COMMUNES } from '../../../test/aides-listes-atelier.ts'

const GARDEE = {
  identite: {
    ...{ civilite: 'MME', nomNaissance: 'LEGOFF', nomUsage: null, prenom: 'Élodie', neLe: '2006-03-14' },
    ...{ paysNaissance: '99100', communeNaissance: '77288' },
  },
  adresse: {
    ...{ numero: 12, extension: null, typeVoie: 'RUE', libelleVoie: 'DES ESSAIS', complement: null },
    ...{ codePostal: '77000', commune: '77288', libelleCommune: 'MELUN', pays: '99100' },
  },
  ...{ courriel: 'elodie@exemple.fr', telephone: null },
  contrat: { debut: '2024-09-01', fin: '2026-08-31', rupture: null },
}
const PRESENT = { ligne: ligneDe(GARDEE), masque: 'FR•• •••• 0189' }
const REPERES = { aujourdhui: '2025-11-21', communes: COMMUNES }
const LIBRE: FaitsCorrection = {
  ...{ par: 'organisme', etat: 'accorde', paiement: 'rejetee', personneEnVol: false },
  ...{ personneAilleurs: false, blocages: [] },
}
const juger = (
  cellules: DemandeDeCorrection['cellules'],
  { motif = '', ...faits }: Partial<FaitsCorrection> & { motif?: string } = {},
) => corriger({ cellules, motif }, PRESENT, { ...LIBRE, ...faits }, REPERES)
const refuses = (...args: Parameters<typeof juger>) => {
  const decision = juger(...args)
  return decision.statut === 'refus' ? decision.motifs.map(({ champ, code }) => `${champ} ${code}`) : []
}
const changements = (...args: Parameters<typeof juger>) => {
  const decision = juger(...args)
  assert.equal(decision.statut, 'accord', JSON.stringify(decision))
  return decision.statut === 'accord' ? decision.valeur.changements : []
}
const IBAN = 'FR76 3000 6000 0112 3456 7890 189'

test('une case corrigée est lue comme celle d’une liste, et dit ce qu’elle disait', () => {
  assert.deepEqual(changements({ codePostal: '77 190', typeVoie: 'Avenue', telephone: '06.12.34.56.78' }), [
    { champ: 'typeVoie', avant: 'RUE', apres: 'AV' },
    { champ: 'codePostal', avant: '77000', apres: '77190' },
    { champ: 'telephone', avant: null, apres: '0612345678' },
  ])
  assert.deepEqual(changements({ courriel: '' }), [
    { champ: 'courriel', avant: 'elodie@exemple.fr', apres: null },
  ])
})

test('tout ce qui ne va pas se dit d’un coup, case par case', () => {
  const cellules = { codePostal: '770', commune: 'Melun', iban: 'FR7630006000011234567890188', prenom: '' }
  assert.deepEqual(refuses(cellules, { personneEnVol: true }), [
    ...['prenom personne-en-vol', 'codePostal code_postal', 'commune commune_inconnue', 'iban iban_cle'],
    ...[
      'prenom valeur_manquante',
      'bic valeur_manquante',
      'titulaire valeur_manquante',
      'motif motif-absent',
    ],
  ])
})

test('rien de changé, une même valeur écrite autrement : rien à faire', () => {
  assert.deepEqual(refuses({}), ['null rien-change'])
  assert.deepEqual(refuses({ typeVoie: 'rue', codePostal: '77000' }), ['null rien-change'])
})

test('un compte se saisit entier ; il n’en reste qu’un masque', () => {
  assert.deepEqual(refuses({ iban: IBAN }), ['bic valeur_manquante', 'titulaire valeur_manquante'])
  const decision = juger({ iban: IBAN, bic: 'AGRIFRPP', titulaire: 'LEGOFF Élodie' })
  assert.equal(decision.statut, 'accord')
  assert.deepEqual(decision.statut === 'accord' && decision.valeur.changements, [
    { champ: 'iban', avant: 'FR•• •••• 0189', apres: 'FR•• •••• 0189' },
    { champ: 'bic', avant: null, apres: null },
    { champ: 'titulaire', avant: null, apres: null },
  ])
  assert.equal(decision.statut === 'accord' && decision.valeur.valeurs.iban, 'FR7630006000011234567890189')
})

test('née à l’étranger, plus de commune de naissance ; née en France, il en faut une', () => {
  assert.deepEqual(
    changements({ paysNaissance: 'Maroc' }).map(({ champ, apres }) => [champ, apres]),
    [
      ['paysNaissance', '99350'],
      ['communeNaissance', null],
    ],
  )
  const ailleurs = { ...GARDEE.identite, paysNaissance: '99350', communeNaissance: null }
  const decision = corriger(
    { cellules: { paysNaissance: 'France' }, motif: '' },
    { ligne: ligneDe({ ...GARDEE, identite: ailleurs }), masque: null },
    LIBRE,
    REPERES,
  )
  assert.deepEqual(decision.statut === 'refus' && decision.motifs.map(({ champ, code }) => [champ, code]), [
    ['communeNaissance', 'valeur_manquante'],
  ])
})

test('ce qui était déjà faux ailleurs n’empêche pas de corriger une autre case', () => {
  const ligne = ligneDe({
    ...GARDEE,
    adresse: { ...GARDEE.adresse, codePostal: '7', typeVoie: 'Résidence pavillonnaire' },
  })
  const decision = corriger(
    { cellules: { telephone: '0612345678' }, motif: '' },
    { ligne, masque: null },
    LIBRE,
    REPERES,
  )
  assert.equal(decision.statut, 'accord')
})

test('une faute d’orthographe se corrige avec un motif ; une personne n’en devient pas une autre', () => {
  assert.deepEqual(refuses({ nomNaissance: 'LE GOFF' }), ['motif motif-absent'])
  assert.equal(changements({ nomNaissance: 'LE GOFF' }, { motif: 'Carte d’identité' }).length, 1)
  assert.deepEqual(refuses({ nomNaissance: 'MARTIN' }, { motif: 'x' }), ['nomNaissance autre-personne'])
  assert.deepEqual(refuses({ nomNaissance: 'LE GOFF', neLe: '15/03/2006' }, { motif: 'x' }), [
    'neLe autre-personne',
  ])
  assert.equal(
    changements({ nomNaissance: 'MARTIN' }, { motif: 'Nom de naissance', par: 'region' }).length,
    1,
  )
  assert.deepEqual(refuses({ neLe: '14/03/2015' }, { motif: 'x' }), ['neLe age_minimum'])
  assert.deepEqual(refuses({ telephone: '0612345678' }, { par: 'region' }), ['motif motif-absent'])
})

const fermes = (faits: Partial<FaitsCorrection>) =>
  (Object.keys(GROUPES_CORRECTION) as GroupeCorrection[]).flatMap((groupe) => {
    const motif = motifContreGroupe(groupe, { ...LIBRE, ...faits })
    return motif ? [`${groupe} ${motif.code}`] : []
  })

test('ce qui est parti attend la réponse ; payé, seul ce qui sert à écrire change ; clos, plus rien', () => {
  assert.deepEqual(fermes({}), [])
  for (const paiement of ['en_attente', 'incomplete', 'prete', 'impayee', null] as const)
    assert.deepEqual(fermes({ paiement }), [], String(paiement))
  for (const paiement of ['envoyee', 'integree'] as const)
    assert.deepEqual(fermes({ paiement }), [
      'identite paiement-en-vol',
      'adresse paiement-en-vol',
      'compte paiement-en-vol',
    ])
  for (const paiement of ['payee', 'a_reverser'] as const)
    assert.deepEqual(fermes({ paiement }), ['identite deja-paye', 'compte deja-paye'])
  assert.equal(fermes({ etat: 'retire' }).length, 4)
  assert.deepEqual(fermes({ personneEnVol: true }), ['identite personne-en-vol'])
})

test('une identité partagée revient à la Région ; un compte à l’organisme, sauf quand il faut en demander un autre', () => {
  assert.deepEqual(fermes({ personneAilleurs: true }), ['identite personne-partagee'])
  assert.deepEqual(fermes({ personneAilleurs: true, par: 'region' }), ['compte compte-par-organisme'])
  const blocages = blocagesDe({ paiement: 'impayee', raison: 'compte-refuse', motifs: [] })
  assert.deepEqual(fermes({ par: 'region', blocages }), [])
  assert.deepEqual(
    refuses({ iban: IBAN, bic: 'AGRIFRPP', titulaire: 'LEGOFF' }, { par: 'region', motif: 'x' }),
    [...['iban compte-par-organisme', 'bic compte-par-organisme', 'titulaire compte-par-organisme']],
  )
})

test('seul un rapprochement neuf se dit : un homonyme connu et distingué ne revient pas', () => {
  const connus = [
    { id: 'a', cle: 'elodie goff le', neLe: '2006-03-14' },
    { id: 'b', cle: 'elodie legoff', neLe: '2006-03-14' },
    { id: 'c', cle: 'elodie goff le', neLe: '2006-03-15' },
  ]
  const avant = { cle: 'elodie legoff', neLe: '2006-03-14' }
  const ids = (apres: { cle: string; neLe: string }) =>
    nouveauxHomonymes(avant, apres, connus).map(({ id }) => id)
  assert.deepEqual(ids(avant), [])
  assert.deepEqual(ids({ ...avant, cle: 'elodie goff le' }), ['a', 'b'])
  assert.deepEqual(ids({ ...avant, neLe: '2006-03-15' }), ['c'])
})

test('ce que la correction ne touche pas reste comme il était', () => {
  const { adresse, identite, contact } = appliquer(GARDEE, { codePostal: '77190', nomNaissance: 'LE GOFF' })
  assert.deepEqual(adresse, { ...GARDEE.adresse, codePostal: '77190' })
  assert.deepEqual([identite.rapprochement, identite.prenom], ['elodie goff le', 'Élodie'])
  assert.deepEqual(contact, { courriel: 'elodie@exemple.fr', telephone: null })
})

test('aucune case corrigeable ne répond à une question : le jour où l’une le fera, corriger devra juger de nouveau', () => {
  const sources = importDispositifs().flatMap(({ questions }) =>
    questions.flatMap(({ nom }) => champDeLaQuestion(nom) ?? []),
  )
  assert.ok(sources.length > 0)
  assert.deepEqual(sources.filter(estCorrigeable), [])
})
