import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AideResumee } from '#aides/presentation.ts'
import { cheminSession, useEnvoiAide } from '#aides/sessions/pages/session-donnees.ts'
import type { SaisieSession, Session } from '#aides/sessions/session.ts'
import { type Execution, useDetail } from '#budget/pages/budget-donnees.ts'
import { ecrireImputation } from '#budget/rules/ligne.ts'
import { ChampHeure } from '#campagnes/pages/appel-champs.tsx'
import { useAnnonce } from '#ui/annonce.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { requete } from '#ui/requete.ts'

/** Creates a session, or changes one: a refusal stays in the form with all its reasons. */
export function FormulaireSession({
  session,
  onFermer,
}: {
  readonly session?: Session
  readonly onFermer: () => void
}) {
  const naviguer = useNavigate()
  const annoncer = useAnnonce()
  const [saisie, setSaisie] = useState<Partial<SaisieSession>>(session ?? {})
  const changer = (change: Partial<SaisieSession>) => setSaisie({ ...saisie, ...change })
  const envoi = useEnvoiAide<{ id?: string } | undefined>((cree) => {
    annoncer(session ? 'La campagne est enregistrée.' : 'La campagne est créée.')
    onFermer()
    if (cree?.id) void naviguer({ to: '/campagnes-aides/$session', params: { session: cree.id } as never })
  })
  const { data: aides = [] } = useQuery({
    queryKey: ['aides'],
    queryFn: ({ signal }) => requete<AideResumee[]>('/aides', 'GET', undefined, signal),
  })
  const dispositif =
    saisie.dispositif ?? aides.find(({ code }) => code === 'ara-2025')?.code ?? aides[0]?.code ?? ''
  const exercice =
    saisie.exercice ?? Number(aides.find(({ code }) => code === dispositif)?.periode.debut.slice(0, 4))
  const corps = {
    ...{
      dispositif,
      exercice,
      libelle: saisie.libelle ?? '',
      ouvre: saisie.ouvre ?? '',
      ferme: saisie.ferme ?? '',
    },
    ...{ ligne: saisie.ligne ?? null, operation: saisie.operation ?? null },
    attestationExigee: saisie.attestationExigee ?? true,
  }
  return (
    <DialogueFormulaire
      titre={session ? 'Changer la campagne' : 'Créer une campagne d’aides'}
      action={session ? 'Enregistrer' : 'Créer'}
      explication={
        session
          ? undefined
          : 'Le texte de l’aide est figé à la création : il jugera tous les dossiers, même s’il change ensuite.'
      }
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() =>
        envoi.mutate(
          session
            ? { chemin: cheminSession(session.id), methode: 'PUT', corps }
            : { chemin: '/campagnes-aides', corps },
        )
      }
    >
      {!session && (
        <Choix
          libelle="Aide"
          valeur={dispositif}
          options={aides.map(({ code, titre }) => ({ valeur: code, libelle: titre }))}
          onChange={(code) => changer({ dispositif: code })}
        />
      )}
      <ChampTexte
        libelle="Libellé"
        valeur={corps.libelle}
        maximum={200}
        onChange={(libelle) => changer({ libelle })}
      />
      <ChampTexte
        libelle="Exercice"
        valeur={Number.isFinite(exercice) ? String(exercice) : ''}
        maximum={4}
        onChange={(annee) => changer({ exercice: Number(annee) })}
      />
      <ChampHeure libelle="Ouverture" valeur={corps.ouvre} onChange={(ouvre) => changer({ ouvre })} />
      <ChampHeure libelle="Fermeture" valeur={corps.ferme} onChange={(ferme) => changer({ ferme })} />
      <ChampsEnveloppe
        exercice={exercice}
        ligne={corps.ligne}
        operation={corps.operation}
        onChange={changer}
      />
      <label className="suivi-case">
        <input
          type="checkbox"
          checked={corps.attestationExigee}
          onChange={(evenement) => changer({ attestationExigee: evenement.target.checked })}
        />
        <span>Ne payer que les personnes dont l’organisme a attesté l’assiduité</span>
      </label>
    </DialogueFormulaire>
  )
}

/** The line and the operation that bear the aids, among those of the budget. */
function ChampsEnveloppe({
  exercice,
  ligne,
  operation,
  onChange,
}: {
  readonly exercice: number
  readonly ligne: string | null
  readonly operation: string | null
  readonly onChange: (change: Pick<SaisieSession, 'ligne' | 'operation'>) => void
}) {
  const { data: execution } = useQuery({
    queryKey: ['budget', 'execution', exercice],
    queryFn: ({ signal }) =>
      requete<Execution>(`/budget/lignes?exercice=${exercice}`, 'GET', undefined, signal),
    enabled: Number.isInteger(exercice) && exercice >= 2000 && exercice <= 2100,
  })
  const lignes = execution?.lignes ?? []
  return (
    <>
      <Choix
        libelle="Ligne budgétaire"
        valeur={ligne ?? ''}
        options={[
          { valeur: '', libelle: 'Sans enveloppe pour l’instant' },
          ...lignes.map((une) => ({
            valeur: une.ligne.id,
            libelle: `${ecrireImputation(une.ligne)}, ${une.ligne.libelle}`,
          })),
        ]}
        onChange={(choisie) => onChange({ ligne: choisie || null, operation: null })}
      />
      {ligne && <ChoixOperation ligne={ligne} operation={operation} onChange={onChange} />}
    </>
  )
}

function ChoixOperation({
  ligne,
  operation,
  onChange,
}: {
  readonly ligne: string
  readonly operation: string | null
  readonly onChange: (change: Pick<SaisieSession, 'ligne' | 'operation'>) => void
}) {
  const { data } = useDetail(ligne)
  const operations = new Set((data?.affectations ?? []).map((une) => une.operation))
  if (operation) operations.add(operation)
  return (
    <Choix
      libelle="Opération"
      valeur={operation ?? ''}
      options={[
        { valeur: '', libelle: 'Choisir une opération' },
        ...[...operations].map((une) => ({ valeur: une, libelle: une })),
      ]}
      onChange={(choisie) => onChange({ ligne, operation: choisie || null })}
      aide="Ses affectations font l’enveloppe : au-delà, les dossiers attendent."
    />
  )
}
