import { useState } from 'react'
import { useAbandon } from '#campagnes/pages/import-donnees.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Message } from '#ui/message.tsx'

type ProprietesAbandon = {
  readonly id: string
  readonly nom: string
  /** What the button says; the reading under way is cancelled, what is read is given up. */
  readonly libelle?: string
  /** An icon in a table. */
  readonly discret?: boolean
  readonly onAbandon?: () => void
}

/** Gives an import up, after a question: the file would have to be sent again. */
export function BoutonAbandon({
  id,
  nom,
  libelle = 'Abandonner',
  discret = false,
  onAbandon,
}: ProprietesAbandon) {
  const [demande, setDemande] = useState(false)
  const abandon = useAbandon()
  const confirmer = () =>
    abandon.mutate(id, {
      onSuccess: () => {
        setDemande(false)
        onAbandon?.()
      },
    })
  return (
    <>
      {discret ? (
        <Bouton
          variante="discret"
          icone="corbeille"
          aria-label={`${libelle} « ${nom} »`}
          onPress={() => setDemande(true)}
        />
      ) : (
        <Bouton icone="corbeille" onPress={() => setDemande(true)}>
          {libelle}
        </Bouton>
      )}
      <Dialogue
        titre={`${libelle} ?`}
        ouvert={demande}
        onFermer={() => setDemande(false)}
        pied={
          <>
            <Bouton autoFocus onPress={() => setDemande(false)}>
              Garder
            </Bouton>
            <Bouton variante="danger" isDisabled={abandon.isPending} onPress={confirmer}>
              Abandonner l’import
            </Bouton>
          </>
        }
      >
        <p>
          Le serveur oublie « {nom} ». Aucune campagne n’est touchée, et le fichier reste sur votre poste : il
          suffira de le renvoyer.
        </p>
        {abandon.isError && (
          <Message ton="erreur" annonce>
            <p>{abandon.error.message}</p>
          </Message>
        )}
      </Dialogue>
    </>
  )
}
