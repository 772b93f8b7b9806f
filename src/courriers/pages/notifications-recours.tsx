import { useId, useState } from 'react'
import type { LettresLues } from '#courriers/lettre.ts'
import { ecrireRecours, useActeLettres } from '#courriers/pages/notifications-donnees.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Indicatif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'

/** The paragraph on appeals that the next letters print: read by all, written by who runs the campaign. */
export function Recours({
  campagne,
  lues,
  conduit,
}: {
  readonly campagne: string
  readonly lues: LettresLues
  readonly conduit: boolean
}) {
  const id = useId()
  const [texte, setTexte] = useState(lues.recours)
  const annoncer = useAnnonce()
  const envoi = useActeLettres(campagne, () => ecrireRecours(campagne, texte.trim()))
  const change = texte.trim() !== '' && texte.trim() !== lues.recours
  return (
    <Carte
      titre="Voies et délais de recours"
      actions={lues.recoursPropose && <Indicatif />}
      chapeau={
        lues.recoursPropose
          ? 'Texte proposé par Oriflamme : faites-le relire avant de générer les lettres.'
          : 'Imprimé sur les lettres générées désormais ; celles qui le sont déjà gardent le leur.'
      }
    >
      {conduit ? (
        <form
          className="pile"
          onSubmit={(evenement) => {
            evenement.preventDefault()
            if (change && !envoi.isPending)
              envoi.mutate(undefined, { onSuccess: () => annoncer('Voies de recours enregistrées.') })
          }}
        >
          {envoi.isError && <Message ton="erreur" titre={envoi.error.message} annonce />}
          <div className="champ">
            <label htmlFor={id} className="champ-libelle">
              Texte imprimé à la fin de chaque lettre
            </label>
            <textarea
              id={id}
              className="champ-groupe recours-texte"
              rows={5}
              maxLength={4_000}
              value={texte}
              onChange={({ target }) => setTexte(target.value)}
            />
          </div>
          <div className="rangee">
            <Bouton type="submit" isDisabled={!change || envoi.isPending}>
              Enregistrer le texte
            </Bouton>
          </div>
        </form>
      ) : (
        <p>{lues.recours}</p>
      )}
    </Carte>
  )
}
