import { useState } from 'react'
import { GENRES_RETOUR, type GenreRetour } from '#aides/asp/noms-retours.ts'
import { DialogueClassement } from '#aides/asp/pages/paiements-classement.tsx'
import { type RetourVu, useEnvoi } from '#aides/asp/pages/paiements-donnees.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Choix } from '#ui/choix.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'

export type GesteRetour = { readonly acte: 'genre' | 'classement'; readonly retour: RetourVu }

/** What somebody says of a file that was not read: what it is, or why it will not be. */
export const DialogueRetour = ({
  acte,
  retour,
  ...suite
}: GesteRetour & { readonly onFermer: () => void; readonly onLance: () => void }) =>
  acte === 'genre' ? (
    <DialogueGenre retour={retour} {...suite} />
  ) : (
    <DialogueClassement
      titre="Classer ce fichier"
      explication={`${retour.nom} ne sera pas lu, et son contenu ne sera plus gardé${retour.garde ? ' : téléchargez-le d’abord s’il doit servir' : ''}.`}
      fait="Le fichier est classé."
      suite={`/retours/${encodeURIComponent(retour.id)}/classement`}
      onFermer={suite.onFermer}
    />
  )

const GENRES = Object.keys(GENRES_RETOUR) as GenreRetour[]

function DialogueGenre({
  retour,
  onFermer,
  onLance,
}: {
  readonly retour: RetourVu
  readonly onFermer: () => void
  readonly onLance: () => void
}) {
  const annoncer = useAnnonce()
  const [genre, setGenre] = useState(retour.genre ?? GENRES[0]!)
  const envoi = useEnvoi(() => {
    annoncer('Le fichier est lu.')
    onLance()
    onFermer()
  })
  return (
    <DialogueFormulaire
      titre="Dire ce qu’est ce fichier"
      action="Lire"
      explication={`${retour.nom} est lu comme un fichier de ce genre. S’il n’en est pas un, rien n’en est cru et il reste ici.`}
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() =>
        envoi.mutate({ suite: `/retours/${encodeURIComponent(retour.id)}/genre`, corps: { genre } })
      }
    >
      <Choix
        libelle="Genre"
        valeur={genre}
        onChange={setGenre}
        options={GENRES.map((valeur) => ({ valeur, libelle: GENRES_RETOUR[valeur] }))}
      />
    </DialogueFormulaire>
  )
}
