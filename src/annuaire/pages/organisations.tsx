import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Administration } from '#annuaire/pages/administration.tsx'
import { lireRechercheListe, useAttente, useOrganisations } from '#annuaire/pages/gestion-donnees.ts'
import { EtatOrganisation } from '#annuaire/pages/gestion-elements.tsx'
import { ListeGestion } from '#annuaire/pages/liste-gestion.tsx'
import { Agrement, Creation, Perimetre, RefusOrganisation } from '#annuaire/pages/organisation-gestes.tsx'
import type { OrganisationListee } from '#annuaire/schema-gestion.ts'
import { NATURES } from '#socle/acces.ts'
import { compter, deNom } from '#socle/francais.ts'
import { ecrireSiret } from '#socle/siret.ts'
import { Bouton } from '#ui/bouton.tsx'
import type { Colonne } from '#ui/tableau.tsx'
import './administration.css'

const ICI = '/administration/organisations'
const ETATS = { en_attente: 'En attente', active: 'Actives', fermee: 'Refusées' }

type Ouvert =
  | { readonly geste: 'creation' }
  | { readonly geste: 'agrement' | 'refus' | 'perimetre'; readonly organisation: OrganisationListee }

/** /administration/organisations : those that people act for, those that wait first. */
export function PageOrganisations() {
  const [ouvert, setOuvert] = useState<Ouvert>()
  const fermer = () => setOuvert(undefined)
  return (
    <Administration
      action="personne.gerer"
      titre="Organisations"
      chapeau="Un SIRET inconnu apporté par une première connexion attend ici son nom et sa nature."
      actions={
        <Bouton variante="principal" icone="plus" onPress={() => setOuvert({ geste: 'creation' })}>
          Ajouter une organisation
        </Bouton>
      }
    >
      <Liste ouvrir={setOuvert} />
      {ouvert?.geste === 'creation' && <Creation onFermer={fermer} />}
      {ouvert?.geste === 'agrement' && <Agrement organisation={ouvert.organisation} onFermer={fermer} />}
      {ouvert?.geste === 'refus' && (
        <RefusOrganisation organisation={ouvert.organisation} onFermer={fermer} />
      )}
      {ouvert?.geste === 'perimetre' && <Perimetre organisation={ouvert.organisation} onFermer={fermer} />}
    </Administration>
  )
}

function Liste({ ouvrir }: { readonly ouvrir: (ouvert: Ouvert) => void }) {
  const recherche = lireRechercheListe(useSearch({ strict: false }), Object.keys(ETATS))
  const requete = useOrganisations(recherche)
  const { data } = requete
  return (
    <ListeGestion
      to={ICI}
      mots={MOTS}
      etats={ETATS}
      recherche={recherche}
      attendent={useAttente(true).data?.organisations ?? 0}
      requete={requete}
      lu={
        data && {
          ...{ lignes: data.organisations, total: data.total, parPage: data.parPage },
          legende: `${compter(data.total, 'organisation')}, celles qui attendent d’abord`,
        }
      }
      colonnes={colonnes(ouvrir)}
    />
  )
}

const MOTS = {
  recherche: 'Nom ou SIRET',
  chargement: 'Chargement des organisations',
  attend: ['organisation attend', 'organisations attendent'],
  rienNAttend: 'Aucune organisation n’attend votre accord.',
  rienNeRepond: 'Aucune organisation ne répond à cette recherche.',
  voirTout: 'Voir toutes les organisations',
} as const

const colonnes = (ouvrir: (ouvert: Ouvert) => void): readonly Colonne<OrganisationListee>[] => [
  {
    code: 'nom',
    titre: 'Organisation',
    cellule: ({ nom, siret, nature, etat, filieres }) => (
      <>
        {etat === 'en_attente' ? 'Nom à donner' : nom}
        <span className="administration-courriel">SIRET {ecrireSiret(siret)}</span>
        {nature === 'opco' && etat === 'active' && (
          <span className="administration-courriel">
            {filieres.length > 0 ? filieres.join(' ; ') : 'Aucune filière : ne voit aucune formation'}
          </span>
        )}
      </>
    ),
  },
  { code: 'etat', titre: 'État', cellule: ({ etat }) => <EtatOrganisation etat={etat} /> },
  {
    code: 'nature',
    titre: 'Nature',
    secondaire: true,
    cellule: ({ nature, etat }) => (etat === 'active' ? NATURES[nature] : '—'),
  },
  {
    code: 'comptes',
    titre: 'Comptes',
    secondaire: true,
    nombre: true,
    cellule: ({ comptes, nom }) =>
      comptes === 0 ? (
        '0'
      ) : (
        <Link to="/administration/personnes" search={{ q: nom }}>
          {compter(comptes, 'compte')}
        </Link>
      ),
  },
  {
    code: 'gestes',
    titre: <span className="hors-ecran">Gestes</span>,
    cellule: (organisation) => <Gestes organisation={organisation} ouvrir={ouvrir} />,
  },
]

function Gestes({
  organisation,
  ouvrir,
}: {
  readonly organisation: OrganisationListee
  readonly ouvrir: (ouvert: Ouvert) => void
}) {
  const { etat, nature, nom } = organisation
  if (etat === 'active')
    return nature === 'opco' ? (
      <Bouton
        aria-label={`Changer le périmètre ${deNom(nom)}`}
        onPress={() => ouvrir({ geste: 'perimetre', organisation })}
      >
        Périmètre…
      </Bouton>
    ) : null
  return (
    <div className="rangee">
      <Bouton aria-label={`Approuver ${nom}`} onPress={() => ouvrir({ geste: 'agrement', organisation })}>
        Approuver…
      </Bouton>
      {etat === 'en_attente' && (
        <Bouton
          variante="danger"
          aria-label={`Refuser ${nom}`}
          onPress={() => ouvrir({ geste: 'refus', organisation })}
        >
          Refuser…
        </Bouton>
      )}
    </div>
  )
}
