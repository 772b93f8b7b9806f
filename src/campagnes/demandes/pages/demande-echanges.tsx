import { useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { DemandeLue } from '#campagnes/demandes/espace.ts'
import { useActeDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { ecrireInstant } from '#ui/horloge.ts'
import { Message } from '#ui/message.tsx'

/** What the body and the Région write to each other. */
export function Echanges({ lue }: { readonly lue: DemandeLue }) {
  const { demande, messages } = lue
  const peut = useDroits().has('demande.deposer')
  return (
    <Carte titre="Messages">
      {messages.length === 0 ? (
        <p className="secondaire">Aucun message pour l’instant.</p>
      ) : (
        <ol className="demande-messages">
          {messages.map(({ id, sens, texte, auteur, le }) => (
            <li key={id} data-sens={sens}>
              <p className="discret">
                <strong>{sens === 'region' ? 'La Région' : auteur || 'Votre organisme'}</strong>,{' '}
                <time dateTime={le}>{ecrireInstant(le)}</time>
              </p>
              <p className="demande-propos">{texte}</p>
            </li>
          ))}
        </ol>
      )}
      {peut && <Ecrire demande={demande.id} />}
    </Carte>
  )
}

function Ecrire({ demande }: { readonly demande: string }) {
  const [texte, setTexte] = useState('')
  const acte = useActeDemande(demande)
  const annoncer = useAnnonce()
  const envoyer = () =>
    texte.trim() !== '' &&
    acte.mutate(
      { chemin: '/messages', corps: { texte } },
      {
        onSuccess: () => {
          setTexte('')
          annoncer('Message envoyé à la Région.')
        },
      },
    )
  return (
    <form
      className="pile"
      onSubmit={(evenement) => {
        evenement.preventDefault()
        envoyer()
      }}
    >
      <ChampLong libelle="Écrire à la Région" valeur={texte} onChange={setTexte} lignes={3} maximum={5_000} />
      {acte.error && <Message ton="erreur" titre={acte.error.message} annonce />}
      <p>
        <Bouton type="submit" isDisabled={acte.isPending || texte.trim() === ''}>
          Envoyer le message
        </Bouton>
      </p>
    </form>
  )
}
