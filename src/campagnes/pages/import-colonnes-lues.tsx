import type { ColonneLue } from '#campagnes/importation/importation.ts'
import { compter } from '#socle/francais.ts'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Ligne = ColonneLue & { readonly place: number }

/** Headers of the file, and what each was taken for. */
export function ColonnesLues({ colonnes }: { readonly colonnes: readonly ColonneLue[] }) {
  const ignorees = colonnes.filter(({ champ }) => champ === null).length
  const lignes = colonnes.map((colonne, i) => ({ ...colonne, place: i + 1 }))
  return (
    <details className="carte import-dictionnaire">
      <summary>
        <h2>Comment les colonnes ont été lues</h2>
        <span className="secondaire">
          {compter(colonnes.length - ignorees, 'reconnue')}, {compter(ignorees, 'ignorée')}
        </span>
      </summary>
      <TableauDonnees
        legende="Colonnes du fichier"
        legendeMasquee
        colonnes={COLONNES}
        lignes={lignes}
        cle={({ place }) => String(place)}
      />
    </details>
  )
}

const COLONNES: readonly Colonne<Ligne>[] = [
  { code: 'place', titre: 'Place', nombre: true, cellule: ({ place }) => place },
  { code: 'entete', titre: 'En-tête du fichier', cellule: ({ entete }) => entete || <i>sans en-tête</i> },
  {
    code: 'libelle',
    titre: 'Lue comme',
    cellule: ({ libelle }) => libelle ?? <span className="discret">ignorée</span>,
  },
]
