import { type ReactNode, useId } from 'react'

type ProprietesLong = {
  readonly libelle: ReactNode
  readonly valeur: string
  readonly onChange: (valeur: string) => void
  readonly aide?: ReactNode
  readonly erreur?: string | undefined
  readonly lignes?: number
  readonly maximum?: number
}

/** A text of several lines. */
export function ChampLong({ libelle, valeur, onChange, aide, erreur, lignes = 4, maximum }: ProprietesLong) {
  const id = useId()
  const precision = erreur ?? aide
  return (
    <div className="champ">
      <label htmlFor={id} className="champ-libelle">
        {libelle}
      </label>
      <div className="champ-groupe" data-invalid={erreur ? true : undefined}>
        <textarea
          id={id}
          className="champ-saisie"
          rows={lignes}
          maxLength={maximum}
          value={valeur}
          aria-invalid={erreur ? true : undefined}
          aria-describedby={precision ? `${id}-precision` : undefined}
          onChange={(evenement) => onChange(evenement.target.value)}
        />
      </div>
      {precision && (
        <p id={`${id}-precision`} className={erreur ? 'champ-erreur' : 'champ-aide'}>
          {precision}
        </p>
      )}
    </div>
  )
}
