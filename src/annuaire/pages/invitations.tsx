import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ETATS_INVITATION, type EtatInvitation } from '#annuaire/invitation.ts'
import { Administration } from '#annuaire/pages/administration.tsx'
import {
  ecrireInstant,
  INVITATIONS,
  MESSAGES,
  useInvitations,
  useRechercheListe,
} from '#annuaire/pages/courrier-donnees.ts'
import { NouvelleInvitation } from '#annuaire/pages/invitation-nouvelle.tsx'
import { FiltreListe, PagesListe } from '#annuaire/pages/liste-courrier.tsx'
import type { InvitationLue } from '#annuaire/schema-invitations.ts'
import { ROLES } from '#socle/acces.ts'
import { ecrireDate } from '#socle/francais.ts'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { ErreurApi, requete } from '#ui/requete.ts'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** /administration/invitations : who is expected, who came, whom to remind. */
export function PageInvitations() {
  const [nouvelle, setNouvelle] = useState(false)
  const [fait, setFait] = useState<Fait>()
  return (
    <Administration
      action="personne.gerer"
      titre="Invitations"
      chapeau="Une personne invitée entre aussitôt dans le rôle qui l’attend. Sans invitation, un nouveau compte attend votre accord."
      actions={
        <Bouton
          variante="principal"
          icone="plus"
          onPress={() => {
            setFait(undefined)
            setNouvelle(true)
          }}
        >
          Inviter une personne
        </Bouton>
      }
    >
      {fait && <Suite fait={fait} />}
      <Liste onFait={setFait} />
      {nouvelle && (
        <NouvelleInvitation
          onFermer={(envoyee) => {
            setNouvelle(false)
            if (envoyee) setFait({ geste: 'invitee', invitation: envoyee })
          }}
        />
      )}
    </Administration>
  )
}

type Fait = { readonly geste: 'invitee' | 'relancee' | 'retiree'; readonly invitation: InvitationLue }

/** What was done, and where the message is. */
const Suite = ({ fait: { geste, invitation } }: { readonly fait: Fait }) => {
  const { courriel, dernierJour } = invitation
  if (geste === 'retiree')
    return (
      <Message ton="succes" annonce>
        <p>L’invitation de {courriel} est retirée : elle n’ouvre plus rien.</p>
      </Message>
    )
  return (
    <Message
      ton="succes"
      titre={`${courriel} est ${geste === 'invitee' ? 'invité' : 'invité de nouveau'}`}
      annonce
    >
      <p>L’invitation est ouverte jusqu’au {ecrireDate(dernierJour)} inclus.</p>
      <LienBouton to="/administration/messages" search={{ q: courriel }}>
        Voir le message
      </LienBouton>
    </Message>
  )
}

function Liste({ onFait }: { readonly onFait: (fait: Fait) => void }) {
  const [recherche, chercher] = useRechercheListe('/administration/invitations', ETATS_INVITATION)
  const [aRetirer, setARetirer] = useState<InvitationLue>()
  const { data, error, isError, refetch } = useInvitations(recherche)
  const relancer = useGeste('POST', '/relance', (invitation) => onFait({ geste: 'relancee', invitation }))
  const filtre = Boolean(recherche.q || recherche.etat)
  return (
    <>
      <FiltreListe
        key={JSON.stringify(recherche)}
        libelle="Adresse ou organisme"
        etats={ETATS_INVITATION}
        recherche={recherche}
        onChercher={chercher}
      />
      {relancer.isError && <Echec titre="L’invitation n’a pas été relancée" erreur={relancer.error} />}
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des invitations" />
      ) : data.invitations.length === 0 ? (
        <EtatVide titre={filtre ? 'Aucune invitation ne correspond.' : 'Personne n’a encore été invité.'}>
          {filtre
            ? 'Élargissez la recherche, ou affichez tout.'
            : 'Invitez une personne : elle recevra l’adresse où se connecter.'}
        </EtatVide>
      ) : (
        <section className="carte">
          <TableauDonnees
            legende="Invitations, la plus récente d’abord"
            legendeMasquee
            colonnes={colonnes((une) => relancer.mutate(une), setARetirer, relancer.isPending)}
            lignes={data.invitations}
            cle={({ id }) => id}
          />
          <PagesListe recherche={recherche} total={data.total} quoi="invitation" onChercher={chercher} />
        </section>
      )}
      {aRetirer && (
        <Retrait
          invitation={aRetirer}
          onFermer={(fait) => {
            setARetirer(undefined)
            if (fait) onFait({ geste: 'retiree', invitation: aRetirer })
          }}
        />
      )}
    </>
  )
}

