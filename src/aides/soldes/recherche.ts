import { ETATS_SOLDE, type EtatSolde, type SoldeLu } from '#aides/soldes/solde.ts'
import { enMots } from '#socle/texte.ts'

/** What the address asks to see of the balances; an empty text asks for all. */
export type Recherche = {
  readonly dispositif: string
  readonly etat: EtatSolde | ''
  readonly sens: Sens
  readonly texte: string
}

export const SENS = {
  '': 'Tous les soldes',
  verser: 'À verser',
  reverser: 'À reverser',
  nul: 'Nuls',
  inconnu: 'À connaître',
} as const
export type Sens = keyof typeof SENS

const texteDe = (brut: unknown): string =>
  typeof brut === 'string' || typeof brut === 'number' ? String(brut).slice(0, 200) : ''

/** Reads an address that anybody may have typed: what is not known is not asked. */
export function lireRecherche(brute: Readonly<Record<string, unknown>>): Recherche {
  const [etat, sens] = [texteDe(brute.etat), texteDe(brute.sens)]
  return {
    dispositif: texteDe(brute.dispositif),
    etat: Object.hasOwn(ETATS_SOLDE, etat) ? (etat as EtatSolde) : '',
    sens: Object.hasOwn(SENS, sens) ? (sens as Sens) : '',
    texte: texteDe(brute.texte),
  }
}

/** The balances asked for. */
export const filtrer = (
  soldes: readonly SoldeLu[],
  { dispositif, etat, sens, texte }: Recherche,
): SoldeLu[] =>
  soldes.filter(
    (un) =>
      (dispositif === '' || un.dispositif === dispositif) &&
      (etat === '' || un.etat === etat) &&
      (sens === '' || sensDe(un.solde) === sens) &&
      enMots(`${un.etablissement} ${un.gestionnaire} ${un.tiers ?? ''}`).includes(enMots(texte)),
  )

const sensDe = (solde: number | null): Sens =>
  solde === null ? 'inconnu' : solde > 0 ? 'verser' : solde < 0 ? 'reverser' : 'nul'
