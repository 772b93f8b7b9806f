import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Formation } from '#campagnes/formation.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import { classer, ordonner } from '#majoration/classement.ts'
import { couper } from '#majoration/coupure.ts'
import type { FormationNotee } from '#majoration/notation.ts'
import { type Beneficiaire, repartir } from '#majoration/repartition.ts'
import { compterRetenues, repartirRetenues } from '#majoration/simulation.ts'
import { comparerTextes } from '#socle/ordre.ts'
import { type Donnees, ecrireCsv, tirer } from './donnees.ts'
import { alterner, comparerSeries, type Mesure, type Serie } from './mesure.ts'

const reglement: Reglement = JSON.parse(
  readFileSync(new URL('../reglements/majoration-2023.json', import.meta.url), 'utf8'),
)
const DOTATION = 2_000_000_000_00
const COUPURE = { mode: 'partContrats', part: '0.76' } as const

/**
 * (a) Rank, cut at 76 % of the contracts, sum by body and spread: our engine on columns, and on the objects of the
 * application, against DuckDB ranking, cutting and summing the same formations in memory. DuckDB does not spread:
 * the comparison leaves that work to us.
 */
export async function mesurerMoteur(): Promise<Mesure[]> {
  const dossier = await mkdtemp(join(tmpdir(), 'oriflamme-bench-'))
  const mesures: Mesure[] = []
  const croissance: { nombre: number; colonnes: Serie }[] = []
  try {
    for (const [nombre, tours] of [
      [1167, 40],
      [100_000, 9],
      [1_000_000, 5],
    ] as const) {
      const donnees = tirer(nombre)
      const chemin = join(dossier, `${nombre}.csv`)
      await ecrireCsv(donnees, chemin)
      const duckdb = await ouvrirDuckdb(chemin)
      const notees = enObjets(donnees)
      verifier(parColonnes(donnees), parObjets(notees), await parDuckdb(duckdb))
      const [colonnes, objets, face] = await alterner(
        tours,
        () => parColonnes(donnees),
        () => parObjets(notees),
        () => parDuckdb(duckdb),
      )
      const texte = `${nombre.toLocaleString('fr-FR')} formations`
      const maximum = nombre === 1_000_000 ? 2 : undefined
      mesures.push(comparerSeries(`${texte}, en colonnes`, colonnes!, face!, maximum))
      mesures.push(comparerSeries(`${texte}, en objets`, objets!, face!, maximum))
      croissance.push({ nombre, colonnes: colonnes! })
      duckdb.closeSync()
    }
  } finally {
    await rm(dossier, { recursive: true })
  }
  const [, milieu, haut] = croissance
  mesures.push(comparerCroissance(milieu!, haut!))
  return mesures
}

type Resultat = { retenues: number; organismes: number; contrats: number }

/** What the command line does once the file is read. */
function parColonnes(donnees: Donnees): Resultat {
  const { points, contrats, identifiants, organisme, organismes } = donnees
  const ordre = ordonner(points, (i, j) => comparerTextes(identifiants[i]!, identifiants[j]!))
  const pointsRanges = new Float64Array(ordre.length)
  const contratsRanges = new Float64Array(ordre.length)
  for (let rang = 0; rang < ordre.length; rang++) {
    pointsRanges[rang] = points[ordre[rang]!]!
    contratsRanges[rang] = contrats[ordre[rang]!]!
  }
  const retenues = couper(pointsRanges, contratsRanges, COUPURE)
  const sommes = organismes.map((identifiant) => ({
    identifiant,
    lignes: 0,
    contrats: 0,
    contratsVerts: 0,
    contratsPalier1: 0,
    contratsPalier2: 0,
  }))
  for (const i of ordre.subarray(0, retenues)) {
    const somme = sommes[organisme[i]!]!
    somme.lignes++
    somme.contrats += contrats[i]!
    somme.contratsVerts += donnees.contratsVerts[i]!
    somme.contratsPalier1 += donnees.contratsPalier1[i]!
    somme.contratsPalier2 += donnees.contratsPalier2[i]!
  }
  return rendre(
    retenues,
    sommes.filter((somme) => somme.lignes > 0),
  )
}

