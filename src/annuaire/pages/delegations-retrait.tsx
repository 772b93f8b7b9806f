import { useState } from 'react'
import { useRetrait } from '#annuaire/pages/delegations-donnees.ts'
import type { DelegationLue } from '#annuaire/schema-delegation.ts'
import { ROLES } from '#socle/acces.ts'
import { ecrireDate } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = {
  readonly delegation: DelegationLue
  /** Whether the role is another's: then one says why it is taken back. */
  readonly autrui: boolean
  readonly onFermer: (retiree: boolean) => void
}

/** Takes a role back, after a question. */
export function RetraitDelegation({ delegation, autrui, onFermer }: Proprietes) {
  const { nomDe, nomA, role, au } = delegation
  const [motif, setMotif] = useState('')
  const retirer = useRetrait(delegation, () => onFermer(true))
  return (
    <Dialogue
      titre="Retirer cette délégation ?"
      ouvert
      onFermer={() => onFermer(false)}
      pied={
        <>
          <Bouton autoFocus onPress={() => onFermer(false)}>
            Annuler
          </Bouton>
          <Bouton
            variante="danger"
            isDisabled={retirer.isPending || (autrui && motif.trim().length < 3)}
            onPress={() => retirer.mutate(motif.trim())}
          >
            Retirer
          </Bouton>
        </>
      }
    >
      <p>
        {nomA} n’agira plus pour {autrui ? nomDe : 'vous'} comme «{'\u00a0'}
        {ROLES[role].libelle}
        {'\u00a0'}», au lieu du {ecrireDate(au)}. L’effet est immédiat, même si cette personne est en train de
        travailler. Ce qui a été fait reste.
      </p>
      <ChampTexte
        libelle={autrui ? 'Motif' : 'Motif, si vous le souhaitez'}
        valeur={motif}
        onChange={setMotif}
        maximum={500}
        aide="Gardé au journal."
        requis={autrui}
      />
      <Refus erreur={retirer.error} />
    </Dialogue>
  )
}
