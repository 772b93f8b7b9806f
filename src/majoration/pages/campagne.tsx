import { useMemo } from 'react'
import { SiDroit, useCompte } from '#annuaire/pages/compte-courant.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { EtatDeCampagne } from '#campagnes/pages/appel-etat.tsx'
import { CampagneChargee } from '#campagnes/pages/campagne-chargee.tsx'
import { Histoire } from '#journal/pages/histoire.tsx'
import { type Annexe, dresserAnnexe } from '#majoration/documents/annexe.ts'
import { Calendrier } from '#majoration/pages/campagne-calendrier.tsx'
import { ChiffresCampagne } from '#majoration/pages/campagne-chiffres.tsx'
import { Documents } from '#majoration/pages/campagne-documents.tsx'
import { CampagneEnAppel } from '#majoration/pages/campagne-en-appel.tsx'
import { Enveloppe } from '#majoration/pages/campagne-enveloppe.tsx'
import { Portes } from '#majoration/pages/campagne-portes.tsx'
import { CampagneSansClassement } from '#majoration/pages/campagne-sans-classement.tsx'
import { Suppression } from '#majoration/pages/campagne-suppression.tsx'
import { parametresDe, type Simulation, simuler } from '#majoration/simulation.ts'
import type { Decision } from '#socle/decision.ts'
import { ecrireMontant } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import './campagne.css'

/** What the règlement gives on this campaign: every card of the page reads it. */
export type VueCampagne = {
  readonly campagne: Campagne
  readonly simulation: Simulation
  readonly annexe: Decision<Annexe>
}

/** /campagnes/:id : the campaign at a glance, and the doors to its other screens. */
export function PageCampagne() {
  const { data } = useCompte()
  if (data && !data.droits.includes('classement.lire')) return <CampagneSansClassement />
  return (
    <CampagneChargee sansFormation={(campagne) => <CampagneEnAppel campagne={campagne} />}>
      {(campagne, formations) => <EcranCampagne campagne={campagne} formations={formations} />}
    </CampagneChargee>
  )
}

function EcranCampagne({
  campagne,
  formations,
}: {
  readonly campagne: Campagne
  readonly formations: readonly Formation[]
}) {
  const vue = useMemo((): VueCampagne => {
    const simulation = simuler(formations, parametresDe(campagne.reglement, campagne.dotation))
    return { campagne, simulation, annexe: dresserAnnexe(campagne, simulation) }
  }, [campagne, formations])
  return (
    <Page
      titre={campagne.libelle}
      surtitre={`Campagne de l’exercice ${campagne.exercice}`}
      etiquettes={
        <>
          <EtatDeCampagne etat={campagne.etat} />
          {campagne.fictif && <Fictif mention={campagne.mention} />}
        </>
      }
      chapeau={`Répartit ${ecrireMontant(campagne.dotation)} entre les formations les mieux notées, selon le règlement « ${campagne.reglement.libelle} ».`}
      actions={
        <LienBouton
          to="/campagnes/$id/classement"
          params={{ id: campagne.id }}
          variante="principal"
          icone="fleche"
        >
          Voir le classement
        </LienBouton>
      }
    >
      <ChiffresCampagne {...vue} />
      {vue.annexe.statut === 'refus' && (
        <Message
          ton="erreur"
          titre="Le règlement ne permet aucune répartition de cette campagne"
          motifs={vue.annexe.motifs}
        >
          <p>Le classement reste établi. La simulation permet de chercher une enveloppe ou une coupure.</p>
        </Message>
      )}
      <div className="campagne-grille">
        <div>
          <Enveloppe {...vue} />
          <SiDroit action="document.exporter">
            <Documents {...vue} />
          </SiDroit>
        </div>
        <div>
          <Portes {...vue} />
          <Calendrier campagne={campagne} />
        </div>
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
}
