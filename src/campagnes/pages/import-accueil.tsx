import { Depot } from '#campagnes/pages/import-depot.tsx'
import { Dictionnaire } from '#campagnes/pages/import-dictionnaire.tsx'
import type { Envoi } from '#campagnes/pages/import-envoi.ts'
import { Reprise } from '#campagnes/pages/import-reprise.tsx'
import { LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'

/** The first step: a file, or the model to fill in; and what had been left unfinished. */
export const AccueilImport = ({
  envoi,
  envoyer,
}: {
  readonly envoi: Envoi
  readonly envoyer: (fichier: File) => void
}) => (
  <>
    <div className="import-accueil">
      <Carte titre="Fichier de candidatures">
        <Depot titre="Déposez votre fichier ici" envoi={envoi} envoyer={envoyer} />
      </Carte>
      <Carte
        titre="Modèle à remplir"
        chapeau="Les colonnes attendues, avec leur mode d’emploi et une ligne d’exemple, ignorée à la lecture."
      >
        <div>
          <LienTelechargement href="/api/imports/modele.xlsx" format="XLSX">
            Classeur modèle
          </LienTelechargement>
          <LienTelechargement href="/api/imports/modele.csv" format="CSV">
            Même modèle, en texte
          </LienTelechargement>
        </div>
        <p className="secondaire">
          Un autre tableau convient s’il a les mêmes colonnes, dans n’importe quel ordre : les en-têtes usuels
          sont reconnus, les colonnes en plus sont ignorées. Virgule ou point-virgule, UTF-8 ou Windows,
          virgule décimale : tout se lit.
        </p>
      </Carte>
    </div>
    <Reprise />
    <Dictionnaire />
  </>
)
