import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Anomalie } from '#campagnes/importation/anomalies.ts'
import { lireEntetes } from '#campagnes/importation/entetes.ts'
import { ControleLignes } from '#campagnes/importation/lignes.ts'
import { ENTETES, ligne, type Valeurs } from '../../../test/importation-fichiers.ts'

const entetes = lireEntetes(1, [...ENTETES])

/** Checks lines numbered from 2; each line gives what it became. */
const verifier = (
  lignes: readonly (readonly (string | number | null)[])[],
  format: 'csv' | 'xlsx' = 'csv',
) => {
  const controle = new ControleLignes(entetes, format)
  return lignes.map((cellules, i) => controle.verifier({ numero: i + 2, cellules }))
}
const codes = (anomalies: readonly Anomalie[] | undefined) =>
  anomalies?.map(({ code, champ, ligne: numero }) => `${numero} ${champ ?? '*'} ${code}`)
const constats = (...valeurs: Valeurs[]) =>
  verifier(valeurs.map((v, i) => ligne({ identifiant: `F-${i}`, intitule: `BTS ${i}`, ...v }))).flatMap(
    (verifiee) => codes(verifiee?.anomalies) ?? [],
  )

test('une ligne sans faute devient une formation, à la main', () => {
  const [verifiee] = verifier([ligne({ siret: '73282932000074' })])
  assert.deepEqual(verifiee, {
    ligne: {
      ligne: 2,
      organisme: '73282932000074',
      nom: 'CFA des Essais',
      siret: '73282932000074',
      identifiant: 'F-1',
      intitule: 'BTS Électrotechnique',
      niveau: 5,
      codeRncp: 'RNCP38565',
      commune: 'Saint-Denis',
      departement: '93',
      filiere: 'Énergie',
      contrats: 24,
      environnementale: true,
      palier: 1,
      declaration: {
        prioriteFiliere: 2,
        innovation: 0,
        jeunesQpvRuraux: 4,
        apprentisHandicap: 1,
        partFemmes: 4550,
        partPremiersNiveaux: 0,
        besoinFinancement: 300,
        effectifOrganisme: 320,
        jeunesSansContrat: 2,
        partSansContrat: 750,
        territoirePeuPourvu: 1,
        heuresEnvironnement: 20,
        partHeuresEnvironnement: 400,
      },
    },
    anomalies: [],
  })
})

test('chaque cellule fautive dit sa ligne, sa colonne, sa valeur et ce qui est attendu', () => {
  const [verifiee] = verifier([ligne({ contrats: '-3', palier: '7' })])
  assert.deepEqual(verifiee?.anomalies, [
    {
      gravite: 'erreur',
      ligne: 2,
      colonne: 'Contrats',
      champ: 'contrats',
      valeur: '-3',
      code: 'negatif',
      message: 'Une valeur négative n’est pas possible ici.',
      attendu: 'un nombre entier, 0 ou plus',
    },
    {
      gravite: 'erreur',
      ligne: 2,
      colonne: 'Palier du périmètre financier',
      champ: 'palier',
      valeur: '7',
      code: 'palier_inconnu',
      message: 'Ce palier n’existe pas.',
      attendu: '0, 1 ou 2 (ou « aucun », « palier 1 », « palier 2 », 15 %, 20 %)',
    },
  ])
  assert.equal(verifiee?.ligne.contrats, null)
  assert.equal(verifiee?.ligne.palier, null)
  assert.equal(verifiee?.ligne.intitule, 'BTS Électrotechnique')
})

test('une ligne vide, ou l’exemple du modèle, est passée', () => {
  assert.deepEqual(verifier([['', ' '], [null], ligne({ intitule: 'Exemple — à supprimer' })]), [
    undefined,
    undefined,
    undefined,
  ])
})

test('le même identifiant deux fois est une erreur, qui donne la première ligne', () => {
  assert.deepEqual(constats({ identifiant: 'A' }, { identifiant: 'B' }, { identifiant: 'A' }), [
    '4 identifiant identifiant_en_double',
  ])
  const [, seconde] = verifier([ligne(), ligne()])
  assert.match(seconde!.anomalies[0]!.message, /celui de la ligne 2/)
})

test('deux lignes égales à l’identifiant près sont un avertissement', () => {
  assert.deepEqual(constats({ intitule: 'BTS' }, { intitule: 'BTS' }), ['3 * ligne_jumelle'])
})

