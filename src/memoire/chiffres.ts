import { type CampagneMemoire, payeSur } from '#memoire/memoire.ts'
import { compter, ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'

export const UNITES = { euros: '€', contrats: 'contrats', formations: 'formations' } as const

/** A figure with its unit and where it comes from. Euros are in cents. */
export type Chiffre = {
  readonly libelle: string
  readonly valeur: number
  readonly unite: keyof typeof UNITES
  readonly source: string
}

const NOMS = { contrats: 'contrat', formations: 'formation' } as const

/** « 32 033 € », « 1 formation », « 21 contrats ». */
export const ecrireChiffre = ({ valeur, unite }: Pick<Chiffre, 'valeur' | 'unite'>): string =>
  unite === 'euros' ? ecrireMontant(valeur) : compter(valeur, NOMS[unite])

/** Every figure that a campaign holds for a body, from what it asked to what was paid; what is not known is left out. */
export function chiffresDe(campagne: CampagneMemoire): Chiffre[] {
  return [...demandes(campagne), ...vote(campagne), ...paiement(campagne), ...rapprochement(campagne)]
}

const numero = (n: number): string => `n°${INSECABLE}${n}`

const demandes = ({ demandes }: CampagneMemoire): Chiffre[] =>
  demandes
    .filter(({ deposeeLe }) => deposeeLe !== null)
    .map((demande) => ({
      ...{ libelle: 'Formations demandées', valeur: demande.formations, unite: 'formations' },
      source: `demande ${numero(demande.numero)}`,
    }))

function vote({ vote, deliberation }: CampagneMemoire): Chiffre[] {
  if (!vote) return []
  const source = deliberation
    ? `délibération ${deliberation.reference}, ${ecrireDate(deliberation.date)}`
    : 'montants votés de la campagne'
  const euros = (libelle: string, valeur: number): Chiffre => ({ libelle, valeur, unite: 'euros', source })
  return [
    { libelle: 'Contrats retenus', valeur: vote.contrats, unite: 'contrats', source },
    euros('Majoration ordinaire', vote.majoration),
    euros('dont bonus vert', vote.dontBonusVert),
    ...(vote.majorationExceptionnelle > 0
      ? [euros('Majoration exceptionnelle', vote.majorationExceptionnelle)]
      : []),
    euros('Total voté', vote.majorationTotale),
  ]
}

function paiement({ engagements }: CampagneMemoire): Chiffre[] {
  if (engagements.length === 0) return []
  const mandats = engagements.flatMap((un) => un.mandats).filter(({ etat }) => etat !== 'rejete')
  const payes = mandats.filter(({ etat }) => etat === 'paye')
  const bordereaux = (parmi: typeof mandats) => {
    const numeros = new Set(parmi.map(({ exercice, bordereau }) => `${numero(bordereau)} de ${exercice}`))
    return numeros.size > 0 ? `bordereau ${[...numeros].join(', ')}` : 'aucun mandat'
  }
  const somme = (parmi: readonly { readonly montant: number }[]) =>
    parmi.reduce((total, { montant }) => total + montant, 0)
  return [
    {
      ...{ libelle: 'Engagé', unite: 'euros' },
      valeur: engagements.reduce((total, { montant, desengage }) => total + montant - desengage, 0),
      source: `${compter(engagements.length, 'engagement')}, dernier du ${ecrireDate(engagements.at(-1)!.date)}`,
    },
    { libelle: 'Mandaté', valeur: somme(mandats), unite: 'euros', source: bordereaux(mandats) },
    {
      ...{ libelle: 'Payé', unite: 'euros' },
      valeur: engagements.reduce((total, un) => total + payeSur(un), 0),
      source: payes.length > 0 ? `constats du comptable, ${bordereaux(payes)}` : 'aucun constat de paiement',
    },
  ]
}

const rapprochement = ({ rapprochement: lu }: CampagneMemoire): Chiffre[] =>
  lu
    ? [
        {
          ...{ libelle: 'Contrats signés', valeur: lu.signes, unite: 'contrats' },
          source: `fichier «${INSECABLE}${lu.fichier}${INSECABLE}», pour ${compter(lu.votes, 'contrat voté', 'contrats votés')} dans ${compter(lu.formations, 'formation')}`,
        },
      ]
    : []