/** An act on an invitation; the lists that show it are asked again, done or not. */
function useGeste(methode: string, suite: string, onSuccess: (invitation: InvitationLue) => void) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: InvitationLue) =>
      requete<InvitationLue>(`/invitations/${encodeURIComponent(id)}${suite}`, methode),
    onSuccess,
    onSettled: () =>
      Promise.all([INVITATIONS, MESSAGES].map((cle) => requetes.invalidateQueries({ queryKey: [cle] }))),
  })
}

const Echec = ({ titre, erreur }: { readonly titre: string; readonly erreur: Error }) => (
  <Message ton="erreur" titre={titre} annonce motifs={erreur instanceof ErreurApi ? erreur.motifs : []}>
    {!(erreur instanceof ErreurApi && erreur.motifs.length > 0) && <p>{erreur.message}</p>}
  </Message>
)

function Retrait({
  invitation,
  onFermer,
}: {
  readonly invitation: InvitationLue
  readonly onFermer: (fait: boolean) => void
}) {
  const retirer = useGeste('DELETE', '', () => onFermer(true))
  return (
    <Dialogue
      titre="Retirer cette invitation ?"
      ouvert
      onFermer={() => onFermer(false)}
      pied={
        <>
          <Bouton onPress={() => onFermer(false)}>Annuler</Bouton>
          <Bouton variante="danger" isDisabled={retirer.isPending} onPress={() => retirer.mutate(invitation)}>
            Retirer
          </Bouton>
        </>
      }
    >
      <p>
        {invitation.courriel} pourra toujours se connecter, mais n’aura pas le rôle « 
        {ROLES[invitation.role].libelle} » : son compte attendra votre accord.
      </p>
      {retirer.isError && <Echec titre="L’invitation n’a pas été retirée" erreur={retirer.error} />}
    </Dialogue>
  )
}

const TONS: Readonly<Record<EtatInvitation, TonEtiquette>> = {
  ...{ ouverte: 'or', acceptee: 'vert', expiree: 'neutre', retiree: 'neutre' },
}

const colonnes = (
  relancer: (invitation: InvitationLue) => void,
  retirer: (invitation: InvitationLue) => void,
  occupe: boolean,
): readonly Colonne<InvitationLue>[] => [
  {
    code: 'courriel',
    titre: 'Personne',
    cellule: ({ courriel, role, organisation }) => (
      <>
        <span className="courrier-adresse">{courriel}</span>
        <span className="courrier-precision">
          {ROLES[role].libelle}, {organisation.nom}
        </span>
      </>
    ),
  },
  {
    code: 'etat',
    titre: 'État',
    cellule: ({ etat, dernierJour, accepteeLe, retireeLe }) => (
      <>
        <Etiquette ton={TONS[etat]}>{ETATS_INVITATION[etat]}</Etiquette>{' '}
        <span className="courrier-precision">
          {etat === 'acceptee' || etat === 'retiree'
            ? ecrireInstant((accepteeLe ?? retireeLe)!)
            : `${etat === 'ouverte' ? 'jusqu’au' : 'le'} ${ecrireDate(dernierJour)}`}
        </span>
      </>
    ),
  },
  {
    code: 'creeeLe',
    titre: 'Envoyée',
    secondaire: true,
    cellule: ({ creeeLe }) => (
      <time className="insecable" dateTime={creeeLe}>
        {ecrireInstant(creeeLe)}
      </time>
    ),
  },
  {
    code: 'gestes',
    titre: <span className="hors-ecran">Gestes</span>,
    cellule: (invitation) => (
      <div className="courrier-gestes">
        {(invitation.etat === 'ouverte' || invitation.etat === 'expiree') && (
          <Bouton
            isDisabled={occupe}
            aria-label={`Relancer ${invitation.courriel}`}
            onPress={() => relancer(invitation)}
          >
            Relancer
          </Bouton>
        )}
        {invitation.etat === 'ouverte' && (
          <Bouton
            variante="discret"
            aria-label={`Retirer l’invitation de ${invitation.courriel}`}
            onPress={() => retirer(invitation)}
          >
            Retirer…
          </Bouton>
        )}
      </div>
    ),
  },
]
