import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { type ActeCampagne, ETATS_CAMPAGNE, type EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { PasDeCampagne } from '#campagnes/pages/appel-pas.tsx'
import type { ConduiteCampagne } from '#campagnes/schema-appel.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Icone } from '#ui/icone.tsx'

export type PassageOffert = ConduiteCampagne['passages'][number]
type Proprietes = { readonly campagne: string; readonly conduite: ConduiteCampagne }

/** The way of the campaign, and the steps that leave where it stands: taken here, or what they still need. */
export function Conduite({ campagne, conduite: { etat, passages } }: Proprietes) {
  const conduit = useDroits().has('campagne.conduire')
  const [choisi, setChoisi] = useState<PassageOffert>()
  const { libelle, sens } = ETATS_CAMPAGNE[etat]
  // What one comes for is to go on; the ways back stand after.
  const enOrdre = passages.filter(propose).sort((a, b) => Number(a.motive) - Number(b.motive))
  return (
    <Carte titre="Où en est la campagne" className="appel-conduite">
      <Frise etat={etat} />
      <p>
        <strong>{libelle}.</strong> {sens}
      </p>
      {passages.length > 0 && (
        <ul className="appel-passages">
          {enOrdre.map((passage) => (
            <li key={passage.acte}>
              <Passage
                campagne={campagne}
                passage={passage}
                offert={conduit}
                onChoix={() => setChoisi(passage)}
              />
            </li>
          ))}
        </ul>
      )}
      {!conduit && passages.length > 0 && <p className="discret">Un responsable fait avancer la campagne.</p>}
      {choisi && <PasDeCampagne campagne={campagne} passage={choisi} onFermer={() => setChoisi(undefined)} />}
    </Carte>
  )
}

/** A vote of the past is brought, or taken back, at the screen of the vote: told here only where it may be. */
const DU_FICHIER: readonly ActeCampagne[] = ['reprendreVote', 'retirerVote']
const propose = ({ acte, motifs }: PassageOffert) => motifs.length === 0 || !DU_FICHIER.includes(acte)

/** The states in their order: those behind, the one of today, those ahead. */
const Frise = ({ etat }: { readonly etat: EtatCampagne }) => {
  const etats = Object.keys(ETATS_CAMPAGNE) as EtatCampagne[]
  const rang = etats.indexOf(etat)
  return (
    <ol className="appel-frise">
      {etats.map((un, i) => (
        <li
          key={un}
          data-passe={i < rang || undefined}
          {...(un === etat ? { 'aria-current': 'step' as const } : {})}
        >
          {ETATS_CAMPAGNE[un].libelle}
          {i < rang && <span className="hors-ecran">, passé</span>}
        </li>
      ))}
    </ol>
  )
}

/** A step: a button when it may be taken, otherwise what it waits for. The vote is recorded with its délibération. */
const Passage = ({
  campagne,
  passage: { acte, libelle, vers, motive, motifs },
  offert,
  onChoix,
}: {
  readonly campagne: string
  readonly passage: PassageOffert
  readonly offert: boolean
  readonly onChoix: () => void
}) =>
  motifs.length > 0 ? (
    <>
      <p>
        <Icone nom="alerte" /> <strong>{libelle}</strong> : pas encore.
      </p>
      <ul className="appel-manques">
        {motifs.map(({ code, message }) => (
          <li key={code}>{message}</li>
        ))}
      </ul>
    </>
  ) : acte === 'voter' || DU_FICHIER.includes(acte) ? (
    <p>
      <Icone nom="valide" /> <strong>{libelle}</strong>{' '}
      {acte === 'voter' ? ': avec le numéro de la délibération, à l’écran' : ': à l’écran'}{' '}
      <Link to="/campagnes/$id/vote" params={{ id: campagne }}>
        Vote
      </Link>
      .
    </p>
  ) : offert ? (
    <p>
      <Bouton variante={motive ? 'discret' : 'principal'} onPress={onChoix}>
        {libelle}…
      </Bouton>{' '}
      <span className="secondaire">vers « {ETATS_CAMPAGNE[vers].libelle} »</span>
    </p>
  ) : (
    <p>
      <Icone nom="valide" /> <strong>{libelle}</strong> : c’est possible.
    </p>
  )
