import { BASES, type Base, type Territoire } from '#majoration/territoires.ts'
import { comparer, ecrireDecimal, type Fraction, fois, ZERO } from '#socle/fraction.ts'
import { ecrireDecimale, FINE } from '#socle/francais.ts'

type Proprietes = {
  readonly territoires: readonly Territoire[]
  readonly base: Base
  readonly nommer: (departement: string) => string
}

/**
 * Two marks a département on one axis: its share of the contracts, its share of the money, and the way from the one to
 * the other. A picture only: the table below says the same to those who do not see it.
 */
export function ImageTerritoires({ territoires, base, nommer }: Proprietes) {
  const sommet = territoires
    .flatMap(({ partMontant, partContrats }) => [partMontant, partContrats])
    .reduce((haut, part) => (comparer(part, haut) > 0 ? part : haut), ZERO)
  const pas = sommet.n * 100n <= 12n * sommet.d ? 2 : sommet.n * 100n <= 30n * sommet.d ? 5 : 20
  const nombre = Math.max(
    1,
    Number((sommet.n * 100n + sommet.d * BigInt(pas) - 1n) / (sommet.d * BigInt(pas))),
  )
  const place = (part: Fraction) => enPourcent(part, nombre * pas)
  return (
    <figure className="territoires-image" role="img" aria-label={direImage(territoires, base, nommer)}>
      <div className="territoires-axe">
        {Array.from({ length: nombre + 1 }, (_, i) => i * pas).map((valeur) => (
          <span key={valeur} style={{ insetInlineStart: `${(valeur / (nombre * pas)) * 100}%` }}>
            {valeur}
            {FINE}%
          </span>
        ))}
      </div>
      <ul>
        {territoires.map(({ departement, partMontant, partContrats, ecart }) => {
          const [a, b] = [place(partContrats), place(partMontant)]
          return (
            <li key={departement}>
              <span className="territoires-nom">{nommer(departement)}</span>
              <span className="territoires-piste">
                <i
                  className="territoires-chemin"
                  data-sens={ecart.n < 0n ? 'moins' : 'plus'}
                  style={{ insetInlineStart: `${Math.min(a, b)}%`, inlineSize: `${Math.abs(b - a)}%` }}
                />
                <i className="territoires-contrats" style={{ insetInlineStart: `${a}%` }} />
                <i
                  className="territoires-montant"
                  data-sens={ecart.n < 0n ? 'moins' : 'plus'}
                  style={{ insetInlineStart: `${b}%` }}
                />
              </span>
            </li>
          )
        })}
      </ul>
    </figure>
  )
}

/** A share from 0 to 1 as a place on an axis that ends at `fin` %. */
const enPourcent = (part: Fraction, fin: number) =>
  Number(ecrireDecimal(fois(part, { n: 10_000n, d: BigInt(fin) }), 3))

function direImage(territoires: readonly Territoire[], base: Base, nommer: (code: string) => string): string {
  const tries = [...territoires].sort((a, b) => comparer(a.ecart, b.ecart))
  const [bas, haut] = [tries[0], tries.at(-1)]
  const quoi = `Part de la majoration et part des ${BASES[base].toLowerCase()} de chaque département.`
  if (!bas || !haut || bas === haut) return quoi
  const dire = ({ departement, ecart }: Territoire) =>
    `${nommer(departement)}, ${ecart.n > 0n ? '+' : ''}${ecrireDecimale(ecart, 1)} points`
  return `${quoi} Le plus au-dessus de sa part : ${dire(haut)}. Le plus en dessous : ${dire(bas)}. Le tableau qui suit donne chaque valeur.`
}
