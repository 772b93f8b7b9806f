import { Link } from '@tanstack/react-router'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import { ETATS_CAMPAGNE } from '#campagnes/cycle-campagne.ts'
import { EtatDeCampagne } from '#campagnes/pages/appel-etat.tsx'
import { Histoire } from '#journal/pages/histoire.tsx'
import { Calendrier } from '#majoration/pages/campagne-calendrier.tsx'
import { Suppression } from '#majoration/pages/campagne-suppression.tsx'
import { ecrireMontant } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Page } from '#ui/page.tsx'

/** A campaign before its formations are there: what it will share out, where its call stands, and nothing computed. */
export const CampagneEnAppel = ({ campagne }: { readonly campagne: Campagne }) => (
  <Page
    titre={campagne.libelle}
    surtitre={`Campagne de l’exercice ${campagne.exercice}`}
    etiquettes={
      <>
        <EtatDeCampagne etat={campagne.etat} />
        {campagne.fictif && <Fictif mention={campagne.mention} />}
      </>
    }
    chapeau={`Répartira ${ecrireMontant(campagne.dotation)} selon le règlement « ${campagne.reglement.libelle} ».`}
    actions={
      <LienBouton to="/campagnes/$id/appel" params={{ id: campagne.id }} variante="principal" icone="fleche">
        Conduire l’appel
      </LienBouton>
    }
  >
    <div className="campagne-grille">
      <Carte titre={ETATS_CAMPAGNE[campagne.etat].libelle}>
        <p>{ETATS_CAMPAGNE[campagne.etat].sens}</p>
        <p className="secondaire">
          Aucune formation n’est encore au classement : elles viendront des demandes validées, quand la liste
          sera arrêtée.
        </p>
        <p>
          <Link to="/campagnes/$id/rejeu" params={{ id: campagne.id }}>
            Rejouer une campagne passée sous ce règlement
          </Link>
        </p>
      </Carte>
      <Calendrier campagne={campagne} />
    </div>
    <SiDroit action="historique.lire">
      <Histoire objet={`campagne:${campagne.id}`} />
    </SiDroit>
    {!campagne.fictif && (
      <SiDroit action="campagne.supprimer">
        <Suppression campagne={campagne} />
      </SiDroit>
    )}
  </Page>
)
