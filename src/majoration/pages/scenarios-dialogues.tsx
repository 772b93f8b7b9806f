import { useState } from 'react'
import { listerEcarts } from '#majoration/ecarts.ts'
import { NOM_MAXIMUM, type Scenario, verifierNom } from '#majoration/scenario.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Message } from '#ui/message.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

type ProprietesNom = {
  readonly titre: string
  readonly nomInitial: string
  readonly action: string
  readonly aide?: string | undefined
  readonly onFermer: () => void
  /** Rejects with the server's message when it refuses. */
  readonly valider: (nom: string) => Promise<void>
}

/** Asks for a scenario's name; a refusal of the server stays in the dialog, with what was typed. */
export function DialogueNom({ titre, nomInitial, action, aide, onFermer, valider }: ProprietesNom) {
  const [nom, setNom] = useState(nomInitial)
  const [erreur, setErreur] = useState<string>()
  const [envoi, setEnvoi] = useState(false)
  const envoyer = async () => {
    const motif = verifierNom(nom)[0]
    if (motif) return setErreur(motif.message)
    setEnvoi(true)
    try {
      await valider(nom.trim())
    } catch (refusee) {
      setErreur(refusee instanceof Error ? refusee.message : 'L’enregistrement a échoué. Réessayez.')
      setEnvoi(false)
    }
  }
  return (
    <Dialogue
      titre={titre}
      ouvert
      onFermer={onFermer}
      pied={
        <>
          <Bouton onPress={onFermer}>Annuler</Bouton>
          <Bouton variante="principal" isDisabled={envoi} onPress={envoyer}>
            {action}
          </Bouton>
        </>
      }
    >
      <form
        onSubmit={(evenement) => {
          evenement.preventDefault()
          void envoyer()
        }}
      >
        <ChampTexte
          libelle="Nom du scénario"
          valeur={nom}
          onChange={(valeur) => {
            setNom(valeur)
            setErreur(undefined)
          }}
          erreur={erreur}
          aide={aide}
          maximum={NOM_MAXIMUM}
        />
      </form>
    </Dialogue>
  )
}

type ProprietesSuppression = {
  readonly nom: string
  readonly onFermer: () => void
  readonly supprimer: () => Promise<void>
}

export function DialogueSuppression({ nom, onFermer, supprimer }: ProprietesSuppression) {
  const [erreur, setErreur] = useState<string>()
  const confirmer = () =>
    supprimer().catch((refusee: unknown) =>
      setErreur(refusee instanceof Error ? refusee.message : 'La suppression a échoué.'),
    )
  return (
    <Dialogue
      titre="Supprimer ce scénario ?"
      ouvert
      onFermer={onFermer}
      pied={
        <>
          <Bouton autoFocus onPress={onFermer}>
            Annuler
          </Bouton>
          <Bouton variante="danger" onPress={confirmer}>
            Supprimer
          </Bouton>
        </>
      }
    >
      <p>« {nom} » sera supprimé pour tous les agents. Cette action ne peut pas être annulée.</p>
      {erreur && (
        <Message ton="erreur" annonce>
          <p>{erreur}</p>
        </Message>
      )}
    </Dialogue>
  )
}

type ProprietesConflit = {
  readonly ouvert: Scenario
  readonly parametres: Parametres
  readonly onFermer: () => void
  readonly reprendre: () => void
  readonly copier: () => void
}

/** Two people, or two tabs, saved the same scenario: shows what differs and loses neither. */
export function DialogueConflit({ ouvert, parametres, onFermer, reprendre, copier }: ProprietesConflit) {
  const ecarts = listerEcarts(ouvert.parametres, parametres)
  return (
    <Dialogue
      titre={`« ${ouvert.nom} » a changé entre-temps`}
      ouvert
      onFermer={onFermer}
      pied={
        <>
          <Bouton onPress={onFermer}>Annuler</Bouton>
          <Bouton onPress={reprendre}>Reprendre la version enregistrée</Bouton>
          <Bouton variante="principal" onPress={copier}>
            Enregistrer la mienne comme copie…
          </Bouton>
        </>
      }
    >
      <p>
        Ce scénario a été enregistré depuis un autre poste ou un autre onglet après que vous l’avez ouvert
        (version {ouvert.version}). Rien n’a été écrasé{INSECABLE}: choisissez ce que deviennent vos
        paramètres. Si vous reprenez la version enregistrée, le bouton «{INSECABLE}Précédent{INSECABLE}» du
        navigateur retrouve les vôtres.
      </p>
      <TableauDonnees
        legende="Ce qui diffère"
        colonnes={[
          { code: 'libelle', titre: 'Paramètre', cellule: (ecart) => ecart.libelle },
          { code: 'avant', titre: 'Version enregistrée', cellule: (ecart) => ecart.avant },
          { code: 'apres', titre: 'Vos paramètres', cellule: (ecart) => ecart.apres },
        ]}
        lignes={ecarts}
        cle={(ecart) => ecart.chemin}
        vide="Vos paramètres sont les mêmes que ceux de la version enregistrée."
      />
    </Dialogue>
  )
}
