import { useState } from 'react'
import { GENRES_RETOUR, type GenreRetour } from '#aides/asp/noms-retours.ts'
import { type RetourVu, useEnvoi } from '#aides/asp/pages/paiements-donnees.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { Choix } from '#ui/choix.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'

export type GesteRetour = { readonly acte: 'genre' | 'classement'; readonly retour: RetourVu }

/** What somebody says of a file that was not read: what it is, or why it will not be. */
export const DialogueRetour = ({
  acte,
  ...suite
}: GesteRetour & { readonly onFermer: () => void; readonly onLance: () => void }) =>
  acte === 'genre' ? <DialogueGenre {...suite} /> : <DialogueClassement {...suite} />

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

function DialogueClassement({
  retour,
  onFermer,
}: {
  readonly retour: RetourVu
  readonly onFermer: () => void
}) {
  const annoncer = useAnnonce()
  const [motif, setMotif] = useState('')
  const envoi = useEnvoi(() => {
    annoncer('Le fichier est classé.')
    onFermer()
  })
  return (
    <DialogueFormulaire
      titre="Classer ce fichier"
      action="Classer"
      explication={`${retour.nom} ne sera pas lu, et son contenu ne sera plus gardé${retour.garde ? ' : téléchargez-le d’abord s’il doit servir' : ''}.`}
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() =>
        envoi.mutate({ suite: `/retours/${encodeURIComponent(retour.id)}/classement`, corps: { motif } })
      }
    >
      <ChampLong libelle="Raison" valeur={motif} onChange={setMotif} lignes={3} maximum={500} />
    </DialogueFormulaire>
  )
}
