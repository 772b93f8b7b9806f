import { useId, useState } from 'react'
import type { Critere, Grille } from '#campagnes/reglement.ts'
import { type Amplitudes, lireAmplitude } from '#majoration/pages/sensibilite-etat.ts'
import { borner } from '#majoration/profils.ts'
import { ecrirePoints, FINE, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Curseur } from '#ui/curseur.tsx'
import { Indicatif } from '#ui/etiquette.tsx'

type Proprietes = {
  readonly grille: Grille
  readonly amplitudes: Amplitudes
  readonly poser: (amplitudes: Amplitudes) => void
}

/** How far each weight may move: one amplitude for all, and another for any criterion that needs its own. */
export function FormulaireAmplitudes({ grille, amplitudes, poser }: Proprietes) {
  const { commune, propres } = amplitudes
  // On a narrow screen the results come below: the criteria stay folded until they are wanted.
  const [large] = useState(() => matchMedia('(width >= 60rem)').matches)
  const changerPropre = (code: string, valeur: number | undefined) => {
    const { [code]: _, ...autres } = propres
    poser({ commune, propres: valeur === undefined ? autres : { ...autres, [code]: valeur } })
  }
  return (
    <form className="pile" aria-label="Amplitudes" onSubmit={(evenement) => evenement.preventDefault()}>
      <Curseur
        libelle="Amplitude commune"
        minimum={0}
        maximum={100}
        valeur={commune}
        ecrire={(v) => `±${FINE}${v}${FINE}%`}
        onChange={(v) => poser({ commune: v, propres })}
      />
      <SaisieAmplitude
        libelle="Amplitude commune, valeur exacte"
        valeur={commune}
        onChange={(v) => v !== undefined && poser({ commune: v, propres })}
      />
      <details className="sensibilite-criteres" open={Object.keys(propres).length > 0 || large}>
        <summary>Critère par critère {grille.indicatif && <Indicatif />}</summary>
        <div className="pile">
          <p className="champ-aide">Un champ vide suit l’amplitude commune. Avec 0, le poids ne bouge pas.</p>
          {grille.criteres.map((critere) => (
            <SaisieAmplitude
              key={critere.code}
              libelle={critere.libelle}
              valeur={propres[critere.code]}
              commune={commune}
              aide={direPlage(critere, propres[critere.code] ?? commune)}
              onChange={(valeur) => changerPropre(critere.code, valeur)}
            />
          ))}
        </div>
      </details>
      {Object.keys(propres).length > 0 && (
        <div>
          <Bouton variante="discret" icone="retour" onPress={() => poser({ commune, propres: {} })}>
            Même amplitude pour tous
          </Bouton>
        </div>
      )}
    </form>
  )
}

/** « de 16,00 à 24,00 points » */
function direPlage(critere: Critere, amplitude: number): string {
  const { basses, hautes } = borner(
    { indicatif: false, criteres: [critere] },
    { [critere.code]: amplitude / 100 },
  )
  if (basses[0] === hautes[0]) return `fixe${INSECABLE}: ${ecrirePoints(critere.poids)} points`
  return `de ${ecrirePoints(basses[0]!)} à ${ecrirePoints(hautes[0]!)} points`
}

type ProprietesSaisie = {
  readonly libelle: string
  readonly valeur: number | undefined
  /** Given when an empty field means « as the others », and shown in its place. */
  readonly commune?: number
  readonly aide?: string
  readonly onChange: (valeur: number | undefined) => void
}

/** A percentage; what is refused stays in the field with its reason, the last good value being kept. */
function SaisieAmplitude({ libelle, valeur, commune, aide, onChange }: ProprietesSaisie) {
  const id = useId()
  const [encours, setEncours] = useState<{ saisie: string; pour: number | undefined; faux: boolean }>()
  const vivante = encours?.pour === valeur ? encours : undefined
  const erreur = vivante?.faux ? 'Indiquez un pourcentage entier, de 0 à 100.' : undefined
  const saisir = (saisie: string) => {
    const vide = saisie.trim() === '' && commune !== undefined
    const lue = vide ? undefined : lireAmplitude(saisie.replace('±', ''))
    const faux = !vide && lue === undefined
    setEncours({ saisie, pour: faux ? valeur : lue, faux })
    if (!faux) onChange(lue)
  }
  return (
    <div
      className="champ parametre"
      data-modifie={(commune !== undefined && valeur !== undefined) || undefined}
    >
      <div className="parametre-ligne">
        <label htmlFor={id} className="champ-libelle">
          {libelle}
        </label>
        <div className="champ-groupe" data-invalid={erreur ? true : undefined}>
          <span className="sensibilite-plus-moins" aria-hidden="true">
            ±
          </span>
          <input
            id={id}
            className="champ-saisie nombre"
            inputMode="numeric"
            autoComplete="off"
            value={vivante?.saisie ?? valeur ?? ''}
            placeholder={commune === undefined ? undefined : String(commune)}
            aria-invalid={erreur ? true : undefined}
            aria-describedby={`${id}-precision`}
            onChange={(evenement) => saisir(evenement.target.value)}
            onBlur={() => setEncours((avant) => (avant?.faux ? avant : undefined))}
          />
          <span className="champ-unite">%</span>
        </div>
      </div>
      <p id={`${id}-precision`} className={erreur ? 'champ-erreur' : 'champ-aide'}>
        {erreur ?? aide}
      </p>
    </div>
  )
}
