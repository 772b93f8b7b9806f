import { useParams } from '@tanstack/react-router'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { Conduite } from '#campagnes/pages/appel-conduite.tsx'
import { DemandesRecues } from '#campagnes/pages/appel-demandes.tsx'
import { useAppel, useConduite } from '#campagnes/pages/appel-donnees.ts'
import { EtatDeCampagne } from '#campagnes/pages/appel-etat.tsx'
import { FormulaireAppel } from '#campagnes/pages/appel-formulaire.tsx'
import { ListeDuClassement } from '#campagnes/pages/appel-liste.tsx'
import { ReouverturesAccordees } from '#campagnes/pages/appel-reouvertures.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Page } from '#ui/page.tsx'
import './appel.css'

/** /campagnes/:id/appel : what the Région asks, until when, and where the campaign stands. */
export const PageAppel = () => (
  <EcranReserve action="classement.lire" titre="Appel">
    <EcranAppel />
  </EcranReserve>
)

function EcranAppel() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const appel = useAppel(id)
  const conduite = useConduite(id)
  if (!appel.data || !conduite.data) {
    const enErreur = [appel, conduite].find(({ isError }) => isError)
    return (
      <Page titre="Appel">
        {enErreur ? (
          <EtatErreur erreur={enErreur.error} reessayer={() => enErreur.refetch()} />
        ) : (
          <Chargement quoi="Chargement de l’appel" />
        )}
      </Page>
    )
  }
  const { libelle, fictif, mention } = appel.data
  return (
    <Page
      titre="Appel"
      surtitre={libelle}
      etiquettes={
        <>
          <EtatDeCampagne etat={conduite.data.etat} />
          {fictif && <Fictif mention={mention} />}
        </>
      }
      chapeau="Ce que la Région demande aux organismes, jusqu’à quand, et où en est la campagne."
    >
      <Conduite campagne={id} conduite={conduite.data} />
      <div className="appel-grille">
        <FormulaireAppel key={id} appel={appel.data} />
        <div className="pile">
          <DemandesRecues campagne={id} demandes={conduite.data.demandes} />
          <ListeDuClassement campagne={id} conduite={conduite.data} />
          <SiDroit action="campagne.conduire">
            <ReouverturesAccordees campagne={id} etat={conduite.data.etat} />
          </SiDroit>
        </div>
      </div>
    </Page>
  )
}
