import { useState } from 'react'
import { compterPostes } from '#aides/sessions/consommation.ts'
import { type ActeSession, PASSAGES_SESSION, type PassageSession } from '#aides/sessions/cycle-session.ts'
import { cheminSession, useEnvoiAide } from '#aides/sessions/pages/session-donnees.ts'
import type { SessionLue } from '#aides/sessions/session.ts'
import { compter, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'

type Choisi = ActeSession | 'accorder'

/** What may be done on a session now: grant what is proposed, move it. */
export function ActesSession({ session }: { readonly session: SessionLue }) {
  const [choisi, setChoisi] = useState<Choisi>()
  const { proposes, enAttente } = compterPostes(session.postes)
  const accordable =
    session.enveloppe !== null &&
    session.ligneBudgetaire?.suspendueJusquAu === null &&
    (session.etat === 'ouverte' || session.etat === 'close') &&
    proposes + enAttente > 0
  if (!accordable && session.actes.length === 0) return null
  return (
    <Carte titre="Conduite" className="ecran-seulement">
      <div className="rangee">
        {accordable && (
          <Bouton variante="principal" onPress={() => setChoisi('accorder')}>
            Accorder les aides proposées
          </Bouton>
        )}
        {session.actes.map((acte) => (
          <Bouton key={acte} onPress={() => setChoisi(acte)}>
            {PASSAGES_SESSION[acte].libelle}
          </Bouton>
        ))}
      </div>
      {choisi === 'accorder' ? (
        <DialogueOctroi session={session} onFermer={() => setChoisi(undefined)} />
      ) : (
        choisi && <DialoguePassage session={session} acte={choisi} onFermer={() => setChoisi(undefined)} />
      )}
    </Carte>
  )
}

type Proprietes = { readonly session: SessionLue; readonly onFermer: () => void }

function DialogueOctroi({ session, onFermer }: Proprietes) {
  const annoncer = useAnnonce()
  const envoi = useEnvoiAide(() => {
    annoncer('L’octroi est lancé.')
    onFermer()
  })
  const { proposes, propose, enAttente, attente } = compterPostes(session.postes)
  const { reste } = session.enveloppe!
  return (
    <DialogueFormulaire
      titre="Accorder les aides proposées"
      action="Accorder"
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() => envoi.mutate({ chemin: cheminSession(session.id, '/octrois') })}
    >
      <p>
        {compter(proposes + enAttente, 'dossier')} pour {ecrireMontant(propose + attente)}
        {INSECABLE}; il reste {ecrireMontant(reste)} dans l’enveloppe.
      </p>
      <p className="secondaire">
        Chacun est servi dans l’ordre de son dépôt. Le premier qui ne tient pas dans l’enveloppe attend, et
        tous ceux d’après lui{INSECABLE}: une affectation ou un retrait fera avancer la file, par ce même
        acte. Les dossiers retenus pour double bénéfice ne sont pas servis.
      </p>
    </DialogueFormulaire>
  )
}

function DialoguePassage({ session, acte, onFermer }: Proprietes & { readonly acte: ActeSession }) {
  const { libelle, motive }: PassageSession = PASSAGES_SESSION[acte]
  const [motif, setMotif] = useState('')
  const annoncer = useAnnonce()
  const envoi = useEnvoiAide(() => {
    annoncer(`${libelle} : c’est fait.`)
    onFermer()
  })
  return (
    <DialogueFormulaire
      titre={`${libelle} « ${session.libelle} »`}
      action={libelle}
      explication={EXPLICATIONS[acte]}
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() =>
        envoi.mutate({
          chemin: cheminSession(session.id, '/etat'),
          corps: { acte, ...(motive && { motif }) },
        })
      }
    >
      {motive && <ChampLong libelle="Motif" valeur={motif} maximum={2_000} onChange={setMotif} />}
    </DialogueFormulaire>
  )
}

const EXPLICATIONS: Readonly<Record<ActeSession, string>> = {
  ouvrir: 'Les organismes la verront et pourront déposer leurs listes, entre ses deux dates.',
  suspendre: 'Les organismes ne la verront plus.',
  clore: 'Plus aucune liste ne se dépose ; les aides continuent de s’accorder et de se payer.',
  rouvrir: 'Les organismes pourront de nouveau déposer, jusqu’à sa fermeture.',
  solder: 'Tout est décidé : la liste d’attente n’avancera plus.',
}
