import {
  CHAMPS,
  CHAMPS_AFFECTATION,
  CHAMPS_ANTERIEURE,
  type Champ,
  CONDITIONS,
} from '#deliberations/champs.ts'
import type { Faits } from '#deliberations/faits.ts'
import {
  lireArticles,
  lireParagraphe,
  lireParagraphes,
  lireVisas,
  type Modele,
  type Paragraphe,
  verifierModele,
} from '#deliberations/modele.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireMontant, ecrireNombre, FINE, INSECABLE } from '#socle/francais.ts'

/** The délibération in words, ready to be laid out: screen, DOCX and PDF show this and nothing else. */
export type Deliberation = {
  readonly titre: string
  readonly visas: readonly string[]
  readonly expose: readonly string[]
  readonly articles: readonly { readonly titre: string; readonly alineas: readonly string[] }[]
  readonly annexe: {
    readonly titre: string
    readonly colonnes: readonly string[]
    readonly lignes: readonly (readonly string[])[]
    readonly totaux: readonly string[]
  }
}

/** The words between the visas and the articles: who decides is the first line of the visas. */
export const DISPOSITIF = `Après en avoir délibéré, décide${INSECABLE}:`

/**
 * Writes a model with what the database knows.
 *
 * @returns the text, or every reason why it cannot be written: faults of the model, fields that have nothing to say
 */
export function composer(modele: Modele, faits: Faits): Decision<Deliberation> {
  const motifs = verifierModele(modele)
  if (motifs.length > 0) return refus(...motifs)
  const manquants = new Set<string>()
  const ecrire = (paragraphes: readonly Paragraphe[]) =>
    paragraphes.flatMap((un) => ecrireParagraphe(un, faits, manquants)).map(typographier)
  const texte = {
    titre: ecrire([lireParagraphe(modele.titre)]).join(' '),
    visas: ecrire(lireVisas(modele.visas)),
    expose: ecrire(lireParagraphes(modele.expose)),
    articles: lireArticles(modele.articles)
      .map(({ titre, alineas }) => ({
        titre: ecrire([lireParagraphe(titre)]).join(' '),
        alineas: ecrire(alineas),
      }))
      // An article of which every paragraph is left out is not written, nor numbered.
      .filter(({ alineas }) => alineas.length > 0),
    annexe: dresserTableau(faits),
  }
  if (manquants.size > 0)
    return refus(
      ...[...manquants].map((champ): Motif => {
        return {
          code: 'champ-sans-valeur',
          message: `Rien dans la base ne remplit le champ «${INSECABLE}{${champ}}${INSECABLE}»${INSECABLE}: retirez-le, ou mettez son paragraphe sous condition.`,
          correcteur: 'agent',
        }
      }),
    )
  return accord(texte)
}

function ecrireParagraphe(
  { si, pourChaque, texte }: Paragraphe,
  faits: Faits,
  manquants: Set<string>,
): string[] {
  if (si !== null && !CONDITIONS[si]!(faits)) return []
  const remplir = <F>(propres: Readonly<Record<string, Champ<F>>>, ligne: F): string =>
    texte.replace(/\{([^{}]*)\}/g, (_, nom: string) => {
      const code = nom.trim()
      const dit = Object.hasOwn(propres, code) ? propres[code]!.dire(ligne) : CHAMPS[code]!.dire(faits)
      if (dit === null) manquants.add(code)
      return dit ?? ''
    })
  if (pourChaque === 'affectation') return faits.affectations.map((une) => remplir(CHAMPS_AFFECTATION, une))
  if (pourChaque === 'anterieure') return faits.anterieures.map((une) => remplir(CHAMPS_ANTERIEURE, une))
  return [remplir({}, faits)]
}

/** Typed with ordinary spaces, printed with those that French does not break. */
const typographier = (texte: string): string =>
  texte
    .replace(/« /g, `«${INSECABLE}`)
    .replace(/ (?=[»:])/g, INSECABLE)
    .replace(/ (?=[;!?])/g, FINE)

const COLONNES = [
  'Organisme',
  'Majoration',
  'Dont bonus vert',
  'Exceptionnelle',
  'Majoration totale',
  'Contrats',
]

const dresserTableau = (faits: Faits): Deliberation['annexe'] => {
  const ligne = (
    nom: string,
    { majoration, dontBonusVert, exceptionnelle, totale, contrats }: Faits | Faits['lignes'][number],
  ) => [
    nom,
    ...[majoration, dontBonusVert, exceptionnelle, totale].map(ecrireMontant),
    ecrireNombre(contrats),
  ]
  return {
    titre: `Annexe${INSECABLE}: majorations ${faits.exercice} par organisme`,
    colonnes: COLONNES,
    lignes: faits.lignes.map((une) => ligne(une.nom, une)),
    totaux: ligne('Total', faits),
  }
}

/** All the prose of a délibération, its annex left out: what the check before sending reads. */
export const prose = ({ titre, visas, expose, articles }: Deliberation): string =>
  [titre, ...visas, ...expose, ...articles.flatMap((article) => [article.titre, ...article.alineas])].join(
    '\n',
  )
