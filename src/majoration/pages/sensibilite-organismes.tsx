import { EtiquetteSort, LIBELLES_ORGANISME, SORTS } from '#majoration/pages/sensibilite-sorts.tsx'
import type { SortOrganisme } from '#majoration/sensibilite-organismes.ts'
import { ecrireNombre, INSECABLE } from '#socle/francais.ts'
import { Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = {
  readonly organismes: readonly SortOrganisme[]
  readonly nomDe: (organisme: string) => string
  /** Shows the formations of one body. */
  readonly onOrganisme: (organisme: string) => void
}

/** Body by body: whether it stays, and between how many contracts, whatever the weights. */
export const TableauSortsOrganismes = ({ organismes, nomDe, onOrganisme }: Proprietes) => (
  <>
    <p className="secondaire">
      «{INSECABLE}Contrats retenus{INSECABLE}»{INSECABLE}: au moins ceux des formations toujours retenues, au
      plus ceux de toutes les formations qui peuvent l’être. «{INSECABLE}En jeu{INSECABLE}»{INSECABLE}: la
      différence.
    </p>
    <TableauDonnees
      legende="Sort de chaque organisme"
      legendeMasquee
      colonnes={colonnes(nomDe, onOrganisme)}
      lignes={organismes}
      cle={({ organisme }) => organisme}
      triInitial={{ colonne: 'ecart', sens: 'desc' }}
    />
  </>
)

const colonnes = (
  nomDe: Proprietes['nomDe'],
  onOrganisme: Proprietes['onOrganisme'],
): Colonne<SortOrganisme>[] => {
  const compte = (
    code: 'toujours' | 'depend' | 'indetermine' | 'jamais',
    titre: string,
  ): Colonne<SortOrganisme> => ({
    code,
    titre,
    nombre: true,
    secondaire: true,
    tri: ({ formations }) => formations[code],
    cellule: ({ formations }) => <Nombre valeur={formations[code]} />,
  })
  return [
    {
      code: 'nom',
      titre: 'Organisme',
      tri: ({ organisme }) => nomDe(organisme),
      cellule: ({ organisme }) => (
        <button type="button" className="lien" onClick={() => onOrganisme(organisme)}>
          {nomDe(organisme)}
        </button>
      ),
    },
    {
      code: 'sort',
      titre: 'Sort',
      tri: ({ sort }) => SORTS.indexOf(sort),
      cellule: ({ sort }) => <EtiquetteSort sort={sort} libelles={LIBELLES_ORGANISME} />,
    },
    compte('toujours', 'Toujours'),
    compte('depend', 'Dépend'),
    compte('indetermine', 'Indét.'),
    compte('jamais', 'Jamais'),
    {
      code: 'contrats',
      titre: 'Contrats retenus',
      nombre: true,
      tri: ({ contratsMinimum }) => contratsMinimum,
      cellule: ({ contratsMinimum: min, contratsMaximum: max }) =>
        min === max ? ecrireNombre(min) : `${ecrireNombre(min)} à ${ecrireNombre(max)}`,
    },
    {
      code: 'ecart',
      titre: 'En jeu',
      nombre: true,
      tri: ({ contratsMinimum, contratsMaximum }) => contratsMaximum - contratsMinimum,
      cellule: ({ contratsMinimum, contratsMaximum }) => (
        <Nombre valeur={contratsMaximum - contratsMinimum} />
      ),
    },
  ]
}
