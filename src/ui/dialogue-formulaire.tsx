import { type ReactNode, useId } from 'react'
import { Bouton } from '#ui/bouton.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Refus } from '#ui/refus.tsx'

type ProprietesFormulaire = {
  readonly titre: string
  /** What the button that sends says. */
  readonly action: string
  readonly explication?: string | undefined
  readonly erreur: Error | null
  readonly enCours: boolean
  readonly onFermer: () => void
  readonly onValider: () => void
  readonly children: ReactNode
}

/** A question with its form: a refusal stays in it, with every reason and what was typed. */
export function DialogueFormulaire({
  titre,
  action,
  explication,
  erreur,
  enCours,
  onFermer,
  onValider,
  children,
}: ProprietesFormulaire) {
  const id = useId()
  return (
    <Dialogue
      titre={titre}
      ouvert
      onFermer={onFermer}
      pied={
        <>
          <Bouton onPress={onFermer}>Annuler</Bouton>
          <Bouton variante="principal" type="submit" form={id} isDisabled={enCours}>
            {action}
          </Bouton>
        </>
      }
    >
      <form
        id={id}
        className="pile"
        noValidate
        onSubmit={(evenement) => {
          evenement.preventDefault()
          onValider()
        }}
      >
        {explication && <p className="secondaire">{explication}</p>}
        <Refus erreur={erreur} />
        {children}
      </form>
    </Dialogue>
  )
}
