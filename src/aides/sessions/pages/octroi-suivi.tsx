import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useOctrois } from '#aides/sessions/pages/session-donnees.ts'
import { direInstant } from '#aides/sessions/pages/session-instant.ts'
import type { Octroi, SessionLue } from '#aides/sessions/session.ts'
import { Progression } from '#campagnes/pages/import-progression.tsx'
import { compter, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Message } from '#ui/message.tsx'

/** The acts that granted: how far the last one is, then its report, and those before. */
export function OctroisSession({ session }: { readonly session: SessionLue }) {
  const { data: octrois } = useOctrois(session.id, session.octrois)
  const requetes = useQueryClient()
  const [dernier, ...anciens] = octrois
  const etat = dernier?.etat
  const connu = session.octrois[0]?.etat
  useEffect(() => {
    // The gauge follows the work: asked again when it ends.
    if (etat !== connu)
      void requetes.invalidateQueries({ queryKey: ['campagnes-aides', session.id], exact: true })
  }, [requetes, session.id, etat, connu])
  if (!dernier) return null
  return (
    <Carte titre="Octrois">
      {dernier.etat === 'en_cours' ? (
        <Progression libelle="Octroi" fait={dernier.accordes} total={dernier.total}>
          {compter(dernier.accordes, 'aide accordée', 'aides accordées')} sur {dernier.total}. Ce qui est
          accordé le reste, même si vous quittez cette page.
        </Progression>
      ) : (
        <Message
          ton={dernier.etat === 'arrete' ? 'avertissement' : 'succes'}
          titre={direBilan(dernier)}
          motifs={dernier.motif ? [dernier.motif] : []}
          annonce
        >
          <p>{signer(dernier)}</p>
        </Message>
      )}
      {anciens.length > 0 && (
        <details>
          <summary>Octrois précédents ({anciens.length})</summary>
          <ul className="suivi-fil">
            {anciens.map((octroi) => (
              <li key={octroi.id}>
                <span>{direBilan(octroi)}</span>
                <span className="discret">{signer(octroi)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Carte>
  )
}

const signer = ({ par, creeLe }: Octroi) =>
  `Demandé par ${par || 'un compte effacé'}, ${direInstant(creeLe)}.`

function direBilan({ etat, accordes, montant, enAttente, retenus }: Octroi): string {
  const faits = `${compter(accordes, 'aide accordée', 'aides accordées')}, ${ecrireMontant(montant)}`
  if (etat === 'arrete') return `Octroi arrêté${INSECABLE}: ${faits}.`
  const attente = `${compter(enAttente ?? 0, 'dossier')} en attente`
  const garde = retenus ? `, ${compter(retenus, 'retenu')} pour double bénéfice` : ''
  return `${faits}${INSECABLE}; ${attente}${garde}.`
}
