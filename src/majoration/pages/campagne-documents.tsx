import type { VueCampagne } from '#majoration/pages/campagne.tsx'
import { TelechargementLong } from '#majoration/pages/document-long.tsx'
import { SCENARIO_REGLEMENT } from '#majoration/scenario.ts'
import { compter } from '#socle/francais.ts'
import { LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'

/**
 * The files of the règlement's own scenario. Each is made when it is asked for, so its size is said in what it holds
 * rather than in bytes.
 */
export function Documents({ campagne, simulation, annexe }: VueCampagne) {
  const adresse = `/campagnes/${encodeURIComponent(campagne.id)}/scenarios/${SCENARIO_REGLEMENT}`
  const dossier = `/api${adresse}`
  const long = { dossier: adresse, formations: simulation.lignes.length }
  const formations = compter(simulation.lignes.length, 'ligne')
  const organismes = annexe.statut === 'accord' ? annexe.valeur.lignes.length : 0
  return (
    <Carte
      titre="Documents"
      chapeau="Établis à la demande avec le règlement tel quel ; ceux d’un scénario se téléchargent depuis la répartition."
      className="campagne-documents"
    >
      <div>
        {annexe.statut === 'accord' && (
          <>
            <LienTelechargement href={`${dossier}/annexe.pdf`} format="PDF accessible, A4">
              Annexe 1 <Contenu>{compter(organismes, 'bénéficiaire')}</Contenu>
            </LienTelechargement>
            <TelechargementLong {...long} document="annexe-expliquee" format="PDF accessible, A4">
              Annexe 1 expliquée <Contenu>le calcul de chaque montant</Contenu>
            </TelechargementLong>
            <TelechargementLong {...long} document="classeur" format="XLSX">
              Classeur <Contenu>répartition, classement, règles, dictionnaire</Contenu>
            </TelechargementLong>
            <LienTelechargement href={`${dossier}/repartition.csv`} format="CSV">
              Répartition <Contenu>{compter(organismes, 'ligne')}</Contenu>
            </LienTelechargement>
          </>
        )}
        <LienTelechargement href={`${dossier}/classement.csv`} format="CSV">
          Classement <Contenu>{formations}</Contenu>
        </LienTelechargement>
      </div>
    </Carte>
  )
}

const Contenu = ({ children }: { readonly children: string }) => (
  <span className="campagne-contenu">{children}</span>
)
