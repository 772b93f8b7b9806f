import type { Campagne } from '#campagnes/campagne.ts'
import { EtatDeCampagne } from '#campagnes/pages/appel-etat.tsx'
import { LienBouton } from '#ui/bouton.tsx'
import { EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'

/** In place of every screen that ranks, as long as there is nothing to rank. */
export const SansFormation = ({ campagne: { id, libelle, etat } }: { readonly campagne: Campagne }) => (
  <Page titre="Rien à classer pour l’instant" surtitre={libelle} etiquettes={<EtatDeCampagne etat={etat} />}>
    <EtatVide
      titre="Cette campagne n’a pas encore de formations."
      action={
        <LienBouton to="/campagnes/$id/appel" params={{ id }} variante="principal" icone="fleche">
          Voir où en est l’appel
        </LienBouton>
      }
    >
      Elles viennent des demandes validées, quand un responsable arrête la liste pendant l’instruction. Le
      classement, la simulation, la sensibilité et la répartition se calculent alors ici.
    </EtatVide>
  </Page>
)
