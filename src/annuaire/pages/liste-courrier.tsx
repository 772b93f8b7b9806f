import { type FormEvent, useState } from 'react'
import type { RechercheListe } from '#annuaire/pages/courrier-donnees.ts'
import { compter, ecrireNombre } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import './courrier.css'

type ProprietesFiltre = {
  /** What the words are looked for in. */
  readonly libelle: string
  readonly etats: Readonly<Record<string, string>>
  readonly recherche: RechercheListe
  readonly onChercher: (recherche: RechercheListe) => void
}

/** By words and by state. The address only changes when the search is asked for. */
export function FiltreListe({ libelle, etats, recherche, onChercher }: ProprietesFiltre) {
  const [q, setQ] = useState(recherche.q ?? '')
  const options = [
    { valeur: '', libelle: 'Tous les états' },
    ...Object.entries(etats).map(([valeur, nom]) => ({ valeur, libelle: nom })),
  ]
  const chercher = (evenement: FormEvent) => {
    evenement.preventDefault()
    onChercher({ ...recherche, q, page: 1 })
  }
  return (
    <search className="ecran-seulement">
      <form className="courrier-recherche" onSubmit={chercher}>
        <ChampTexte libelle={libelle} type="search" valeur={q} onChange={setQ} maximum={200} />
        <Choix
          libelle="État"
          options={options}
          valeur={recherche.etat ?? ''}
          onChange={(etat) => onChercher({ ...recherche, q, etat, page: 1 })}
        />
        <div className="rangee">
          <Bouton type="submit" icone="chercher">
            Chercher
          </Bouton>
          {(recherche.q || recherche.etat) && (
            <Bouton variante="discret" onPress={() => onChercher({})}>
              Tout afficher
            </Bouton>
          )}
        </div>
      </form>
    </search>
  )
}

const PAR_PAGE = 50

/** Where we are in a list longer than a page. */
export function PagesListe({
  recherche,
  total,
  quoi,
  onChercher,
}: {
  readonly recherche: RechercheListe
  readonly total: number
  /** « message », counted in French. */
  readonly quoi: string
  readonly onChercher: (recherche: RechercheListe) => void
}) {
  const { page = 1 } = recherche
  const pages = Math.max(1, Math.ceil(total / PAR_PAGE))
  return (
    <nav className="rangee courrier-pages" aria-label="Pages de la liste">
      <p className="discret">
        {compter(total, quoi)}
        {pages > 1 && `, page ${ecrireNombre(page)} sur ${ecrireNombre(pages)}`}
      </p>
      {page > 1 && <Bouton onPress={() => onChercher({ ...recherche, page: page - 1 })}>Plus récents</Bouton>}
      {page < pages && (
        <Bouton onPress={() => onChercher({ ...recherche, page: page + 1 })}>Plus anciens</Bouton>
      )}
    </nav>
  )
}
