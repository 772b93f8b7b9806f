import type { MotifPaiement } from '#aides/asp/correcteur.ts'
import type { EtatPaiement } from '#aides/asp/etats.ts'
import { ECHOUES, EN_COURS, VERSES } from '#aides/asp/etats.ts'
import { type Raison, raisonDe } from '#aides/asp/rejets.ts'
import type { Centimes } from '#socle/montant.ts'

/** How many dossiers granted stand somewhere, and their amount. */
export type Part = {
  readonly etat: EtatPaiement | 'sans_paiement'
  readonly nombre: number
  readonly montant: Centimes
}

export type Soldes = {
  /** What is granted: all the rest is a part of it. */
  readonly consommation: Centimes
  readonly verse: Centimes
  /** In the hands of the agency. */
  readonly enCours: Centimes
  /** Granted and still ours to send: waiting, incomplete, ready, or without a payment yet. */
  readonly aEnvoyer: Centimes
  /** Refused by the agency or by the bank, not asked again yet. */
  readonly aReprendre: Centimes
  /** What the parts lack to make the consumption: always zero, or something is wrong. */
  readonly ecart: Centimes
}

/** The balances of a session: paid + engaged = consumption, to the cent. */
export function solderPaiements(consommation: Centimes, parts: readonly Part[]): Soldes {
  const somme = (garder: (etat: Part['etat']) => boolean) =>
    parts.filter(({ etat }) => garder(etat)).reduce((total, { montant }) => total + montant, 0)
  const parmi = (etats: readonly EtatPaiement[]) => (etat: Part['etat']) =>
    (etats as readonly string[]).includes(etat)
  const verse = somme(parmi(VERSES))
  const enCours = somme(parmi(EN_COURS))
  const aReprendre = somme(parmi(ECHOUES))
  const aEnvoyer = somme((etat) => ![...VERSES, ...EN_COURS, ...ECHOUES].includes(etat as EtatPaiement))
  const ecart = consommation - verse - enCours - aReprendre - aEnvoyer
  return { consommation, verse, enCours, aEnvoyer, aReprendre, ecart }
}

/** What prevents payments, put together by what puts it right. */
export type Groupe = Raison & {
  readonly nombre: number
  readonly montant: Centimes
  readonly exemple: string | null
}

export type RaisonComptee = {
  readonly code: string
  /** Ours when the payment never left; null when the agency, or the bank, refused it. */
  readonly motif: MotifPaiement | null
  readonly texte: string | null
  readonly nombre: number
  readonly montant: Centimes
}

/** Who must act first comes with the most money held. */
export const grouper = (raisons: readonly RaisonComptee[]): Groupe[] =>
  raisons
    .map(({ code, motif, texte, nombre, montant }) => {
      const raison: Raison = motif
        ? { code, libelle: motif.message, correcteur: motif.correcteur, champ: motif.champ }
        : raisonDe(code)
      return { ...raison, nombre, montant, exemple: motif ? null : texte }
    })
    .sort((a, b) => b.montant - a.montant || b.nombre - a.nombre)
