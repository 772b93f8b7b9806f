import type { Anomalie, GroupeAnomalies } from '#campagnes/importation/anomalies.ts'
import { type FiltreAnomalies, useAnomalies } from '#campagnes/pages/import-donnees.ts'
import { Pagination } from '#campagnes/pages/import-pagination.tsx'
import { compter, ecrireNombre } from '#socle/francais.ts'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type ProprietesCellules = {
  readonly id: string
  readonly filtre: FiltreAnomalies
  readonly cause: GroupeAnomalies | undefined
  readonly causes: readonly GroupeAnomalies[]
  readonly toutes: () => void
  readonly onPage: (page: number) => void
}

/** Each cell to look at: where it is, what it holds, what was expected. */
export function Cellules({ id, filtre, cause, causes, toutes, onPage }: ProprietesCellules) {
  const { data, error, isError, isPlaceholderData, refetch } = useAnomalies(id, filtre)
  if (isError) return <EtatErreur erreur={error} reessayer={() => refetch()} />
  if (!data) return <Chargement quoi="Chargement des cellules" />
  const comptees = (cause ? [cause] : causes).reduce((somme, { nombre }) => somme + nombre, 0)
  const titre = cause
    ? `${cause.colonne ? `Colonne « ${cause.colonne} »` : 'Lignes entières'} : ${cause.message}`
    : 'Toutes les causes'
  return (
    <div className="pile import-cellules" aria-busy={isPlaceholderData}>
      <div className="rangee">
        <h3>{titre}</h3>
        {cause && (
          <button type="button" className="bouton bouton-discret import-voir" onClick={toutes}>
            Toutes les causes
          </button>
        )}
      </div>
      {data.total < comptees && (
        <p className="secondaire">
          {ecrireNombre(data.total)} sur {compter(comptees, 'anomalie')} : au-delà de mille d’une même cause,
          elles ne sont plus énumérées ici. Le fichier annoté les porte toutes.
        </p>
      )}
      <TableauDonnees
        legende={`Cellules. ${titre}`}
        legendeMasquee
        colonnes={filtre.gravite === 'erreur' ? [...COLONNES, ATTENDU] : COLONNES}
        lignes={data.anomalies}
        cle={(anomalie) => `${anomalie.ligne}/${anomalie.colonne}/${anomalie.code}`}
        enTete="ligne"
        hauteur="34rem"
        vide="Aucune cellule sur cette page."
      />
      <Pagination quoi="Cellules" {...data} onPage={onPage} />
    </div>
  )
}

const COLONNES: readonly Colonne<Anomalie>[] = [
  {
    code: 'ligne',
    titre: 'Ligne',
    nombre: true,
    cellule: ({ ligne }) => (ligne === 0 ? 'fichier' : ecrireNombre(ligne)),
  },
  {
    code: 'colonne',
    titre: 'Colonne',
    cellule: ({ colonne }) => colonne ?? <span className="discret">toute la ligne</span>,
  },
  { code: 'valeur', titre: 'Valeur', cellule: ({ valeur }) => <Valeur texte={valeur} /> },
  { code: 'message', titre: 'Ce qui ne va pas', cellule: ({ message }) => message },
]

const ATTENDU: Colonne<Anomalie> = {
  code: 'attendu',
  titre: 'Attendu',
  cellule: ({ attendu }) => attendu ?? '—',
}

/** What a cell holds, spaces included: « 12  » is not « 12 ». */
const Valeur = ({ texte }: { readonly texte: string | null }) =>
  texte === null || texte === '' ? (
    <span className="discret">vide</span>
  ) : (
    <code className="import-valeur">{texte}</code>
  )
