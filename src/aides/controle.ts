import { ecrireBranche, listerBranches, MECANISMES, nommees, parcourir, sansNoms } from '#aides/branches.ts'
import { type Dispositif, type Exemple, FICHE, MONTANT, type Regle } from '#aides/dispositif.ts'
import { instruire, type Verdict } from '#aides/instruire.ts'
import { placer } from '#aides/moteur.ts'
import { lireDossier } from '#aides/question.ts'
import { fraction, lireFraction } from '#socle/fraction.ts'

/**
 * What a file of `reglements/` must be before anybody is judged by it: its figures have a source, its examples come out
 * as they were typed, and they show every condition refused, every gap, every branch.
 *
 * @returns one sentence per fault, empty for a sound scheme
 */
export function controlerDispositif(dispositif: Dispositif): string[] {
  return [
    ...controlerFiche(dispositif),
    ...Object.entries(dispositif.regles).flatMap(([nom, regle]) => [
      ...controlerRegle(dispositif, nom, regle),
    ]),
    ...controlerUsage(dispositif),
    ...dispositif.exemples.flatMap((exemple) => [...controlerExemple(dispositif, exemple)]),
    ...controlerCouverture(dispositif),
  ]
}

function* controlerFiche({ code, version, periode, sources }: Dispositif): Generator<string> {
  if (version.fichier !== `${code}.publicodes`)
    yield `le fichier ${version.fichier} ne porte pas le code ${code}`
  if (periode.debut > periode.fin) yield 'la période finit avant de commencer'
  if (!sources.some(({ retenue }) => retenue)) yield 'aucune source n’est retenue'
}

/** What a rule may say of itself, beside how it computes. */
const DIRES = ['titre', 'question', 'reponse', 'article', 'refus', 'manque', 'source']

function* controlerRegle(dispositif: Dispositif, nom: string, regle: Regle): Generator<string> {
  if (nom === FICHE || regle === null) return
  if (typeof regle !== 'object') return yield `${nom} : écrire la règle avec son titre`
  for (const cle of Object.keys(regle))
    if (![...DIRES, ...MECANISMES].includes(cle))
      yield `${nom} : « ${cle} » n’est ni un mécanisme dont on suit les branches, ni une mention connue`
  if (!('titre' in regle)) yield `${nom} : sans titre`
  if ('source' in regle) return
  for (const expression of expressions(regle)) {
    const reste = sansNoms(dispositif.regles, expression)
    if (/\d/.test(reste) && reste.trim() !== '0 €')
      yield `${nom} : un chiffre sans source dans « ${expression} »`
  }
}

/** The expressions of a rule: what its mechanisms hold, not what it says of itself. */
function expressions(noeud: unknown): string[] {
  if (typeof noeud === 'string' || typeof noeud === 'number') return [String(noeud)]
  if (typeof noeud !== 'object' || noeud === null) return []
  return Object.entries(noeud).flatMap(([cle, valeur]) => (DIRES.includes(cle) ? [] : expressions(valeur)))
}

/** A question that nothing reads would be asked for nothing; a figure that nothing reads misleads. */
function* controlerUsage({ regles, questions, parametres }: Dispositif): Generator<string> {
  const lus = new Set(
    Object.entries(regles).flatMap(([nom, regle]) =>
      nom === FICHE ? [] : expressions(regle).flatMap((expression) => nommees(regles, expression, '')),
    ),
  )
  for (const { nom } of [...questions, ...parametres])
    if (!lus.has(nom)) yield `${nom} : aucune règle ne le lit`
}

/** Any day: what an example expects does not depend on the day. */
const JOUR = '2026-01-01'

function jugerExemple(dispositif: Dispositif, { reponses }: Exemple): Verdict | string {
  const dossier = lireDossier(dispositif.questions, reponses)
  if (dossier.statut === 'refus') return dossier.motifs.map(({ message }) => message).join(' ')
  return instruire(dispositif, dossier.valeur, JOUR)
}

function* controlerExemple(dispositif: Dispositif, exemple: Exemple): Generator<string> {
  const verdict = jugerExemple(dispositif, exemple)
  const obtenu = typeof verdict === 'string' ? verdict : resumer(verdict)
  const attendu = ecrireAttendu(exemple)
  if (obtenu !== attendu) yield `exemple « ${exemple.nom} » : attendu ${attendu}, obtenu ${obtenu}`
}

function resumer(verdict: Verdict): string {
  switch (verdict.statut) {
    case 'accord':
      return `accord ${verdict.montant} centimes`
    case 'incomplet':
      return `incomplet ${verdict.questions.map(({ nom }) => nom).join(', ')}`
    default:
      return `${verdict.statut} ${verdict.motifs.map(({ code }) => code).join(', ')}`
  }
}

function ecrireAttendu({ attendu }: Exemple): string {
  if ('accord' in attendu) {
    const euros = lireFraction(attendu.accord)
    const exacts = euros && fraction(euros.n * 100n, euros.d)
    return exacts?.d === 1n ? `accord ${exacts.n} centimes` : `un montant illisible, ${attendu.accord}`
  }
  const [[statut, noms]] = Object.entries(attendu) as [[string, readonly string[]]]
  return `${statut} ${noms.join(', ')}`
}

function* controlerCouverture(dispositif: Dispositif): Generator<string> {
  const { conditions, lacunes, exemples, regles } = dispositif
  const verdicts = exemples.map((exemple) => ({ exemple, verdict: jugerExemple(dispositif, exemple) }))
  const montre = (statut: Verdict['statut']) =>
    verdicts.some(({ verdict }) => typeof verdict !== 'string' && verdict.statut === statut)
  for (const statut of ['accord', 'refus', 'incomplet'] as const)
    if (!montre(statut) && (statut !== 'accord' || MONTANT in regles))
      yield `aucun exemple ne montre « ${statut} »`
  const codes = (statut: 'refus' | 'non calculable') =>
    new Set(
      verdicts.flatMap(({ verdict }) =>
        typeof verdict !== 'string' && verdict.statut === statut
          ? verdict.motifs.map(({ code }) => code)
          : [],
      ),
    )
  const refusees = codes('refus')
  const vides = codes('non calculable')
  for (const { nom } of conditions) if (!refusees.has(nom)) yield `aucun exemple ne montre « ${nom} » manquée`
  for (const { nom } of lacunes) if (!vides.has(nom)) yield `aucun exemple ne montre la lacune « ${nom} »`
  const prises = new Set(
    exemples.flatMap((exemple) => {
      const dossier = lireDossier(dispositif.questions, exemple.reponses)
      if (dossier.statut === 'refus' || !conclut(exemple)) return []
      return parcourir(dispositif, placer(dispositif, dossier.valeur)).branches.map(ecrireBranche)
    }),
  )
  for (const branche of listerBranches(dispositif).map(ecrireBranche))
    if (!prises.has(branche)) yield `aucun exemple ne passe par la branche « ${branche} »`
}

/** An example that ends on an amount, or on what is missing for one, shows the branches that it takes; no other does. */
const conclut = ({ attendu }: Exemple): boolean => 'accord' in attendu || 'non calculable' in attendu
