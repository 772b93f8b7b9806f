import { type BrouillonAppel, LIBELLES_APPEL } from '#campagnes/appel.ts'
import { comparerAppels, reunir } from '#campagnes/fusion-appel.ts'
import { minuscule } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Message } from '#ui/message.tsx'

/** Somebody else saved meanwhile: what changed, what both changed, and how to go on without losing either. */
export function ConflitAppel({
  base,
  mienne,
  sienne,
  onReunir,
  onAbandon,
}: {
  readonly base: BrouillonAppel
  readonly mienne: BrouillonAppel
  readonly sienne: BrouillonAppel
  readonly onReunir: (appel: BrouillonAppel) => void
  readonly onAbandon: () => void
}) {
  const { appel, disputes } = reunir(base, mienne, sienne)
  return (
    <Message ton="avertissement" titre="Quelqu’un d’autre a enregistré cet appel entre-temps" annonce>
      <p>
        Rien de ce que vous avez écrit n’est perdu, ni enregistré. A changé de son côté :{' '}
        {nommer(comparerAppels(base, sienne))}.
      </p>
      {disputes.length > 0 && (
        <p>
          Vous avez aussi changé {nommer(disputes)} : si vous réunissez les deux, votre valeur remplacera la
          sienne.
        </p>
      )}
      <div className="rangee">
        <Bouton onPress={() => onReunir(appel)}>Réunir les deux</Bouton>
        <Bouton variante="discret" onPress={onAbandon}>
          Abandonner ma saisie
        </Bouton>
      </div>
    </Message>
  )
}

const nommer = (champs: readonly (keyof BrouillonAppel)[]): string =>
  champs.map((champ) => minuscule(LIBELLES_APPEL[champ])).join(', ')
