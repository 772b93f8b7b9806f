import { type Alerte, avertir, viser } from '#campagnes/demandes/alerte.ts'
import {
  alertesDeNiveauAilleurs,
  alertesDIdentifiants,
  type IdentifiantsControles,
  type NiveauAilleurs,
} from '#campagnes/demandes/alertes-croisees.ts'
import { mesurerCompletude, type Preparation } from '#campagnes/demandes/completude.ts'
import { type Correction, corriger, type FormationSaisie, lireSaisie } from '#campagnes/demandes/saisie.ts'
import type { CodeColonne } from '#campagnes/importation/colonnes.ts'
import { compter, ecrireNombre, FINE, INSECABLE } from '#socle/francais.ts'
import { cleValide } from '#socle/siret.ts'
import { enMots } from '#socle/texte.ts'

/** A formation as the rules read it; null where the input cannot be read. */
export type FormationLue = {
  readonly identifiant: string
  readonly intitule: string | null
  readonly niveau: number | null
  readonly codeRncp: string | null
  readonly commune: string | null
  readonly departement: string | null
  readonly contrats: number | null
}

/** The same formation asked for by another body. */
export type Homologue = {
  readonly organisme: string
  readonly numero: number
  readonly identifiant: string
  readonly cle: string
  readonly contrats: number | null
}

export type AControler = Preparation & {
  readonly siret: string
  /** As declared; `corrections` are applied first, in their order. */
  readonly corrections: readonly Correction[]
  readonly homologues: readonly Homologue[]
  readonly identifiants: IdentifiantsControles
  /** What other bodies declare for the same RNCP codes, in this campaign and those before. */
  readonly niveauxAilleurs: readonly NiveauAilleurs[]
  /** Contracts asked for against those of last year: beyond so much more or less, in %, it is said. */
  readonly ecartContrats: number
  /** The same body, the last time that it was in a campaign. */
  readonly precedent: { readonly exercice: number; readonly contrats: number } | null
}

/** What the rules read in each formation, corrections included. */
export function lireFormations(
  formations: readonly FormationSaisie[],
  corrections: readonly Correction[],
): FormationLue[] {
  return corriger(formations, corrections).map(({ identifiant, saisie }) => {
    const { valeurs } = lireSaisie(saisie, '')
    const texte = (code: CodeColonne) => (valeurs.has(code) ? String(valeurs.get(code)) : null)
    const nombre = (code: CodeColonne) => (valeurs.has(code) ? Number(valeurs.get(code)) : null)
    return {
      identifiant,
      intitule: texte('intitule'),
      niveau: nombre('niveau'),
      codeRncp: texte('codeRncp'),
      commune: texte('commune'),
      departement: texte('departement'),
      contrats: nombre('contrats'),
    }
  })
}

/** What makes two formations the same one: RNCP code, commune and title. Without a code, nothing says that they are. */
export function cleFormation({
  codeRncp,
  commune,
  intitule,
}: Pick<FormationLue, 'codeRncp' | 'commune' | 'intitule'>): string | null {
  if (!codeRncp || !commune || !intitule) return null
  return [codeRncp, commune, intitule].map(enMots).join('|')
}

/** Contracts of an application; those that cannot be read count for nothing, and are an error of their own. */
export const sommerContrats = (lues: readonly Pick<FormationLue, 'contrats'>[]): number =>
  lues.reduce((total, { contrats }) => total + (contrats ?? 0), 0)

/** Runs every automatic check on an application as instructed. */
export function controler(demande: AControler): Alerte[] {
  const formations = corriger(demande.formations, demande.corrections)
  const lues = lireFormations(demande.formations, demande.corrections)
  return [
    ...alertesDeSaisie({ ...demande, formations }),
    ...alertesDeSiret(demande),
    ...alertesDIdentifiants(demande.identifiants),
    ...alertesDeNiveau(lues),
    ...alertesDeNiveauAilleurs(lues, demande.niveauxAilleurs),
    ...alertesDeTotal(lues, demande.effectif),
    ...alertesDAnnee(lues, demande),
    ...alertesDeDoublon(lues, demande.homologues),
  ]
}

