import type { ReactNode } from 'react'
import { Label } from 'react-aria-components/Label'
import { Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider'

type ProprietesCurseur = {
  readonly libelle: ReactNode
  readonly valeur: number
  readonly onChange: (valeur: number) => void
  /** Called once when the thumb is released, for what is too slow for each step. */
  readonly onFin?: (valeur: number) => void
  readonly minimum: number
  readonly maximum: number
  readonly pas?: number
  /** How the value is written, also for screen readers. */
  readonly ecrire: (valeur: number) => string
  /** Reference values marked on the track (the règlement's, say). */
  readonly repere?: { readonly valeur: number; readonly libelle: string }
}

/** A value on a track, by pointer or keyboard. */
export function Curseur({
  libelle,
  valeur,
  onChange,
  onFin,
  minimum,
  maximum,
  pas = 1,
  ecrire,
  repere,
}: ProprietesCurseur) {
  const position =
    repere && maximum > minimum ? ((repere.valeur - minimum) / (maximum - minimum)) * 100 : null
  return (
    <Slider
      className="curseur"
      value={valeur}
      onChange={(v) => onChange(v as number)}
      {...(onFin ? { onChangeEnd: (v: number | number[]) => onFin(v as number) } : {})}
      minValue={minimum}
      maxValue={maximum}
      step={pas}
    >
      <Label className="champ-libelle">{libelle}</Label>
      <SliderOutput className="curseur-valeur">{ecrire(valeur)}</SliderOutput>
      <SliderTrack className="curseur-piste">
        {position !== null && position >= 0 && position <= 100 && (
          <span
            className="curseur-repere"
            style={{ insetInlineStart: `${position}%` }}
            title={repere!.libelle}
          />
        )}
        <SliderThumb className="curseur-pouce" />
      </SliderTrack>
    </Slider>
  )
}
