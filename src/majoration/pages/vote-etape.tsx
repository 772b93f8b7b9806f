import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import { type ActeCampagne, ETATS_CAMPAGNE } from '#campagnes/cycle-campagne.ts'
import { DialogueFiger, DialoguePassage, DialogueVote } from '#majoration/pages/vote-dialogues.tsx'
import { type Conduite, type Proposition, useActesVote } from '#majoration/pages/vote-donnees.ts'
import { refuserFiger } from '#majoration/proposition.ts'
import type { Scenario } from '#majoration/scenario.ts'
import type { Motif } from '#socle/decision.ts'
import { compter, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Message } from '#ui/message.tsx'

type ProprietesEtape = {
  readonly campagne: Campagne
  readonly conduite: Conduite
  readonly scenarios: readonly Scenario[]
  /** Frozen or voted; not those that were replaced. */
  readonly vivante: Proposition | undefined
}

type Geste = 'figer' | 'mettreAuVote' | 'reprendre' | 'voter'

/** Where the campaign is on its way to the vote, what may be done now, and why not the rest. */
export function EtapeDuVote(props: ProprietesEtape) {
  const { campagne, conduite, vivante } = props
  const [geste, setGeste] = useState<Geste>()
  const conduit = useDroits().has('campagne.conduire')
  const remplace = vivante?.etat === 'figee' ? vivante.numero : undefined
  const fermer = () => setGeste(undefined)
  return (
    <Carte titre="Où en est le vote" chapeau={ETATS_CAMPAGNE[conduite.etat].sens}>
      {vivante?.etat === 'figee' && !conduite.proposition && (
        <Message ton="avertissement" titre={`La proposition n°${INSECABLE}${vivante.numero} est dépassée`}>
          <p>
            La liste des formations ou les majorations exceptionnelles ont changé depuis{INSECABLE}: figez-en
            une autre avant le vote.
          </p>
        </Message>
      )}
      {conduite.etat === 'en_instruction' && (
        <Instruction {...props} offert={conduit} remplace={remplace} onGeste={setGeste} />
      )}
      {conduite.etat === 'au_vote' && <AuVote {...props} offert={conduit} onGeste={setGeste} />}
      {campagne.publication.length > 0 && (
        <div className="rangee ecran-seulement">
          <LienBouton to="/campagnes/$id/publication" params={{ id: campagne.id }} icone="fleche">
            Montants votés
          </LienBouton>
        </div>
      )}
      {geste && <DialogueDuGeste {...props} geste={geste} remplace={remplace} onFermer={fermer} />}
    </Carte>
  )
}

type ProprietesGestes = ProprietesEtape & {
  /** Whether this person leads the campaign: only then are buttons shown. */
  readonly offert: boolean
  readonly onGeste: (geste: Geste) => void
}

function Instruction({
  campagne,
  conduite,
  offert,
  remplace,
  onGeste,
}: ProprietesGestes & { readonly remplace: number | undefined }) {
  // Why it is replaced is typed in the dialog: it is not missing yet.
  const contreFiger = refuserFiger(conduite, { remplace: remplace ?? null, motif: 'à saisir' })
  const contreVote = motifsDe(conduite, 'mettreAuVote')
  return (
    <>
      <LecturesInachevees campagne={campagne.id} lectures={conduite.lectures} />
      <Empechements titre="Pas encore de proposition possible" motifs={contreFiger} />
      {contreFiger.length === 0 && <Empechements titre="Avant de mettre au vote" motifs={contreVote} />}
      {offert && (
        <div className="rangee ecran-seulement">
          {contreFiger.length === 0 && (
            <Bouton
              variante={contreVote.length === 0 ? 'secondaire' : 'principal'}
              onPress={() => onGeste('figer')}
            >
              {remplace ? 'Remplacer la proposition…' : 'Figer une proposition…'}
            </Bouton>
          )}
          {contreVote.length === 0 && (
            <Bouton variante="principal" onPress={() => onGeste('mettreAuVote')}>
              Mettre au vote…
            </Bouton>
          )}
          {motifsDe(conduite, 'reprendreVote').length === 0 && (
            <LienBouton to="/campagnes/$id/reprise" params={{ id: campagne.id }}>
              Reprendre un vote antérieur
            </LienBouton>
          )}
        </div>
      )}
    </>
  )
}

