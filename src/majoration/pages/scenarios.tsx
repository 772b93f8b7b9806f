import { Link, useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { Campagne } from '#campagnes/campagne.ts'
import { DialogueConflit, DialogueNom, DialogueSuppression } from '#majoration/pages/scenarios-dialogues.tsx'
import { estPerimee, useActionsScenarios } from '#majoration/pages/scenarios-donnees.ts'
import type { EtatSimulation } from '#majoration/pages/simulation-etat.ts'
import { SCENARIO_REGLEMENT, type Scenario } from '#majoration/scenario.ts'
import { INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Choix } from '#ui/choix.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'

type Demande =
  | 'enregistrerSous'
  | 'renommer'
  | 'dupliquer'
  | 'supprimer'
  | 'conflit'
  | { readonly ouvrir: Scenario | undefined }

type ProprietesBarre = {
  readonly campagne: Campagne
  readonly scenarios: readonly Scenario[]
  readonly etat: EtatSimulation
}

/** Which scenario is open, whether it is saved, and what can be done with it. */
export function BarreScenarios({ campagne, scenarios, etat }: ProprietesBarre) {
  const actions = useActionsScenarios(campagne.id)
  const annoncer = useAnnonce()
  const peutEcrire = useDroits().has('scenario.ecrire')
  const [demande, setDemande] = useState<Demande>()
  const { ouvert, parametres, nonEnregistres, versionOuverte } = etat
  const modifie = nonEnregistres.length > 0
  const depasse = ouvert !== undefined && versionOuverte !== undefined && ouvert.version > versionOuverte

  const fermer = () => setDemande(undefined)
  const apres = (scenario: Scenario, phrase: string) => {
    etat.rattacher(scenario)
    annoncer(phrase)
    fermer()
  }
  const enregistrer = (version = versionOuverte) => {
    if (!ouvert || version === undefined) return setDemande('enregistrerSous')
    actions.enregistrer.mutate(
      { id: ouvert.id, nom: ouvert.nom, parametres, version },
      {
        onSuccess: (scenario) => apres(scenario, `Scénario « ${scenario.nom} » enregistré`),
        onError: (erreur) => estPerimee(erreur) && setDemande('conflit'),
      },
    )
  }
  const ouvrir = (id: string) => {
    const scenario = scenarios.find((s) => s.id === id)
    if (modifie && peutEcrire) setDemande({ ouvrir: scenario })
    else etat.ouvrir(scenario)
  }
  const echec = actions.enregistrer.error
  return (
    <div className="scenarios carte">
      <div className="scenarios-ligne">
        <Choix
          libelle="Scénario ouvert"
          valeur={ouvert?.id ?? SCENARIO_REGLEMENT}
          options={[
            { valeur: SCENARIO_REGLEMENT, libelle: 'Le règlement tel quel' },
            ...scenarios.filter(etat.peutOuvrir).map(({ id, nom }) => ({ valeur: id, libelle: nom })),
          ]}
          onChange={ouvrir}
        />
        <div className="scenarios-etat" role="status">
          {modifie ? (
            <Etiquette ton="or">non enregistré</Etiquette>
          ) : (
            ouvert && <Etiquette ton="vert">enregistré</Etiquette>
          )}
        </div>
        <div className="scenarios-actions">
          {!peutEcrire ? (
            <p className="discret">Votre rôle permet d’essayer, pas d’enregistrer.</p>
          ) : ouvert ? (
            <>
              <Bouton
                variante="principal"
                isDisabled={!modifie || actions.enregistrer.isPending}
                onPress={() => enregistrer()}
              >
                Enregistrer
              </Bouton>
              <Bouton onPress={() => setDemande('enregistrerSous')}>Enregistrer sous…</Bouton>
              <Bouton variante="discret" onPress={() => setDemande('renommer')}>
                Renommer
              </Bouton>
              <Bouton variante="discret" icone="copier" onPress={() => setDemande('dupliquer')}>
                Dupliquer
              </Bouton>
              <Bouton variante="discret" icone="corbeille" onPress={() => setDemande('supprimer')}>
                Supprimer
              </Bouton>
            </>
          ) : (
            <Bouton variante="principal" onPress={() => setDemande('enregistrerSous')}>
              Enregistrer comme scénario…
            </Bouton>
          )}
        </div>
      </div>
      {ouvert && (
        <p className="scenarios-liens discret">
          <Link
            to="/campagnes/$id/comparaison"
            params={{ id: campagne.id }}
            search={{ avant: SCENARIO_REGLEMENT, apres: lien(ouvert.id) }}
          >
            Comparer au règlement
          </Link>
          <Link
            to="/campagnes/$id/repartition"
            params={{ id: campagne.id }}
            search={{ scenario: lien(ouvert.id) }}
          >
            Répartition de ce scénario
          </Link>
          <Link
            to="/campagnes/$id/sensibilite"
            params={{ id: campagne.id }}
            search={{ scenario: lien(ouvert.id) }}
          >
            Sensibilité de ce scénario
          </Link>
          {modifie && <span>Ces pages montrent la version enregistrée.</span>}
        </p>
      )}
      {etat.disparu && (
        <Message ton="avertissement" titre="Ce scénario a été supprimé">
          <p>
            Les paramètres affichés sont conservés{INSECABLE}: enregistrez-les comme un nouveau scénario pour
            ne pas les perdre.
          </p>
        </Message>
      )}
      {depasse && (
        <Message
          ton="avertissement"
          titre={`« ${ouvert.nom} » a été enregistré ailleurs entre-temps`}
          annonce
        >
          <p>Votre version n’est pas perdue. Comparez, puis choisissez laquelle garder.</p>
          <Bouton onPress={() => setDemande('conflit')}>Résoudre…</Bouton>
        </Message>
      )}
      {echec && !estPerimee(echec) && (
        <Message
          ton="erreur"
          titre="L’enregistrement a échoué : rien n’est perdu, vos paramètres sont dans cette page"
          annonce
        >
          <p>{echec.message}</p>
          <Bouton onPress={() => enregistrer()}>Réessayer</Bouton>
        </Message>
      )}

      {demande === 'enregistrerSous' && (
        <DialogueNom
          titre="Enregistrer comme nouveau scénario"
          nomInitial={ouvert ? `${ouvert.nom} (variante)` : ''}
          action="Enregistrer"
          onFermer={fermer}
          valider={async (nom) =>
            apres(await actions.creer.mutateAsync({ nom, parametres }), `Scénario « ${nom} » enregistré`)
          }
        />
      )}
      {demande === 'renommer' && ouvert && (
        <DialogueNom
          titre={`Renommer « ${ouvert.nom} »`}
          nomInitial={ouvert.nom}
          action="Renommer"
          onFermer={fermer}
          // The saved parameters go back with the new name: renaming is not saving what is being tried.
          valider={async (nom) => {
            const { id, version, parametres: enregistres } = ouvert
            const renomme = await actions.enregistrer.mutateAsync({
              id,
              nom,
              parametres: enregistres,
              version,
            })
            // What someone else saved meanwhile is still to be looked at: the new name does not settle it.
            if (!depasse) etat.rattacher(renomme)
            annoncer(`Scénario renommé « ${nom} »`)
            fermer()
          }}
        />
      )}
      {demande === 'dupliquer' && ouvert && (
        <DialogueNom
          titre={`Dupliquer « ${ouvert.nom} »`}
          nomInitial={`${ouvert.nom} (copie)`}
          action="Dupliquer"
          aide={
            modifie
              ? 'La copie reprend la version enregistrée, pas les modifications en cours : vous restez sur celles-ci.'
              : undefined
          }
          onFermer={fermer}
          valider={async (nom) => {
            const copie = await actions.dupliquer.mutateAsync({ id: ouvert.id, nom })
            if (!modifie) etat.ouvrir(copie)
            annoncer(`Scénario « ${copie.nom} » créé`)
            fermer()
          }}
        />
      )}
      {demande === 'supprimer' && ouvert && (
        <DialogueSuppression
          nom={ouvert.nom}
          onFermer={fermer}
          supprimer={async () => {
            await actions.supprimer.mutateAsync(ouvert)
            etat.ouvrir(undefined)
            annoncer(`Scénario « ${ouvert.nom} » supprimé`)
            fermer()
          }}
        />
      )}
      {demande === 'conflit' && ouvert && (
        <DialogueConflit
          ouvert={ouvert}
          parametres={parametres}
          onFermer={fermer}
          reprendre={() => {
            etat.ouvrir(ouvert)
            fermer()
          }}
          copier={() => setDemande('enregistrerSous')}
        />
      )}
      {typeof demande === 'object' && (
        <DialogueAbandon
          titre="Ouvrir un autre scénario ?"
          onRester={fermer}
          onAbandonner={() => {
            etat.ouvrir(demande.ouvrir)
            fermer()
          }}
        />
      )}
      {peutEcrire && <GardeDepart modifie={modifie} />}
    </div>
  )
}

/** Leaving the page with unsaved parameters asks first; « précédent » brings them back in any case. */
function GardeDepart({ modifie }: { readonly modifie: boolean }) {
  const garde = useBlocker({
    shouldBlockFn: ({ current, next }) => modifie && current.pathname !== next.pathname,
    enableBeforeUnload: false,
    withResolver: true,
  })
  if (garde.status !== 'blocked') return null
  return (
    <DialogueAbandon titre="Quitter la simulation ?" onRester={garde.reset} onAbandonner={garde.proceed} />
  )
}

type ProprietesAbandon = {
  readonly titre: string
  readonly onRester: () => void
  readonly onAbandonner: () => void
}

const DialogueAbandon = ({ titre, onRester, onAbandonner }: ProprietesAbandon) => (
  <Dialogue
    titre={titre}
    ouvert
    onFermer={onRester}
    pied={
      <>
        <Bouton onPress={onAbandonner}>Continuer sans enregistrer</Bouton>
        <Bouton variante="principal" autoFocus onPress={onRester}>
          Rester
        </Bouton>
      </>
    }
  >
    <p>
      Des paramètres ne sont pas enregistrés. Vous pourrez les retrouver avec le bouton « Précédent » du
      navigateur, mais pas dans la liste des scénarios.
    </p>
  </Dialogue>
)

const lien = (id: string) => (/^\d{1,15}$/.test(id) ? Number(id) : id)
