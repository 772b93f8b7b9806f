import { useState } from 'react'
import { useEnvoi } from '#aides/asp/pages/paiements-donnees.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'

type Proprietes = {
  readonly titre: string
  readonly explication: string
  /** Said once it is done. */
  readonly fait: string
  /** Where the reason goes, under the payments. */
  readonly suite: string
  readonly onFermer: () => void
}

/** Sets aside for good what the agency returned, a line or a whole file, with a reason. */
export function DialogueClassement({ titre, explication, fait, suite, onFermer }: Proprietes) {
  const annoncer = useAnnonce()
  const [motif, setMotif] = useState('')
  const envoi = useEnvoi(() => {
    annoncer(fait)
    onFermer()
  })
  return (
    <DialogueFormulaire
      titre={titre}
      action="Classer"
      explication={explication}
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() => envoi.mutate({ suite, corps: { motif } })}
    >
      <ChampLong libelle="Raison" valeur={motif} onChange={setMotif} lignes={3} maximum={500} />
    </DialogueFormulaire>
  )
}
