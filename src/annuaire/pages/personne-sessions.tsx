import { nommerNavigateur } from '#annuaire/navigateur.ts'
import { cheminCompte, useGeste, useSessionsDe } from '#annuaire/pages/gestion-donnees.ts'
import { ecrireInstant, Instant } from '#annuaire/pages/gestion-elements.tsx'
import type { CompteAdministre, SessionAdministree } from '#annuaire/schema-gestion.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Refus } from '#ui/refus.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** The browsers where a person is signed in, and how to close one that should not be. */
export function SessionsDeLaPersonne({ compte }: { readonly compte: CompteAdministre }) {
  const { data, error, isError, refetch } = useSessionsDe(compte.id)
  const fermer = useGeste()
  const fermerUne = ({ id }: SessionAdministree) =>
    fermer.mutate({
      chemin: `${cheminCompte(compte.id)}/sessions/${encodeURIComponent(id)}`,
      ...{ methode: 'DELETE', fait: 'Session fermée' },
    })
  return (
    <Carte titre="Sessions ouvertes">
      <Refus erreur={fermer.error} />
      {!data ? (
        isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement des sessions" />
        )
      ) : data.length === 0 ? (
        <p className="secondaire">Cette personne n’est connectée nulle part.</p>
      ) : (
        <TableauDonnees
          legende="Navigateurs où cette personne est connectée"
          legendeMasquee
          colonnes={colonnes(fermer.isPending, fermerUne)}
          lignes={data}
          cle={({ id }) => id}
        />
      )}
    </Carte>
  )
}

const colonnes = (
  enCours: boolean,
  fermer: (session: SessionAdministree) => void,
): readonly Colonne<SessionAdministree>[] => [
  { code: 'navigateur', titre: 'Navigateur', cellule: ({ navigateur }) => nommerNavigateur(navigateur) },
  { code: 'ouverteLe', titre: 'Ouverte', cellule: ({ ouverteLe }) => <Instant iso={ouverteLe} /> },
  { code: 'vueLe', titre: 'Vue', secondaire: true, cellule: ({ vueLe }) => <Instant iso={vueLe} /> },
  { code: 'adresse', titre: 'Adresse', secondaire: true, cellule: ({ adresse }) => adresse ?? '—' },
  {
    code: 'fermer',
    titre: <span className="hors-ecran">Fermer</span>,
    cellule: (session) => (
      <Bouton
        isDisabled={enCours}
        aria-label={`Fermer la session ${nommerNavigateur(session.navigateur)} ouverte le ${ecrireInstant(session.ouverteLe)}`}
        onPress={() => fermer(session)}
      >
        Fermer
      </Bouton>
    ),
  },
]
