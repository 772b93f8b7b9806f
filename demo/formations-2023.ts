import type { Formation } from '#campagnes/formation.ts'
import type { Grille } from '#campagnes/reglement.ts'
import { noter } from '#majoration/notation.ts'
import { inventerDeclaration } from './declaration.ts'
import { type Case, croiser, decouper, type EffectifsOrganisme, repartirFormations } from './effectifs.ts'
import { type Cours, inventerOffre, pointsAcquis } from './offre.ts'
import { ORGANISMES_FICTIFS, ORGANISMES_PUBLIES, type Profil } from './organismes.ts'
import { createRandom, type Random } from './random.ts'

/** Published: 1 167 formations, of which 76 % are retained; 39 723 contracts, of which 30 118 are retained. */
const RETENUES = 886
const ECARTEES = 281
const CONTRATS_ECARTES = 9_605

/** Invented line, in hundredths of a point: nothing falls between the last retained and the first left out. */
const DERNIERE_RETENUE = 4_405
const PREMIERE_ECARTEE = 4_398
const AUTRES_ECARTEES = 4_390
/**
 * The first formation left out is large enough (more than 71 contracts) for « 76 % of the contracts », 30 189, to stop
 * at the same place as « 76 % of the formations ».
 */
const TAILLE_PREMIERE_ECARTEE = 72

/** One formation before its application is filled in, with the points (in hundredths) that it must reach. */
type Projet = Omit<Formation, 'identifiant' | 'declaration'> & {
  readonly cours: Cours
  readonly effectifOrganisme: number
  readonly besoinFinancement: number
  readonly minimum: number
  readonly maximum: number
}

/**
 * The 1 167 invented formations of 2023, always the same. Their points are not written anywhere: applications are
 * drawn until the grid puts them on the side of the line where the published table has their body.
 *
 * @param publies the 71 bodies with their published contracts, green contracts and tiers
 */
export function inventerFormations(publies: readonly EffectifsOrganisme[], grille: Grille): Formation[] {
  const random = createRandom(20_230_705)
  const projets = [...projeterRetenues(publies, random), ...projeterEcartees(random)]
  // Applications arrive in no particular order: the identifier says nothing of the rank.
  return random
    .shuffle(projets)
    .map((projet, i) => candidater(projet, `F-${String(i + 1).padStart(4, '0')}`, grille, random))
}

function projeterRetenues(publies: readonly EffectifsOrganisme[], random: Random): Projet[] {
  const cases = publies.flatMap(croiser)
  const nombres = repartirFormations(cases, RETENUES)
  return publies.flatMap(({ organisme, contrats }) => {
    const siennes = cases.flatMap((une, i) =>
      une.organisme === organisme ? eclater(une, nombres[i]!, random) : [],
    )
    const commun = {
      effectifOrganisme: contrats,
      besoinFinancement: random.integer(600, 2_300),
      minimum: DERNIERE_RETENUE,
      maximum: 10_000,
    }
    return projeter(ORGANISMES_PUBLIES[organisme]!, peutMonter, siennes, random).map((projet) => ({
      ...projet,
      ...commun,
    }))
  })
}

function projeterEcartees(random: Random): Projet[] {
  const organismes = Object.entries(ORGANISMES_FICTIFS)
  const nombres = decouper(ECARTEES, organismes.length, random)
  const tailles = decouper(CONTRATS_ECARTES, ECARTEES, random)
  const projets = organismes.flatMap(([organisme, profil], i): Projet[] => {
    const siennes = tailles.splice(0, nombres[i]!)
    const palier = random.pick([0, 0, 0, 1, 2] as const)
    const cases = siennes.map((contrats) => ({
      organisme,
      contrats,
      palier,
      environnementale: random.chance(0.18),
    }))
    const commun = {
      effectifOrganisme: siennes.reduce((somme, contrats) => somme + contrats, 0),
      besoinFinancement: random.integer(0, 500),
      minimum: 0,
      maximum: AUTRES_ECARTEES,
    }
    return projeter(profil, peutDescendre, cases, random).map((projet) => ({ ...projet, ...commun }))
  })
  const premiere = projets.find(({ contrats }) => contrats >= TAILLE_PREMIERE_ECARTEE)
  return projets.map((projet) =>
    projet === premiere ? { ...projet, minimum: AUTRES_ECARTEES + 1, maximum: PREMIERE_ECARTEE } : projet,
  )
}

const eclater = (une: Case, nombre: number, random: Random): Case[] =>
  decouper(une.contrats, nombre, random).map((contrats) => ({ ...une, contrats }))

const peutMonter = (cours: Cours) => cours.titre.priorite > 0
const peutDescendre = (cours: Cours) => pointsAcquis(cours) <= 26

/** Gives each group of contracts of a body a course and a site. */
const projeter = (
  profil: Profil,
  convient: (cours: Cours) => boolean,
  cases: readonly Case[],
  random: Random,
) =>
  inventerOffre(profil, convient, cases.length, random).map((cours, i) => ({
    ...cases[i]!,
    cours,
    intitule: cours.titre.intitule,
    niveau: cours.titre.niveau,
    codeRncp: cours.titre.codeRncp,
    commune: cours.site.commune,
    departement: cours.site.departement,
    filiere: cours.filiere,
  }))

const ESSAIS = 40
const ESSAIS_MAXIMUM = 20_000

/** Draws applications and keeps, among the first that fall on the right side of the line, the closest to a bell curve. */
function candidater(projet: Projet, identifiant: string, grille: Grille, random: Random): Formation {
  const { cours, effectifOrganisme, besoinFinancement, minimum, maximum, ...reste } = projet
  const contexte = {
    contrats: projet.contrats,
    niveau: projet.niveau,
    prioriteFiliere: cours.titre.priorite,
    femmes: cours.femmes,
    environnementale: projet.environnementale,
    territoirePeuPourvu: cours.site.peuPourvu,
    effectifOrganisme,
    besoinFinancement,
  }
  const vise = viser(minimum, maximum, random)
  let retenue: Formation | undefined
  let ecart = Number.POSITIVE_INFINITY
  for (let essai = 0; essai < ESSAIS || (retenue === undefined && essai < ESSAIS_MAXIMUM); essai++) {
    const formation = {
      ...reste,
      identifiant,
      declaration: inventerDeclaration(contexte, random.unit(), random),
    }
    const { points } = noter(formation, grille)
    if (points < minimum || points > maximum || Math.abs(points - vise) >= ecart) continue
    retenue = formation
    ecart = Math.abs(points - vise)
  }
  if (!retenue)
    throw new RangeError(`aucune déclaration ne donne de ${minimum} à ${maximum} points à ${identifiant}`)
  return retenue
}

/** Points around 53 with deviation 12, on the right side of the line. */
function viser(minimum: number, maximum: number, random: Random): number {
  for (;;) {
    const points = 5_300 + 1_200 * random.bell()
    if ((points >= minimum && points <= maximum) || maximum - minimum < 100) return points
  }
}
