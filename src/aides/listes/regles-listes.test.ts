import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lireCelluleListe } from '#aides/listes/cellules-liste.ts'
import { type ChampListe, COLONNES_LISTE, type Saisies } from '#aides/listes/colonnes-liste.ts'
import { controlerLigne } from '#aides/listes/controle-ligne.ts'
import { croiserComptes, croiserPersonnes } from '#aides/listes/croisement.ts'
import { motifContreEntetes, trouverEntetesListe } from '#aides/listes/entetes-liste.ts'
import { enumerer } from '#aides/listes/enumeration.ts'
import {
  bicDuMemePays,
  cleIban,
  fauteIban,
  masquerIban,
  simplifierIban,
  titulaireEstLaPersonne,
} from '#aides/listes/iban.ts'
import { ageLe, ajouterMois, lendemain, lireJour } from '#aides/listes/jours.ts'
import {
  codePostalCoherent,
  departementDeCommune,
  departementDeUai,
  estFrancilien,
} from '#aides/listes/lieux.ts'
import { motifsContreDepot, motifsContreSession } from '#aides/listes/liste.ts'
import { lireCodePays } from '#aides/listes/pays.ts'
import { cleDeRapprochement, comparerCles, uneLettreEcart } from '#aides/listes/rapprochement.ts'
import { typeDeVoie } from '#aides/listes/voie.ts'
import { COMMUNES, ibanFictif, personneFictive } from '../../../test/aides-listes-atelier.ts'

test('IBAN : exemples publics de chaque forme admis, une faute dans chacun refusée', () => {
  const bons = [
    'FR1420041010050500013M02606',
    'FR7630006000011234567890189',
    'DE89370400440532013000',
    'GB29NWBK60161331926819',
    'BE68539007547034',
    'MC5811222000010123456789030',
    'MT84MALT011000012345MTLCAST001S',
    'ES9121000418450200051332',
    'IT60X0542811101000000123456',
    'NL91ABNA0417164300',
    'PT50000201231234567890154',
    'CH9300762011623852957',
  ]
  for (const iban of bons) {
    assert.equal(fauteIban(iban), null, iban)
    const dernier = iban.at(-1)!
    const change = /\d/.test(dernier) ? String((Number(dernier) + 1) % 10) : dernier === 'A' ? 'B' : 'A'
    assert.notEqual(fauteIban(iban.slice(0, -1) + change), null, `${iban}, dernier signe changé`)
  }
  assert.equal(fauteIban('BR1500000000000010932840814P2')?.code, 'iban_hors_sepa')
  assert.equal(fauteIban('FR76300060000112345678901')?.code, 'iban_structure')
  assert.equal(fauteIban('FR7630006000011234567890188')?.code, 'iban_cle')
  assert.equal(fauteIban('1234')?.code, 'iban_forme')
  assert.equal(simplifierIban(' iban: fr76 3000-6000 0112.3456 7890 189 '), 'FR7630006000011234567890189')
  assert.equal(masquerIban('FR7630006000011234567890189'), 'FR•• •••• 0189')
})

test('IBAN français : la clé RIB est contrôlée aussi ; mille comptes inventés passent', () => {
  // Another account with the IBAN key that suits it, and a French key that does not.
  const faux = '30006000011234567890188'
  assert.equal(fauteIban(`FR${cleIban('FR', faux)}${faux}`)?.code, 'rib_cle')
  for (let rang = 0; rang < 1_000; rang++) assert.equal(fauteIban(ibanFictif(rang * 37)), null)
})

