import { useParams } from '@tanstack/react-router'
import { useCompte } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { ETATS_DEMANDE, type EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { DemandeLue } from '#campagnes/demandes/espace.ts'
import { EtatDeDemande } from '#campagnes/demandes/pages/demande-etat.tsx'
import { SaisieDemande } from '#campagnes/demandes/pages/demande-saisie.tsx'
import { SuiviDemande } from '#campagnes/demandes/pages/demande-suivi.tsx'
import { useDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { INSECABLE } from '#socle/francais.ts'
import { LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'
import { ErreurApi } from '#ui/requete.ts'
import './demande.css'

/** /demandes/:demande : an application as its body types it, then follows it. */
export const PageDemande = () => (
  <EcranReserve action="demande.lire" titre="Demande">
    <EcranDemande />
  </EcranReserve>
)

function EcranDemande() {
  const { demande: id = '' } = useParams({ strict: false }) as { demande?: string }
  const { data, error, isError, refetch } = useDemande(id)
  if (data) return <Ouverte key={id} lue={data} />
  return (
    <Page titre="Demande">
      {isError ? (
        error instanceof ErreurApi && error.statut === 404 ? (
          <EtatVide
            titre="Cette demande n’existe pas, ou n’est pas celle de votre organisme."
            action={
              <LienBouton to="/appels" variante="principal">
                Voir les appels
              </LienBouton>
            }
          />
        ) : (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        )
      ) : (
        <Chargement quoi="Chargement de la demande" />
      )}
    </Page>
  )
}

/** States in which the decision has reached the body: its letter is there. */
const NOTIFIEES: readonly EtatDemande[] = ['notifiee', 'engagee', 'payee']

function Ouverte({ lue }: { readonly lue: DemandeLue }) {
  const { acteur } = useCompte().data ?? {}
  const { demande, appel } = lue
  return (
    <Page
      titre={`Demande n°${INSECABLE}${demande.numero}`}
      surtitre={`${appel.libelle} · ${demande.organisation.nom}`}
      etiquettes={<EtatDeDemande etat={demande.etat} />}
      chapeau={ETATS_DEMANDE[demande.etat].sens}
      actions={
        <>
          {NOTIFIEES.includes(demande.etat) && (
            <LienTelechargement href={`/api/demandes/${encodeURIComponent(demande.id)}/lettre`} format="PDF">
              Lettre de notification
            </LienTelechargement>
          )}
          <LienBouton to="/appels">Voir les appels</LienBouton>
        </>
      }
    >
      {lue.saisissable && acteur ? (
        <SaisieDemande lue={lue} personne={acteur.id} />
      ) : (
        <SuiviDemande lue={lue} />
      )}
    </Page>
  )
}
