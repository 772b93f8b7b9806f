import type { Fraction } from '#socle/fraction.ts'
import {
  ecrireDecimale,
  ecrireEcart,
  ecrireEcartMontant,
  ecrireMontant,
  ecrireMontantExact,
  ecrireNombre,
  ecrirePart,
  ecrirePoints,
  ecrirePourcentage,
} from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** Figures as the Région writes them; none of them ever wraps in the middle. */

type Ecart = { readonly ecart?: boolean }

/** An amount in cents. With `ecart`, a signed difference: « +12 € », « −3 € ». */
export const Montant = ({ centimes, ecart = false }: Ecart & { readonly centimes: Centimes }) => (
  <Signe signe={ecart ? Math.sign(centimes) : 0}>
    {ecart ? ecrireEcartMontant(centimes) : ecrireMontant(centimes)}
  </Signe>
)

/** An exact amount in euros, to the cent: « 638,11 € ». */
export const MontantExact = ({
  euros,
  decimales = 2,
}: {
  readonly euros: Fraction
  readonly decimales?: number
}) => <Signe signe={0}>{ecrireMontantExact(euros, decimales)}</Signe>

/** A whole number. With `ecart`, signed and coloured. */
export const Nombre = ({ valeur, ecart = false }: Ecart & { readonly valeur: number }) => (
  <Signe signe={ecart ? Math.sign(valeur) : 0}>{ecart ? ecrireEcart(valeur) : ecrireNombre(valeur)}</Signe>
)

export const Decimale = ({
  valeur,
  decimales = 2,
}: {
  readonly valeur: Fraction
  readonly decimales?: number
}) => <Signe signe={0}>{ecrireDecimale(valeur, decimales)}</Signe>

/** Hundredths of a point: « 63,25 ». */
export const Points = ({ centiemes }: { readonly centiemes: number }) => (
  <Signe signe={0}>{ecrirePoints(centiemes)}</Signe>
)

/** A share (`num` out of `den`) or a percentage in hundredths (`centiemes`). */
export const Pourcentage = (
  props: { readonly num: number; readonly den: number } | { readonly centiemes: number },
) => (
  <Signe signe={0}>
    {'centiemes' in props ? ecrirePourcentage(props.centiemes) : ecrirePart(props.num, props.den)}
  </Signe>
)

function Signe({ signe, children }: { signe: number; children: string }) {
  return <span className={`insecable${signe > 0 ? ' hausse' : signe < 0 ? ' baisse' : ''}`}>{children}</span>
}
