import { CHAMPS, CHAMPS_AFFECTATION, CHAMPS_ANTERIEURE, CONDITIONS } from '#deliberations/champs.ts'
import type { Motif } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'

/**
 * A model text: four parts, with fields between braces. A blank line ends a paragraph; a line of visas is a visa; a line
 * that begins with « ## » opens an article. A paragraph may begin with `[si exceptionnelle]` or `[pour chaque affectation]`.
 */
export type Modele = {
  readonly titre: string
  readonly visas: string
  readonly expose: string
  readonly articles: string
}

export const PARTIES = {
  titre: 'Titre',
  visas: 'Visas',
  expose: 'Exposé des motifs',
  articles: 'Articles',
} as const satisfies Readonly<Record<keyof Modele, string>>

/** A paragraph as it is typed: what governs it, then its text. */
export type Paragraphe = {
  readonly si: string | null
  readonly pourChaque: string | null
  readonly texte: string
}

export type ArticleModele = { readonly titre: string; readonly alineas: readonly Paragraphe[] }

const REGIE = /^\[(si|pour chaque) ([^\]]*)\]\s*/

export function lireParagraphe(texte: string): Paragraphe {
  const [tout = '', genre, quoi = ''] = REGIE.exec(texte) ?? []
  return {
    si: genre === 'si' ? quoi.trim() : null,
    pourChaque: genre === 'pour chaque' ? quoi.trim() : null,
    texte: texte
      .slice(tout.length)
      .replace(/\s*\n\s*/g, ' ')
      .trim(),
  }
}

const couper = (texte: string, entre: RegExp): string[] =>
  texte
    .replaceAll('\r\n', '\n')
    .split(entre)
    .map((morceau) => morceau.trim())
    .filter(Boolean)

export const lireVisas = (visas: string): Paragraphe[] => couper(visas, /\n/).map(lireParagraphe)
export const lireParagraphes = (texte: string): Paragraphe[] => couper(texte, /\n\s*\n/).map(lireParagraphe)

/** What stands before the first « ## » belongs to no article: `verifierModele` refuses it. */
export function lireArticles(articles: string): ArticleModele[] {
  return couper(articles, /^(?=## )/m).map((article) => {
    const [tete = '', ...reste] = article.split('\n')
    const nomme = tete.startsWith('## ')
    return {
      titre: nomme ? tete.slice(3).trim() : '',
      alineas: lireParagraphes((nomme ? reste : [tete, ...reste]).join('\n')),
    }
  })
}

/** The fields that a text names, in its order. */
export const listerChamps = (texte: string): string[] =>
  [...texte.matchAll(/\{([^{}]*)\}/g)].map(([, champ = '']) => champ.trim())

const REPETITIONS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  affectation: CHAMPS_AFFECTATION,
  anterieure: CHAMPS_ANTERIEURE,
}

/** Every fault of a model at once: unknown or misplaced fields, what is missing, what says nothing. */
export function verifierModele(modele: Modele): Motif[] {
  const motifs: Motif[] = []
  for (const partie of ['titre', 'expose', 'articles'] as const)
    if (!modele[partie].trim()) motifs.push(faute('partie-vide', `${PARTIES[partie]} : ce texte est vide.`))
  motifs.push(...verifierParagraphe('titre', lireParagraphe(modele.titre)))
  for (const visa of lireVisas(modele.visas)) motifs.push(...verifierParagraphe('visas', visa))
  for (const un of lireParagraphes(modele.expose)) motifs.push(...verifierParagraphe('expose', un))
  for (const { titre, alineas } of lireArticles(modele.articles)) {
    if (!titre)
      motifs.push(faute('article-sans-titre', `Un article commence par une ligne ${citer('## Titre')}.`))
    for (const un of [lireParagraphe(titre), ...alineas]) motifs.push(...verifierParagraphe('articles', un))
  }
  const presents = new Set(listerChamps(modele.articles))
  for (const [code, { libelle, obligatoire }] of Object.entries({ ...CHAMPS, ...CHAMPS_AFFECTATION }))
    if (obligatoire && !presents.has(code))
      motifs.push(
        faute(
          'champ-absent',
          `Les articles doivent porter le champ ${citer(`{${code}}`)} (${libelle.toLocaleLowerCase('fr')}).`,
        ),
      )
  return motifs
}

function verifierParagraphe(partie: keyof Modele, { si, pourChaque, texte }: Paragraphe): Motif[] {
  const motifs: Motif[] = []
  const ou = PARTIES[partie]
  if (si !== null && !Object.hasOwn(CONDITIONS, si))
    motifs.push(
      faute(
        'condition-inconnue',
        `${ou} : la condition ${citer(si)} n’existe pas. Celles qui existent : ${Object.keys(CONDITIONS).join(', ')}.`,
      ),
    )
  if (pourChaque !== null && !Object.hasOwn(REPETITIONS, pourChaque))
    motifs.push(
      faute(
        'repetition-inconnue',
        `${ou} : on ne répète pas pour chaque ${citer(pourChaque)}. On le peut pour : ${Object.keys(REPETITIONS).join(', ')}.`,
      ),
    )
  for (const champ of listerChamps(texte)) {
    const repete = Object.keys(REPETITIONS).find((genre) => Object.hasOwn(REPETITIONS[genre]!, champ))
    if (repete && repete !== pourChaque)
      motifs.push(
        faute(
          'champ-mal-place',
          `${ou} : ${citer(`{${champ}}`)} ne vaut que dans un paragraphe ${citer(`[pour chaque ${repete}]`)}.`,
        ),
      )
    else if (!repete && !Object.hasOwn(CHAMPS, champ))
      motifs.push(faute('champ-inconnu', `${ou} : le champ ${citer(`{${champ}}`)} n’existe pas.`))
  }
  if (/[{}]/.test(texte.replace(/\{[^{}]*\}/g, '')))
    motifs.push(faute('accolade-seule', `${ou} : une accolade n’est pas fermée, ou pas ouverte.`))
  return motifs
}

const citer = (texte: string) => `«${INSECABLE}${texte}${INSECABLE}»`
const faute = (code: string, message: string): Motif => ({
  code,
  message: message.replaceAll(' :', `${INSECABLE}:`),
  correcteur: 'agent',
})
