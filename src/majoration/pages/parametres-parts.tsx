import { memo, useId } from 'react'
import type { Critere } from '#campagnes/reglement.ts'
import { champDeclare } from '#majoration/brouillon/brouillon.ts'
import { type ProprietesParametre, Retablir, useSaisie } from '#majoration/pages/parametres-saisie.tsx'
import { FINE } from '#socle/francais.ts'

/**
 * How the points of one criterion are shared out among what it looks at. The shares are taken together: while their
 * sum is not 100 the last good ones stay in force, and the field says what is missing.
 */
export const SaisieParts = memo(function SaisieParts(
  props: ProprietesParametre & { readonly critere: Critere },
) {
  const { champ, texte, textePrevu, retablir, critere } = props
  const id = useId()
  const { saisie, erreur, saisir } = useSaisie(props)
  const parts = (saisie ?? texte).split('-')
  const remplacer = (rang: number, valeur: string) =>
    saisir(parts.map((part, i) => (i === rang ? valeur.replace(/[\s\u00a0\u202f%-]/g, '') : part)).join('-'))
  return (
    <fieldset className="parametre echelle" data-modifie={texte !== textePrevu || undefined}>
      <legend className="champ-libelle">{champ.libelle}</legend>
      {critere.composantes.map((composante, rang) => (
        <div key={composante.champ} className="parametre-ligne">
          <label htmlFor={`${id}-${rang}`} className="champ-aide">
            {champDeclare(composante.champ).libelle}
          </label>
          <div className="champ-groupe" data-invalid={erreur ? true : undefined}>
            <input
              id={`${id}-${rang}`}
              className="champ-saisie nombre"
              inputMode="numeric"
              autoComplete="off"
              value={parts[rang] ?? ''}
              aria-invalid={erreur ? true : undefined}
              aria-describedby={`${id}-precision`}
              onChange={(e) => remplacer(rang, e.target.value)}
            />
            <span className="champ-unite">%</span>
          </div>
        </div>
      ))}
      <div id={`${id}-precision`} className="parametre-precision">
        <p className={erreur ? 'champ-erreur' : 'champ-aide'}>
          {erreur ?? `La somme des parts fait 100${FINE}%.`}
        </p>
        <Retablir
          champ={champ}
          modifie={texte !== textePrevu}
          textePrevu={textePrevu}
          retablir={retablir}
          valeur={textePrevu
            .split('-')
            .map((part) => `${part}${FINE}%`)
            .join(', ')}
        />
      </div>
    </fieldset>
  )
})
