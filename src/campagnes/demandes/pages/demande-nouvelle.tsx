import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { ProprietesSaisie } from '#campagnes/demandes/pages/demande-saisie.tsx'
import type { FormationSaisie } from '#campagnes/demandes/saisie.ts'
import { INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'

/** A formation begins by its reference: the body's own, by which it finds it again in its tools. */
export function NouvelleFormation({ lue, enregistreur: { vue, ajouter } }: ProprietesSaisie) {
  const id = useId()
  const naviguer = useNavigate()
  const [tapee, setTapee] = useState<string>()
  const [erreur, setErreur] = useState<string>()
  const [envoi, setEnvoi] = useState(false)
  const reference = tapee ?? proposer(vue.formations)
  const creer = async () => {
    const identifiant = reference.trim()
    const refus = juger(identifiant, vue.formations)
    setErreur(refus)
    if (refus || envoi) return
    setEnvoi(true)
    try {
      await ajouter(identifiant, {})
      setTapee(undefined)
      await naviguer({
        to: '/demandes/$demande',
        params: { demande: lue.demande.id },
        search: { formation: identifiant },
        hash: 'champ-intitule',
      })
    } catch (refusee) {
      setErreur((refusee as Error).message)
    } finally {
      setEnvoi(false)
    }
  }
  return (
    <form
      className="demande-nouvelle"
      onSubmit={(evenement) => {
        evenement.preventDefault()
        void creer()
      }}
    >
      <div className="champ">
        <label htmlFor="champ-reference" className="champ-libelle">
          Référence de la nouvelle formation
        </label>
        <div className="champ-groupe" data-invalid={erreur ? true : undefined}>
          <input
            id="champ-reference"
            className="champ-saisie"
            value={reference}
            maxLength={100}
            autoComplete="off"
            aria-invalid={erreur ? true : undefined}
            aria-describedby={`${id}-aide`}
            onChange={({ target }) => setTapee(target.value)}
          />
        </div>
        <p id={`${id}-aide`} className={erreur ? 'champ-erreur' : 'champ-aide'} role={erreur && 'alert'}>
          {erreur ?? 'La vôtre, unique dans la demande ; elle ne change plus ensuite.'}
        </p>
      </div>
      <Bouton type="submit" icone="plus" isDisabled={envoi}>
        Ajouter une formation
      </Bouton>
    </form>
  )
}

/** The first of F1, F2… that is free. */
function proposer(formations: readonly FormationSaisie[]): string {
  const prises = new Set(formations.map(({ identifiant }) => identifiant))
  let rang = formations.length + 1
  while (prises.has(`F${rang}`)) rang++
  return `F${rang}`
}

function juger(identifiant: string, formations: readonly FormationSaisie[]): string | undefined {
  if (identifiant === '') return 'Écrivez une référence.'
  if (formations.some((une) => une.identifiant === identifiant))
    return `La référence «${INSECABLE}${identifiant}${INSECABLE}» est déjà prise dans cette demande.`
  return undefined
}
