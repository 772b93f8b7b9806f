import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import type { OrganisationListee, Organisations } from '#annuaire/schema-gestion.ts'
import { NATURES } from '#socle/acces.ts'
import { compter } from '#socle/francais.ts'
import { ecrireSiret } from '#socle/siret.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { requete } from '#ui/requete.ts'
import './courrier.css'

export type Organisme = OrganisationListee
const VISIBLES = 6

type Proprietes = {
  readonly valeur: Organisme | undefined
  readonly onChange: (organisme: Organisme | undefined) => void
}

/** One organisation with access, found by its name; once chosen, only that one shows. */
export function ChoixOrganisme({ valeur, onChange }: Proprietes) {
  const [saisie, setSaisie] = useState('')
  const [rouvert, setRouvert] = useState(false)
  const groupe = useRef<HTMLFieldSetElement>(null)
  const { data, error } = useOrganismes(useDeferredValue(saisie.trim()), valeur === undefined)
  // « Changer » goes away with what it changes: the search takes its place under the keyboard.
  useEffect(() => {
    if (rouvert && !valeur) groupe.current?.querySelector('input')?.focus()
  }, [rouvert, valeur])
  if (valeur)
    return (
      <fieldset className="organismes">
        <legend className="champ-libelle">Organisme</legend>
        <div className="organisme-choisi">
          <Presentation organisme={valeur} />
          <Bouton
            variante="discret"
            autoFocus
            onPress={() => {
              setRouvert(true)
              onChange(undefined)
            }}
          >
            Changer<span className="hors-ecran"> d’organisme</span>
          </Bouton>
        </div>
      </fieldset>
    )
  const visibles = data?.organisations.slice(0, VISIBLES) ?? []
  return (
    <fieldset className="organismes" ref={groupe}>
      <legend className="champ-libelle">Organisme</legend>
      <ChampTexte
        libelle="Chercher un organisme"
        libelleMasque
        type="search"
        indication="Nom de l’organisme"
        valeur={saisie}
        onChange={setSaisie}
        maximum={100}
      />
      {visibles.length > 0 && (
        <ul>
          {visibles.map((organisme) => (
            <li key={organisme.id}>
              <button type="button" onClick={() => onChange(organisme)}>
                <Presentation organisme={organisme} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className={error ? 'champ-erreur' : 'champ-aide'} role="status">
        {error
          ? error.message
          : data && data.total === 0
            ? 'Aucun organisme ayant accès ne porte ce nom : ajoutez-le d’abord à l’écran « Organisations ».'
            : data && data.total > visibles.length
              ? `${compter(data.total, 'organisme')} : précisez le nom.`
              : ''}
      </p>
    </fieldset>
  )
}

const useOrganismes = (q: string, enabled: boolean) =>
  useQuery({
    queryKey: ['organismes-au-choix', q],
    queryFn: ({ signal }) => {
      const parametres = new URLSearchParams({ etat: 'active', ...(q && { q }) })
      return requete<Organisations>(`/organisations?${parametres}`, 'GET', undefined, signal)
    },
    placeholderData: (precedente) => precedente,
    enabled,
  })

const Presentation = ({ organisme: { nom, nature, siret } }: { readonly organisme: Organisme }) => (
  <span>
    {nom}{' '}
    <span className="discret">
      {NATURES[nature]}, {ecrireSiret(siret)}
    </span>
  </span>
)
