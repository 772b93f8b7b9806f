import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Administration } from '#annuaire/pages/administration.tsx'
import { lireRechercheListe, useAttente, useComptes } from '#annuaire/pages/gestion-donnees.ts'
import { EtatCompte, FiltresListe, Instant, Pages } from '#annuaire/pages/gestion-elements.tsx'
import type { Comptes } from '#annuaire/schema-gestion.ts'
import { ROLES } from '#socle/acces.ts'
import { compter } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
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
  const naviguer = useNavigate()
  const recherche = lireRechercheListe(useSearch({ strict: false }), Object.keys(ETATS))
  const { data, error, isError, refetch } = useComptes(recherche)
  const attendent = useAttente(true).data?.personnes ?? 0
  return (
    <>
      {attendent > 0 && recherche.etat !== 'en_attente' && (
        <p>
          <Link to={ICI} search={{ etat: 'en_attente' }}>
            {compter(attendent, 'compte attend', 'comptes attendent')} votre accord
          </Link>
        </p>
      )}
      <FiltresListe
        key={recherche.q}
        libelle="Nom, courriel ou organisation"
        etats={ETATS}
        recherche={recherche}
        onChange={(search) => void naviguer({ to: ICI, search })}
      />
      {!data ? (
        isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement des comptes" />
        )
      ) : data.comptes.length === 0 ? (
        <EtatVide
          titre={
            recherche.etat === 'en_attente' && !recherche.q
              ? 'Personne n’attend votre accord.'
              : 'Aucun compte ne répond à cette recherche.'
          }
          action={<LienBouton to={ICI}>Voir tous les comptes</LienBouton>}
        />
      ) : (
        <>
          <TableauDonnees
            legende={`${compter(data.total, 'compte')}, ceux qui attendent d’abord`}
            colonnes={colonnes}
            lignes={data.comptes}
            cle={({ id }) => id}
          />
          <Pages to={ICI} recherche={recherche} total={data.total} parPage={data.parPage} />
        </>
      )}
    </>
  )
}

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
