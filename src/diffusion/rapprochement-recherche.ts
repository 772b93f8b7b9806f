import { CODES_MOTIFS, type MotifEcart } from '#diffusion/rapprochement-motifs.ts'

/** What the address asks to see of the formations; an empty text asks for all. */
export type Recherche = {
  readonly organisme: string
  readonly ecart: Sens
  readonly motif: MotifEcart | ''
}

export const SENS = {
  '': 'Toutes les formations',
  moins: 'Moins de signés que votés',
  plus: 'Plus de signés que votés',
  aucun: 'Sans écart',
  inconnu: 'À rapprocher',
} as const
export type Sens = keyof typeof SENS

/** Reads an address that anybody may have typed: what is not known is not asked. */
export function lireRecherche(brute: Readonly<Record<string, unknown>>): Recherche {
  const { organisme, ecart, motif } = brute
  return {
    organisme: typeof organisme === 'string' || typeof organisme === 'number' ? String(organisme) : '',
    ecart: typeof ecart === 'string' && Object.hasOwn(SENS, ecart) ? (ecart as Sens) : '',
    motif: CODES_MOTIFS.find((code) => code === motif) ?? '',
  }
}

type Ligne = {
  readonly organisme: { readonly identifiant: string }
  readonly ecart: number | null
  readonly motif: MotifEcart | null
}

/** The formations asked for. */
export const filtrer = <L extends Ligne>(lignes: readonly L[], { organisme, ecart, motif }: Recherche): L[] =>
  lignes.filter(
    (ligne) =>
      (organisme === '' || ligne.organisme.identifiant === organisme) &&
      (motif === '' || ligne.motif === motif) &&
      (ecart === '' || sensDe(ligne.ecart) === ecart),
  )

const sensDe = (ecart: number | null): Sens =>
  ecart === null ? 'inconnu' : ecart < 0 ? 'moins' : ecart > 0 ? 'plus' : 'aucun'
