import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { nommerNavigateur } from '#annuaire/navigateur.ts'
import { useCompte } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { CompteCourant, SessionOuverte } from '#annuaire/schema-compte.ts'
import { NATURES, ROLES } from '#socle/acces.ts'
import { deNom } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatConnexion, EtatErreur } from '#ui/etat.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import { requete } from '#ui/requete.ts'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import './annuaire.css'

/** /compte : what Oriflamme knows of me, and the browsers where I am signed in. */
export function PageCompte() {
  const { data, error, isError, refetch } = useCompte()
  if (data?.acteur && !data.droits.includes('compte.gerer')) return <SansRole acteur={data.acteur} />
  if (data && !data.acteur)
    return (
      <Page titre="Mon compte">
        <EtatConnexion />
      </Page>
    )
  if (isError)
    return (
      <Page titre="Mon compte">
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      </Page>
    )
  return (
    <EcranReserve action="compte.gerer" titre="Mon compte">
      {data?.acteur && (
        <Page
          titre="Mon compte"
          chapeau="Ce qu’Oriflamme sait de vous, et les navigateurs où vous êtes connecté."
        >
          <Identite acteur={data.acteur} />
          <Sessions />
        </Page>
      )}
    </EcranReserve>
  )
}

type Acteur = NonNullable<CompteCourant['acteur']>

/** An account that waits: what we know of it, and nothing to manage yet. */
const SansRole = ({ acteur }: { readonly acteur: Acteur }) => (
  <Page titre="Mon compte" chapeau="Ce qu’Oriflamme sait de vous.">
    <Identite acteur={acteur} />
  </Page>
)

const ETATS = {
  en_attente: 'en attente d’accord',
  active: 'actif',
  suspendue: 'suspendu',
  effacee: 'effacé',
} as const

const Identite = ({ acteur }: { readonly acteur: Acteur }) => {
  const { nom, courriel, etat, organisation, casquettes } = acteur
  return (
    <Carte titre="Qui je suis">
      <dl className="compte-fiche">
        <dt>Nom</dt>
        <dd>{nom}</dd>
        <dt>Courriel</dt>
        <dd>{courriel ?? 'non confirmé par votre fournisseur d’identité'}</dd>
        <dt>Organisme</dt>
        <dd>{organisation ? `${organisation.nom} (${NATURES[organisation.nature]})` : 'aucun'}</dd>
        <dt>Compte</dt>
        <dd>
          <Etiquette ton={etat === 'active' ? 'vert' : 'or'}>{ETATS[etat]}</Etiquette>
        </dd>
        <dt>{casquettes.length > 1 ? 'Rôles' : 'Rôle'}</dt>
        <dd>
          {casquettes.length === 0
            ? 'aucun pour l’instant'
            : casquettes
                .map(({ role, nomPour }) =>
                  nomPour ? `${ROLES[role].libelle}, par délégation ${deNom(nomPour)}` : ROLES[role].libelle,
                )
                .join(' ; ')}
        </dd>
      </dl>
      <p className="discret">
        Le nom et le courriel viennent de votre fournisseur d’identité à chaque connexion : c’est chez lui
        qu’ils se corrigent. Les rôles sont donnés par l’administrateur de la Région.
      </p>
    </Carte>
  )
}

const SESSIONS = ['compte-sessions'] as const

function Sessions() {
  const requetes = useQueryClient()
  const annoncer = useAnnonce()
  const { data, error, isError, refetch } = useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => requete<SessionOuverte[]>('/compte/sessions', 'GET', undefined, signal),
    staleTime: 0,
  })
  const fermer = useMutation({
    mutationFn: ({ id }: SessionOuverte) =>
      requete<void>(`/compte/sessions/${encodeURIComponent(id)}`, 'DELETE'),
    onSuccess: () => annoncer('Session fermée'),
    // Closed here or elsewhere meanwhile, the list says what is left.
    onSettled: () => requetes.invalidateQueries({ queryKey: SESSIONS }),
  })
  return (
    <Carte
      titre="Mes sessions"
      chapeau="Une session finit après une heure sans rien faire, et au plus tard dix heures après la connexion."
    >
      {fermer.isError && (
        <Message ton="erreur" titre="La session n’a pas été fermée" annonce>
          <p>{fermer.error.message}</p>
        </Message>
      )}
      {data ? (
        <TableauDonnees
          legende="Navigateurs où vous êtes connecté, le dernier vu d’abord"
          colonnes={colonnes(fermer)}
          lignes={data}
          cle={({ id }) => id}
        />
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement de vos sessions" />
      )}
    </Carte>
  )
}

type Fermeture = { readonly isPending: boolean; readonly mutate: (session: SessionOuverte) => void }

const colonnes = (fermer: Fermeture): readonly Colonne<SessionOuverte>[] => [
  {
    code: 'navigateur',
    titre: 'Navigateur',
    cellule: ({ navigateur, courante }) => (
      <>
        {nommerNavigateur(navigateur)} {courante && <Etiquette ton="vert">celle-ci</Etiquette>}
      </>
    ),
  },
  { code: 'ouverteLe', titre: 'Ouverte', cellule: ({ ouverteLe }) => <Instant iso={ouverteLe} /> },
  { code: 'vueLe', titre: 'Vue', secondaire: true, cellule: ({ vueLe }) => <Instant iso={vueLe} /> },
  {
    code: 'expireLe',
    titre: 'Finit',
    secondaire: true,
    cellule: ({ expireLe }) => <Instant iso={expireLe} />,
  },
  { code: 'adresse', titre: 'Adresse', secondaire: true, cellule: ({ adresse }) => adresse ?? '—' },
  {
    code: 'fermer',
    titre: <span className="hors-ecran">Fermer</span>,
    // This very one is closed by « Se déconnecter », which also leaves the provider.
    cellule: (session) =>
      session.courante ? null : (
        <Bouton
          isDisabled={fermer.isPending}
          aria-label={`Fermer la session ${nommerNavigateur(session.navigateur)} ouverte le ${ecrireInstant(session.ouverteLe)}`}
          onPress={() => fermer.mutate(session)}
        >
          Fermer
        </Bouton>
      ),
  },
]

const Instant = ({ iso }: { readonly iso: string }) => (
  <time dateTime={iso} className="insecable">
    {ecrireInstant(iso)}
  </time>
)

const format = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'medium', timeStyle: 'short' })
const ecrireInstant = (iso: string): string => format.format(new Date(iso))
