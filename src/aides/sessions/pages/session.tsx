import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ETATS_DOSSIER } from '#aides/dossiers/cycle.ts'
import { CourriersSession } from '#aides/dossiers/pages/courriers-session.tsx'
import { compterPostes, filtrerPostes } from '#aides/sessions/consommation.ts'
import { REGLE_CHANGEE } from '#aides/sessions/cycle-session.ts'
import { OctroisSession } from '#aides/sessions/pages/octroi-suivi.tsx'
import { ActesSession } from '#aides/sessions/pages/session-actes.tsx'
import { useSessionAide } from '#aides/sessions/pages/session-donnees.ts'
import { FormulaireSession } from '#aides/sessions/pages/session-formulaire.tsx'
import { JaugeSession } from '#aides/sessions/pages/session-jauge.tsx'
import {
  direDates,
  direNiveau,
  EtiquetteSession,
  SessionFictive,
} from '#aides/sessions/pages/session-mots.tsx'
import { Repartition } from '#aides/sessions/pages/session-repartition.tsx'
import type { ListeResumee, SessionLue } from '#aides/sessions/session.ts'
import { SiDroit, useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { compter, ecrireDate } from '#socle/francais.ts'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import { ErreurApi } from '#ui/requete.ts'
import { TableauDonnees } from '#ui/tableau.tsx'
import './suivi.css'

const TITRE = 'Campagne d’aides'

/** /campagnes-aides/$session : a session with its live envelope, by centre, level and state, and what may be done. */
export const PageSession = () => {
  const { session = '' } = useParams({ strict: false }) as { session?: string }
  return (
    <EcranReserve action="aide.lire" titre={TITRE}>
      <Ecran key={session} id={session} />
    </EcranReserve>
  )
}

function Ecran({ id }: { readonly id: string }) {
  const { data, error, isError, refetch } = useSessionAide(id)
  const [change, setChange] = useState(false)
  if (!data)
    return (
      <Page titre={TITRE}>
        {isError ? (
          error instanceof ErreurApi && error.statut === 404 ? (
            <EtatVide
              titre="Cette campagne d’aides n’existe pas, ou n’est pas ouverte."
              action={<LienBouton to="/campagnes-aides">Voir les campagnes d’aides</LienBouton>}
            />
          ) : (
            <EtatErreur erreur={error} reessayer={() => refetch()} />
          )
        ) : (
          <Chargement quoi="Chargement de la campagne" />
        )}
      </Page>
    )
  return (
    <Page
      titre={data.libelle}
      surtitre={<Link to="/campagnes-aides">Campagnes d’aides</Link>}
      chapeau={`${data.titre}, ${direDates(data)}, heure de Paris.`}
      etiquettes={
        <>
          <EtiquetteSession etat={data.etat} /> {data.fictif && <SessionFictive />}
        </>
      }
      actions={
        <>
          <SiDroit action="aide.traiter">
            <LienBouton
              to="/campagnes-aides/$session/dossiers"
              params={{ session: id }}
              variante="principal"
              icone="fleche"
            >
              Dossiers
            </LienBouton>
          </SiDroit>
          <LienBouton to="/aides/$code" params={{ code: data.dispositif }}>
            Règle de l’aide
          </LienBouton>
          <SiDroit action="aide.deposer">
            <LienBouton to="/campagnes-aides/$session/attestations" params={{ session: id }}>
              Attester l’assiduité
            </LienBouton>
          </SiDroit>
          <SiDroit action="aide.conduire">
            {data.etat !== 'soldee' && <Bouton onPress={() => setChange(true)}>Changer…</Bouton>}
          </SiDroit>
        </>
      }
    >
      {!data.regleIntacte && <Message ton="erreur" titre="La règle a changé" motifs={[REGLE_CHANGEE]} />}
      <Contenu session={data} />
      {change && <FormulaireSession session={data} onFermer={() => setChange(false)} />}
    </Page>
  )
}

function Contenu({ session }: { readonly session: SessionLue }) {
  const conduit = useDroits().has('aide.conduire')
  const { filtre, aller } = useFiltre()
  const postes = filtrerPostes(session.postes, filtre)
  return (
    <div className="pile">
      {conduit && <ActesSession session={session} />}
      <Carte titre="Consommation">
        <JaugeSession session={session} />
        {session.postes.length > 0 && <Filtres session={session} filtre={filtre} onChange={aller} />}
        {session.postes.length === 0 ? (
          <EtatVide titre="Aucun dossier n’est encore déposé.">
            Ils paraîtront ici dès qu’un organisme aura déposé sa liste.
          </EtatVide>
        ) : postes.length === 0 ? (
          <EtatVide
            titre="Aucun dossier ne répond à ces filtres."
            action={<Bouton onPress={() => aller({})}>Tout afficher</Bouton>}
          />
        ) : (
          <>
            <p className="secondaire" role="status">
              {compter(compterPostes(postes).nombre, 'dossier')} pour cette vue.
            </p>
            <Repartition session={session.id} postes={postes} />
          </>
        )}
      </Carte>
      {session.octrois.length > 0 && <OctroisSession session={session} />}
      {conduit && session.postes.length > 0 && <CourriersSession session={session.id} />}
      <Listes session={session.id} listes={session.listes} />
    </div>
  )
}

type Filtre = {
  readonly organisme?: string | undefined
  readonly niveau?: string | undefined
  readonly etat?: string | undefined
}

/** What to look at, kept in the address. */
function useFiltre() {
  const brute = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const naviguer = useNavigate()
  const lire = (cle: string) => (brute[cle] === undefined ? undefined : String(brute[cle]))
  const filtre: Filtre = { organisme: lire('organisme'), niveau: lire('niveau'), etat: lire('etat') }
  const aller = (suivant: Filtre) => void naviguer({ to: '.', search: suivant as never, resetScroll: false })
  return { filtre, aller }
}

function Filtres({
  session: { postes },
  filtre,
  onChange,
}: {
  readonly session: SessionLue
  readonly filtre: Filtre
  readonly onChange: (filtre: Filtre) => void
}) {
  const organismes = new Map(postes.map(({ organisation, organisme }) => [organisation, organisme]))
  const niveaux = [...new Set(postes.map(({ niveau }) => niveau))].sort()
  const etats = [...new Set(postes.map(({ etat }) => etat))]
  const choix = (
    libelle: string,
    cle: keyof Filtre,
    tous: string,
    options: readonly (readonly [valeur: string, libelle: string])[],
  ) => (
    <Choix
      libelle={libelle}
      valeur={filtre[cle] === undefined ? '*' : `=${filtre[cle]}`}
      options={[
        { valeur: '*', libelle: tous },
        ...options.map(([valeur, dit]) => ({ valeur: `=${valeur}`, libelle: dit })),
      ]}
      onChange={(valeur) => onChange({ ...filtre, [cle]: valeur === '*' ? undefined : valeur.slice(1) })}
    />
  )
  return (
    <div className="suivi-filtres ecran-seulement">
      {choix('Organisme', 'organisme', 'Tous les organismes', [...organismes])}
      {choix(
        'Niveau',
        'niveau',
        'Tous les niveaux',
        niveaux.map((niveau) => [niveau, direNiveau(niveau)] as const),
      )}
      {choix(
        'État',
        'etat',
        'Tous les états',
        etats.map((etat) => [etat, ETATS_DOSSIER[etat].libelle] as const),
      )}
    </div>
  )
}

const ETATS_LISTE: Readonly<Record<string, string>> = {
  recue: 'reçue',
  en_lecture: 'en lecture',
  a_corriger: 'à corriger',
  prete: 'prête',
  en_depot: 'en dépôt',
  deposee: 'déposée',
  refusee: 'refusée',
  abandonnee: 'abandonnée',
}

const Listes = ({
  session,
  listes,
}: {
  readonly session: string
  readonly listes: readonly ListeResumee[]
}) => (
  <Carte
    titre="Listes des organismes"
    actions={
      <SiDroit action="aide.traiter">
        <LienBouton to="/campagnes-aides/$session/listes" params={{ session }}>
          Ouvrir les listes
        </LienBouton>
      </SiDroit>
    }
  >
    {listes.length === 0 ? (
      <EtatVide titre="Aucune liste n’est arrivée." />
    ) : (
      <TableauDonnees
        fiches
        legende={compter(listes.length, 'liste')}
        lignes={listes}
        cle={({ id }) => id}
        colonnes={[
          { code: 'nom', titre: 'Fichier', cellule: ({ nom }) => nom, tri: ({ nom }) => nom },
          {
            code: 'organisme',
            titre: 'Organisme',
            cellule: ({ organisme }) => organisme,
            tri: ({ organisme }) => organisme,
          },
          { code: 'etat', titre: 'État', cellule: ({ etat }) => ETATS_LISTE[etat] ?? etat },
          {
            code: 'dossiers',
            titre: 'Dossiers',
            nombre: true,
            cellule: ({ dossiers }) => dossiers,
            secondaire: true,
          },
          {
            code: 'cree',
            titre: 'Reçue le',
            cellule: ({ creeLe }) => ecrireDate(creeLe.slice(0, 10)),
            secondaire: true,
          },
        ]}
      />
    )}
  </Carte>
)
