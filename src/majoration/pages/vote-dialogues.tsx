import { type ReactNode, useState } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import { ChoixScenario } from '#majoration/pages/scenarios-choix.tsx'
import type { Proposition, useActesVote } from '#majoration/pages/vote-donnees.ts'
import { SCENARIO_REGLEMENT, type Scenario } from '#majoration/scenario.ts'
import { compter, ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Message } from '#ui/message.tsx'

type Actes = ReturnType<typeof useActesVote>

/** Freezes what a scenario gives now; says why when another proposition is replaced. */
export function DialogueFiger({
  actes: { figer },
  scenarios,
  remplace,
  onFermer,
}: {
  readonly actes: Actes
  readonly scenarios: readonly Scenario[]
  readonly remplace: number | undefined
  readonly onFermer: () => void
}) {
  const [scenario, setScenario] = useState<string>(SCENARIO_REGLEMENT)
  const [motif, setMotif] = useState('')
  const annoncer = useAnnonce()
  const envoyer = () =>
    figer.mutate(
      { scenario: scenario === SCENARIO_REGLEMENT ? null : scenario, motif: motif.trim() || null },
      {
        onSuccess: ({ numero }) => {
          annoncer(`La proposition n° ${numero} est figée.`)
          onFermer()
        },
      },
    )
  return (
    <DialogueFormulaire
      titre={remplace ? `Remplacer la proposition n°${INSECABLE}${remplace}` : 'Figer une proposition'}
      action={remplace ? 'Remplacer' : 'Figer'}
      erreur={figer.error}
      enCours={figer.isPending}
      onFermer={onFermer}
      onValider={envoyer}
    >
      <p className="secondaire">
        Le serveur refait le classement et la répartition sur la liste d’aujourd’hui, puis garde les montants,
        les paramètres et les versions sous une empreinte. Rien de tout cela ne change plus ensuite.
      </p>
      <ChoixScenario
        libelle="Ce qui est proposé au vote"
        scenarios={scenarios}
        valeur={scenario}
        onChange={setScenario}
      />
      {remplace && (
        <ChampTexte
          libelle={`Pourquoi elle remplace la n°${INSECABLE}${remplace}`}
          valeur={motif}
          onChange={setMotif}
          maximum={2000}
          aide="Ce motif reste au journal et dans la liste des propositions."
        />
      )}
    </DialogueFormulaire>
  )
}

/** Takes a step of the campaign, with its reason when it goes back. */
export function DialoguePassage({
  actes: { avancer },
  acte,
  titre,
  action,
  motive = false,
  onFermer,
  children,
}: {
  readonly actes: Actes
  readonly acte: 'mettreAuVote' | 'reprendre'
  readonly titre: string
  readonly action: string
  readonly motive?: boolean
  readonly onFermer: () => void
  readonly children: ReactNode
}) {
  const [motif, setMotif] = useState('')
  const annoncer = useAnnonce()
  const envoyer = () =>
    avancer.mutate(
      { acte, motif: motif.trim() || null },
      {
        onSuccess: () => {
          annoncer(`${action} : c’est fait.`)
          onFermer()
        },
      },
    )
  return (
    <DialogueFormulaire
      titre={titre}
      action={action}
      erreur={avancer.error}
      enCours={avancer.isPending}
      onFermer={onFermer}
      onValider={envoyer}
    >
      {children}
      {motive && (
        <ChampTexte
          libelle="Motif"
          valeur={motif}
          onChange={setMotif}
          maximum={2000}
          aide="Il reste au journal."
        />
      )}
    </DialogueFormulaire>
  )
}

/** Records the vote: what will follow is told before, and nothing undoes it. */
export function DialogueVote({
  actes: { voter },
  campagne,
  proposition: { numero, totaux },
  validees,
  onFermer,
}: {
  readonly actes: Actes
  readonly campagne: Campagne
  readonly proposition: Proposition
  /** How many validated applications the vote retains or not; none when the list came as a file. */
  readonly validees: number
  readonly onFermer: () => void
}) {
  const [deliberation, setDeliberation] = useState('')
  const [voteeLe, setVoteeLe] = useState('')
  const annoncer = useAnnonce()
  const envoyer = () =>
    voter.mutate(
      { deliberation, voteeLe },
      {
        onSuccess: ({ organismes, totale }) => {
          annoncer(`Vote constaté : ${ecrireMontant(totale)} à ${compter(organismes, 'organisme')}.`)
          onFermer()
        },
      },
    )
  return (
    <DialogueFormulaire
      titre="Constater le vote"
      action="Constater le vote"
      erreur={voter.error}
      enCours={voter.isPending}
      onFermer={onFermer}
      onValider={envoyer}
    >
      <ChampTexte
        libelle="Délibération"
        valeur={deliberation}
        onChange={setDeliberation}
        maximum={100}
        aide="La référence donnée par l’assemblée, par exemple CP 2027-100."
      />
      <ChampTexte libelle="Jour du vote" type="date" valeur={voteeLe} onChange={setVoteeLe} />
      <Message ton="avertissement" titre="Ce que ce constat entraîne, en une fois et sans retour">
        <ul>
          <li>
            La proposition n°{INSECABLE}
            {numero} devient votée{INSECABLE}: {ecrireMontant(totaux.totale)} à{' '}
            {compter(totaux.organismes, 'organisme')}, que tout le monde peut lire à «{INSECABLE}Montants
            votés{INSECABLE}».
          </li>
          <li>
            «{INSECABLE}
            {campagne.libelle}
            {INSECABLE}» passe à l’état «{INSECABLE}Votée{INSECABLE}».
          </li>
          {validees > 0 && (
            <li>
              Sur {compter(validees, 'demande validée', 'demandes validées')}, celles des organismes du
              tableau deviennent retenues ({Math.min(totaux.organismes, validees)}), les autres non retenues (
              {Math.max(validees - totaux.organismes, 0)}).
            </li>
          )}
          {/^\d{4}-\d{2}-\d{2}$/.test(voteeLe) && (
            <li>Le calendrier de la campagne porte le vote du {ecrireDate(voteeLe)}.</li>
          )}
        </ul>
      </Message>
    </DialogueFormulaire>
  )
}
