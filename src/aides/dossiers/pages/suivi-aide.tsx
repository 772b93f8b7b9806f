import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { SuiviLu } from '#aides/dossiers/suivi.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Montant } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { ErreurApi, requete } from '#ui/requete.ts'
import '#aides/sessions/pages/suivi.css'

const TITRE = 'Suivi de votre aide'

/** /suivi-aide/$jeton : where an aid stands, for the apprentice who holds the link; no account, nothing kept here. */
export function PageSuiviAide() {
  const { jeton = '' } = useParams({ strict: false }) as { jeton?: string }
  useIndexInterdit()
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['suivi-aide', jeton],
    queryFn: ({ signal }) => requete<SuiviLu>('/suivi-aide', 'POST', { jeton }, signal),
    retry: (essais, erreur) =>
      essais < 2 && !(erreur instanceof ErreurApi && erreur.statut < 500 && erreur.statut > 0),
    staleTime: 0,
    gcTime: 0,
  })
  return (
    <Page titre={TITRE} surtitre={data?.aide}>
      <div className="pile suivi-public">
        {data ? (
          <Suivi suivi={data} />
        ) : !isError ? (
          <Chargement quoi="Chargement de votre suivi" />
        ) : error instanceof ErreurApi && error.statut === 404 ? (
          <EtatVide titre={error.message}>
            Votre organisme de formation, ou la Région, peut vous donner un nouveau lien.
          </EtatVide>
        ) : (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        )}
      </div>
    </Page>
  )
}

function Suivi({ suivi }: { readonly suivi: SuiviLu }) {
  const { qui, titre, ton, explications, montant, paiement, aFaire, contact, expireLe } = suivi
  return (
    <>
      <p>
        Dossier de <strong>{qui}</strong>
      </p>
      <Message ton={ton} titre={titre}>
        {explications.map((phrase) => (
          <p key={phrase}>{phrase}</p>
        ))}
      </Message>
      <Carte titre="Où en est votre aide">
        <dl className="suivi-fiche">
          {montant !== null && (
            <>
              <dt>Montant</dt>
              <dd>
                <Montant centimes={montant} />
              </dd>
            </>
          )}
          {paiement && (
            <>
              <dt>Paiement</dt>
              <dd>{paiement}</dd>
            </>
          )}
          {aFaire && (
            <>
              <dt>À faire</dt>
              <dd>{aFaire}</dd>
            </>
          )}
          <dt>Contact</dt>
          <dd>{contact}</dd>
        </dl>
      </Carte>
      <p className="secondaire">
        Ce lien est personnel{INSECABLE}: ne le partagez pas. Il vaut jusqu’au{' '}
        {ecrireDate(expireLe.slice(0, 10))}.
      </p>
    </>
  )
}

/** Said in the answer too; here for what reads the page and not its headers. */
function useIndexInterdit() {
  useEffect(() => {
    const meta = document.createElement('meta')
    meta.name = 'robots'
    meta.content = 'noindex, nofollow'
    document.head.append(meta)
    return () => meta.remove()
  }, [])
}
