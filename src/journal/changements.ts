import { ecrireMontant, ecrirePoints, ecrireTaux, INSECABLE } from '#socle/francais.ts'

/** One value that an act changed, in words; null where there was none. */
export type Changement = {
  readonly libelle: string
  readonly avant: string | null
  readonly apres: string | null
}

/** Beyond, a change is a document: it is read in the export, where the whole values are. */
const MAXIMUM = 80

/**
 * What differs between two states, value by value, in the order in which they are written.
 *
 * @returns the first 80, and how many more there are
 */
export function comparerEtats(avant: unknown, apres: unknown): { changements: Changement[]; reste: number } {
  const [anciennes, nouvelles] = [new Map(listerValeurs(avant)), new Map(listerValeurs(apres))]
  const chemins = [...new Set([...anciennes.keys(), ...nouvelles.keys()])]
  const differents = chemins.filter((chemin) => anciennes.get(chemin) !== nouvelles.get(chemin))
  const changements = differents.slice(0, MAXIMUM).map((chemin) => ({
    libelle: chemin,
    avant: anciennes.get(chemin) ?? null,
    apres: nouvelles.get(chemin) ?? null,
  }))
  return { changements, reste: differents.length - changements.length }
}

/** The words of fields; another one is shown by its name, which is a French word too. */
const CHAMPS: Readonly<Record<string, string>> = {
  libelle: 'Libellé',
  mention: 'Mention',
  nom: 'Nom',
  version: 'Version',
  du: 'Du',
  au: 'Au',
  role: 'Rôle',
  etat: 'État',
  dotation: 'Dotation',
  exercice: 'Exercice',
  reglement: 'Règlement',
  organisation: 'Organisation',
  organismes: 'Organismes',
  formations: 'Formations',
  contrats: 'Contrats',
  criteres: 'Critère',
  poids: 'Points en jeu',
  minimum: 'Minimum de points',
  parametres: 'Paramètres',
  grille: 'Grille',
  departage: 'Départage',
  coupure: 'Coupure',
  repartition: 'Répartition',
  plafond: 'Plafond par organisme',
  tauxBonusVert: 'Bonus vert',
  tauxPalier1: 'Complément du palier 1',
  tauxPalier2: 'Complément du palier 2',
  partBonusVertDuPlafond: 'Part du bonus vert au plafond',
  composantes: 'Composante',
  echelle: 'Échelle',
}

/** Said elsewhere in the entry, or of no use to who reads. */
const TUS = new Set(['id', 'campagne', 'creeLe', 'modifieLe', 'de', 'a'])

function* listerValeurs(valeur: unknown, chemin: readonly string[] = []): Generator<[string, string]> {
  if (valeur === null || valeur === undefined) {
    if (chemin.length > 0) yield [direChemin(chemin), 'aucun']
    return
  }
  if (typeof valeur !== 'object') return yield [direChemin(chemin), direValeur(chemin.at(-1) ?? '', valeur)]
  const noms = Array.isArray(valeur) ? nommer(valeur) : Object.keys(valeur)
  for (const [i, contenu] of Object.values(valeur).entries()) {
    const nom = noms[i]!
    if (!(chemin.length === 0 && TUS.has(nom))) yield* listerValeurs(contenu, [...chemin, nom])
  }
}

/** Elements of a list go by their own code, so that moving one is not changing all; else by their place. */
function nommer(liste: readonly unknown[]): string[] {
  const codes = liste.map((element) => {
    const { code, champ } = (element ?? {}) as { code?: unknown; champ?: unknown }
    return String(code ?? champ ?? '')
  })
  const distincts = new Set(codes).size === codes.length && !codes.includes('')
  return distincts ? codes : liste.map((_, i) => String(i + 1))
}

const direChemin = (chemin: readonly string[]): string =>
  chemin.length === 0
    ? 'Valeur'
    : chemin.map((nom) => (Object.hasOwn(CHAMPS, nom) ? CHAMPS[nom]! : nom)).join(' › ')

function direValeur(champ: string, valeur: unknown): string {
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
  const entier = Number.isSafeInteger(valeur) ? (valeur as number) : undefined
  if (entier !== undefined && /^(dotation|plafond|montant)$/.test(champ)) return ecrireMontant(entier)
  if (entier !== undefined && /^(poids|minimum)$/.test(champ))
    return `${ecrirePoints(entier)}${INSECABLE}points`
  if (typeof valeur === 'string' && /^(taux|partBonusVert)/.test(champ)) return ecrireTaux(valeur)
  return String(valeur)
}
