import { type ReactNode, useId } from 'react'
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { NumberField, type NumberFieldProps } from 'react-aria-components/NumberField'
import { Text } from 'react-aria-components/Text'
import { Icone } from '#ui/icone.tsx'

type ProprietesNombre = Omit<NumberFieldProps, 'children' | 'className'> & {
  readonly libelle: ReactNode
  readonly aide?: ReactNode
  readonly erreur?: string | undefined
  /** Shown after the value: « € », « points », « % » . */
  readonly unite?: string
  /** Hides the label from sight, not from screen readers. */
  readonly libelleMasque?: boolean
}

/**
 * A number typed in French (decimal comma, spaces between thousands), stepped by the arrows.
 * The value given and received is a number: callers that need exactness read whole units (euros, hundredths).
 */
export const ChampNombre = ({
  libelle,
  aide,
  erreur,
  unite,
  libelleMasque = false,
  ...props
}: ProprietesNombre) => (
  <NumberField {...props} isInvalid={erreur !== undefined} className="champ">
    <Label className={libelleMasque ? 'hors-ecran' : 'champ-libelle'}>{libelle}</Label>
    <Group className="champ-groupe">
      <Input className="champ-saisie nombre" />
      {unite && <span className="champ-unite">{unite}</span>}
      <span className="champ-pas">
        <Button slot="increment">
          <Icone nom="chevron" />
        </Button>
        <Button slot="decrement">
          <Icone nom="chevron" />
        </Button>
      </span>
    </Group>
    {aide && (
      <Text slot="description" className="champ-aide">
        {aide}
      </Text>
    )}
    <FieldError className="champ-erreur">{erreur}</FieldError>
  </NumberField>
)

type ProprietesTexte = {
  readonly libelle: ReactNode
  readonly valeur: string
  readonly onChange: (valeur: string) => void
  readonly aide?: ReactNode
  readonly erreur?: string | undefined
  readonly libelleMasque?: boolean
  readonly type?: 'text' | 'search'
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