function rendre(retenues: number, beneficiaires: readonly Beneficiaire[]): Resultat {
  const repartition = repartir(DOTATION, beneficiaires, reglement.repartition)
  if (repartition.statut === 'refus') throw new Error(repartition.motifs[0]!.message)
  return { retenues, organismes: beneficiaires.length, contrats: repartition.valeur.contrats }
}

/** What the screens and the server do, from formations already scored. */
function parObjets(notees: readonly FormationNotee[]): Resultat {
  const lignes = classer(notees, [])
  const retenues = compterRetenues(lignes, COUPURE)
  const repartition = repartirRetenues(lignes, retenues, {
    dotation: DOTATION,
    repartition: reglement.repartition,
  })
  if (repartition.statut === 'refus') throw new Error(repartition.motifs[0]!.message)
  return { retenues, organismes: repartition.valeur.parts.length, contrats: repartition.valeur.contrats }
}

function enObjets(donnees: Donnees): FormationNotee[] {
  const commun = { intitule: '', niveau: 5, codeRncp: null, commune: '', departement: '75', filiere: '' }
  const declaration = {} as Formation['declaration']
  return donnees.identifiants.map((identifiant, i) => ({
    formation: {
      ...commun,
      identifiant,
      organisme: donnees.organismes[donnees.organisme[i]!]!,
      contrats: donnees.contrats[i]!,
      environnementale: donnees.contratsVerts[i]! > 0,
      palier: donnees.contratsPalier1[i]! > 0 ? 1 : donnees.contratsPalier2[i]! > 0 ? 2 : 0,
      declaration,
    },
    points: donnees.points[i]!,
    detail: [],
  }))
}

async function ouvrirDuckdb(chemin: string): Promise<DuckDBConnection> {
  const connexion = await (await DuckDBInstance.create(':memory:')).connect()
  await connexion.run(
    `create table formations as select * from read_csv('${chemin}', delim = ';', header = true)`,
  )
  return connexion
}

async function parDuckdb(connexion: DuckDBConnection): Promise<Resultat> {
  const lu = await connexion.runAndReadAll(`
    select organisme, count(*) lignes, sum(contrats) contrats, sum(contrats_verts) verts,
      sum(contrats_perimetre_15) palier1, sum(contrats_perimetre_20) palier2
    from (select *, sum(contrats) over (order by points desc, formation rows unbounded preceding) cumul,
      sum(contrats) over () total from formations)
    where cumul <= 0.76 * total group by organisme order by organisme`)
  const lignes = lu.getRowObjects() as { lignes: bigint; contrats: bigint }[]
  return {
    retenues: lignes.reduce((somme, ligne) => somme + Number(ligne.lignes), 0),
    organismes: lignes.length,
    contrats: lignes.reduce((somme, ligne) => somme + Number(ligne.contrats), 0),
  }
}

/** A comparison is worth something only if all did the same work. */
function verifier(...resultats: Resultat[]): void {
  const [premier, ...autres] = resultats.map((resultat) => JSON.stringify(resultat))
  if (autres.some((autre) => autre !== premier))
    throw new Error(`résultats différents : ${[premier, ...autres].join(' / ')}`)
}

type Point = { nombre: number; colonnes: Serie }

/** Ten times the formations should cost ten times, and a little more for the logarithm. */
function comparerCroissance(bas: Point, haut: Point): Mesure {
  const cout = ({ nombre, colonnes }: Point) => colonnes.mediane / (nombre * Math.log2(nombre))
  const rapport = cout(haut) / cout(bas)
  return {
    quoi: `croissance de ${bas.nombre.toLocaleString('fr-FR')} à ${haut.nombre.toLocaleString('fr-FR')}, rapportée à n log n`,
    nous: `${(haut.colonnes.mediane / bas.colonnes.mediane).toFixed(1)} fois plus long`,
    face: `${((haut.nombre * Math.log2(haut.nombre)) / (bas.nombre * Math.log2(bas.nombre))).toFixed(1)} attendu`,
    rapport: `${rapport.toFixed(2)} ×`,
    objectif: 'environ 1 ×',
    tenu: undefined,
  }
}
