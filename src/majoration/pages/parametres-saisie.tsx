import { memo, type ReactNode, useId, useState } from 'react'
import type { ChampParametre } from '#majoration/brouillon/brouillon.ts'
import { ecrireFrancais } from '#majoration/brouillon/brouillon-textes.ts'
import type { Changement } from '#majoration/pages/simulation-etat.ts'
import { FINE, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'

/** What every editor of one parameter needs: its text, the règlement's, and how to change or restore it. */
export type ProprietesParametre = {
  readonly champ: ChampParametre
  readonly texte: string
  readonly textePrevu: string
  readonly changer: (champ: ChampParametre, saisie: string) => Changement
  readonly retablir: (champs: readonly ChampParametre[]) => void
}

/**
 * Text as it is being typed. What is refused stays in the field with its reason, the computation keeping the last
 * good value; a change from elsewhere (reset, « précédent ») replaces it.
 */
export function useSaisie({ champ, texte, changer }: ProprietesParametre) {
  const [encours, setEncours] = useState<{ saisie: string; pour: string; erreur?: string }>()
  const vivante = encours?.pour === texte ? encours : undefined
  return {
    saisie: vivante?.saisie,
    erreur: vivante?.erreur,
    saisir: (saisie: string, ecrite = saisie) => {
      const changement = changer(champ, ecrite)
      setEncours(
        changement.accepte
          ? { saisie, pour: changement.texte }
          : { saisie, pour: texte, erreur: changement.motif.message },
      )
    },
    /** Leaving a field that holds a good value rewrites it properly: « 20140000 » becomes « 20 140 000 ». */
    quitter: () => setEncours((avant) => (avant?.erreur ? avant : undefined)),
  }
}

type ProprietesChamp = ProprietesParametre & { readonly aide?: ReactNode; readonly desactive?: boolean }

/** A number of the règlement: typed in French, marked and restorable when it departs from it. */
export const SaisieNombre = memo(function SaisieNombre(props: ProprietesChamp) {
  const { champ, texte, textePrevu, aide, desactive = false, retablir } = props
  const id = useId()
  const { saisie, erreur, saisir, quitter } = useSaisie(props)
  const modifie = texte !== textePrevu
  return (
    <div className="champ parametre" data-modifie={modifie || undefined}>
      <div className="parametre-ligne">
        <label htmlFor={id} className="champ-libelle">
          {champ.libelle}
        </label>
        <div className="champ-groupe" data-invalid={erreur ? true : undefined}>
          <input
            id={id}
            name={champ.cle}
            className="champ-saisie nombre"
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            disabled={desactive}
            value={desactive ? '' : (saisie ?? ecrireFrancais(texte))}
            aria-invalid={erreur ? true : undefined}
            aria-describedby={`${id}-precision`}
            onChange={(evenement) => saisir(evenement.target.value)}
            onBlur={quitter}
          />
          {champ.unite && <span className="champ-unite">{champ.unite}</span>}
        </div>
      </div>
      <div id={`${id}-precision`} className="parametre-precision">
        {erreur && <p className="champ-erreur">{erreur}</p>}
        {!erreur && aide && <p className="champ-aide">{aide}</p>}
        <Retablir champ={champ} modifie={modifie} textePrevu={textePrevu} retablir={retablir} />
      </div>
    </div>
  )
})

type ProprietesRetablir = Pick<ProprietesParametre, 'champ' | 'textePrevu' | 'retablir'> & {
  readonly modifie: boolean
  /** The règlement's value in words, when its text alone would not be read. */
  readonly valeur?: string
}

/** « Règlement : 15 % ↺ », only for a parameter that departs from it. */
export function Retablir({ champ, modifie, textePrevu, retablir, valeur }: ProprietesRetablir) {
  if (!modifie) return null
  const ecrite = valeur ?? `${ecrireFrancais(textePrevu)}${champ.unite ? FINE + champ.unite : ''}`
  return (
    <p className="parametre-retablir">
      <span>
        Règlement{INSECABLE}: {ecrite}
      </span>
      <Bouton
        variante="discret"
        icone="retour"
        aria-label={`Rétablir « ${champ.libelle} »`}
        onPress={() => retablir([champ])}
      />
    </p>
  )
}
