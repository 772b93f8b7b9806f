import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { Agent } from '#campagnes/demandes/instruction.ts'
import { ACTES_LOT, type ActeLot } from '#campagnes/demandes/instruction-lot.ts'
import { partager, type RechercheEcrite } from '#campagnes/demandes/pages/instruction-adresse.ts'
import { lancerLots, listerToutes } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { compter } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = {
  readonly campagne: string
  readonly choisies: readonly string[]
  readonly recherche: RechercheEcrite
  readonly agents: readonly Agent[]
  /** How many answer the search, beyond the page in sight. */
  readonly total: number
  readonly onChoisir: (choisies: readonly string[]) => void
  readonly onLances: (lots: readonly string[]) => void
}

/** A work takes so many at most. */
const MAXIMUM = 500

/** What is ticked, and what may be done with it in one go. */
export function BarreLots(props: Proprietes) {
  const { campagne, choisies, recherche, total, onChoisir } = props
  const [acte, setActe] = useState<ActeLot>()
  const droits = useDroits()
  const toutes = useMutation({
    mutationFn: () => listerToutes(campagne, recherche),
    onSuccess: (ids) => onChoisir(ids.slice(0, MAXIMUM)),
  })
  if (choisies.length === 0) return null
  return (
    <section className="instruction-barre ecran-seulement" aria-label="Ensemble">
      <strong role="status">{compter(choisies.length, 'demande choisie', 'demandes choisies')}</strong>
      {(['attribuer', 'constaterComplete', 'valider'] as const)
        .filter((un) => droits.has(ACTES_LOT[un].action))
        .map((un) => (
          <Bouton key={un} onPress={() => setActe(un)}>
            {ACTES_LOT[un].libelle}…
          </Bouton>
        ))}
      {choisies.length < Math.min(total, MAXIMUM) && (
        <Bouton variante="discret" isDisabled={toutes.isPending} onPress={() => toutes.mutate()}>
          {total > MAXIMUM ? `Choisir les ${MAXIMUM} premières` : `Choisir les ${total} de cette recherche`}
        </Bouton>
      )}
      <Bouton variante="discret" onPress={() => onChoisir([])}>
        Ne rien choisir
      </Bouton>
      {toutes.isError && <Refus erreur={toutes.error} />}
      {acte && <DialogueLot {...props} acte={acte} onFermer={() => setActe(undefined)} />}
    </section>
  )
}

const EXPLICATIONS: Readonly<Record<ActeLot, string>> = {
  attribuer:
    'À un agent, ou à plusieurs : elles sont alors partagées entre eux à parts égales, dans l’ordre de la file.',
  constaterComplete: 'Celles qui ne sont pas à l’état « Déposée » seront laissées, avec leur raison.',
  valider: 'Celles que vous avez instruites, ou qui ne sont pas « Instruites », seront laissées.',
}

function DialogueLot({
  campagne,
  choisies,
  agents,
  acte,
  onFermer,
  onLances,
}: Proprietes & { readonly acte: ActeLot; readonly onFermer: () => void }) {
  const [confiees, setConfiees] = useState<readonly string[]>([])
  const envoi = useMutation({
    mutationFn: () =>
      lancerLots(
        campagne,
        acte,
        acte === 'attribuer' ? partager(choisies, confiees) : [{ agent: null, part: choisies }],
      ),
    onSuccess: (lots) => {
      onFermer()
      onLances(lots.map(({ id }) => id))
    },
  })
  const { libelle } = ACTES_LOT[acte]
  return (
    <Dialogue
      titre={`${libelle} : ${compter(choisies.length, 'demande')}`}
      ouvert
      onFermer={onFermer}
      pied={
        <>
          <Bouton onPress={onFermer}>Annuler</Bouton>
          <Bouton
            variante="principal"
            isDisabled={envoi.isPending || (acte === 'attribuer' && confiees.length === 0)}
            onPress={() => envoi.mutate()}
          >
            {libelle}
          </Bouton>
        </>
      }
    >
      <p className="secondaire">{EXPLICATIONS[acte]}</p>
      {acte === 'attribuer' && (
        <fieldset className="pile">
          <legend className="champ-libelle">Agents</legend>
          {agents.map(({ id, nom }) => (
            <label key={id} className="case">
              <input
                type="checkbox"
                checked={confiees.includes(id)}
                onChange={({ target }) =>
                  setConfiees(target.checked ? [...confiees, id] : confiees.filter((un) => un !== id))
                }
              />
              <span>{nom}</span>
            </label>
          ))}
        </fieldset>
      )}
      {envoi.isError && <Refus erreur={envoi.error} />}
    </Dialogue>
  )
}
