import { type ReactNode, useId } from 'react'

type Proprietes = {
  readonly libelle: string
  readonly valeur: string
  readonly onChange: (valeur: string) => void
  readonly aide?: ReactNode
}

/**
 * A day and an hour on a clock in Paris, to the second. The browser's field has no zone: what is typed is what is sent,
 * wherever the browser is.
 */
export function ChampHeure({ libelle, valeur, onChange, aide }: Proprietes) {
  const id = useId()
  return (
    <div className="champ">
      <label htmlFor={id} className="champ-libelle">
        {libelle}
      </label>
      <div className="champ-groupe">
        <input
          id={id}
          type="datetime-local"
          step={1}
          className="champ-saisie"
          // The field writes « 09:00 » for « 09:00:00 »: given back in its own form, it does not blink.
          value={valeur.replace(/^(.{16}):00$/, '$1')}
          aria-describedby={`${id}-aide`}
          onChange={(evenement) => onChange(evenement.target.value)}
        />
      </div>
      <p id={`${id}-aide`} className="champ-aide">
        {aide ?? 'Heure de Paris.'}
      </p>
    </div>
  )
}

/** Several lines of text. */
export function ChampLong({
  libelle,
  valeur,
  onChange,
  aide,
  maximum,
  lignes = 3,
}: Proprietes & { readonly maximum: number; readonly lignes?: number }) {
  const id = useId()
  return (
    <div className="champ">
      <label htmlFor={id} className="champ-libelle">
        {libelle}
      </label>
      <textarea
        id={id}
        className="champ-groupe appel-long"
        rows={lignes}
        maxLength={maximum}
        value={valeur}
        aria-describedby={aide ? `${id}-aide` : undefined}
        onChange={(evenement) => onChange(evenement.target.value)}
      />
      {aide && (
        <p id={`${id}-aide`} className="champ-aide">
          {aide}
        </p>
      )}
    </div>
  )
}

/** Why: kept in the journal for ever. */
export const ChampMotif = (props: Pick<Proprietes, 'valeur' | 'onChange'>) => (
  <ChampLong
    {...props}
    libelle="Motif"
    maximum={2000}
    aide="Gardé au journal, avec votre nom. Rien de personnel."
  />
)