/** What is wrong or odd in each field, as the body itself was told: the sentence holds the figures. */
function alertesDeSaisie(preparation: Preparation): Alerte[] {
  const { manques, avertissements } = mesurerCompletude(preparation)
  const dire =
    (gravite: Alerte['gravite']) =>
    ({ code, message, formation, champ, piece }: (typeof manques)[number]): Alerte => ({
      ...{ code, message, gravite, cible: viser(formation, champ, piece, message) },
      ...(formation !== undefined && { formation }),
      ...(champ !== undefined && { champ }),
    })
  return [...manques.map(dire('erreur')), ...avertissements.map(dire('avertissement'))]
}

function* alertesDeSiret({ siret }: AControler): Generator<Alerte> {
  if (cleValide(siret)) return
  yield avertir(
    'siret-cle',
    `La clé de contrôle du SIRET ${siret} est fausse${INSECABLE}: vérifiez l’organisme.`,
    viser(siret),
  )
}

/** A certification has one level. */
function* alertesDeNiveau(lues: readonly FormationLue[]): Generator<Alerte> {
  const parCode = Map.groupBy(
    lues.filter(({ codeRncp, niveau }) => codeRncp !== null && niveau !== null),
    ({ codeRncp }) => codeRncp!,
  )
  for (const [code, formations] of parCode) {
    const niveaux = [...new Set(formations.map(({ niveau }) => niveau!))].sort()
    if (niveaux.length < 2) continue
    const references = formations.map(({ identifiant, niveau }) => `${identifiant} (niveau ${niveau})`)
    yield avertir(
      'rncp-niveaux',
      `${code} est déclaré à plusieurs niveaux${INSECABLE}: ${references.join(', ')}.`,
      viser(code, ...references.toSorted()),
      formations[0]!.identifiant,
      'niveau',
    )
  }
}

function* alertesDeTotal(lues: readonly FormationLue[], effectif: string): Generator<Alerte> {
  const { valeurs } = lireSaisie({}, effectif)
  const apprentis = valeurs.get('effectifOrganisme') as number | undefined
  const contrats = sommerContrats(lues)
  if (apprentis === undefined || contrats <= apprentis) return
  yield avertir(
    'contrats-sur-effectif',
    `${compter(contrats, 'contrat demandé', 'contrats demandés')} en tout, pour ${compter(apprentis, 'apprenti déclaré', 'apprentis déclarés')}.`,
    viser(contrats, apprentis),
  )
}

function* alertesDAnnee(
  lues: readonly FormationLue[],
  { precedent, ecartContrats }: Pick<AControler, 'precedent' | 'ecartContrats'>,
): Generator<Alerte> {
  if (!precedent || precedent.contrats === 0) return
  const contrats = sommerContrats(lues)
  const ecart = contrats - precedent.contrats
  if (Math.abs(ecart) * 100 <= precedent.contrats * ecartContrats) return
  const part = Math.round((Math.abs(ecart) * 100) / precedent.contrats)
  yield avertir(
    'ecart-annee',
    `${compter(contrats, 'contrat')} contre ${ecrireNombre(precedent.contrats)} en ${precedent.exercice}${INSECABLE}: ${part}${FINE}% de ${ecart > 0 ? 'plus' : 'moins'} (seuil indicatif${INSECABLE}: ${ecartContrats}${FINE}%).`,
    viser(contrats, precedent.exercice, precedent.contrats),
  )
}

function* alertesDeDoublon(
  lues: readonly FormationLue[],
  homologues: readonly Homologue[],
): Generator<Alerte> {
  const parCle = Map.groupBy(homologues, ({ cle }) => cle)
  for (const lue of lues) {
    const autres = parCle.get(cleFormation(lue) ?? '') ?? []
    if (autres.length === 0) continue
    const dites = autres.map(
      ({ organisme, numero, contrats }) =>
        `${organisme} (n°${INSECABLE}${numero}, ${compter(contrats ?? 0, 'contrat')})`,
    )
    yield avertir(
      'doublon',
      `${lue.codeRncp} à ${lue.commune} est aussi demandée par ${dites.join(', ')}.`,
      viser(lue.identifiant, lue.contrats, ...dites.toSorted()),
      lue.identifiant,
      'codeRncp',
    )
  }
}