function AuVote({ conduite, offert, onGeste }: ProprietesGestes) {
  const contre = motifsDe(conduite, 'voter')
  return (
    <>
      <Empechements titre="Le vote ne peut pas être constaté" motifs={contre} />
      {offert && (
        <div className="rangee ecran-seulement">
          {contre.length === 0 && (
            <Bouton variante="principal" onPress={() => onGeste('voter')}>
              Constater le vote…
            </Bouton>
          )}
          <Bouton onPress={() => onGeste('reprendre')}>Reprendre l’instruction…</Bouton>
        </div>
      )}
    </>
  )
}

function DialogueDuGeste({
  geste,
  campagne,
  conduite,
  scenarios,
  vivante,
  remplace,
  onFermer,
}: ProprietesEtape & {
  readonly geste: Geste
  readonly remplace: number | undefined
  readonly onFermer: () => void
}) {
  const actes = useActesVote(campagne.id)
  if (geste === 'figer')
    return <DialogueFiger actes={actes} scenarios={scenarios} remplace={remplace} onFermer={onFermer} />
  if (geste === 'mettreAuVote')
    return (
      <DialoguePassage
        actes={actes}
        acte="mettreAuVote"
        titre="Mettre au vote"
        action="Mettre au vote"
        onFermer={onFermer}
      >
        <p>
          La proposition n°{INSECABLE}
          {remplace} part à l’assemblée{INSECABLE}: {ecrireMontant(vivante?.totaux.totale ?? 0)} à{' '}
          {compter(vivante?.totaux.organismes ?? 0, 'organisme')}. Jusqu’au vote, ni la liste ni la
          proposition ne changent, sauf à reprendre l’instruction avec un motif.
        </p>
      </DialoguePassage>
    )
  if (geste === 'reprendre')
    return (
      <DialoguePassage
        actes={actes}
        acte="reprendre"
        titre="Reprendre l’instruction"
        action="Reprendre l’instruction"
        motive
        onFermer={onFermer}
      >
        <p>
          La campagne revient à l’état «{INSECABLE}En instruction{INSECABLE}». La proposition reste figée tant
          qu’une autre ne la remplace pas.
        </p>
      </DialoguePassage>
    )
  if (!vivante) return null
  return (
    <DialogueVote
      actes={actes}
      campagne={campagne}
      proposition={vivante}
      validees={conduite.demandes.validee ?? 0}
      onFermer={onFermer}
    />
  )
}

/** What is looked at before a proposition, and stops none: a campaign that asks for readings says so among its reasons. */
const LecturesInachevees = ({
  campagne,
  lectures: { exigee, inachevees },
}: {
  readonly campagne: string
  readonly lectures: Conduite['lectures']
}) =>
  inachevees > 0 && (
    <Message ton="avertissement" titre="Contrôles avant la proposition : la double lecture n’est pas finie">
      <p>
        {compter(inachevees, 'demande validée attend', 'demandes validées attendent')} une lecture ou un
        arbitrage
        {exigee ? '' : ` ; le classement lit en attendant les valeurs déclarées ou corrigées`}.{' '}
        <Link to="/campagnes/$id/lectures" params={{ id: campagne }}>
          Voir la double lecture
        </Link>
      </p>
    </Message>
  )

const motifsDe = ({ passages }: Conduite, acte: ActeCampagne): readonly Motif[] =>
  passages.find((passage) => passage.acte === acte)?.motifs ?? []

const Empechements = ({ titre, motifs }: { readonly titre: string; readonly motifs: readonly Motif[] }) =>
  motifs.length > 0 && <Message titre={titre} motifs={motifs} />
