import { useState } from 'react'
import type { Compte } from '#aides/asp/compte.ts'
import { type PaiementVu, useEnvoi } from '#aides/asp/pages/paiements-donnees.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'

type Proprietes = { readonly paiement: PaiementVu; readonly onFermer: () => void }

/** Seeing an account is an act: its reason first, then the account, gone once the window is closed. */
export function DialogueCompte({ paiement, onFermer }: Proprietes) {
  const [motif, setMotif] = useState('')
  const [compte, setCompte] = useState<Compte>()
  const envoi = useEnvoi<Compte>(setCompte)
  if (compte)
    return (
      <Dialogue
        titre={`Compte de ${paiement.nom}`}
        ouvert
        onFermer={onFermer}
        pied={<Bouton onPress={onFermer}>Fermer</Bouton>}
      >
        <dl className="paiements-compte">
          <dt>IBAN</dt>
          <dd>{compte.iban.replace(/(.{4})(?=.)/g, '$1 ')}</dd>
          <dt>BIC</dt>
          <dd>{compte.bic}</dd>
          <dt>Titulaire</dt>
          <dd>{compte.titulaire}</dd>
        </dl>
      </Dialogue>
    )
  return (
    <DialogueFormulaire
      titre={`Révéler le compte de ${paiement.nom}`}
      action="Révéler"
      explication="Votre nom, l’heure et votre raison restent dans le journal."
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() => envoi.mutate({ suite: `/liste/${paiement.id}/compte`, corps: { motif } })}
    >
      <ChampLong libelle="Raison" valeur={motif} onChange={setMotif} lignes={3} maximum={500} />
    </DialogueFormulaire>
  )
}

/** Asking again without changing anything: only when the agency lifted what it had against it. */
export function DialogueReprise({ paiement, onFermer }: Proprietes) {
  const annoncer = useAnnonce()
  const [motif, setMotif] = useState('')
  const envoi = useEnvoi(() => {
    annoncer('Le paiement est redemandé : il attend d’être préparé.')
    onFermer()
  })
  return (
    <DialogueFormulaire
      titre={`Redemander le paiement de ${paiement.nom}`}
      action="Redemander"
      explication="Un nouveau paiement est créé avec les données d’aujourd’hui ; celui-ci garde son histoire."
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() => envoi.mutate({ suite: `/liste/${paiement.id}/reprise`, corps: { motif } })}
    >
      <ChampLong
        libelle="Pourquoi il passera cette fois"
        valeur={motif}
        onChange={setMotif}
        lignes={3}
        maximum={500}
      />
    </DialogueFormulaire>
  )
}
