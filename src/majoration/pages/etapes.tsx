import type { EtapeRedigee } from '#majoration/redaction.ts'
import './etapes.css'

/** The steps of a derivation, numbered, each with its rule. */
export const Etapes = ({ etapes }: { readonly etapes: readonly EtapeRedigee[] }) => (
  <ol className="etapes">
    {etapes.map((etape) => (
      <li key={etape.titre}>
        <p className="etape-tete">
          <span>{etape.titre}</span>
          <strong className="insecable">{etape.resultat}</strong>
        </p>
        <p className="etape-calcul">{etape.calcul}</p>
        {etape.arrondi && <p className="etape-arrondi">{direArrondi(etape.arrondi)}</p>}
        <p className="discret">{etape.reference}</p>
      </li>
    ))}
  </ol>
)

/** « à l’euro supérieur… » reads on from « Arrondi » ; other sentences stand alone. */
function direArrondi(arrondi: string): string {
  if (/^(à|en) /.test(arrondi)) return `Arrondi ${arrondi}`
  const phrase = arrondi.replace(/^aucun /, 'aucun arrondi ').replace(/^aucun\u00a0/, 'aucun arrondi\u00a0')
  return phrase.charAt(0).toUpperCase() + phrase.slice(1)
}
