import type { Importation } from '#campagnes/importation/importation.ts'
import { BoutonAbandon } from '#campagnes/pages/import-abandon.tsx'
import { Progression } from '#campagnes/pages/import-progression.tsx'
import { ecrireTaille } from '#campagnes/pages/import-taille.ts'
import { compter } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'

/** The server reads the file; the page may be closed meanwhile. */
export function LectureEnCours({
  importation,
  recommencer,
}: {
  readonly importation: Importation
  readonly recommencer: () => void
}) {
  const { id, nom, taille, etat, lecture, progression, lignesLues, erreurs, avertissements } = importation
  return (
    <Carte
      titre={<span className="import-nom">{nom}</span>}
      actions={<BoutonAbandon id={id} nom={nom} libelle="Annuler la lecture" onAbandon={recommencer} />}
      chapeau={`${ecrireTaille(taille)}${lecture ? `. ${lecture}` : ''}`}
    >
      <Progression libelle="Lecture" fait={progression} total={1_000}>
        {etat === 'recu'
          ? 'Reçu, la lecture va commencer'
          : `${compter(lignesLues, 'ligne lue', 'lignes lues')}, ${compter(erreurs, 'erreur')}, ${compter(avertissements, 'avertissement')}`}
      </Progression>
      <p className="secondaire">
        Vous pouvez fermer cette page : la lecture continue, et l’adresse de la page la retrouve.
      </p>
    </Carte>
  )
}