test('BIC et titulaire : pays de la banque, signes admis, nom de la personne ou de son représentant', () => {
  assert.ok(bicDuMemePays('BNPAFRPPXXX', 'FR7630006000011234567890189'))
  assert.ok(bicDuMemePays('BNPARERXXXX', 'FR7630006000011234567890189'), 'La Réunion paie en IBAN français')
  assert.ok(!bicDuMemePays('DEUTDEFF', 'FR7630006000011234567890189'))
  const lire = (champ: ChampListe, texte: string) => {
    const { valeur, constat } = lireCelluleListe(champ, texte)
    return constat?.code ?? valeur
  }
  assert.equal(lire('bic', 'bnpa fr pp'), 'BNPAFRPP')
  assert.equal(lire('bic', 'BNPAFRP'), 'bic_forme')
  assert.equal(lire('titulaire', 'M. Ou Mme D’Été – Léa'), "M. Ou Mme D'Été - Léa")
  assert.equal(lire('titulaire', 'Léa & Paul'), 'titulaire_caracteres')
  assert.equal(lire('titulaire', 'Иванов'), 'titulaire_caracteres')
  assert.equal(lire('titulaire', 'X'.repeat(33)), 'titulaire_trop_long')
  assert.ok(titulaireEstLaPersonne('MME LE GOFF ELODIE', ['Le Goff']))
  assert.ok(titulaireEstLaPersonne('DURAND LEA', ['Martin', 'Durand']), 'le nom d’usage compte')
  assert.ok(!titulaireEstLaPersonne('MARTIN PAUL', ['Martinet']))
})

const CELLULES: readonly (readonly [ChampListe, string, string])[] = [
  ['civilite', 'Madame', 'MME'],
  ['civilite', 'mr', 'M'],
  ['civilite', 'X', 'civilite_inconnue'],
  ['nomNaissance', 'Le Goff-D’Été', "Le Goff-D'Été"],
  ['nomNaissance', 'Martin2', 'nom_caracteres'],
  ['nomNaissance', '=1+1', 'nom_caracteres'],
  ['prenom', 'Abcdefghijklmnopqrstu', 'texte_trop_long'],
  ['neLe', '14/03/2006', '2006-03-14'],
  ['neLe', '2006-03-14', '2006-03-14'],
  ['neLe', '14/03/06', 'date_invalide'],
  ['neLe', '31/02/2006', 'date_invalide'],
  ['paysNaissance', 'côte d’ivoire', '99326'],
  ['paysNaissance', '100', '99100'],
  ['paysNaissance', 'Atlantide', 'pays_inconnu'],
  ['paysNaissance', '99990', 'pays_inconnu'],
  ['communeNaissance', '75056', 'arrondissement'],
  ['communeNaissance', '75112', '75112'],
  ['commune', '2a004', '2A004'],
  ['commune', '1004', 'commune_zero'],
  ['communeNaissance', '20004', '20004'],
  ['commune', '99100', 'commune_inconnue'],
  ['commune', '96001', 'commune_inconnue'],
  ['numeroVoie', '12', '12'],
  ['numeroVoie', '12 bis', 'numero_voie'],
  ['extensionVoie', 'bis', 'B'],
  ['extensionVoie', 'A', 'extension_voie'],
  ['typeVoie', 'Boulevard', 'BD'],
  ['typeVoie', 'av.', 'AV'],
  ['typeVoie', 'Cheminement', 'type_voie'],
  ['libelleVoie', 'x'.repeat(29), 'texte_trop_long'],
  ['codePostal', '1000', 'code_postal_zero'],
  ['codePostal', '77 000', '77000'],
  ['codePostal', 'F-77000', 'code_postal'],
  ['courriel', 'alix@exemple.fr', 'alix@exemple.fr'],
  ['courriel', 'alix@exemple', 'courriel_invalide'],
  ['telephone', '06.12.34.56.78', '0612345678'],
  ['telephone', '612345678', 'telephone_zero'],
  ['telephone', '+33 6 12 34 56 78', '+33612345678'],
  ['telephone', '06 12', 'telephone'],
  ['niveau', 'Niveau 5', '5'],
  ['niveau', '2', 'niveau_inconnu'],
  ['niveau', 'CAP', 'niveau_inconnu'],
  ['rncp', '38430', 'RNCP38430'],
  ['rncp', 'CAP', 'rncp_invalide'],
  ['uai', '0750655e', '0750655E'],
  ['uai', '750655E', '0750655E'],
  ['uai', '0750655F', 'uai_cle'],
  ['uai', '075065', 'uai_forme'],
  ['siret', '00000002600013', '00000002600013'],
  ['siret', '00000002600014', 'siret_cle'],
  ['absences', '12,5 %', '12.50'],
  ['absences', '101', 'pourcentage_hors_bornes'],
  ['dejaAide', 'Non', 'non'],
  ['dejaAide', 'peut-être', 'oui_non'],
  ['iban', '#N/A', 'formule_en_erreur'],
  ['diplome', '', ''],
]
for (const [champ, texte, attendu] of CELLULES)
  test(`cellule ${champ} : « ${texte.slice(0, 24)} » se lit ${attendu || 'rien'}`, () => {
    const { valeur, constat } = lireCelluleListe(champ, texte)
    assert.equal(constat?.code ?? valeur ?? '', attendu)
  })

