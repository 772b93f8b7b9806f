import { type ReactNode, useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { Icone } from '#ui/icone.tsx'

export type Option<V extends string = string> = { readonly valeur: V; readonly libelle: string }

type Commun<V extends string> = {
  readonly libelle: string
  readonly options: readonly Option<V>[]
  readonly libelleMasque?: boolean
}

/** One value in a list: the browser's own select, the most robust everywhere. */
export function Choix<V extends string>(
  props: Commun<V> & {
    readonly valeur: V
    readonly onChange: (valeur: V) => void
    readonly aide?: ReactNode
  },
) {
  const id = useId()
  return (
    <div className="champ">
      <label htmlFor={id} className={props.libelleMasque ? 'hors-ecran' : 'champ-libelle'}>
        {props.libelle}
      </label>
      <div className="champ-groupe champ-select">
        <select
          id={id}
          className="champ-saisie"
          value={props.valeur}
          onChange={(e) => props.onChange(e.target.value as V)}
        >
          {props.options.map((option) => (
            <option key={option.valeur} value={option.valeur}>
              {option.libelle}
            </option>
          ))}
        </select>
        <Icone nom="chevron" />
      </div>
      {props.aide && <p className="champ-aide">{props.aide}</p>}
    </div>
  )
}

/** One value among two to five, all in sight. */
export function ChoixSegmente<V extends string>(
  props: Commun<V> & { readonly valeur: V; readonly onChange: (valeur: V) => void },
) {
  const nom = useId()
  return (
    <fieldset className="segments">
      <legend className={props.libelleMasque ? 'hors-ecran' : 'champ-libelle'}>{props.libelle}</legend>
      <div className="segments-groupe">
        {props.options.map((option) => (
          <label key={option.valeur}>
            <input
              type="radio"
              name={nom}
              checked={option.valeur === props.valeur}
              onChange={() => props.onChange(option.valeur)}
            />
            <span>{option.libelle}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

type ProprietesMultiple = {
  readonly libelle: string
  readonly options: readonly Option[]
  readonly valeurs: readonly string[]
  readonly onChange: (valeurs: string[]) => void
  readonly icone?: 'colonnes' | 'filtre'
  /** False when the number of checked options says nothing (columns). */
  readonly compte?: boolean
  /** A way back to the usual values, when « none » is not one. */
  readonly retablir?: { readonly libelle: string; readonly onPress: () => void } | undefined
}

/** Several values: a button that says how many are chosen, and a list of check boxes with a search when it is long. */
export function ChoixMultiple({
  libelle,
  options,
  valeurs,
  onChange,
  icone,
  compte = true,
  retablir = compte && valeurs.length > 0
    ? { libelle: 'Tout décocher', onPress: () => onChange([]) }
    : undefined,
}: ProprietesMultiple) {
  const [cherche, setCherche] = useState('')
  const choisies = new Set(valeurs)
  const visibles = options.filter((o) =>
    o.libelle.toLocaleLowerCase('fr').includes(cherche.toLocaleLowerCase('fr')),
  )
  const basculer = (valeur: string) =>
    onChange(options.map((o) => o.valeur).filter((v) => (v === valeur ? !choisies.has(v) : choisies.has(v))))
  return (
    <DialogTrigger onOpenChange={() => setCherche('')}>
      <Button
        className="bouton bouton-secondaire choix-multiple"
        data-actif={(compte && valeurs.length > 0) || undefined}
      >
        {icone && <Icone nom={icone} />}
        {libelle}
        {compte && valeurs.length > 0 && <span className="compteur">{valeurs.length}</span>}
        <Icone nom="chevron" />
      </Button>
      <Popover className="bulle" placement="bottom start">
        <Dialog className="choix-liste" aria-label={libelle}>
          {options.length > 12 && (
            <input
              type="search"
              className="champ-groupe"
              aria-label={`Chercher dans « ${libelle} »`}
              placeholder="Chercher…"
              value={cherche}
              onChange={(e) => setCherche(e.target.value)}
            />
          )}
          <ul>
            {visibles.map((option) => (
              <li key={option.valeur}>
                <label className="case">
                  <input
                    type="checkbox"
                    checked={choisies.has(option.valeur)}
                    onChange={() => basculer(option.valeur)}
                  />
                  <span>{option.libelle}</span>
                </label>
              </li>
            ))}
            {visibles.length === 0 && <li className="discret">Rien ne correspond à cette recherche.</li>}
          </ul>
          {retablir && (
            <button type="button" className="bouton bouton-discret" onClick={retablir.onPress}>
              {retablir.libelle}
            </button>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
