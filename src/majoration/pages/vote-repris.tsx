import { useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { useRetirer, useVoteRepris } from '#majoration/pages/reprise-donnees.ts'
import type { Conduite } from '#majoration/pages/vote-donnees.ts'
import { ecrireDate } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'

/** Where the voted amounts come from when a file brought them; taking them back while nothing rests on them. */
export function VoteRepris({
  campagne,
  conduite,
}: {
  readonly campagne: string
  readonly conduite: Conduite
}) {
  const { data, error, isError, refetch } = useVoteRepris(campagne)
  const [retire, setRetire] = useState(false)
  const conduit = useDroits().has('campagne.conduire')
  const motifs = conduite.passages.find(({ acte }) => acte === 'retirerVote')?.motifs
  if (!data)
    return isError ? (
      <EtatErreur erreur={error} reessayer={() => refetch()} />
    ) : (
      <Chargement quoi="Chargement" />
    )
  if (!data.repris) return null
  const { deliberation, voteeLe, nom, par, le } = data.repris
  return (
    <Carte
      titre={`Montants repris de ${deliberation}`}
      chapeau={`Votés le ${ecrireDate(voteeLe)}, repris de « ${nom} » par ${par} le ${ecrireDate(le)}.`}
    >
      {conduit && motifs && motifs.length > 0 && (
        <Message ton="info" titre="Cette reprise ne se retire plus" motifs={motifs} />
      )}
      {conduit && motifs?.length === 0 && (
        <div className="rangee ecran-seulement">
          <Bouton onPress={() => setRetire(true)}>Retirer ce vote repris…</Bouton>
        </div>
      )}
      {retire && <DialogueRetrait campagne={campagne} onFermer={() => setRetire(false)} />}
    </Carte>
  )
}

function DialogueRetrait({
  campagne,
  onFermer,
}: {
  readonly campagne: string
  readonly onFermer: () => void
}) {
  const [motif, setMotif] = useState('')
  const annoncer = useAnnonce()
  const retirer = useRetirer(campagne, () => {
    annoncer('Le vote repris est retiré : la campagne est de nouveau en instruction.')
    onFermer()
  })
  return (
    <DialogueFormulaire
      titre="Retirer le vote repris"
      action="Retirer"
      explication="Les montants votés, leur échéance et leur acte quittent la campagne, qui revient à l’instruction. Un autre fichier pourra les remplacer."
      erreur={retirer.error}
      enCours={retirer.isPending}
      onFermer={onFermer}
      onValider={() => retirer.mutate(motif)}
    >
      <ChampTexte
        libelle="Motif"
        valeur={motif}
        onChange={setMotif}
        maximum={2000}
        aide="Il reste au journal."
      />
    </DialogueFormulaire>
  )
}