test('chaque exemple du modèle est une cellule sans faute', () => {
  for (const { champ, exemple } of COLONNES_LISTE)
    if (champ !== 'nomNaissance') assert.equal(lireCelluleListe(champ, exemple).constat, null, champ)
})

const ATTENTE = { siret: '00000002600013', aujourdhui: '2025-11-15', communes: COMMUNES }
const controler = (changements: Saisies) =>
  controlerLigne(personneFictive(1, changements) as Saisies, ATTENTE).anomalies.map(
    ({ gravite, champ, code }) => `${gravite === 'erreur' ? 'E' : 'A'} ${champ} ${code}`,
  )

const LIGNES: readonly (readonly [string, Saisies, readonly string[]])[] = [
  ['sans faute', {}, []],
  ['né à l’étranger, sans commune', { paysNaissance: 'Mali', communeNaissance: '' }, []],
  ['né en France, sans commune', { communeNaissance: '' }, ['E communeNaissance valeur_manquante']],
  ['commune et étranger', { paysNaissance: 'Mali' }, ['A communeNaissance commune_et_etranger']],
  [
    'code de pays sans nom',
    { paysNaissance: '99508', communeNaissance: '' },
    ['A paysNaissance pays_non_verifie'],
  ],
  ['pays que personne n’a', { paysNaissance: '99990' }, ['E paysNaissance pays_inconnu']],
  ['née dans une commune réunie depuis', { communeNaissance: '01126' }, []],
  ['née en Corse avant 1976', { communeNaissance: '20004' }, []],
  ['née nulle part', { communeNaissance: '77999' }, ['E communeNaissance commune_inexistante']],
  ['habite nulle part', { commune: '77999', codePostal: '77000' }, ['E commune commune_inexistante']],
  ['habite une commune déléguée', { commune: '01091', codePostal: '01200' }, ['A commune commune_ancienne']],
  ['habite une commune nouvelle', { commune: '01033', codePostal: '01200' }, []],
  ['sans compte', { iban: '', bic: '' }, ['E iban valeur_manquante', 'E bic valeur_manquante']],
  ['habite l’étranger', { pays: 'Belgique', codePostal: '', commune: '' }, []],
  ['quatorze ans', { neLe: '02/09/2010' }, ['E neLe age_minimum']],
  ['quinze ans le jour même', { neLe: '01/09/2010' }, []],
  ['trente ans', { neLe: '01/09/1995' }, ['A neLe age_exception']],
  ['vingt-neuf ans la veille de trente', { neLe: '02/09/1995' }, []],
  ['à naître', { neLe: '16/11/2025' }, ['E neLe naissance_future']],
  ['cent ans', { neLe: '01/01/1925' }, ['E neLe age_invraisemblable']],
  ['finit avant de commencer', { fin: '31/08/2025' }, ['E fin contrat_dates']],
  ['six mois tout juste', { fin: '28/02/2026' }, []],
  ['un jour de moins', { fin: '27/02/2026' }, ['A fin contrat_duree']],
  ['trois ans tout juste', { fin: '31/08/2028' }, []],
  ['un jour de plus', { fin: '01/09/2028' }, ['A fin contrat_duree']],
  ['rompu avant de commencer', { rupture: '31/08/2025' }, ['E rupture rupture_avant_debut']],
  ['rompu après la fin', { rupture: '01/09/2027' }, ['E rupture rupture_apres_fin']],
  ['commune d’un autre département', { commune: '75112' }, ['A codePostal code_postal_commune']],
  ['banque d’un autre pays', { bic: 'DEUTDEFF' }, ['A bic bic_pays']],
  ['compte d’un parent', { titulaire: 'AUTRE NOM' }, ['A titulaire titulaire_autre']],
  ['site d’un autre organisme', { siret: '00000003400017' }, ['A siret site_autre']],
]
for (const [cas, changements, attendues] of LIGNES)
  test(`ligne ${cas} : ${attendues.join(', ') || 'rien à dire'}`, () =>
    assert.deepEqual(controler(changements), attendues))

