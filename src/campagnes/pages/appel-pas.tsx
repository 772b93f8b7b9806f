import { type FormEvent, useId, useState } from 'react'
import { ETATS_CAMPAGNE } from '#campagnes/cycle-campagne.ts'
import { ChampMotif } from '#campagnes/pages/appel-champs.tsx'
import type { PassageOffert } from '#campagnes/pages/appel-conduite.tsx'
import { usePas } from '#campagnes/pages/appel-donnees.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Refus } from '#ui/refus.tsx'

/** Asks before a step is taken, and why when it goes back. */
export function PasDeCampagne({
  campagne,
  passage: { acte, libelle, vers, motive },
  onFermer,
}: {
  readonly campagne: string
  readonly passage: PassageOffert
  readonly onFermer: () => void
}) {
  const formulaire = useId()
  const [motif, setMotif] = useState('')
  const pas = usePas(campagne)
  const annoncer = useAnnonce()
  const prendre = (evenement: FormEvent) => {
    evenement.preventDefault()
    if (pas.isPending || (motive && !motif.trim())) return
    const fait = () => {
      annoncer(`La campagne est à l’état « ${ETATS_CAMPAGNE[vers].libelle} ».`)
      onFermer()
    }
    pas.mutate({ acte, motif: motive ? motif.trim() : null }, { onSuccess: fait })
  }
  return (
    <Dialogue
      titre={libelle}
      ouvert
      onFermer={onFermer}
      pied={
        <>
          <Bouton onPress={onFermer}>Annuler</Bouton>
          <Bouton
            type="submit"
            form={formulaire}
            variante="principal"
            isDisabled={pas.isPending || (motive && !motif.trim())}
          >
            {libelle}
          </Bouton>
        </>
      }
    >
      <form id={formulaire} className="pile" onSubmit={prendre}>
        <p>
          La campagne passe à l’état « {ETATS_CAMPAGNE[vers].libelle} ». {ETATS_CAMPAGNE[vers].sens}
        </p>
        {motive && <ChampMotif valeur={motif} onChange={setMotif} />}
      </form>
      <Refus erreur={pas.error} />
    </Dialogue>
  )
}
