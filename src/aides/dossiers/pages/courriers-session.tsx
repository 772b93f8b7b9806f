import { useQuery } from '@tanstack/react-query'
import type { Courrier, Courriers } from '#aides/dossiers/courrier.ts'
import { cheminSession, useEnvoiAide } from '#aides/sessions/pages/session-donnees.ts'
import { direInstant } from '#aides/sessions/pages/session-instant.ts'
import { Progression } from '#campagnes/pages/import-progression.tsx'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'
import { requete } from '#ui/requete.ts'

const PAS_MS = 700

/** Letters to the people of a session: how many are still to be told, the work under way, what to print. */
export function CourriersSession({ session }: { readonly session: string }) {
  const annoncer = useAnnonce()
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['campagnes-aides', session, 'courriers'],
    queryFn: ({ signal }) =>
      requete<Courriers>(cheminSession(session, '/courriers'), 'GET', undefined, signal),
    refetchInterval: ({ state }) => (state.data?.courriers[0]?.etat === 'en_cours' ? PAS_MS : false),
    staleTime: 0,
  })
  const envoi = useEnvoiAide(() => annoncer('Les courriers se préparent.'))
  const enCours = data?.courriers[0]?.etat === 'en_cours'
  return (
    <Carte
      titre="Courriers aux apprentis"
      chapeau="Une lettre à chacun, et un message à ceux qui ont donné une adresse, avec le lien qui suit leur dossier."
    >
      {!data ? (
        isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement des courriers" />
        )
      ) : (
        <>
          <Refus erreur={envoi.error} />
          <p>
            {data.aDire === 0
              ? 'Chacun a reçu ce qui est décidé.'
              : `${compter(data.aDire, 'personne n’a pas', 'personnes n’ont pas')} encore reçu ce qui est décidé.`}
          </p>
          {data.aDire > 0 && !enCours && (
            <div className="rangee ecran-seulement">
              <Bouton
                isDisabled={envoi.isPending}
                onPress={() => envoi.mutate({ chemin: cheminSession(session, '/courriers') })}
              >
                Préparer les courriers
              </Bouton>
            </div>
          )}
          {data.courriers.length > 0 && (
            <ul className="suivi-fil">
              {data.courriers.map((courrier) => (
                <UnCourrier key={courrier.id} courrier={courrier} />
              ))}
            </ul>
          )}
        </>
      )}
    </Carte>
  )
}

function UnCourrier({ courrier }: { readonly courrier: Courrier }) {
  const { id, etat, total, faits, courriels, motif, par, creeLe } = courrier
  return (
    <li>
      {etat === 'en_cours' ? (
        <Progression libelle="Courriers" fait={faits} total={total}>
          {compter(faits, 'lettre')} sur {total}
        </Progression>
      ) : (
        <span className="suivi-ligne">
          <span>
            {compter(faits, 'lettre')}, {compter(courriels, 'message')}. {par || 'Un compte effacé'},{' '}
            {direInstant(creeLe)}
          </span>
          {faits > 0 && (
            <LienTelechargement
              href={`/api/courriers-aides/${encodeURIComponent(id)}/lettres.zip`}
              format="ZIP"
            >
              Télécharger les lettres
            </LienTelechargement>
          )}
        </span>
      )}
      {motif && <Message ton="avertissement" titre="Arrêté" motifs={[motif]} />}
    </li>
  )
}
