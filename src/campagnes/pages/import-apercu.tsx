import { COLONNES, type Colonne as ColonneModele } from '#campagnes/importation/colonnes.ts'
import type { Importation, LigneApercu } from '#campagnes/importation/importation.ts'
import { useRechercheImport } from '#campagnes/pages/import-adresse.ts'
import { useApercu } from '#campagnes/pages/import-donnees.ts'
import { Pagination } from '#campagnes/pages/import-pagination.tsx'
import { ecrireNombre, ecrirePourcentage } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** The lines as they were understood, page by page; what was not understood is shown as it was written. */
export function Apercu({ importation }: { readonly importation: Importation }) {
  const [recherche, changer] = useRechercheImport()
  const { data, error, isError, refetch, isPlaceholderData } = useApercu(importation.id, recherche.apercu)
  return (
    <Carte
      titre="Aperçu"
      chapeau="Les lignes telles qu’elles ont été comprises. Une cellule encadrée est à corriger, une cellule soulignée est à vérifier."
    >
      {isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement de l’aperçu" />
      ) : (
        <div className="pile import-apercu" aria-busy={isPlaceholderData}>
          <TableauDonnees
            legende="Aperçu des lignes lues"
            legendeMasquee
            colonnes={TABLEAU}
            lignes={data.lignes}
            cle={({ ligne }) => String(ligne)}
            enTete="ligne"
            hauteur="26rem"
            vide="Aucune ligne sur cette page."
          />
          <Pagination quoi="Lignes" {...data} onPage={(apercu) => changer({ apercu }, true)} />
        </div>
      )}
    </Carte>
  )
}

const TABLEAU: readonly Colonne<LigneApercu>[] = [
  { code: 'ligne', titre: 'Ligne', nombre: true, cellule: ({ ligne }) => ecrireNombre(ligne) },
  ...COLONNES.map(
    (colonne): Colonne<LigneApercu> => ({
      code: colonne.code,
      titre: <span className="import-apercu-titre">{colonne.entete}</span>,
      nombre: ['entier', 'pourcentage', 'niveau', 'palier'].includes(colonne.nature),
      cellule: (ligne) => <CelluleApercu ligne={ligne} colonne={colonne} />,
    }),
  ),
]

function CelluleApercu({ ligne, colonne }: { readonly ligne: LigneApercu; readonly colonne: ColonneModele }) {
  const valeur = ligne.valeurs[colonne.code]
  const anomalies = ligne.anomalies.filter(({ champ }) => champ === colonne.code)
  const pire = anomalies.find(({ gravite }) => gravite === 'erreur') ?? anomalies[0]
  const lue = valeur === null || valeur === '' ? null : ecrireValeur(valeur, colonne)
  if (!pire) return lue ?? <span className="discret">—</span>
  return (
    <span className="import-cellule" data-gravite={pire.gravite} title={pire.message}>
      {pire.gravite === 'erreur' ? pire.valeur || 'vide' : (lue ?? '—')}
      <span className="hors-ecran">
        {' '}
        ({pire.gravite} : {pire.message})
      </span>
    </span>
  )
}

/** Declared yes/no travel as 0 and 1, percentages in hundredths. */
function ecrireValeur(valeur: string | number | boolean, { nature }: ColonneModele): string {
  if (nature === 'ouiNon') return valeur === true || valeur === 1 ? 'oui' : 'non'
  if (typeof valeur !== 'number') return String(valeur)
  if (nature === 'pourcentage') return ecrirePourcentage(valeur)
  return ecrireNombre(valeur)
}