test('une ligne de total est reconnue, un organisme qui s’appelle Total ne l’est pas', () => {
  const total = ['TOTAL', ...Array.from({ length: 8 }, () => ''), '48']
  const [verifiee] = verifier([total])
  assert.deepEqual(codes(verifiee?.anomalies), ['2 * ligne_de_total'])
  assert.deepEqual(constats({ organisme: 'Total Formation' }), [])
})

test('dans un CSV, une cellule de trop ou un guillemet resté ouvert se voit', () => {
  const [decalee] = verifier([['a', ...ligne()]])
  assert.equal(decalee?.anomalies[0]?.code, 'cellules_en_trop')
  assert.deepEqual(codes(verifier([[...ligne(), '', null]])[0]?.anomalies), [])
  assert.deepEqual(codes(verifier([[...ligne(), 'note']], 'xlsx')[0]?.anomalies), [])
  const avale = `BTS\n${ligne().join(';')}\nCFA`
  const [avalee] = verifier([ligne({ intitule: avale })])
  assert.equal(avalee?.anomalies[0]?.code, 'guillemet_ouvert')
  assert.equal(avalee?.anomalies[0]?.gravite, 'erreur')
  assert.deepEqual(constats({ intitule: 'BTS\noption A, B' }), [])
})

test('un organisme est le même malgré la casse, les accents et les tirets, avec un avertissement', () => {
  const lues = verifier([
    ligne({ identifiant: 'A', organisme: 'CFA Évry-Sud' }),
    ligne({ identifiant: 'B', organisme: 'cfa evry sud', intitule: 'CAP' }),
  ])
  assert.deepEqual(
    lues.map((lue) => lue?.ligne.organisme),
    ['CFA Évry-Sud', 'CFA Évry-Sud'],
  )
  assert.deepEqual(codes(lues[1]?.anomalies), ['3 organisme nom_variante'])
})

test('un organisme avec SIRET ici et sans là est une erreur : deux organismes auraient deux plafonds', () => {
  assert.deepEqual(constats({ siret: '73282932000074' }, { siret: '' }), ['3 siret siret_manquant_ici'])
  assert.deepEqual(constats({ siret: '' }, { siret: '73282932000074' }), ['3 siret siret_manquant_avant'])
})

test('un SIRET à deux noms garde le premier ; un nom à deux SIRET fait deux organismes', () => {
  const deuxNoms = verifier([
    ligne({ identifiant: 'A', siret: '73282932000074', organisme: 'Alpha' }),
    ligne({ identifiant: 'B', siret: '73282932000074', organisme: 'Bêta' }),
  ])
  assert.equal(deuxNoms[1]?.ligne.nom, 'Alpha')
  assert.deepEqual(codes(deuxNoms[1]?.anomalies), ['3 organisme siret_a_deux_noms'])
  assert.deepEqual(constats({ siret: '73282932000074' }, { siret: '00632001700012' }), [
    '3 siret nom_a_deux_siret',
  ])
})

test('ce qui ne va pas ensemble est un avertissement, jamais une erreur', () => {
  const attendus: [Valeurs, string][] = [
    [{ jeunesQpvRuraux: '25' }, 'jeunesQpvRuraux au_dela_des_contrats'],
    [{ apprentisHandicap: '25' }, 'apprentisHandicap au_dela_des_contrats'],
    [{ effectifOrganisme: '23' }, 'effectifOrganisme effectif_sous_contrats'],
    [
      { heuresEnvironnement: '0', partHeuresEnvironnement: '0' },
      'environnementale environnement_sans_heures',
    ],
    [{ partHeuresEnvironnement: '0' }, 'partHeuresEnvironnement heures_et_part_discordantes'],
    [{ partSansContrat: '0' }, 'partSansContrat jeunes_et_part_discordants'],
  ]
  for (const [valeurs, code] of attendus) assert.deepEqual(constats(valeurs), [`2 ${code}`])
  assert.deepEqual(constats({ contrats: '0', jeunesQpvRuraux: '0', apprentisHandicap: '0' }), [
    '2 contrats aucun_contrat',
  ])
  assert.deepEqual(constats({}, { effectifOrganisme: '300' }), ['3 effectifOrganisme effectif_different'])
})
