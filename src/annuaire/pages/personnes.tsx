import { Link, useSearch } from '@tanstack/react-router'
import { Administration } from '#annuaire/pages/administration.tsx'
import { lireRechercheListe, useAttente, useComptes } from '#annuaire/pages/gestion-donnees.ts'
import { EtatCompte, Instant } from '#annuaire/pages/gestion-elements.tsx'
import { ListeGestion } from '#annuaire/pages/liste-gestion.tsx'
import type { Comptes } from '#annuaire/schema-gestion.ts'
import { ROLES } from '#socle/acces.ts'
import { compter } from '#socle/francais.ts'
import type { Colonne } from '#ui/tableau.tsx'
import './administration.css'

const ICI = '/administration/personnes'
const ETATS = { en_attente: 'En attente', active: 'Actifs', suspendue: 'Suspendus', effacee: 'Effacés' }

/** /administration/personnes : every account, those that wait first. */
export const PagePersonnes = () => (
  <Administration
    action="personne.gerer"
    titre="Personnes"
    chapeau="Chaque première connexion attend votre accord, sauf celle d’une personne invitée."
  >
    <Liste />
  </Administration>
)

function Liste() {
  const recherche = lireRechercheListe(useSearch({ strict: false }), Object.keys(ETATS))
  const requete = useComptes(recherche)
  const { data } = requete
  return (
    <ListeGestion
      to={ICI}
      mots={MOTS}
      etats={ETATS}
      recherche={recherche}
      attendent={useAttente(true).data?.personnes ?? 0}
      requete={requete}
      lu={
        data && {
          ...{ lignes: data.comptes, total: data.total, parPage: data.parPage },
          legende: `${compter(data.total, 'compte')}, ceux qui attendent d’abord`,
        }
      }
      colonnes={colonnes}
    />
  )
}

const MOTS = {
  recherche: 'Nom, courriel ou organisation',
  chargement: 'Chargement des comptes',
  attend: ['compte attend', 'comptes attendent'],
  rienNAttend: 'Personne n’attend votre accord.',
  rienNeRepond: 'Aucun compte ne répond à cette recherche.',
  voirTout: 'Voir tous les comptes',
} as const

const colonnes: readonly Colonne<Comptes['comptes'][number]>[] = [
  {
    code: 'nom',
    titre: 'Personne',
    cellule: ({ id, nom, courriel }) => (
      <>
        <Link to="/administration/personnes/$personne" params={{ personne: id }}>
          {nom}
        </Link>
        {courriel && <span className="administration-courriel">{courriel}</span>}
      </>
    ),
  },
  { code: 'etat', titre: 'Compte', cellule: ({ etat }) => <EtatCompte etat={etat} /> },
  {
    code: 'organisation',
    titre: 'Organisation',
    secondaire: true,
    cellule: ({ organisation }) => organisation ?? <span className="discret">aucune</span>,
  },
  {
    code: 'roles',
    titre: 'Rôles',
    secondaire: true,
    cellule: ({ roles }) =>
      roles.length > 0 ? (
        roles.map((role) => ROLES[role].libelle).join(' ; ')
      ) : (
        <span className="discret">aucun</span>
      ),
  },
  {
    code: 'vueLe',
    titre: 'Dernière visite',
    secondaire: true,
    cellule: ({ vueLe }) => (vueLe ? <Instant iso={vueLe} /> : <span className="discret">jamais</span>),
  },
]
