import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { ExplicationVotee, FormationExpliquee } from '#majoration/explication-votee.ts'
import { Etapes } from '#majoration/pages/etapes.tsx'
import { FormationsExpliquees } from '#majoration/pages/formations-expliquees.tsx'
import type { ExplicationLue } from '#majoration/routes-explication.ts'
import { compter, ecrireEcartMontant, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import { requete } from '#ui/requete.ts'

/** /demandes/:demande/montant : why this amount, for the body that it was voted for. */
export const PageMontantVote = () => (
  <EcranReserve action="demande.lire" titre="Pourquoi ce montant ?">
    <EcranMontant />
  </EcranReserve>
)

function EcranMontant() {
  const { demande = '' } = useParams({ strict: false }) as { demande?: string }
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['demandes', demande, 'explication'],
    queryFn: ({ signal }) =>
      requete<ExplicationLue>(
        `/demandes/${encodeURIComponent(demande)}/explication`,
        'GET',
        undefined,
        signal,
      ),
  })
  return (
    <Page
      titre="Pourquoi ce montant ?"
      surtitre={data && `${data.libelle} · ${data.nom}`}
      actions={
        <LienBouton to="/demandes/$demande" params={{ demande }}>
          La demande
        </LienBouton>
      }
    >
      {data?.explication ? (
        <Explication explication={data.explication} />
      ) : data ? (
        <EtatVide titre="Aucun montant n’est voté pour cet organisme.">
          L’explication paraît ici dès que l’assemblée a voté.
        </EtatVide>
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement du calcul" />
      )}
    </Page>
  )
}

function Explication({ explication }: { readonly explication: ExplicationVotee }) {
  const { vote, etapes, formations, exceptionnelles, ecart } = explication
  return (
    <>
      <Carte
        titre="De l’enveloppe au montant"
        chapeau="Chaque étape, son calcul et la règle qui la fixe. Le forfait dépend des demandes de tous les organismes."
      >
        <p className="explication-montant">
          {ecrireMontant(vote.majorationTotale)}
          <span> pour {compter(vote.contrats, 'contrat retenu', 'contrats retenus')}</span>
        </p>
        {ecart !== 0 && etapes.length > 0 && (
          <Message titre={`L’assemblée a voté ${ecrireMontant(vote.majoration)} hors exceptionnelle`}>
            <p>
              Soit {ecrireEcartMontant(ecart)} par rapport à ce calcul{INSECABLE}: c’est le montant voté qui
              est dû.
            </p>
          </Message>
        )}
        {etapes.length > 0 ? (
          <Etapes etapes={etapes} />
        ) : (
          <p className="secondaire">
            Aucune formation retenue{INSECABLE}: la majoration exceptionnelle est le seul montant.
          </p>
        )}
        {exceptionnelles.map(({ montant, motif, source }) => (
          <p key={motif} className="discret">
            Majoration exceptionnelle de {ecrireMontant(montant)}
            {INSECABLE}: {motif} ({source}).
          </p>
        ))}
      </Carte>
      {formations.length > 0 && <Formations formations={formations} />}
    </>
  )
}

const Formations = ({ formations }: { readonly formations: readonly FormationExpliquee[] }) => (
  <Carte
    titre={compter(formations.length, 'formation retenue', 'formations retenues')}
    chapeau="Ouvrez une formation pour voir d’où vient sa part."
  >
    <FormationsExpliquees
      formations={formations.map(({ etapes, ...formation }) => ({ ...formation, etapes: () => etapes }))}
    />
  </Carte>
)
