import { memo, type ReactNode, useId, useState } from 'react'
import { Icone } from '#ui/icone.tsx'

type ProprietesExact = {
  readonly libelle: string
  /** The value as the field shows it when nobody is typing. */
  readonly texte: string
  /** Shown after the value: « % ». */
  readonly unite?: string
  /** Takes what was typed, on Enter or when the field is left; says why when it cannot. */
  readonly onValider: (saisie: string) => string | undefined
}

/**
 * A value typed as text and taken when it is committed: the caller reads it exactly, no detour through floating point.
 * What is refused stays in the field with its reason; Escape gives up.
 */
export const ChampExact = memo(function ChampExact({ libelle, texte, unite, onValider }: ProprietesExact) {
  const id = useId()
  const [saisie, setSaisie] = useState<string>()
  const [erreur, setErreur] = useState<string>()
  const valider = () => {
    const refus = saisie === undefined || saisie.trim() === texte ? undefined : onValider(saisie)
    setErreur(refus)
    if (!refus) setSaisie(undefined)
  }
  const abandonner = () => {
    setErreur(undefined)
    setSaisie(undefined)
  }
  return (
    <div className="champ">
      <label htmlFor={id} className="champ-libelle">
        {libelle}
      </label>
      <div className="champ-groupe" data-invalid={erreur ? true : undefined}>
        <input
          id={id}
          className="champ-saisie nombre"
          inputMode="decimal"
          autoComplete="off"
          value={saisie ?? texte}
          aria-invalid={erreur ? true : undefined}
          aria-describedby={erreur ? `${id}-erreur` : undefined}
          onChange={(evenement) => setSaisie(evenement.target.value)}
          onBlur={valider}
          onKeyDown={({ key }) => (key === 'Enter' ? valider() : key === 'Escape' && abandonner())}
        />
        {unite && <span className="champ-unite">{unite}</span>}
      </div>
      {erreur && (
        <p id={`${id}-erreur`} className="champ-erreur" role="alert">
          {erreur}
        </p>
      )}
    </div>
  )
})

type ProprietesTexte = {
  readonly libelle: ReactNode
  readonly valeur: string
  readonly onChange: (valeur: string) => void
  readonly aide?: ReactNode
  readonly erreur?: string | undefined
  readonly libelleMasque?: boolean
  readonly type?: 'text' | 'search' | 'date'
  readonly indication?: string
  readonly maximum?: number
  readonly requis?: boolean
}

/** One line of text. */
export function ChampTexte(props: ProprietesTexte) {
  const id = useId()
  const { libelle, valeur, onChange, aide, erreur, libelleMasque = false, type = 'text' } = props
  const precision = erreur ?? aide
  return (
    <div className="champ">
      <label htmlFor={id} className={libelleMasque ? 'hors-ecran' : 'champ-libelle'}>
        {libelle}
      </label>
      <div className="champ-groupe" data-invalid={erreur ? true : undefined}>
        {type === 'search' && <Icone nom="chercher" />}
        <input
          id={id}
          type={type}
          className="champ-saisie"
          value={valeur}
          placeholder={props.indication}
          maxLength={props.maximum}
          required={props.requis}
          aria-invalid={erreur ? true : undefined}
          aria-describedby={precision ? `${id}-precision` : undefined}
          autoComplete="off"
          spellCheck={false}
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