test('jours, lieux, voies', () => {
  assert.deepEqual([ajouterMois('2024-01-31', 1), ajouterMois('2024-11-30', 3)], ['2024-02-29', '2025-02-28'])
  assert.deepEqual([lendemain('2024-02-28'), lendemain('2024-12-31')], ['2024-02-29', '2025-01-01'])
  assert.deepEqual([ageLe('2006-03-14', '2024-03-13'), ageLe('2006-03-14', '2024-03-14')], [17, 18])
  assert.equal(lireJour('2006-03-14T00:00:00'), '2006-03-14')
  assert.deepEqual(['97411', '2B033', '98735', '99100'].map(departementDeCommune), [
    '974',
    '2B',
    '987',
    undefined,
  ])
  assert.ok(codePostalCoherent('20200', '2B033') && codePostalCoherent('97133', '97701'))
  assert.deepEqual(['0771234Y', '9740001X', '6200001A', '7200001A'].map(departementDeUai), [
    '77',
    '974',
    '2A',
    '2B',
  ])
  assert.deepEqual([estFrancilien('0771234Y'), estFrancilien('0600001A')], [true, false])
  assert.deepEqual([lireCodePays('TURQUIE'), lireCodePays('99000')], ['99208', undefined])
  assert.deepEqual(
    ['Rond-point', 'LIEU-DIT', 'av.', 'Quai', 'Carrefour', '12 rue', 'constructor'].map(typeDeVoie),
    [...['RPT', 'LD', 'AV', 'QUAI', 'CAR'], ...[undefined, undefined]],
  )
  assert.deepEqual([['1'], ['1', '2'], ['1', '2', '3', '4', '5', '6', '7']].map(enumerer), [
    '1',
    '1 et 2',
    '1, 2, 3, 4, 5 et 2 autres',
  ])
})

test('deux écritures d’un nom : identiques, proches, ou deux personnes', () => {
  const comparer = (a: [string, string], b: [string, string]) =>
    comparerCles(cleDeRapprochement(...a), cleDeRapprochement(...b))
  assert.equal(comparer(['LE GOFF', 'Élodie'], ['Elodie', 'Le-Goff']), 'identique')
  assert.equal(comparer(['Martin', 'Léa'], ['Martin', 'Léo']), 'proche')
  assert.equal(comparer(['Martin', 'Léa'], ['Martine', 'Léa']), 'proche')
  assert.equal(comparer(['Martin', 'Alexandre'], ['Martin', 'Alexnadre']), 'proche')
  assert.equal(comparer(['Martin', 'Jean Pierre'], ['Martin', 'Jean']), 'proche')
  assert.equal(comparer(['Martin', 'Jean-Pierre'], ['Martin', 'Jeanpierre']), 'proche')
  assert.equal(comparer(['Martin', 'Léa'], ['Durand', 'Léa']), null)
  assert.equal(comparer(['Martin', 'Léa'], ['Martin', 'Paul']), null)
  assert.equal(comparer(['Martin', 'Léa'], ['Marton', 'Léo']), null)
  assert.deepEqual(
    [uneLettreEcart('li', 'lo'), uneLettreEcart('lea', 'leas'), uneLettreEcart('abcd', 'badc')],
    [false, true, false],
  )
})

