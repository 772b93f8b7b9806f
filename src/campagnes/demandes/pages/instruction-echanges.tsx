import { type FormEvent, useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { Etude, MessageLu } from '#campagnes/demandes/instruction.ts'
import { cheminDemande, useEnvoi } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { Instant, Prose } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { ecrireDate } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { ChoixMultiple, ChoixSegmente } from '#ui/choix.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { Refus } from '#ui/refus.tsx'

const SENS: Readonly<Record<MessageLu['sens'], { libelle: string; ton: TonEtiquette }>> = {
  region: { libelle: 'à l’organisme', ton: 'retenu' },
  organisme: { libelle: 'de l’organisme', ton: 'vert' },
  interne: { libelle: 'entre agents', ton: 'or' },
}

/** What was asked and said about an application, with the body and among agents. */
export function Echanges({ etude }: { readonly etude: Etude }) {
  const ecrit = useDroits().has('demande.instruire')
  return (
    <Carte titre="Échanges">
      {etude.complements.length > 0 && <Complements etude={etude} />}
      {etude.messages.length === 0 ? (
        <p className="secondaire">Aucun message.</p>
      ) : (
        <ul className="instruction-fil">
          {etude.messages.map((message) => (
            <li key={`${message.le} ${message.texte}`}>
              <p>
                <Etiquette ton={SENS[message.sens].ton}>{SENS[message.sens].libelle}</Etiquette>{' '}
                {message.nomAuteur || 'Compte effacé'}, <Instant le={message.le} />
                {message.sens === 'region' && (
                  <span className="discret">{message.luLe ? ', lu' : ', pas encore lu'}</span>
                )}
              </p>
              <Prose texte={message.texte} />
              {message.mentions.length > 0 && <p className="discret">Cite {message.mentions.join(', ')}</p>}
            </li>
          ))}
        </ul>
      )}
      {ecrit && <Ecrire etude={etude} />}
    </Carte>
  )
}

const Complements = ({ etude: { complements } }: { readonly etude: Etude }) => (
  <ul className="instruction-fil" aria-label="Compléments demandés">
    {complements.map(({ texte, echeance, le, nomPar, reponduLe, rappeleLe }) => (
      <li key={le}>
        <p>
          Complément demandé par {nomPar}, pour le {ecrireDate(echeance)}{' '}
          {reponduLe ? (
            <Etiquette ton="vert">répondu</Etiquette>
          ) : (
            <Etiquette ton="or">sans réponse</Etiquette>
          )}
          {rappeleLe && (
            <span className="discret">
              {' '}
              rappelé, <Instant le={rappeleLe} />
            </span>
          )}
        </p>
        <Prose texte={texte} />
      </li>
    ))}
  </ul>
)

/** A message to the body, or a note among agents that may name some of them. */
function Ecrire({ etude: { id, agents } }: { readonly etude: Etude }) {
  const [destinataire, setDestinataire] = useState<'organisme' | 'interne'>('interne')
  const [texte, setTexte] = useState('')
  const [mentions, setMentions] = useState<readonly string[]>([])
  const annoncer = useAnnonce()
  const envoi = useEnvoi(() => {
    annoncer('Message enregistré.')
    setTexte('')
    setMentions([])
  })
  const interne = destinataire === 'interne'
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault()
    if (!texte.trim() || envoi.isPending) return
    const corps = { destinataire, texte, mentions: interne ? mentions : [] }
    envoi.mutate({ chemin: `${cheminDemande(id)}/instruction/messages`, corps })
  }
  return (
    <form className="pile ecran-seulement" onSubmit={envoyer}>
      <ChoixSegmente
        libelle="Écrire"
        options={[
          { valeur: 'interne', libelle: 'Entre agents' },
          { valeur: 'organisme', libelle: 'À l’organisme' },
        ]}
        valeur={destinataire}
        onChange={setDestinataire}
      />
      <ChampLong
        libelle={interne ? 'Note' : 'Message'}
        valeur={texte}
        onChange={setTexte}
        lignes={3}
        maximum={4_000}
        aide={interne ? 'L’organisme ne la lit pas.' : 'L’organisme le lit dans son espace.'}
      />
      <Refus erreur={envoi.error} />
      <div className="rangee">
        {interne && (
          <ChoixMultiple
            libelle="Citer"
            options={agents.map((agent) => ({ valeur: agent.id, libelle: agent.nom }))}
            valeurs={mentions}
            onChange={setMentions}
          />
        )}
        <Bouton type="submit" variante="principal" isDisabled={!texte.trim() || envoi.isPending}>
          {interne ? 'Noter' : 'Envoyer'}
        </Bouton>
      </div>
    </form>
  )
}
