import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'

type Geste = 'monter' | 'descendre' | 'saisir' | 'ajouter'

type Proprietes<L> = {
  readonly lignes: readonly L[]
  /** What a new line begins with. */
  readonly vide: L
  readonly maximum: number
  /** What the button that adds says. */
  readonly ajouter: string
  /** How a line is called by screen readers. */
  readonly nommer: (ligne: L) => string
  /** Whether the order means something, and may be changed. */
  readonly ordonnable?: boolean
  readonly onChange: (lignes: L[]) => void
  readonly children: (ligne: L, changer: (change: Partial<L>) => void) => ReactNode
}

/** Lines that one writes, moves and removes, all by keyboard: the focus follows the line that moves. */
export function ListeSaisie<L>(props: Proprietes<L>) {
  const { lignes, vide, maximum, nommer, ordonnable = false, onChange } = props
  const [cles, setCles] = useCles(lignes.length)
  const [racine, viser] = useFocusSuivi()
  const annoncer = useAnnonce()
  const changer = (rang: number, change: Partial<L>) =>
    onChange(lignes.map((ligne, i) => (i === rang ? { ...ligne, ...change } : ligne)))
  const deplacer = (rang: number, vers: number, geste: Geste) => {
    onChange(echanger(lignes, rang, vers))
    setCles(echanger(cles, rang, vers))
    viser(cles[rang]!, geste)
    annoncer(`${nommer(lignes[rang]!)} : place ${vers + 1} sur ${lignes.length}.`)
  }
  const retirer = (rang: number) => {
    onChange(lignes.filter((_, i) => i !== rang))
    setCles(cles.filter((_, i) => i !== rang))
    viser(undefined, 'ajouter')
    annoncer(`${nommer(lignes[rang]!)} : retiré de la liste.`)
  }
  const ajouter = () => {
    const cle = Math.max(-1, ...cles) + 1
    onChange([...lignes, vide])
    setCles([...cles, cle])
    viser(cle, 'saisir')
  }
  return (
    <div ref={racine} className="appel-lignes">
      {lignes.length > 0 && (
        <ol>
          {lignes.map((ligne, rang) => (
            <li key={cles[rang]} data-cle={cles[rang]}>
              <div className="appel-ligne-champs">
                {props.children(ligne, (change) => changer(rang, change))}
              </div>
              <div className="appel-ligne-gestes">
                {ordonnable && (
                  <>
                    <Bouton
                      variante="discret"
                      data-geste="monter"
                      aria-label={`Monter : ${nommer(ligne)}`}
                      isDisabled={rang === 0}
                      onPress={() => deplacer(rang, rang - 1, 'monter')}
                    >
                      ↑
                    </Bouton>
                    <Bouton
                      variante="discret"
                      data-geste="descendre"
                      aria-label={`Descendre : ${nommer(ligne)}`}
                      isDisabled={rang === lignes.length - 1}
                      onPress={() => deplacer(rang, rang + 1, 'descendre')}
                    >
                      ↓
                    </Bouton>
                  </>
                )}
                <Bouton
                  variante="discret"
                  icone="corbeille"
                  aria-label={`Retirer : ${nommer(ligne)}`}
                  onPress={() => retirer(rang)}
                />
              </div>
            </li>
          ))}
        </ol>
      )}
      <div className="rangee">
        <Bouton icone="plus" data-geste="ajouter" isDisabled={lignes.length >= maximum} onPress={ajouter}>
          {props.ajouter}
        </Bouton>
      </div>
    </div>
  )
}

/** A key for each line that stays its own when it moves; drawn anew when the lines come from elsewhere. */
function useCles(nombre: number): [number[], (cles: number[]) => void] {
  const [cles, setCles] = useState(() => Array.from({ length: nombre }, (_, i) => i))
  return [cles.length === nombre ? cles : Array.from({ length: nombre }, (_, i) => i), setCles]
}

/** Puts the focus, once the lines are drawn again, where the gesture leaves it. */
function useFocusSuivi() {
  const racine = useRef<HTMLDivElement>(null)
  const [vise, setVise] = useState<{ cle: number | undefined; geste: Geste }>()
  useEffect(() => {
    if (!vise || !racine.current) return
    const ligne = racine.current.querySelector(`[data-cle="${vise.cle}"]`)
    const cible =
      vise.geste === 'saisir'
        ? ligne?.querySelector('input')
        : vise.geste === 'ajouter'
          ? racine.current.querySelector('[data-geste="ajouter"]')
          : (ligne?.querySelector(`[data-geste="${vise.geste}"]:not(:disabled)`) ??
            // At an end of the list, the other direction is what is left.
            ligne?.querySelector('[data-geste]:not(:disabled)'))
    if (cible instanceof HTMLElement) cible.focus()
  }, [vise])
  return [racine, (cle: number | undefined, geste: Geste) => setVise({ cle, geste })] as const
}

function echanger<T>(valeurs: readonly T[], a: number, b: number): T[] {
  const suite = [...valeurs]
  ;[suite[a], suite[b]] = [suite[b]!, suite[a]!]
  return suite
}
