import { readFileSync } from 'node:fs'
import type { Campagne } from '#campagnes/campagne.ts'
import { CHAMPS, type Declaration, type Formation, type Palier } from '#campagnes/formation.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import { type Parametres, parametresDe, simuler } from '#majoration/simulation.ts'
import type { Tirage } from '#majoration/tirage.ts'
import { comparerTextes } from '#socle/ordre.ts'

type LignePublication = {
  organisme: string
  contrats: number
  contratsVerts: number
  contratsPalier1: number
  contratsPalier2: number
  majoration: number
  dontBonusVert: number
  majorationExceptionnelle: number
  majorationTotale: number
}

const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

/** The 71 published lines, in whole euros, and the règlement of 2023. */
export const lignes2023: readonly LignePublication[] = readJson('../demo/publication-2023.json').lignes
export const reglement2023 = readJson('../reglements/majoration-2023.json') as Reglement

/**
 * The published campaign of 2023 for the tests of documents: the 71 bodies, each with one formation a profile
 * (green or not, tier 0, 1 or 2), all retained. Amounts are those of the computation, not of the publication.
 */
export const campagne2023: Campagne = {
  id: 'essai',
  libelle: 'Majoration des coûts-contrats 2023',
  exercice: 2023,
  etat: 'en_instruction',
  listeLe: null,
  fictif: true,
  mention: 'détail fictif, totaux publiés',
  dotation: 2_014_000_000,
  reglement: { ...reglement2023, coupure: { mode: 'aucune' } },
  organismes: lignes2023.map(({ organisme }) => ({ identifiant: organisme, nom: organisme, siret: null })),
  exceptionnelles: [
    {
      organisme: 'AFTRAL',
      montant: 13_000_000,
      motif: 'difficultés financières',
      source: 'CP 2023-247, article 1',
    },
  ],
  publication: lignes2023.map((ligne) => ({
    organisme: ligne.organisme,
    majoration: ligne.majoration * 100,
    dontBonusVert: ligne.dontBonusVert * 100,
    majorationExceptionnelle: ligne.majorationExceptionnelle * 100,
    majorationTotale: ligne.majorationTotale * 100,
    contrats: ligne.contrats,
  })),
  calendrier: [],
  documents: [],
}

export const formations2023: readonly Formation[] = lignes2023.flatMap(decouper)

export const parametres2023: Parametres = parametresDe(campagne2023.reglement, campagne2023.dotation)

export function tirer(changes: Partial<Tirage> = {}, formations = formations2023): Tirage {
  const parametres = changes.parametres ?? parametres2023
  return {
    campagne: campagne2023,
    scenario: null,
    parametres,
    simulation: simuler(formations, parametres),
    region: 'Région Île-de-France',
    date: '2023-07-05',
    version: '0.1.0',
    ...changes,
  }
}

/** Lays green contracts and tiers over 0…contrats and cuts wherever one of them changes. */
function decouper({
  organisme,
  contrats,
  contratsVerts,
  contratsPalier1,
  contratsPalier2,
}: LignePublication): Formation[] {
  const bornes = [0, contratsVerts, contratsPalier1, contratsPalier1 + contratsPalier2, contrats]
  const coupes = [...new Set(bornes)].sort((a, b) => a - b)
  return coupes.slice(1).map((fin, i): Formation => {
    const debut = coupes[i]!
    const palier: Palier = debut < contratsPalier1 ? 1 : debut < contratsPalier1 + contratsPalier2 ? 2 : 0
    return {
      identifiant: `${organisme} #${i}`,
      organisme,
      intitule: 'Formation d’essai',
      niveau: 3 + (i % 4),
      codeRncp: null,
      commune: 'Paris',
      departement: '75',
      filiere: 'Essai',
      contrats: fin - debut,
      environnementale: debut < contratsVerts,
      palier,
      declaration: Object.fromEntries(
        CHAMPS.map(({ code, maximum }) => [code, Math.min(i, maximum)]),
      ) as Declaration,
    }
  })
}

/** Names that try to break a document: markup, formulas, control characters, scripts without a font. */
export const NOMS_HOSTILES = [
  '#panic("x") $ \\ ] } *gras* _italique_ @ref <label> // `code`',
  '=HYPERLINK("http://exemple.invalid";"x")',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  'a;b"c\nd',
  '<b>&amp;</b>',
  '\u0000\u0007\u001b',
  '漢字 😀 العربية',
  '\ud800',
  '\u202egauche',
  ''.padEnd(300, 'Très long nom '),
].toSorted(comparerTextes)

/** A campaign whose bodies have those names, one formation each. */
export function campagneHostile(noms: readonly string[] = NOMS_HOSTILES) {
  const organismes = noms.map((nom, i) => ({ identifiant: `o${i}`, nom, siret: null }))
  const formations = organismes.map(
    ({ identifiant }, i): Formation => ({
      ...formations2023[0]!,
      identifiant: `f${i}`,
      organisme: identifiant,
    }),
  )
  const campagne: Campagne = { ...campagne2023, organismes, publication: [], exceptionnelles: [] }
  return { campagne, formations }
}
