import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { compter } from '#socle/francais.ts'
import { type RechercheTravaux, useRechercheTravaux, useTravaux } from '#travaux/pages/travaux-donnees.ts'
import { UnTravail } from '#travaux/pages/travaux-ligne.tsx'
import { ETATS_TRAVAIL, GENRES_TRAVAIL } from '#travaux/travail.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'
import '#campagnes/pages/import.css'
import './travaux.css'

/** /travaux : all that is done in the background, over every campaign. */
export const PageTravaux = () => (
  <EcranReserve action="travail.lire" titre="Travaux">
    <EcranTravaux />
  </EcranReserve>
)

function EcranTravaux() {
  const [recherche, chercher] = useRechercheTravaux()
  const { data, error, isError, refetch } = useTravaux(recherche)
  return (
    <Page
      titre="Travaux"
      chapeau="Ce qui se fait en arrière-plan, et continue quand vous quittez la page : fichiers lus, actes sur plusieurs demandes, lettres, dossiers, documents, messages."
    >
      <Filtres recherche={recherche} chercher={chercher} />
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des travaux" />
      ) : data.travaux.length === 0 ? (
        <EtatVide titre="Aucun travail à montrer.">
          {Object.keys(recherche).length > 0
            ? 'Aucun ne répond à ces filtres.'
            : 'Ceux que vous lancerez paraîtront ici, avec leur avancement et leur résultat.'}
        </EtatVide>
      ) : (
        <>
          <p className="secondaire" role="status">
            {compter(data.total, 'travail', 'travaux')}
          </p>
          <ul className="travaux">
            {data.travaux.map((travail) => (
              <li key={`${travail.genre} ${travail.id}`} className="carte">
                <UnTravail travail={travail} />
              </li>
            ))}
          </ul>
          <Pages recherche={recherche} chercher={chercher} total={data.total} />
        </>
      )}
    </Page>
  )
}

type Recherche = {
  readonly recherche: RechercheTravaux
  readonly chercher: (recherche: RechercheTravaux) => void
}

/** A filter changed goes back to the first page. */
function Filtres({ recherche, chercher }: Recherche) {
  const { page: _, ...filtres } = recherche
  const tous = useDroits()
  const options = (vide: string, table: Readonly<Record<string, string>>) => [
    { valeur: '', libelle: vide },
    ...Object.entries(table).map(([valeur, libelle]) => ({ valeur, libelle })),
  ]
  return (
    <div className="travaux-filtres ecran-seulement">
      <Choix
        libelle="Genre"
        valeur={filtres.genre ?? ''}
        options={options('Tous les genres', GENRES_TRAVAIL)}
        onChange={(genre) => chercher({ ...filtres, genre })}
      />
      <Choix
        libelle="État"
        valeur={filtres.etat ?? ''}
        options={options('Tous les états', ETATS_TRAVAIL)}
        onChange={(etat) => chercher({ ...filtres, etat })}
      />
      {(tous.has('campagne.conduire') || tous.has('personne.gerer')) && (
        <Choix
          libelle="Demandés par"
          valeur={filtres.qui ?? ''}
          options={options('Tout le monde', { moi: 'Moi' })}
          onChange={(qui) => {
            const { qui: avant, ...reste } = filtres
            chercher(qui === 'moi' ? { ...reste, qui } : reste)
          }}
        />
      )}
    </div>
  )
}

const PAGE = 50

function Pages({ recherche, chercher, total }: Recherche & { readonly total: number }) {
  const { page = 1 } = recherche
  const derniere = Math.ceil(total / PAGE)
  if (derniere < 2) return null
  return (
    <nav className="rangee ecran-seulement" aria-label="Pages">
      <Bouton isDisabled={page <= 1} onPress={() => chercher({ ...recherche, page: page - 1 })}>
        Plus récents
      </Bouton>
      <span className="secondaire">
        page {page} sur {derniere}
      </span>
      <Bouton isDisabled={page >= derniere} onPress={() => chercher({ ...recherche, page: page + 1 })}>
        Plus anciens
      </Bouton>
    </nav>
  )
}
