import type { FormationFinancee } from '#diffusion/financement.ts'
import type { Constat } from '#diffusion/rapprochement-lecture.ts'
import { CODES_MOTIFS, type MotifEcart } from '#diffusion/rapprochement-motifs.ts'
import { arrondir, fraction } from '#socle/fraction.ts'
import type { Centimes } from '#socle/montant.ts'

/** A voted formation beside what is known of its contracts; null where nothing was told yet. */
export type EcartFormation = FormationFinancee &
  Chiffres & { readonly motif: MotifEcart | null; readonly precision: string | null }

export type Chiffres = {
  /** Contracts voted. */
  readonly votes: number
  readonly signes: number | null
  /** Signed less voted: negative when fewer were signed. */
  readonly ecart: number | null
  /** What the gap is worth at the amount voted for a contract; null too when no contract was voted. Indicative. */
  readonly montant: Centimes | null
}

/** A gap as it is shown and downloaded, its formation and body named. */
export type EcartEcrit = Chiffres &
  Pick<EcartFormation, 'motif' | 'precision' | 'majoration'> & {
    readonly identifiant: string
    readonly intitule: string
    readonly commune: string
    readonly organisme: { readonly nom: string; readonly siret: string | null }
  }

/** Figures of a list. Gaps bear on the formations of which something was told, and on no other. */
export type CumulEcarts = {
  readonly formations: number
  readonly rapprochees: number
  /** Contracts voted, all formations. */
  readonly votes: number
  /** Contracts voted of the formations of which something was told: what `signes` compares to. */
  readonly votesRapproches: number
  readonly signes: number
  readonly ecart: number
  readonly montant: Centimes
}

/** Each voted formation with its gap, in the order given. */
export function mesurerEcarts(
  financees: readonly FormationFinancee[],
  constats: readonly Constat[],
): EcartFormation[] {
  const dits = new Map(constats.map((constat) => [constat.formation, constat]))
  return financees.map((financee) => {
    const { contrats: votes, identifiant } = financee.formation
    const dit = dits.get(identifiant)
    const rien = { signes: null, ecart: null, montant: null, motif: null, precision: null }
    if (!dit) return { ...financee, votes, ...rien }
    const { signes, motif, precision } = dit
    const ecart = signes - votes
    const montant = votes === 0 ? null : valoriser(financee.majoration, votes, ecart)
    return { ...financee, votes, signes, ecart, montant, motif, precision }
  })
}

/** `majoration / contrats × ecart`, rounded once to the cent, halves away from zero: a gap and its opposite mirror. */
function valoriser(majoration: Centimes, contrats: number, ecart: number): Centimes {
  const absolu = Number(arrondir(fraction(BigInt(majoration) * BigInt(Math.abs(ecart)), contrats)))
  return ecart < 0 && absolu !== 0 ? -absolu : absolu
}

/** Sums of a list: `Σ` of any cutting of it are those of the whole, because only formations are rounded. */
export function cumulerEcarts(lignes: readonly Chiffres[]): CumulEcarts {
  const dites = lignes.filter(({ signes }) => signes !== null)
  const sommer = (parmi: readonly Chiffres[], quoi: keyof Chiffres) =>
    parmi.reduce((somme, une) => somme + (une[quoi] ?? 0), 0)
  return {
    ...{ formations: lignes.length, rapprochees: dites.length, votes: sommer(lignes, 'votes') },
    ...{ votesRapproches: sommer(dites, 'votes'), signes: sommer(dites, 'signes') },
    ...{ ecart: sommer(dites, 'ecart'), montant: sommer(dites, 'montant') },
  }
}

/** The same figures by body, in the order in which the bodies first come. */
export const cumulerParOrganisme = (
  lignes: readonly EcartFormation[],
): (CumulEcarts & { readonly organisme: string })[] =>
  [...Map.groupBy(lignes, ({ formation }) => formation.organisme)].map(([organisme, siennes]) => ({
    organisme,
    ...cumulerEcarts(siennes),
  }))

/** The same figures by reason, in the order of the list; reasons that nobody gave are left out. */
export function cumulerParMotif(
  lignes: readonly EcartFormation[],
): (CumulEcarts & { readonly motif: MotifEcart })[] {
  const parMotif = Map.groupBy(lignes, ({ motif }) => motif)
  return CODES_MOTIFS.flatMap((motif) => {
    const siennes = parMotif.get(motif)
    return siennes ? [{ motif, ...cumulerEcarts(siennes) }] : []
  })
}
