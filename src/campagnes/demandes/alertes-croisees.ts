import { type Alerte, avertir, viser } from '#campagnes/demandes/alerte.ts'
import type { FormationLue } from '#campagnes/demandes/alertes.ts'
import type { Identifiants } from '#campagnes/demandes/identifiants.ts'
import { compter, INSECABLE } from '#socle/francais.ts'

// What an application says, set beside what other bodies say.

/** What a body says that it is, and those of the same campaign that say the same. */
export type IdentifiantsControles = Identifiants & {
  /** Bodies of the same campaign that declare the same UAI. */
  readonly memeUai: readonly { readonly organisme: string; readonly numero: number }[]
}

/** How many other bodies declare a level for a RNCP code. */
export type NiveauAilleurs = {
  readonly codeRncp: string
  readonly niveau: number
  readonly organismes: number
}

/** Without an UAI or a NDA a body is not at fault: not all have them. The same UAI twice is to look at. */
export function* alertesDIdentifiants({ uai, nda, memeUai }: IdentifiantsControles): Generator<Alerte> {
  if (uai === null) yield informer('uai-absent', 'L’organisme n’a pas dit son UAI.')
  if (nda === null)
    yield informer('nda-absent', 'L’organisme n’a pas dit son numéro de déclaration d’activité (NDA).')
  if (uai === null || memeUai.length === 0) return
  const autres = memeUai.map(({ organisme, numero }) => `${organisme} (n°${INSECABLE}${numero})`)
  yield avertir(
    'uai-en-double',
    `L’UAI ${uai} est aussi déclaré par ${autres.join(', ')}${INSECABLE}: vérifiez que ce ne sont pas les mêmes formations.`,
    viser(uai, ...autres.toSorted()),
  )
}

/** A certification has one level: when all the others agree on another one, it is to look at. */
export function* alertesDeNiveauAilleurs(
  lues: readonly FormationLue[],
  ailleurs: readonly NiveauAilleurs[],
): Generator<Alerte> {
  const parCode = Map.groupBy(ailleurs, ({ codeRncp }) => codeRncp)
  const declarees = Map.groupBy(
    lues.filter(({ codeRncp, niveau }) => codeRncp !== null && niveau !== null),
    ({ codeRncp, niveau }) => `${codeRncp} ${niveau}`,
  )
  for (const formations of declarees.values()) {
    const { codeRncp, niveau, identifiant } = formations[0]!
    const dits = parCode.get(codeRncp!) ?? []
    const autre = dits[0]
    // Others who do not agree with each other prove nothing.
    if (dits.length !== 1 || !autre || autre.niveau === niveau) continue
    const references = formations.map((formation) => formation.identifiant)
    yield avertir(
      'rncp-niveau-ailleurs',
      `${codeRncp} est déclaré au niveau ${niveau} (${references.join(', ')}), au niveau ${autre.niveau} chez ${compter(autre.organismes, 'autre organisme', 'autres organismes')}, cette année et les précédentes.`,
      viser(codeRncp, niveau, autre.niveau, ...references.toSorted()),
      identifiant,
      'niveau',
    )
  }
}

const informer = (code: string, message: string): Alerte => ({
  ...{ code, message, cible: viser(), gravite: 'information' },
})
