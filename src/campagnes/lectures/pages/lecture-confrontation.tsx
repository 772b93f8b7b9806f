import { type ReactNode, useState } from 'react'
import { useEnvoi } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { Signature } from '#campagnes/demandes/pages/instruction-elements.tsx'
import type { CritereApprecie } from '#campagnes/lectures/lecture.ts'
import { ChampNote, horsEchelle } from '#campagnes/lectures/pages/lecture-champ.tsx'
import { cheminLectures } from '#campagnes/lectures/pages/lecture-donnees.ts'
import { ecrireMoyenne, ecrireNote, lireNote } from '#campagnes/lectures/pages/lecture-mots.ts'
import type { Confrontee } from '#campagnes/lectures/vue-lectures.ts'
import { INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Etiquette } from '#ui/etiquette.tsx'

/** Both marks with their reasons, whoever gave them. */
export const Notes = ({
  confrontee: { notes },
  critere,
}: {
  readonly confrontee: Pick<Confrontee, 'notes'>
  readonly critere: CritereApprecie
}) => (
  <ul className="lecture-notes">
    {notes.map(({ nom, note, justification }) => (
      <li key={nom}>
        <strong>{ecrireNote(note, critere)}</strong>{' '}
        <span className="secondaire">{nom || 'Compte effacé'}</span>
        <p>{justification}</p>
      </li>
    ))}
  </ul>
)

/** What the ranking reads of two marks: their mean, what was settled, or nothing yet. */
export const Retenue = ({
  confrontee: { retenue, moyenne, ecart, arbitrage },
  critere,
}: {
  readonly confrontee: Confrontee
  readonly critere: CritereApprecie
}) => (
  <>
    {retenue === null ? (
      <Etiquette ton="or">à arbitrer</Etiquette>
    ) : (
      <p>
        <span className="secondaire">Retenu{INSECABLE}:</span> <strong>{ecrireNote(retenue, critere)}</strong>
      </p>
    )}
    {moyenne !== null && ecart > 0 && (
      <span className="discret">
        moyenne{INSECABLE}: {ecrireMoyenne(moyenne, critere)}
      </span>
    )}
    {arbitrage && (
      <>
        <Etiquette ton="vert">arbitré</Etiquette>
        <p>{arbitrage.motif}</p>
        <Signature {...arbitrage} />
      </>
    )}
  </>
)

/** A gap that one is to settle. */
export type EcartOuvert = Confrontee & { readonly demande: string; readonly intitule: string }

/** The mark of the third, and why: it stays beside the two others. */
export function DialogueArbitrage({
  ecart,
  critere,
  onFermer,
}: {
  readonly ecart: EcartOuvert
  readonly critere: CritereApprecie
  readonly onFermer: () => void
}) {
  const [texte, setTexte] = useState('')
  const [motif, setMotif] = useState('')
  const [tente, setTente] = useState(false)
  const annoncer = useAnnonce()
  const note = lireNote(texte, critere)
  const envoi = useEnvoi(() => {
    annoncer('L’écart est arbitré.')
    onFermer()
  })
  return (
    <DialogueFormulaire
      titre={`Arbitrer : ${critere.libelle}`}
      action="Arbitrer"
      explication={`${ecart.intitule} (${ecart.formation}). Votre note est celle que lira le classement ; les deux autres restent à côté.`}
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() => {
        setTente(true)
        if (note === undefined || !motif.trim()) return
        envoi.mutate({
          chemin: cheminLectures(ecart.demande, '/arbitrages'),
          corps: { formation: ecart.formation, champ: ecart.champ, note, motif },
        })
      }}
    >
      <Notes confrontee={ecart} critere={critere} />
      <ChampNote
        critere={critere}
        libelle="Note retenue"
        valeur={texte}
        onChange={setTexte}
        erreur={tente && note === undefined ? horsEchelle(critere) : undefined}
      />
      <ChampLong
        libelle="Note d’arbitrage : pourquoi"
        valeur={motif}
        onChange={setMotif}
        maximum={2_000}
        erreur={tente && !motif.trim() ? 'À remplir : cette note reste à la demande.' : undefined}
      />
    </DialogueFormulaire>
  )
}

/** Two marks side by side, on what they were given, and what they make: in a row, or one under the other on a phone. */
export const Confrontation = ({
  confrontee,
  critere,
  objet,
  sur,
  onArbitrer,
}: {
  readonly confrontee: Confrontee
  readonly critere: CritereApprecie
  /** On what: the formation, its body. */
  readonly objet: ReactNode
  /** The same in words, for the button. */
  readonly sur: string
  readonly onArbitrer: (() => void) | undefined
}) => (
  <li className="lecture-confrontation">
    <div className="lecture-objet">
      <strong>{critere.libelle}</strong>
      {objet}
    </div>
    <Notes confrontee={confrontee} critere={critere} />
    <div className="lecture-retenue">
      <Retenue confrontee={confrontee} critere={critere} />
      {onArbitrer && (
        <Bouton onPress={onArbitrer}>
          Arbitrer…
          <span className="hors-ecran">
            {' '}
            {critere.libelle}, {sur}
          </span>
        </Bouton>
      )}
    </div>
  </li>
)
