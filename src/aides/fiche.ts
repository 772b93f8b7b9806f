import {
  type Attendu,
  type Condition,
  type Dispositif,
  type Exemple,
  FICHE,
  type Imputation,
  type Lacune,
  nomDeCondition,
  nomDeLacune,
  type Parametre,
  type Regle,
  type Regles,
  type SourceLue,
} from '#aides/dispositif.ts'
import type { Nature, Question } from '#aides/question.ts'
import { FINE, INSECABLE } from '#socle/francais.ts'

/**
 * What a file of `reglements/` says of its scheme, taken out of its rules.
 *
 * @throws Error naming the rule and the field, when the file lacks something: a file is ours, it is put right before it runs
 */
export function lireFiche(
  regles: Regles,
  version: Dispositif['version'],
  texte: string,
): Omit<Dispositif, 'regles'> {
  const fiche = champs(regles[FICHE] ?? null, FICHE)
  const periode = fiche.objet('periode')
  return {
    code: fiche.texte('code'),
    titre: fiche.texte('titre'),
    version,
    periode: {
      debut: periode.texte('debut'),
      fin: periode.texte('fin'),
      ...fiche.facultatif('indicative', 'periode indicative'),
    },
    deliberations: fiche.liste('deliberations').map((une) => ({
      reference: une.texte('reference'),
      date: une.texte('date'),
      objet: une.texte('objet'),
    })),
    imputation: fiche.brut('imputation') === null ? null : lireImputation(fiche.objet('imputation')),
    demandeur: fiche.texte('demandeur'),
    beneficiaire: fiche.texte('beneficiaire'),
    paiement: fiche.texte('paiement'),
    ...fiche.facultatif('reversement'),
    sources: fiche.liste('sources').map(lireSource),
    exemples: fiche.liste('exemples').map(lireExemple),
    ...trier(regles),
    texte,
  }
}

/** Each rule by what it is: a question, a condition, a gap, a figure; the others only compute. */
function trier(regles: Regles): Pick<Dispositif, 'questions' | 'conditions' | 'lacunes' | 'parametres'> {
  const questions: Question[] = []
  const conditions: Condition[] = []
  const lacunes: Lacune[] = []
  const parametres: Parametre[] = []
  for (const [nom, regle] of Object.entries(regles)) {
    const condition = nomDeCondition(nom)
    const lacune = nomDeLacune(nom)
    if (condition)
      conditions.push({ nom: condition, ...champs(regle, nom).textes('titre', 'article', 'refus') })
    else if (lacune) lacunes.push({ nom: lacune, ...champs(regle, nom).textes('titre', 'manque') })
    else if (a(regle, 'question')) questions.push(lireQuestion(nom, champs(regle, nom)))
    else if (a(regle, 'source')) parametres.push(lireParametre(nom, champs(regle, nom)))
  }
  return { questions, conditions, lacunes, parametres }
}

const a = (regle: Regle, cle: string): boolean => typeof regle === 'object' && regle !== null && cle in regle

function lireQuestion(nom: string, regle: Champs): Question {
  const reponse = regle.objet('reponse')
  return {
    nom,
    titre: regle.texte('titre'),
    texte: regle.texte('question'),
    nature: lireNature(nom, reponse),
  }
}

function lireNature(nom: string, reponse: Champs): Nature {
  const genre = reponse.texte('nature')
  const bornes = () => ({ minimum: reponse.nombre('minimum'), maximum: reponse.nombre('maximum') })
  switch (genre) {
    case 'oui ou non':
    case 'date':
      return { genre }
    case 'montant':
      return { genre, ...bornes() }
    case 'nombre':
      return { genre, unite: reponse.texte('unite'), ...bornes() }
    case 'choix': {
      const choix = reponse.objet('choix')
      return { genre, choix: choix.cles().map((code) => ({ code, libelle: choix.texte(code) })) }
    }
    default:
      throw new Error(`${nom} : nature de réponse inconnue, ${genre}`)
  }
}

function lireParametre(nom: string, regle: Champs): Parametre {
  const source = regle.objet('source').textes('document', 'endroit')
  return { nom, titre: regle.texte('titre'), valeur: String(regle.brut('valeur')), source }
}

const lireImputation = (champ: Champs): Imputation =>
  champ.textes('chapitre', 'fonction', 'programme', 'action')

const lireSource = (source: Champs): SourceLue => ({
  document: source.texte('document'),
  ...source.facultatif('adresse'),
  ...source.facultatif('endroit'),
  dit: source.texte('dit'),
  retenue: source.texte('retenue') === 'oui',
  pourquoi: source.texte('pourquoi'),
})

function lireExemple(exemple: Champs): Exemple {
  const attendu = exemple.objet('attendu')
  const [sorte] = attendu.cles()
  const noms = (cle: string) => (attendu.brut(cle) as unknown[]).map(String)
  const lu: Record<string, () => Attendu> = {
    accord: () => ({ accord: String(attendu.brut('accord')) }),
    refus: () => ({ refus: noms('refus') }),
    incomplet: () => ({ incomplet: noms('incomplet') }),
    'non calculable': () => ({ 'non calculable': noms('non calculable') }),
  }
  const lire = lu[sorte ?? '']
  if (!lire) throw new Error(`exemple « ${exemple.texte('nom')} » : issue inconnue, ${sorte}`)
  return {
    nom: exemple.texte('nom'),
    reponses: exemple.brut('reponses') as Record<string, unknown>,
    attendu: lire(),
  }
}

/** Files are typed with plain spaces; people read the no-break ones of French typography. */
const composer = (texte: string): string =>
  texte
    .replace(/ ([:;?!»])/g, `${INSECABLE}$1`)
    .replaceAll('« ', `«${INSECABLE}`)
    .replace(/(\d) (?=\d{3}(?!\d)|€|%)/g, `$1${FINE}`)

type Champs = ReturnType<typeof champs>

/** Reads the fields of one object of the file, and names the one that is missing. */
function champs(valeur: unknown, ou: string) {
  if (typeof valeur !== 'object' || valeur === null) throw new Error(`${ou} : rien à lire`)
  const objet = valeur as Record<string, unknown>
  const brut = (cle: string): unknown => {
    if (!(cle in objet)) throw new Error(`${ou} : il manque « ${cle} »`)
    return objet[cle]
  }
  const texte = (cle: string): string => {
    const lu = brut(cle)
    if (typeof lu !== 'string' || lu === '') throw new Error(`${ou} : « ${cle} » n’est pas un texte`)
    return composer(lu)
  }
  const nombre = (cle: string): number => {
    const lu = brut(cle)
    if (typeof lu !== 'number') throw new Error(`${ou} : « ${cle} » n’est pas un nombre`)
    return lu
  }
  const textes = <C extends string>(...cles: C[]): Record<C, string> =>
    Object.fromEntries(cles.map((cle) => [cle, texte(cle)])) as Record<C, string>
  const facultatif = <C extends string>(nom: C, cle: string = nom): Partial<Record<C, string>> =>
    cle in objet ? ({ [nom]: texte(cle) } as Record<C, string>) : {}
  const dedans = (cle: string) => champs(brut(cle), `${ou}, ${cle}`)
  const liste = (cle: string) => (brut(cle) as unknown[]).map((un, i) => champs(un, `${ou}, ${cle} ${i + 1}`))
  return { brut, texte, nombre, textes, facultatif, objet: dedans, liste, cles: () => Object.keys(objet) }
}
