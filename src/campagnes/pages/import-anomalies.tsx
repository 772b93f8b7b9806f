import type { Gravite, GroupeAnomalies } from '#campagnes/importation/anomalies.ts'
import type { Importation } from '#campagnes/importation/importation.ts'
import { useRechercheImport } from '#campagnes/pages/import-adresse.ts'
import { Cellules } from '#campagnes/pages/import-cellules.tsx'
import { ecrireNombre } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { ChoixSegmente } from '#ui/choix.tsx'
import { Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** Errors, and warnings apart: first by cause, then cell by cell. */
export function Anomalies({ importation }: { readonly importation: Importation }) {
  const [recherche, changer] = useRechercheImport()
  const { erreurs, avertissements, groupes } = importation
  const gravite: Gravite = recherche.gravite ?? (erreurs > 0 ? 'erreur' : 'avertissement')
  const causes = groupes.filter((groupe) => groupe.gravite === gravite)
  const choisie = causes.find(
    ({ code, colonne }) => code === recherche.code && (colonne ?? '') === (recherche.colonne ?? ''),
  )
  const choisir = (groupe: GroupeAnomalies | undefined) =>
    changer(
      groupe
        ? { gravite, code: groupe.code, colonne: groupe.colonne ?? '', page: undefined }
        : { gravite, code: undefined, colonne: undefined, page: undefined },
      true,
    )
  return (
    <Carte
      titre={gravite === 'erreur' ? 'À corriger' : 'À vérifier'}
      actions={
        <ChoixSegmente<Gravite>
          libelle="Anomalies à montrer"
          libelleMasque
          valeur={gravite}
          options={[
            { valeur: 'erreur', libelle: `Erreurs (${ecrireNombre(erreurs)})` },
            { valeur: 'avertissement', libelle: `Avertissements (${ecrireNombre(avertissements)})` },
          ]}
          onChange={(autre) =>
            changer({ gravite: autre, code: undefined, colonne: undefined, page: undefined }, true)
          }
        />
      }
    >
      {causes.length === 0 ? (
        <p className="secondaire">{gravite === 'erreur' ? 'Aucune erreur.' : 'Aucun avertissement.'}</p>
      ) : (
        <>
          <TableauDonnees
            legende="Par cause, de la plus fréquente à la plus rare"
            colonnes={colonnes(gravite, choisie, choisir)}
            lignes={causes}
            cle={cleDe}
          />
          <Cellules
            id={importation.id}
            filtre={{
              gravite,
              page: recherche.page,
              ...(choisie && { code: choisie.code, colonne: choisie.colonne ?? '' }),
            }}
            cause={choisie}
            causes={causes}
            toutes={() => choisir(undefined)}
            onPage={(page) => changer({ page }, true)}
          />
        </>
      )}
    </Carte>
  )
}

const cleDe = ({ gravite, code, colonne }: GroupeAnomalies) => `${gravite}/${code}/${colonne ?? ''}`

const ATTENDU: Colonne<GroupeAnomalies> = {
  code: 'attendu',
  titre: 'Attendu',
  secondaire: true,
  cellule: ({ attendu }) => attendu ?? '—',
}

/** A warning says in itself what to check: only errors have a value to expect. */
const colonnes = (
  gravite: Gravite,
  choisie: GroupeAnomalies | undefined,
  choisir: (groupe: GroupeAnomalies | undefined) => void,
): Colonne<GroupeAnomalies>[] => [
  {
    code: 'message',
    titre: 'Cause',
    cellule: ({ message, colonne }) => (
      <>
        {message} <span className="discret import-cause">{colonne ?? 'Lignes entières'}</span>
      </>
    ),
  },
  ...(gravite === 'erreur' ? [ATTENDU] : []),
  {
    code: 'premiere',
    titre: '1re ligne',
    nombre: true,
    secondaire: true,
    cellule: ({ premiereLigne }) => (premiereLigne === 0 ? '—' : <Nombre valeur={premiereLigne} />),
  },
  { code: 'nombre', titre: 'Nombre', nombre: true, cellule: ({ nombre }) => <Nombre valeur={nombre} /> },
  {
    code: 'voir',
    titre: <span className="hors-ecran">Voir ces cellules</span>,
    cellule: (groupe) => {
      const active = groupe === choisie
      return (
        <button
          type="button"
          className="bouton bouton-discret import-voir"
          aria-pressed={active}
          aria-label={`Voir : ${groupe.colonne ?? 'lignes entières'}, ${groupe.message}`}
          onClick={() => choisir(active ? undefined : groupe)}
        >
          Voir
        </button>
      )
    },
  },
]
