import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ETATS_MESSAGE, type EtatMessage } from '#annuaire/message.ts'
import { Administration } from '#annuaire/pages/administration.tsx'
import { ecrireInstant, MESSAGES, useMessages, useRechercheListe } from '#annuaire/pages/courrier-donnees.ts'
import { FiltreListe, PagesListe } from '#annuaire/pages/liste-courrier.tsx'
import type { MessageLu, MessagesLus } from '#annuaire/schema-invitations.ts'
import { Bouton } from '#ui/bouton.tsx'
import { TexteACopier } from '#ui/copier.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'
import { requete } from '#ui/requete.ts'

/** /administration/messages : every message to a person, read in full, with what became of it. */
export function PageMessages() {
  return (
    <Administration
      action="personne.gerer"
      titre="Messages"
      chapeau="Ce qu’Oriflamme écrit aux personnes, tel qu’elles le reçoivent."
    >
      <Liste />
    </Administration>
  )
}

function Liste() {
  const [recherche, chercher] = useRechercheListe('/administration/messages', ETATS_MESSAGE)
  const { data, error, isError, refetch } = useMessages(recherche)
  const filtre = Boolean(recherche.q || recherche.etat)
  return (
    <>
      {data && <Courrier lus={data} />}
      <FiltreListe
        key={JSON.stringify(recherche)}
        libelle="Adresse ou sujet"
        etats={ETATS_MESSAGE}
        recherche={recherche}
        onChercher={chercher}
      />
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des messages" />
      ) : data.messages.length === 0 ? (
        <EtatVide titre={filtre ? 'Aucun message ne correspond.' : 'Aucun message n’a encore été écrit.'}>
          {filtre ? 'Élargissez la recherche, ou affichez tout.' : 'Chaque invitation en écrit un.'}
        </EtatVide>
      ) : (
        <>
          <ul className="messages-liste">
            {data.messages.map((message) => (
              <li key={message.id}>
                <UnMessage message={message} partent={data.partent} />
              </li>
            ))}
          </ul>
          <PagesListe recherche={recherche} total={data.total} quoi="message" onChercher={chercher} />
        </>
      )}
    </>
  )
}

/** Whether messages leave by themselves; otherwise, what to hand on. */
const Courrier = ({ lus: { partent, entree } }: { readonly lus: MessagesLus }) =>
  partent ? null : (
    <Message ton="avertissement" titre="Aucun serveur de courrier n’est configuré : rien ne part">
      <p>Lisez chaque message et transmettez-le vous-même. L’adresse où se connecter suffit souvent.</p>
      <TexteACopier libelle="Adresse de connexion" texte={entree} />
    </Message>
  )

const TONS: Readonly<Record<EtatMessage, TonEtiquette>> = {
  ...{ a_lire: 'or', a_envoyer: 'neutre', envoye: 'vert', echec: 'flamme' },
}

function UnMessage({ message, partent }: { readonly message: MessageLu; readonly partent: boolean }) {
  const requetes = useQueryClient()
  const renvoyer = useMutation({
    mutationFn: () => requete<MessageLu>(`/messages/${encodeURIComponent(message.id)}/renvoi`, 'POST'),
    onSettled: () => requetes.invalidateQueries({ queryKey: [MESSAGES] }),
  })
  const { destinataire, sujet, corps, etat, erreur, creeLe, envoyeLe } = message
  const renvoyable = etat === 'echec' || (etat === 'a_lire' && partent)
  return (
    <article className="carte message-ecrit">
      <header>
        <div>
          <h2>{sujet}</h2>
          <p className="secondaire courrier-adresse">À {destinataire}</p>
        </div>
        <p>
          <Etiquette ton={TONS[etat]}>{ETATS_MESSAGE[etat]}</Etiquette>{' '}
          <time className="discret insecable" dateTime={envoyeLe ?? creeLe}>
            {envoyeLe ? ecrireInstant(envoyeLe) : `écrit le ${ecrireInstant(creeLe)}`}
          </time>
        </p>
      </header>
      {erreur && (
        <Message ton={etat === 'echec' ? 'erreur' : 'avertissement'} titre="Le serveur de courrier a répondu">
          <p className="courrier-adresse">{erreur}</p>
        </Message>
      )}
      <details open={etat === 'a_lire'}>
        <summary>
          Lire le message<span className="hors-ecran"> à {destinataire}</span>
        </summary>
        <p className="message-corps">{corps}</p>
      </details>
      <Refus erreur={renvoyer.error} />
      {renvoyable && (
        <div className="rangee ecran-seulement">
          <Bouton icone="retour" isDisabled={renvoyer.isPending} onPress={() => renvoyer.mutate()}>
            {partent ? 'Renvoyer' : 'À transmettre soi-même'}
            <span className="hors-ecran"> : message à {destinataire}</span>
          </Bouton>
        </div>
      )}
    </article>
  )
}