test('croisements : la seconde ligne d’une personne est une faute, la première un avertissement', () => {
  const dites = croiserPersonnes(
    [
      { ligne: 9, cle: 'a b', neLe: '2006-01-01' },
      { ligne: 4, cle: 'a b', neLe: '2006-01-01' },
      { ligne: 5, cle: 'a b', neLe: '2006-01-02' },
    ],
    [{ cle: 'a b', neLe: '2006-01-02', dejaDepose: null, dejaAide: true }],
  )
  assert.deepEqual(
    [...dites].map(([ligne, anomalies]) => [
      ligne,
      anomalies.map(({ gravite, code }) => `${gravite} ${code}`),
    ]),
    [
      [4, ['avertissement doublon']],
      [9, ['erreur doublon']],
      [5, ['avertissement deja_connu']],
    ],
  )
  assert.match(dites.get(5)![0]!.message, /a déjà été aidée/)
  const comptes = croiserComptes([
    {
      lignes: [
        { ligne: 2, personne: 'a' },
        { ligne: 3, personne: 'b' },
      ],
    },
    {
      lignes: [
        { ligne: 4, personne: 'c' },
        { ligne: 5, personne: 'c' },
      ],
    },
  ])
  assert.deepEqual([...comptes.keys()], [2, 3], 'la même personne deux fois ne partage pas son compte')
})

test('en-têtes : synonymes, ordre libre, colonnes en double ou manquantes', () => {
  const textes = COLONNES_LISTE.map(({ entete, synonymes }) => synonymes[0] ?? entete).toReversed()
  const trouves = trouverEntetesListe([
    { numero: 1, cellules: ['Liste de l’année'] },
    { numero: 3, cellules: [...textes, 'Note interne'] },
  ])!
  assert.equal(trouves.ligne, 3)
  assert.deepEqual(trouves.champs, [...COLONNES_LISTE.map(({ champ }) => champ).toReversed(), null])
  assert.equal(motifContreEntetes(trouves), null)
  const sansIban = trouverEntetesListe([
    { numero: 1, cellules: textes.filter((texte) => texte !== 'compte') },
  ])!
  assert.match(motifContreEntetes(sansIban)!.message, /IBAN/)
  const double = trouverEntetesListe([{ numero: 1, cellules: [...textes, 'IBAN'] }])!
  assert.equal(motifContreEntetes(double)!.code, 'colonne_en_double')
  assert.equal(trouverEntetesListe([{ numero: 1, cellules: ['a', 'b', 'c', 'd'] }]), undefined)
})

test('une session ouvre et ferme à la seconde ; une liste se dépose entière, ou ses seules lignes valides', () => {
  const session = {
    id: 's',
    etat: 'ouverte',
    ouvreLe: '2025-10-01T07:00:00.000Z',
    fermeLe: '2025-11-30T22:59:59.000Z',
  } as const
  const codes = (maintenant: string) => motifsContreSession(session, maintenant).map(({ code }) => code)
  assert.deepEqual(codes('2025-10-01T06:59:59.999Z'), ['session_a_venir'])
  assert.deepEqual(codes('2025-10-01T07:00:00.000Z'), [])
  assert.deepEqual(codes('2025-11-30T22:59:59.999Z'), [])
  assert.deepEqual(codes('2025-11-30T23:00:00.000Z'), ['session_close'])
  assert.match(
    motifsContreSession(session, '2025-12-01T00:00:00.000Z')[0]!.message,
    /30\u00a0novembre\u00a02025 à 23 h 59 min 59 s/,
  )
  const comptes = { lignes: 5, enErreur: 2, avecAvertissement: 0, ecartees: 1, valides: 2 }
  const contre = (etat: 'prete' | 'a_corriger' | 'recue' | 'deposee', mode: 'toutes' | 'valides') =>
    motifsContreDepot({ etat, comptes }, mode).map(({ code }) => code)
  assert.deepEqual(contre('a_corriger', 'toutes'), ['lignes_en_erreur'])
  assert.deepEqual(contre('a_corriger', 'valides'), [])
  assert.deepEqual(
    [contre('recue', 'valides'), contre('deposee', 'valides')],
    [['liste_pas_lue'], ['liste_deposee']],
  )
})
