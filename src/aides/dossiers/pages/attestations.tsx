import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { DossierResume } from '#aides/dossiers/dossier.ts'
import { useDossiers } from '#aides/dossiers/pages/dossiers-donnees.ts'
import {
  cheminSession,
  type Envoi,
  useEnvoiAide,
  useSessionAide,
} from '#aides/sessions/pages/session-donnees.ts'
import { LienSession, SessionFictive } from '#aides/sessions/pages/session-mots.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChoixFichier, TABLEURS } from '#ui/choix-fichier.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'
import { Refus } from '#ui/refus.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'
import '#aides/sessions/pages/suivi.css'

const TITRE = 'Attester l’assiduité'

/** /campagnes-aides/$session/attestations : a training centre certifies who attended, once. */
export const PageAttestations = () => {
  const { session = '' } = useParams({ strict: false }) as { session?: string }
  return (
    <EcranReserve action="aide.deposer" titre={TITRE}>
      <Ecran key={session} session={session} />
    </EcranReserve>
  )
}

type Envoye = { readonly attestes: number }

function Ecran({ session }: { readonly session: string }) {
  const { data: campagne } = useSessionAide(session)
  const { data, error, isError, refetch } = useDossiers(session, { garde: 'sans-attestation' })
  const annoncer = useAnnonce()
  const [tous, setTous] = useState(false)
  const envoi = useEnvoiAide<Envoye>(({ attestes }) => {
    setTous(false)
    annoncer(`${compter(attestes, 'attestation enregistrée', 'attestations enregistrées')}.`)
  })
  const chemin = cheminSession(session, '/attestations')
  return (
    <Page
      titre={TITRE}
      surtitre={campagne && <LienSession id={session} libelle={campagne.libelle} />}
      etiquettes={campagne?.fictif && <SessionFictive />}
      chapeau="Dites qui a suivi sa formation, et la part des heures manquées sans justification. Une attestation ne se reprend pas."
    >
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des dossiers" />
      ) : data.total === 0 ? (
        <EtatVide titre="Tout est attesté.">
          Les dossiers qui attendent une attestation paraîtront ici.
        </EtatVide>
      ) : (
        <Carte
          titre="À attester"
          actions={
            <div className="rangee ecran-seulement">
              <Bouton onPress={() => setTous(true)}>Tous sont assidus…</Bouton>
              <ChoixFichier
                accepte={TABLEURS}
                variante="secondaire"
                inactif={envoi.isPending}
                onChoisir={(fichier) =>
                  envoi.mutate({
                    chemin: `${chemin}/fichier?nom=${encodeURIComponent(fichier.name)}`,
                    corps: fichier,
                  })
                }
              >
                Par un fichier…
              </ChoixFichier>
            </div>
          }
          chapeau="Le classeur des dossiers, complété, sert de fichier : colonnes « Numéro », « Assiduité attestée », « Absences »."
        >
          {!tous && <Refus erreur={envoi.error} />}
          <Saisie
            key={data.dossiers.map(({ id }) => id).join()}
            dossiers={data.dossiers}
            total={data.total}
            enCours={envoi.isPending}
            onEnvoi={(attestations) => envoi.mutate({ chemin, corps: { attestations } } as Envoi)}
          />
          {tous && (
            <DialogueFormulaire
              titre="Attester que tous sont assidus"
              action="Attester"
              explication={`${compter(data.total, 'personne')} : aucune ne dépasse les absences que la règle admet. Une attestation ne se reprend pas.`}
              erreur={envoi.error}
              enCours={envoi.isPending}
              onFermer={() => setTous(false)}
              onValider={() => envoi.mutate({ chemin, corps: { tous: true } })}
            >
              {null}
            </DialogueFormulaire>
          )}
        </Carte>
      )}
    </Page>
  )
}

type Choix = { readonly assidu: boolean; readonly absences: string }

/** Line by line: diligent or not, and the share missed. What is left as it is stays to be certified. */
function Saisie({
  dossiers,
  total,
  enCours,
  onEnvoi,
}: {
  readonly dossiers: readonly DossierResume[]
  readonly total: number
  readonly enCours: boolean
  readonly onEnvoi: (attestations: readonly (Choix & { dossier: string })[]) => void
}) {
  const [choix, setChoix] = useState<Readonly<Record<string, Choix>>>({})
  const changer = (id: string, change: Partial<Choix>) =>
    setChoix({ ...choix, [id]: { assidu: false, absences: '', ...choix[id], ...change } })
  const faits = Object.entries(choix).filter(([, { assidu, absences }]) => assidu || absences.trim() !== '')
  return (
    <>
      <TableauDonnees<DossierResume>
        legende={`${compter(total, 'dossier')} sans attestation${total > dossiers.length ? `, les ${dossiers.length} premiers ici` : ''}`}
        lignes={dossiers}
        cle={({ id }) => id}
        colonnes={[
          {
            code: 'nom',
            titre: 'Personne',
            cellule: ({ nom, prenom, numero }) => (
              <div className="suivi-nom">
                <span>
                  {nom} {prenom}
                </span>
                <span className="discret">{numero}</span>
              </div>
            ),
          },
          {
            code: 'assidu',
            titre: 'Assidu',
            cellule: ({ id, nom, prenom }) => (
              <input
                type="checkbox"
                aria-label={`${prenom} ${nom} est assidu`}
                checked={choix[id]?.assidu ?? false}
                onChange={(evenement) => changer(id, { assidu: evenement.target.checked })}
              />
            ),
          },
          {
            code: 'absences',
            titre: 'Absences, en %',
            cellule: ({ id, nom, prenom }) => (
              <input
                className="champ-saisie suivi-part"
                inputMode="decimal"
                aria-label={`Absences de ${prenom} ${nom}, en %`}
                value={choix[id]?.absences ?? ''}
                onChange={(evenement) => changer(id, { absences: evenement.target.value })}
              />
            ),
          },
        ]}
      />
      <div className="rangee ecran-seulement">
        <Bouton
          variante="principal"
          isDisabled={faits.length === 0 || enCours}
          onPress={() => onEnvoi(faits.map(([dossier, un]) => ({ dossier, ...un })))}
        >
          {faits.length === 0 ? 'Attester la sélection' : `Attester ${compter(faits.length, 'dossier')}`}
        </Bouton>
      </div>
    </>
  )
}
