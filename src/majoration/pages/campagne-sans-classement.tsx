import { useParams } from '@tanstack/react-router'
import { SiDroit, useCompte } from '#annuaire/pages/compte-courant.tsx'
import { EtatDeCampagne } from '#campagnes/pages/appel-etat.tsx'
import { useCampagne } from '#campagnes/pages/donnees.ts'
import { TotauxVotes } from '#campagnes/pages/publication.tsx'
import { totaliserPublication } from '#campagnes/publication.ts'
import { Calendrier } from '#majoration/pages/campagne-calendrier.tsx'
import { ecrireMontant } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Page } from '#ui/page.tsx'

/**
 * The campaign for those who do not rank its applications: what was voted, its calendar, the way to what is theirs.
 * Nothing is computed from the formations: they see only a part of them.
 */
export function CampagneSansClassement() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data: campagne, error, isError, refetch } = useCampagne(id)
  if (!campagne)
    return (
      <Page titre="Campagne">
        {isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement de la campagne" />
        )}
      </Page>
    )
  const votee = campagne.publication.length > 0
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
      chapeau={`Répartit ${ecrireMontant(campagne.dotation)} entre les formations les mieux notées, selon le règlement « ${campagne.reglement.libelle} ».`}
      actions={
        <SiDroit action="formation.lire">
          <LienFormations campagne={id} />
        </SiDroit>
      }
    >
      {votee && <TotauxVotes totaux={totaliserPublication(campagne.publication)} />}
      <div className="campagne-grille">
        <Calendrier campagne={campagne} />
        <Carte titre="Montants votés">
          {votee ? (
            <>
              <p>Le tableau voté donne, organisme par organisme, la majoration et le bonus vert.</p>
              <div className="rangee">
                <LienBouton to="/campagnes/$id/publication" params={{ id }} icone="fleche">
                  Voir le tableau voté
                </LienBouton>
              </div>
            </>
          ) : (
            <p>L’assemblée n’a pas encore voté : aucun montant n’est public.</p>
          )}
        </Carte>
      </div>
    </Page>
  )
}

function LienFormations({ campagne }: { readonly campagne: string }) {
  const { data } = useCompte()
  return (
    <LienBouton to="/campagnes/$id/formations" params={{ id: campagne }} variante="principal" icone="fleche">
      {data?.acteur?.role === 'opco' ? 'Formations de mon périmètre' : 'Mes formations'}
    </LienBouton>
  )
}
