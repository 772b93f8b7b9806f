import type { AnomalieFeuille } from '#aides/feuille.ts'
import { compter } from '#socle/francais.ts'
import { TableauDonnees } from '#ui/tableau.tsx'

/** What is wrong in a file, cell by cell. */
export const AnomaliesFeuille = ({
  anomalies,
  nombre,
  noms,
}: {
  readonly anomalies: readonly AnomalieFeuille[]
  /** All of them, when only the first ones are given. */
  readonly nombre: number
  /** Of the columns, as their header says. */
  readonly noms: Readonly<Record<string, string>>
}) => (
  <TableauDonnees<AnomalieFeuille>
    legende={
      nombre > anomalies.length
        ? `Les ${anomalies.length} premières erreurs sur ${nombre}`
        : compter(nombre, 'erreur à corriger', 'erreurs à corriger')
    }
    hauteur="20rem"
    lignes={anomalies}
    cle={({ ligne, colonne, code }) => `${ligne} ${colonne} ${code}`}
    colonnes={[
      { code: 'ligne', titre: 'Ligne', cellule: ({ ligne }) => ligne },
      { code: 'colonne', titre: 'Colonne', cellule: ({ colonne }) => noms[colonne] ?? colonne },
      {
        code: 'valeur',
        titre: 'Le fichier dit',
        secondaire: true,
        cellule: ({ valeur }) => valeur || '(vide)',
      },
      { code: 'message', titre: 'À corriger', cellule: ({ message }) => message },
    ]}
  />
)
