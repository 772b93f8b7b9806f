import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { DossierLu } from '#aides/dossiers/dossier.ts'
import { CollisionsDossier } from '#aides/dossiers/pages/dossier-collisions.tsx'
import { BoutonCorriger, CorrectionDossier } from '#aides/dossiers/pages/dossier-correction.tsx'
import { FicheContrat, FicheIdentite } from '#aides/dossiers/pages/dossier-fiche.tsx'
import { HistoireDossier } from '#aides/dossiers/pages/dossier-histoire.tsx'
import { EchangesDossier } from '#aides/dossiers/pages/dossier-lien.tsx'
import { VerdictDossier } from '#aides/dossiers/pages/dossier-verdict.tsx'
import { cheminDossier, useDossierAide } from '#aides/dossiers/pages/dossiers-donnees.ts'
import { direRetour } from '#aides/dossiers/rang-octroi.ts'
import { useEnvoiAide } from '#aides/sessions/pages/session-donnees.ts'
import { EtiquetteDossier, SessionFictive } from '#aides/sessions/pages/session-mots.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import { ErreurApi } from '#ui/requete.ts'
import '#aides/sessions/pages/suivi.css'

const TITRE = 'Dossier d’aide'

/** /campagnes-aides/$session/dossiers/$dossier : a person, what the rule judged, and all that happened since. */
export const PageDossierAide = () => {
  const { session = '', dossier = '' } = useParams({ strict: false }) as {
    session?: string
    dossier?: string
  }
  return (
    <EcranReserve action="aide.traiter" titre={TITRE}>
      <Ecran key={dossier} session={session} id={dossier} />
    </EcranReserve>
  )
}

function Ecran({ session, id }: { readonly session: string; readonly id: string }) {
  const { data, error, isError, refetch } = useDossierAide(id)
  const [retire, setRetire] = useState(false)
  const retour = (
    <LienBouton to="/campagnes-aides/$session/dossiers" params={{ session }}>
      Dossiers
    </LienBouton>
  )
  if (!data)
    return (
      <Page titre={TITRE}>
        {!isError ? (
          <Chargement quoi="Chargement du dossier" />
        ) : error instanceof ErreurApi && error.statut === 404 ? (
          <EtatVide titre="Ce dossier n’existe pas, ou n’est pas l’un des vôtres." action={retour} />
        ) : (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        )}
      </Page>
    )
  const redonner = direRetour(data)
  return (
    <Page
      titre={`${data.prenom} ${data.nom}`}
      surtitre={`${data.session.libelle}, dossier ${data.numero}`}
      etiquettes={
        <>
          <EtiquetteDossier etat={data.etat} rang={data.rang} /> {data.session.fictif && <SessionFictive />}
        </>
      }
      actions={
        <>
          {retour}
          <BoutonCorriger dossier={data.id} />
          {data.actes.includes('retirer') && <Bouton onPress={() => setRetire(true)}>Retirer…</Bouton>}
        </>
      }
    >
      <div className="pile">
        {redonner && (
          <Message ton="avertissement" titre={redonner.titre}>
            <p>{redonner.suite}</p>
          </Message>
        )}
        <CorrectionDossier dossier={data} />
        <CollisionsDossier dossier={data} />
        <VerdictDossier dossier={data} />
        <div className="suivi-deux">
          <FicheIdentite dossier={data} />
          <FicheContrat dossier={data} />
        </div>
        <EchangesDossier dossier={data} />
        <HistoireDossier dossier={data.id} etapes={data.etapes} deposeLe={data.deposeLe} />
      </div>
      {retire && <DialogueRetrait dossier={data} onFermer={() => setRetire(false)} />}
    </Page>
  )
}

function DialogueRetrait({
  dossier: { id, etat },
  onFermer,
}: {
  readonly dossier: DossierLu
  readonly onFermer: () => void
}) {
  const [motif, setMotif] = useState('')
  const annoncer = useAnnonce()
  const envoi = useEnvoiAide(() => {
    annoncer('Le dossier est retiré.')
    onFermer()
  })
  return (
    <DialogueFormulaire
      titre="Retirer le dossier"
      action="Retirer"
      explication={
        etat === 'accorde'
          ? 'Son montant revient à l’enveloppe : le prochain octroi fera avancer la file.'
          : 'Le dossier n’ira pas plus loin.'
      }
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() => envoi.mutate({ chemin: cheminDossier(id, '/retrait'), corps: { motif } })}
    >
      <ChampLong
        libelle="Motif"
        valeur={motif}
        maximum={2_000}
        onChange={setMotif}
        aide="Contrat rompu, aide trouvée ailleurs… Il reste dans l’historique."
      />
    </DialogueFormulaire>
  )
}
