import { lireEuros } from '#budget/rules/saisie.ts'
import { refuserSansMotif } from '#campagnes/paiement/liquidation.ts'
import { ecrireMontant } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { ChampTexte } from '#ui/champ.tsx'

/** What one types of a payment: its amount and, when it is less than all, why. */
type Saisie = { readonly texte: string; readonly motif: string }
/** By engagement; without one, all that may be paid is. */
export type Saisies = Readonly<Record<string, Saisie>>

type APayer = { readonly engagement: string; readonly payable: Centimes }

/** The payment as typed, and what is wrong with it. */
export function trancher({ engagement, payable }: APayer, saisies: Saisies) {
  const saisie = saisies[engagement] ?? { texte: ecrireMontant(payable), motif: '' }
  const montant = lireEuros(saisie.texte)
  const partiel = montant !== undefined && montant > 0 && montant < payable
  const motif = partiel ? saisie.motif.trim() : null
  return { saisie, montant, partiel, motif, erreur: juger(montant, payable, motif) }
}

function juger(montant: Centimes | undefined, payable: Centimes, motif: string | null): string | undefined {
  if (montant === undefined || montant <= 0) return 'Un montant en euros, supérieur à 0.'
  if (montant > payable) return `Au plus ${ecrireMontant(payable)}.`
  return refuserSansMotif(montant, payable, motif)[0]?.message
}

type Proprietes = ReturnType<typeof trancher> & {
  readonly nom: string
  readonly onChange: (saisie: Saisie) => void
}

/** The amount of a line, and its reason as soon as it is a part. */
export const SaisieDuPaiement = ({ nom, saisie, partiel, erreur, onChange }: Proprietes) => (
  <div className="pile">
    <ChampTexte
      libelle={`Montant, ${nom}`}
      libelleMasque
      valeur={saisie.texte}
      onChange={(texte) => onChange({ ...saisie, texte })}
      erreur={partiel ? undefined : erreur}
    />
    {partiel && (
      <ChampTexte
        libelle="Pourquoi le reste attend"
        valeur={saisie.motif}
        onChange={(motif) => onChange({ ...saisie, motif })}
        maximum={300}
        erreur={erreur}
      />
    )}
  </div>
)
