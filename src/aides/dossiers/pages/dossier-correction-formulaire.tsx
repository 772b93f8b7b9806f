import { useEffect, useRef, useState } from 'react'
import {
  CHAMPS,
  type ChampCorrigeable,
  GROUPES_CORRECTION,
  type GroupeCorrection,
  groupeDe,
  nommerChamp,
} from '#aides/dossiers/champs-corrigeables.ts'
import type { DossierLu } from '#aides/dossiers/dossier.ts'
import { cheminDossier } from '#aides/dossiers/pages/dossiers-donnees.ts'
import type { CorrectionsDossier, DossierCorrige } from '#aides/dossiers/routes-corrections-contrat.ts'
import { colonneDe } from '#aides/listes/colonnes-liste.ts'
import { ecrireJour } from '#aides/listes/jours.ts'
import { useEnvoiAide } from '#aides/sessions/pages/session-donnees.ts'
import type { Motif } from '#socle/decision.ts'
import { INSECABLE, majuscule } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { Choix } from '#ui/choix.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Message } from '#ui/message.tsx'
import { ErreurApi } from '#ui/requete.ts'

type Cellules = Readonly<Partial<Record<ChampCorrigeable, string>>>
type MotifDeCase = Motif & { readonly champ?: string | null }

type Proprietes = {
  readonly dossier: DossierLu
  readonly ouverts: NonNullable<CorrectionsDossier['ouverts']>
  /** The cell where the typing starts. */
  readonly champ: ChampCorrigeable | undefined
  readonly onFermer: () => void
  readonly onFait: (faite: DossierCorrige) => void
}

/** The cells of a dossier as they are, to correct: only those that change are sent, each refused beside its field. */
export function FormulaireCorrection({ dossier, ouverts, champ, onFermer, onFait }: Proprietes) {
  const { version, cellules, groupes } = ouverts
  const presentes = useRef(montrer(cellules)).current
  const [saisies, setSaisies] = useState<Cellules>(presentes)
  const [motif, setMotif] = useState('')
  const annoncer = useAnnonce()
  const cadre = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (champ)
      cadre.current?.querySelector<HTMLElement>(`[data-champ="${champ}"] :is(input, select)`)?.focus()
  }, [champ])
  const envoi = useEnvoiAide<DossierCorrige>((faite) => {
    annoncer('Le dossier est corrigé.')
    onFait(faite)
    onFermer()
  })
  useEffect(() => {
    if (envoi.error) cadre.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [envoi.error])
  const motifs: readonly MotifDeCase[] = envoi.error instanceof ErreurApi ? envoi.error.motifs : []
  const erreurDe = (case_: string) =>
    motifs
      .filter(({ champ: un }) => un === case_)
      .map(({ message }) => message)
      .join(' ') || undefined
  return (
    <DialogueFormulaire
      titre={`Corriger le dossier ${dossier.numero}`}
      action="Corriger"
      explication="Les cases suivent les règles des listes. Ce qui était écrit reste dans l’histoire du dossier."
      erreur={resumer(envoi.error, motifs)}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() =>
        envoi.mutate({
          chemin: cheminDossier(dossier.id, '/corrections'),
          corps: { version, cellules: changees(presentes, saisies), motif },
        })
      }
    >
      <div className="pile" ref={cadre}>
        {groupes.map(({ groupe, refus }) => (
          <fieldset key={groupe} className="correction-groupe">
            <legend>{GROUPES_CORRECTION[groupe]}</legend>
            {refus ? (
              <p className="secondaire">{refus.message}</p>
            ) : (
              <>
                {groupe === 'compte' && <ApercuCompte compte={dossier.compte} />}
                <div className="correction-cases">
                  {casesDe(groupe).map((case_) => (
                    <Case
                      key={case_}
                      champ={case_}
                      valeur={saisies[case_] ?? ''}
                      erreur={erreurDe(case_)}
                      onChange={(valeur) => setSaisies((avant) => ({ ...avant, [case_]: valeur }))}
                    />
                  ))}
                </div>
              </>
            )}
          </fieldset>
        ))}
        <ChampLong
          libelle="Motif"
          valeur={motif}
          maximum={2_000}
          lignes={2}
          erreur={erreurDe('motif')}
          onChange={setMotif}
          aide="Demandé pour un nom, une date de naissance, ou si la Région corrige."
        />
      </div>
    </DialogueFormulaire>
  )
}

const casesDe = (groupe: GroupeCorrection) => CHAMPS.filter((champ) => groupeDe(champ) === groupe)

const ApercuCompte = ({ compte }: { readonly compte: string | null }) => (
  <Message>
    {compte ? `Compte actuel${INSECABLE}: ${compte}. ` : 'Le compte actuel ne se montre pas. '}
    Pour le corriger, saisissez les trois cases{INSECABLE}; vides, il reste tel qu’il est.
  </Message>
)

type ProprietesCase = {
  readonly champ: ChampCorrigeable
  readonly valeur: string
  readonly erreur: string | undefined
  readonly onChange: (valeur: string) => void
}

function Case({ champ, valeur, erreur, onChange }: ProprietesCase) {
  return (
    <div data-champ={champ}>
      {champ === 'civilite' ? (
        <Choix
          libelle={nommerChamp(champ)}
          valeur={valeur}
          options={[
            { valeur: 'MME', libelle: 'Madame' },
            { valeur: 'M', libelle: 'Monsieur' },
          ]}
          aide={erreur}
          onChange={onChange}
        />
      ) : (
        <ChampTexte
          libelle={nommerChamp(champ)}
          valeur={valeur}
          maximum={300}
          erreur={erreur}
          aide={majuscule(colonneDe(champ).attendu)}
          onChange={onChange}
        />
      )}
    </div>
  )
}

/** A day is shown as people write it. */
const montrer = (cellules: Cellules): Cellules => ({
  ...cellules,
  ...(cellules.neLe && { neLe: ecrireJour(cellules.neLe) }),
})

const changees = (avant: Cellules, apres: Cellules): Cellules =>
  Object.fromEntries(
    CHAMPS.flatMap((champ) =>
      (apres[champ] ?? '').trim() === (avant[champ] ?? '').trim() ? [] : [[champ, apres[champ] ?? '']],
    ),
  )

/** Above the form, only what no cell says: each of them bears its own reasons. */
function resumer(erreur: Error | null, motifs: readonly MotifDeCase[]): Error | null {
  if (!(erreur instanceof ErreurApi) || motifs.length === 0) return erreur
  const { code } = erreur
  const sansCase = motifs.filter(({ champ }) => !champ)
  const message = sansCase.length > 0 ? erreur.message : `${erreur.message} Voyez les cases en rouge.`
  return new ErreurApi(erreur.statut, { code, message, motifs: sansCase })
}
