import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import { ETATS_CAMPAGNE } from '#campagnes/cycle-campagne.ts'
import { useCampagne } from '#campagnes/pages/donnees.ts'
import { trouverVote } from '#campagnes/vote.ts'
import { useScenarios } from '#majoration/pages/scenarios-donnees.ts'
import { type Proposition, useConduite, usePropositions } from '#majoration/pages/vote-donnees.ts'
import { EcartsDePropositions } from '#majoration/pages/vote-ecarts.tsx'
import { EtapeDuVote } from '#majoration/pages/vote-etape.tsx'
import { ListePropositions } from '#majoration/pages/vote-liste.tsx'
import { PropositionVivante } from '#majoration/pages/vote-proposition.tsx'
import { VoteRepris } from '#majoration/pages/vote-repris.tsx'
import { LienBouton } from '#ui/bouton.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Etiquette, Fictif } from '#ui/etiquette.tsx'
import { Page } from '#ui/page.tsx'
import './vote.css'

/** What the address of the page carries: the two propositions compared. */
export type RechercheVote = { readonly avant?: number; readonly apres?: number }

/** /campagnes/:id/vote : what is proposed to the assembly, frozen, and what the assembly made of it. */
export const PageVote = () => (
  <EcranReserve action="classement.lire" titre="Vote">
    <VoteCharge />
  </EcranReserve>
)

function VoteCharge() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const [campagne, conduite] = [useCampagne(id), useConduite(id)]
  const [propositions, scenarios] = [usePropositions(id), useScenarios(id)]
  const toutes = [campagne, conduite, propositions, scenarios]
  const enErreur = toutes.find(({ isError, data }) => isError && !data)
  if (enErreur)
    return (
      <Page titre="Vote">
        <EtatErreur erreur={enErreur.error} reessayer={() => enErreur.refetch()} />
      </Page>
    )
  if (!campagne.data || !conduite.data || !propositions.data || !scenarios.data)
    return (
      <Page titre="Vote">
        <Chargement quoi="Chargement des propositions" />
      </Page>
    )
  const vivante = propositions.data.find(({ etat }) => etat !== 'abandonnee')
  const { etat } = conduite.data
  return (
    <Page
      titre="Vote"
      surtitre={campagne.data.libelle}
      etiquettes={
        <>
          <Etiquette>{ETATS_CAMPAGNE[etat].libelle}</Etiquette>
          {campagne.data.fictif && <Fictif mention={campagne.data.mention} />}
        </>
      }
      chapeau="La proposition figée qui part à l’assemblée, et ce que l’assemblée en a fait."
      actions={
        <>
          {(vivante || campagne.data.publication.length > 0) && (
            <>
              <LienBouton to="/campagnes/$id/deliberation" params={{ id }} icone="fleche">
                Délibération
              </LienBouton>
              <LienBouton to="/campagnes/$id/seance" params={{ id }} icone="systeme">
                Projeter en séance
              </LienBouton>
            </>
          )}
          <LienBouton to="/campagnes/$id/exceptionnelles" params={{ id }}>
            Majorations exceptionnelles
          </LienBouton>
          {conduite.data.formations > 0 && (
            <LienBouton
              to="/campagnes/$id/territoires"
              params={{ id }}
              search={vivante ? { proposition: vivante.numero } : {}}
            >
              Équité entre territoires
            </LienBouton>
          )}
        </>
      }
    >
      <EtapeDuVote
        campagne={campagne.data}
        conduite={conduite.data}
        scenarios={scenarios.data}
        vivante={vivante}
      />
      {trouverVote(campagne.data.calendrier)?.repris && <VoteRepris campagne={id} conduite={conduite.data} />}
      {vivante && <PropositionVivante campagne={id} resume={vivante} />}
      {propositions.data.length > 0 ? (
        <>
          <ListePropositions propositions={propositions.data} />
          <Comparaison campagne={id} propositions={propositions.data} />
        </>
      ) : (
        <SansProposition campagne={campagne.data} />
      )}
    </Page>
  )
}

function Comparaison({
  campagne,
  propositions,
}: {
  readonly campagne: string
  readonly propositions: readonly Proposition[]
}) {
  const recherche = useSearch({ strict: false }) as RechercheVote
  const naviguer = useNavigate()
  if (propositions.length < 2) return null
  const connue = (numero: unknown, parDefaut: number) =>
    propositions.some((une) => une.numero === Number(numero)) ? Number(numero) : parDefaut
  return (
    <EcartsDePropositions
      campagne={campagne}
      propositions={propositions}
      avant={connue(recherche.avant, propositions[1]!.numero)}
      apres={connue(recherche.apres, propositions[0]!.numero)}
      onChange={(choix) =>
        void naviguer({
          to: '.',
          search: ((avant: object) => ({ ...avant, ...choix })) as never,
          replace: true,
          resetScroll: false,
        })
      }
    />
  )
}

const SansProposition = ({ campagne }: { readonly campagne: Campagne }) =>
  campagne.publication.length > 0 ? (
    <EtatVide
      titre="Les montants de cette campagne ont été votés hors de l’application."
      action={
        <LienBouton to="/campagnes/$id/publication" params={{ id: campagne.id }} variante="principal">
          Voir les montants votés
        </LienBouton>
      }
    >
      Ils viennent de la délibération publiée ; aucune proposition n’a été figée ici.
    </EtatVide>
  ) : (
    <EtatVide
      titre="Aucune proposition n’est figée."
      action={
        <LienBouton to="/campagnes/$id/simulation" params={{ id: campagne.id }}>
          Préparer un scénario
        </LienBouton>
      }
    >
      Une proposition garde les montants, les paramètres et les versions d’un scénario, ou du règlement tel
      quel.
    </EtatVide>
  )
