import { Progression } from '#campagnes/pages/import-progression.tsx'
import { CONSERVATION } from '#donnees-personnelles/conservation.ts'
import { type Archive, ETATS_ARCHIVE } from '#memoire/archive.ts'
import { adresseArchive, useArchives, useGesteArchive } from '#memoire/pages/memoire-donnees.ts'
import { ecrireInstant, ecrireTaille } from '#memoire/pages/memoire-mots.ts'
import { compter } from '#socle/francais.ts'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Indicatif } from '#ui/etiquette.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = { readonly siret: string; readonly interne: boolean }

/** All of it as one ZIP: asked for here, made in the background, downloaded from here. */
export function DossierComplet({ siret, interne }: Proprietes) {
  const { data, error, isError, refetch } = useArchives(siret)
  const geste = useGesteArchive(siret)
  const enCours = data?.some(({ etat }) => etat === 'en_cours') ?? true
  return (
    <Carte
      titre="Dossier complet"
      actions={
        <Bouton
          icone="telecharger"
          isDisabled={enCours || geste.isPending}
          onPress={() => geste.mutate({ quoi: 'demande' })}
        >
          Préparer le dossier complet
        </Bouton>
      }
      chapeau={
        <>
          Un fichier ZIP qui se lit sans réseau : pièces, récépissés, lettres, messages, montants et histoire,
          avec un index et l’empreinte de chaque fichier. Gardé {compter(CONSERVATION.archives, 'jour')}{' '}
          <Indicatif />, pour vous seul ; le journal dit que vous l’avez demandé.
          {interne && ' Il contient les notes, les avis et les contrôles : ne le remettez pas à l’organisme.'}
        </>
      }
    >
      <Refus erreur={geste.error} />
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des dossiers demandés" />
      ) : data.length === 0 ? (
        <p className="secondaire">Vous n’en avez demandé aucun ces derniers jours.</p>
      ) : (
        <ul className="memoire-fil">
          {data.map((archive) => (
            <li key={archive.id}>
              <UneArchive
                archive={archive}
                occupe={geste.isPending}
                onGeste={(quoi) => geste.mutate({ quoi, id: archive.id })}
              />
            </li>
          ))}
        </ul>
      )}
    </Carte>
  )
}

type ProprietesArchive = {
  readonly archive: Archive
  readonly occupe: boolean
  readonly onGeste: (quoi: 'annulation' | 'relance') => void
}

function UneArchive({ archive, occupe, onGeste }: ProprietesArchive) {
  const { etat, faites, total, taille, erreur, demandeeLe } = archive
  const quand = ecrireInstant(demandeeLe)
  return (
    <div className="pile">
      {etat === 'en_cours' ? (
        <Progression libelle="Préparation du dossier" fait={faites} total={total}>
          {total === 0 ? 'En attente' : `${faites} sur ${compter(total, 'fichier')}`}
        </Progression>
      ) : (
        <p className="memoire-tete">
          <span>
            {ETATS_ARCHIVE[etat]}
            {erreur && ` : ${erreur}`}
          </span>
          <span className="discret">demandé le {quand}</span>
        </p>
      )}
      {etat === 'prete' && taille !== null && (
        <p>
          <LienTelechargement href={adresseArchive(archive)} format={`ZIP, ${ecrireTaille(taille)}`}>
            Télécharger le dossier complet<span className="hors-ecran"> du {quand}</span>
          </LienTelechargement>
        </p>
      )}
      {etat !== 'prete' && (
        <div className="rangee ecran-seulement">
          {etat === 'en_cours' ? (
            <Bouton isDisabled={occupe} onPress={() => onGeste('annulation')}>
              Arrêter<span className="hors-ecran"> la préparation</span>
            </Bouton>
          ) : (
            <Bouton icone="retour" isDisabled={occupe} onPress={() => onGeste('relance')}>
              Reprendre<span className="hors-ecran"> le dossier du {quand}</span>
            </Bouton>
          )}
        </div>
      )}
    </div>
  )
}
