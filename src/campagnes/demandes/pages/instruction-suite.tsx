import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { empechementsDeValider } from '#campagnes/demandes/alerte.ts'
import { type ActeDemande, PASSAGES, type Passage, passagesPossibles } from '#campagnes/demandes/cycle.ts'
import type { Etude } from '#campagnes/demandes/instruction.ts'
import { BoutonGeste, type Geste } from '#campagnes/demandes/pages/instruction-geste.tsx'
import { gesteAttribution, gesteDePassage } from '#campagnes/demandes/pages/instruction-gestes.ts'
import { alertesRestantes, SENS_AGENT } from '#campagnes/demandes/pages/instruction-mots.ts'
import type { Motif } from '#socle/decision.ts'
import { ecrireDate } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Message } from '#ui/message.tsx'

/** What an application waits for, who has it, and the passages that this person may ask for. */
export function Suite({
  etude,
  onGeste,
}: {
  readonly etude: Etude
  readonly onGeste: (geste: Geste) => void
}) {
  const droits = useDroits()
  const offerts = passagesPossibles(etude.etat, (action) => droits.has(action))
    .toSorted((a, b) => Number(PREMIERS.includes(b)) - Number(PREMIERS.includes(a)))
    .flatMap((acte) => {
      const geste = gesteDePassage(acte, etude)
      return geste ? [{ geste, acte, motifs: motifsDe(acte, etude) }] : []
    })
  const empeches = offerts.filter(({ motifs }) => motifs.length > 0)
  const alertes = offerts.some(({ acte }) => acte === 'valider')
    ? empechementsDeValider(alertesRestantes(etude))
    : []
  const complement = etude.etat === 'a_completer' && etude.complements.findLast(({ reponduLe }) => !reponduLe)
  const attribuable = droits.has('demande.instruire') && ATTRIBUABLES.includes(etude.etat)
  return (
    <Carte titre="Où elle en est">
      <p>
        {SENS_AGENT[etude.etat]}
        {complement && ` Réponse attendue jusqu’au ${ecrireDate(complement.echeance)}, inclus.`}
      </p>
      <p className="secondaire">
        {etude.instructeur ? `Confiée à ${etude.instructeur.nom}.` : 'Confiée à personne encore.'}
      </p>
      {empeches.length > 0 && (
        <Message
          ton="avertissement"
          titre={`${empeches.map(({ geste }) => geste.libelle).join(', ')} : pas de votre main`}
          motifs={sansDouble(empeches.flatMap(({ motifs }) => motifs))}
        />
      )}
      {alertes.length > 0 && (
        <Message ton="avertissement" titre="Valider : des contrôles restent ouverts" motifs={alertes} />
      )}
      {(offerts.length > 0 || attribuable) && (
        <div className="rangee ecran-seulement">
          {offerts.map(({ geste, acte, motifs }) => (
            <BoutonGeste
              key={acte}
              geste={geste}
              onOuvrir={onGeste}
              variante={
                PREMIERS.includes(acte) && motifs.length === 0 && (acte !== 'valider' || alertes.length === 0)
                  ? 'principal'
                  : 'secondaire'
              }
            />
          ))}
          {attribuable && (
            <BoutonGeste geste={gesteAttribution(etude)} onOuvrir={onGeste} variante="discret" />
          )}
        </div>
      )}
    </Carte>
  )
}

/** The passages that take an application forward. */
const PREMIERS: readonly ActeDemande[] = ['constaterComplete', 'instruire', 'valider']
const ATTRIBUABLES: readonly Etude['etat'][] = ['deposee', 'a_completer', 'complete', 'instruite']

/** Why the separation of duties will refuse this passage to whoever looks. */
function motifsDe(acte: ActeDemande, { separation }: Etude): readonly Motif[] {
  const { etape }: Passage = PASSAGES[acte]
  return etape === 'instruire' || etape === 'valider' ? separation[etape] : []
}

const sansDouble = (motifs: readonly Motif[]): Motif[] => [
  ...new Map(motifs.map((motif) => [motif.code, motif])).values(),
]
