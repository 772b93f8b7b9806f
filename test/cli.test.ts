import assert from 'node:assert/strict'
import { type SpawnOptions, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
const dossier = mkdtempSync(join(tmpdir(), 'oriflamme-cli-'))
after(() => rmSync(dossier, { recursive: true }))

type Sortie = { code: number | null; sortie: string; erreur: string }

/** Runs the command line as a user would; `entree` is fed to standard input. */
function lancer(args: readonly string[], entree = '', options: SpawnOptions = {}): Promise<Sortie> {
  return new Promise((resolve, reject) => {
    const processus = spawn(process.execPath, [CLI, ...args], { cwd: dossier, ...options, stdio: 'pipe' })
    const lu = { sortie: '', erreur: '' }
    processus.stdout.setEncoding('utf8').on('data', (texte) => (lu.sortie += texte))
    processus.stderr.setEncoding('utf8').on('data', (texte) => (lu.erreur += texte))
    processus.on('error', reject).on('close', (code) => resolve({ code, ...lu }))
    processus.stdin.on('error', () => {}) // a command that refuses does not read
    processus.stdin.end(entree)
  })
}

function fichier(nom: string, contenu: string | Uint8Array): string {
  writeFileSync(join(dossier, nom), contenu)
  return nom
}
const repartir = (...args: string[]) => lancer(['majoration', 'repartir', ...args])
const repartirTexte = async (contenu: string, ...args: string[]) => {
  const { code, sortie, erreur } = await lancer(['majoration', 'repartir', '-', ...args], contenu)
  assert.equal(erreur, '')
  assert.equal(code, 0)
  return JSON.parse(sortie)
}
const ENTETE =
  'organisme;formation;contrats;contrats_verts;contrats_perimetre_15;contrats_perimetre_20;points\n'
/** Shares of the amounts, in the order printed. */
const majorations = (r: { organismes: { organisme: string; majoration: number }[] }) =>
  r.organismes.map((o) => [o.organisme, o.majoration])

/**
 * K = 10 + 20 + 30 = 60 contracts. For D = 60 000 €: M = 1 000 €;
 * Alpha: 4 green contracts, 4 × 150 = 600 €; Bêta: 10 × 150 + 5 × 200 = 2 500 €; Gamma: none.
 * b = (60 000 − 3 100) / 60 = 56 900 / 60 = 2 845/3 = 948,33… €.
 */
const TROIS = `${ENTETE}Bêta;F-2;20;0;10;5;70\nAlpha;F-1;10;4;0;0;80\nGamma;F-3;30;0;0;0;60\n`

describe('oriflamme majoration repartir', { concurrency: 4 }, () => {
  test('imprime en JSON la répartition d’un petit fichier, calculée à la main', async () => {
    // Alpha 9 483 1/3 + 600 = 10 083 1/3 ; Bêta 18 966 2/3 + 2 500 = 21 466 2/3 ; Gamma 28 450.
    // Planchers : 59 999 ; l’euro qui manque va au plus fort reste, Bêta.
    const { code, sortie, erreur } = await repartir(fichier('trois.csv', TROIS), '--dotation', '60000')
    assert.equal(erreur, '')
    assert.equal(code, 0)
    assert.equal(
      sortie,
      '{"dotation":60000,"contrats":60,"montantMoyen":"1000/1","forfaitDeBase":"2845/3","reliquat":0,' +
        '"formationsRetenues":3,"total":60000,"organismes":[' +
        '{"organisme":"Alpha","contrats":10,"majoration":10083,"dontBonusVert":600,"plafonne":false},' +
        '{"organisme":"Bêta","contrats":20,"majoration":21467,"dontBonusVert":0,"plafonne":false},' +
        '{"organisme":"Gamma","contrats":30,"majoration":28450,"dontBonusVert":0,"plafonne":false}]}\n',
    )
  })

  test('ce qu’un organisme au plafond abandonne relève le forfait des autres', async () => {
    // Gamma à 25 000. b = (60 000 − 25 000 − 3 100) / 30 = 3 190/3 ; Alpha 11 233 1/3 ; Bêta 23 766 2/3.
    const r = await repartirTexte(TROIS, '--dotation', '60000', '--plafond', '25000')
    assert.equal(r.forfaitDeBase, '3190/3')
    assert.deepEqual(majorations(r), [
      ['Alpha', 11233],
      ['Bêta', 23767],
      ['Gamma', 25000],
    ])
    assert.deepEqual(
      r.organismes.map((o: { plafonne: boolean }) => o.plafonne),
      [false, false, true],
    )
  })

  test('un plafond en entraîne un autre jusqu’à ce que rien ne bouge', async () => {
    // Gamma à 23 500 ; b = 33 400/30 : Bêta aurait 24 766,67, donc 23 500 ; b = (60 000 − 47 000 − 600) / 10 = 1 240.
    const r = await repartirTexte(TROIS, '--dotation', '60000', '--plafond', '23500')
    assert.equal(r.forfaitDeBase, '1240/1')
    assert.deepEqual(majorations(r), [
      ['Alpha', 13000],
      ['Bêta', 23500],
      ['Gamma', 23500],
    ])
    assert.equal(r.reliquat, 0)
  })

  test('quand tous sont au plafond, le reste est un reliquat et le bonus vert compte pour 5 % au plus', async () => {
    const r = await repartirTexte(TROIS, '--dotation', '60000', '--plafond', '10000')
    assert.equal(r.forfaitDeBase, null)
    assert.equal(r.total, 30000)
    assert.equal(r.reliquat, 30000)
    assert.deepEqual(r.organismes[0], {
      organisme: 'Alpha',
      contrats: 10,
      majoration: 10000,
      dontBonusVert: 500,
      plafonne: true,
    })
  })

  test('« aucun » lève le plafond du règlement, 2 000 000 €', async () => {
    // D = 4 800 000 € pour 60 contrats : M = 80 000 €, compléments 48 000 et 200 000 €, b = 4 552 000 / 60 = 227 600/3.
    const borne = await repartirTexte(TROIS, '--dotation', '4800000')
    assert.deepEqual(
      borne.organismes.map((o: { plafonne: boolean }) => o.plafonne),
      [false, false, true],
    )
    const libre = await repartirTexte(TROIS, '--dotation', '4800000', '--plafond', 'aucun')
    assert.equal(libre.forfaitDeBase, '227600/3')
    assert.deepEqual(majorations(libre), [
      ['Alpha', 806667],
      ['Bêta', 1717333],
      ['Gamma', 2276000],
    ])
  })

  test('à restes égaux, l’euro va au plus petit identifiant en points de code', async () => {
    // 10 € pour trois contrats : 3 1/3 chacun ; « Z » (U+005A) précède « a » (U+0061).
    const r = await repartirTexte(`${ENTETE}b;f;1;0;0;0;\na;f;1;0;0;0;\nZ;f;1;0;0;0;\n`, '--dotation', '10')
    assert.deepEqual(majorations(r), [
      ['Z', 4],
      ['a', 3],
      ['b', 3],
    ])
  })

  test('les trois coupures retiennent le même début de liste', async () => {
    // Alpha (80 points, 10 contrats) et Bêta (70 points, 20) : 30 contrats sur 60, deux formations sur trois.
    for (const coupure of [
      ['--points-min', '70,0'],
      ['--part-formations', '2/3'],
      ['--part-contrats', '0.5'],
    ]) {
      const r = await repartirTexte(TROIS, '--dotation', '60000', ...coupure)
      assert.equal(r.formationsRetenues, 2)
      assert.equal(r.contrats, 30)
      assert.deepEqual(
        r.organismes.map((o: { organisme: string }) => o.organisme),
        ['Alpha', 'Bêta'],
      )
    }
    const negatif = await repartirTexte(
      TROIS.replace(';60\n', ';-60\n'),
      '--dotation',
      '9',
      '--points-min',
      '-60',
    )
    assert.equal(negatif.formationsRetenues, 3)
  })

  test('le tableau publié de 2023 se retrouve par la ligne de commande', async () => {
    type Ligne = {
      organisme: string
      contrats: number
      contratsVerts: number
      contratsPalier1: number
      contratsPalier2: number
    }
    const publication = JSON.parse(
      readFileSync(new URL('../demo/publication-2023.json', import.meta.url), 'utf8'),
    )
    const lignes = (publication.lignes as Ligne[]).map((l, i) =>
      [
        `"${l.organisme.replaceAll('"', '""')}"`,
        `F${i}`,
        l.contrats,
        l.contratsVerts,
        l.contratsPalier1,
        l.contratsPalier2,
        '',
      ].join(';'),
    )
    const r = await repartirTexte(`${ENTETE}${lignes.join('\n')}\n`, '--dotation', '20140000')
    assert.equal(r.contrats, 30118)
    assert.equal(r.montantMoyen, '10070000/15059')
    assert.equal(r.forfaitDeBase, '127063693250/199125157')
    assert.deepEqual([r.total, r.reliquat, r.organismes.length], [20140000, 0, 71])
    const plafonnes = r.organismes.filter((o: { plafonne: boolean }) => o.plafonne)
    assert.deepEqual(
      plafonnes.map((o: { majoration: number; dontBonusVert: number }) => [o.majoration, o.dontBonusVert]),
      [[2000000, 100000]],
    )
  })

  test('sous npm, un chemin part du dossier de celui qui tape la commande', async () => {
    const nom = fichier('chez-moi.csv', TROIS)
    const args = ['majoration', 'repartir', nom, '--dotation', '60000']
    const sous = (env: NodeJS.ProcessEnv) =>
      lancer(args, '', { cwd: tmpdir(), env: { ...process.env, ...env } })
    const npm = await sous({ npm_lifecycle_event: 'oriflamme', INIT_CWD: dossier })
    assert.deepEqual([npm.code, npm.erreur], [0, ''])
    // Sans npm, ou lancée par un autre script, la commande part de son propre dossier.
    assert.equal((await sous({ npm_lifecycle_event: 'test', INIT_CWD: dossier })).code, 2)
  })

  test('l’ordre des lignes ne change pas un octet du résultat', async () => {
    const [entete, ...lignes] = TROIS.trimEnd().split('\n')
    const args = ['--dotation', '59999', '--part-contrats', '0.9']
    const attendu = await repartirTexte(TROIS, ...args)
    assert.deepEqual(await repartirTexte([entete, ...lignes.reverse()].join('\r\n'), ...args), attendu)
  })

  test('le tableau et le CSV disent la même chose que le JSON', async () => {
    const texte = `${ENTETE}"=2+2;""x""";f1;1;0;0;0;1\nB;f2;3;3;0;0;1\n`
    // M = 10 €, bonus de B : 3 × 1,5 = 4,5 € (5 arrondi) ; b = 35,5 / 4 = 8,875 ; B = 26,625 + 4,5 = 31,125.
    const csv = await lancer(['majoration', 'repartir', '-', '--dotation', '40', '--format', 'csv'], texte)
    assert.equal(
      csv.sortie,
      'organisme;contrats;majoration;dont_bonus_vert;plafonne\n"\'=2+2;""x""";1;9;0;non\nB;3;31;5;non\n',
    )
    const table = await lancer(
      ['majoration', 'repartir', '-', '--dotation', '40000', '--format=table'],
      texte,
    )
    assert.match(table.sortie, /^B +3 +31\u202f125\u202f€ +4\u202f500\u202f€$/m)
    assert.match(table.sortie, /^Total \(2\) +4 +40\u202f000\u202f€ +4\u202f500\u202f€$/m)
    assert.match(table.sortie, /^Forfait de base +8\u202f875,0000\u202f€ par contrat$/m)
  })

  test('l’aide s’affiche à chaque niveau, sur la sortie standard', async () => {
    for (const args of [
      ['--help'],
      ['majoration', '--help'],
      ['majoration', 'repartir', '--help'],
      ['majoration', 'repartir', 'x', '-h'],
      ['majoration', 'repartir', '--option-inconnue', '--dotation', '--help'],
    ]) {
      const { code, sortie, erreur } = await lancer(args)
      assert.deepEqual([code, erreur], [0, ''], args.join(' '))
      assert.match(sortie, /Usage\u00a0: oriflamme/)
    }
    assert.match((await repartir('--help')).sortie, /la coupure du règlement n’est pas\s+appliquée/)
  })

  const trois = () => fichier('usage.csv', TROIS)
  const MAUVAIS_USAGE: [string, () => string[], RegExp][] = [
    ['sans commande', () => [], /Il manque une commande/],
    ['domaine inconnu', () => ['majorations'], /« majorations » n’existe pas/],
    ['commande inconnue', () => ['majoration', 'toString'], /« toString » n’existe pas/],
    ['sans fichier', () => ['majoration', 'repartir', '--dotation', '1'], /Il manque le fichier/],
    ['deux fichiers', () => ['majoration', 'repartir', 'a', 'b', '--dotation', '1'], /« b » est de trop/],
    [
      'fichier absent',
      () => ['majoration', 'repartir', 'absent.csv', '--dotation', '1'],
      /« absent.csv ».*n’existe pas/,
    ],
    ['dossier', () => ['majoration', 'repartir', '.', '--dotation', '1'], /c’est un dossier/],
    ...(
      [
        ['sans dotation', [], /Il manque « --dotation »/],
        ['dotation négative', ['--dotation', '-5'], /« -5 »/],
        ['dotation à centimes', ['--dotation', '1,5'], /« 1,5 »/],
        ['dotation en lettres', ['--dotation', '1e6'], /« 1e6 »/],
        [
          'dotation démesurée',
          ['--dotation', '90071992547410'],
          /« 90071992547410 », un nombre entier d’euros de 0 à 90 071 992 547 409, est attendu/,
        ],
        ['dotation donnée deux fois', ['--dotation', '1', '--dotation', '2'], /donnée deux fois/],
        ['plafond négatif', ['--dotation', '1', '--plafond=-1'], /« -1 ».*« aucun »/],
        ['option inconnue', ['--dotation', '1', '--dotations', '2'], /« --dotations » n’existe pas/],
        ['option sans valeur', ['--dotation', '1', '--format'], /attend une valeur/],
        ['valeur oubliée', ['--dotation', '--plafond', '3'], /« --dotation » attend une valeur/],
        ['format inconnu', ['--dotation', '1', '--format', 'xml'], /« xml » n’existe pas : json, csv, table/],
        [
          'règlement inconnu',
          ['--dotation', '1', '--reglement', '../package'],
          /« ..\/package » n’existe pas : .*majoration-2023/,
        ],
        ['deux coupures', ['--dotation', '1', '--points-min', '1', '--part-contrats', '1'], /s’excluent/],
        ['part au-dessus de 1', ['--dotation', '1', '--part-contrats', '1,01'], /part de 0 à 1/],
        ['part négative', ['--dotation', '1', '--part-formations', '-0,1'], /part de 0 à 1/],
        ['points illisibles', ['--dotation', '1', '--points-min', '1e3'], /nombre décimal/],
      ] as [string, string[], RegExp][]
    ).map(([nom, args, message]): [string, () => string[], RegExp] => [
      nom,
      () => ['majoration', 'repartir', trois(), ...args],
      message,
    ]),
  ]
  for (const [nom, args, message] of MAUVAIS_USAGE) {
    test(`mauvais usage, code 2 : ${nom}`, async () => {
      const { code, sortie, erreur } = await lancer(args())
      assert.deepEqual([code, sortie], [2, ''])
      assert.match(erreur.replaceAll(/[\u00a0\u202f]/g, ' '), message)
      assert.match(erreur, /^[^\n]+\n$/)
    })
  }

  const REFUS: [string, string | Uint8Array, string[], RegExp][] = [
    ['fichier vide', '', [], /vide/],
    ['aucun contrat', ENTETE, [], /Aucun contrat/],
    ['aucun contrat retenu', TROIS, ['--points-min', '1000'], /Aucun contrat/],
    [
      'effectif invalide',
      TROIS.replace('20;0;10', '20;0;-10'),
      [],
      /^Ligne 2 : « contrats_perimetre_15 » vaut « -10 »/,
    ],
    [
      'points absents',
      TROIS.replace(';60', ';'),
      ['--part-contrats', '1'],
      /^Ligne 4 : « points » vaut « {2}»/,
    ],
    ['classeur Excel', Buffer.from('PK\x03\x04', 'latin1'), [], /Excel/],
  ]
  for (const [nom, contenu, args, message] of REFUS) {
    test(`calcul refusé, code 1 : ${nom}`, async () => {
      const { code, sortie, erreur } = await repartir(
        fichier(`${nom}.csv`, contenu),
        '--dotation',
        '60000',
        ...args,
      )
      assert.deepEqual([code, sortie], [1, ''])
      assert.match(erreur.replaceAll(/[\u00a0\u202f]/g, ' '), message)
      assert.match(erreur, /^[^\n]+\n$/)
    })
  }

  test('un lecteur qui s’arrête avant la fin n’est pas une erreur', async () => {
    const lignes = Array.from({ length: 30_000 }, (_, i) => `organisme numéro ${i};f;1;0;0;0;1`).join('\n')
    const nom = fichier('long.csv', `${ENTETE}${lignes}\n`)
    const processus = spawn(process.execPath, [CLI, 'majoration', 'repartir', nom, '--dotation', '9000000'], {
      cwd: dossier,
    })
    let erreur = ''
    processus.stderr.setEncoding('utf8').on('data', (texte) => (erreur += texte))
    processus.stdout.once('data', () => processus.stdout.destroy())
    const code = await new Promise((resolve) => processus.on('close', resolve))
    assert.deepEqual([code, erreur], [0, ''])
  })
})
