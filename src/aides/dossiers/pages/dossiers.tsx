import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ETATS_DOSSIER } from '#aides/dossiers/cycle.ts'
import type { DossierDeListe } from '#aides/dossiers/dossier.ts'
import { ACorriger } from '#aides/dossiers/pages/dossiers-a-corriger.tsx'
import {
  type AdresseDossiers,
  ecrireAdresse,
  lireAdresse,
  sansPage,
} from '#aides/dossiers/pages/dossiers-adresse.ts'
import { useDossiers } from '#aides/dossiers/pages/dossiers-donnees.ts'
import { useSessionAide } from '#aides/sessions/pages/session-donnees.ts'
import {
  direNiveau,
  EtiquetteDossier,
  LienSession,
  SessionFictive,
} from '#aides/sessions/pages/session-mots.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { Pagination } from '#campagnes/pages/import-pagination.tsx'
import { compter } from '#socle/francais.ts'
import { Bouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Montant } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import '#aides/sessions/pages/suivi.css'

const TITRE = 'Dossiers'

/** /campagnes-aides/$session/dossiers : the dossiers of a session, page by page, as the address filters them. */
export const PageDossiersAide = () => {
  const { session = '' } = useParams({ strict: false }) as { session?: string }
  return (
    <EcranReserve action="aide.traiter" titre={TITRE}>
      <Ecran key={session} session={session} />
    </EcranReserve>
  )
}

function Ecran({ session }: { readonly session: string }) {
  const { data: campagne } = useSessionAide(session)
  const adresse = lireAdresse(useSearch({ strict: false }))
  const naviguer = useNavigate()
  const { data, error, isError, isPlaceholderData, refetch } = useDossiers(session, adresse)
  const aller = (suivante: AdresseDossiers) =>
    void naviguer({ to: '.', search: lireAdresse(suivante) as never, resetScroll: false })
  const recherche = sansPage(adresse)
  const filtree = Object.keys(recherche).length > 0
  return (
    <Page
      titre={TITRE}
      surtitre={campagne && <LienSession id={session} libelle={campagne.libelle} />}
      etiquettes={campagne?.fictif && <SessionFictive />}
      chapeau="Chaque personne d’une liste déposée, ce que la règle en a jugé, et où en est son aide."
      actions={
        data &&
        data.total > 0 && (
          <LienTelechargement
            href={`/api/campagnes-aides/${encodeURIComponent(session)}/dossiers.xlsx?${ecrireAdresse(recherche)}`}
            format="XLSX"
          >
            Télécharger ces dossiers
          </LienTelechargement>
        )
      }
    >
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des dossiers" />
      ) : (
        <div className="pile" aria-busy={isPlaceholderData}>
          <Filtres key={adresse.q ?? ''} session={session} adresse={recherche} onChercher={aller} />
          {data.dossiers.length === 0 ? (
            <EtatVide
              titre={
                filtree ? 'Aucun dossier ne répond à cette recherche.' : 'Aucun dossier n’est encore déposé.'
              }
              action={filtree && <Bouton onPress={() => aller({})}>Tout afficher</Bouton>}
            />
          ) : (
            <Carte titre="Liste">
              <TableauDonnees<DossierDeListe>
                legende={`${compter(data.total, 'dossier')}${filtree ? ' pour cette recherche' : ''}`}
                lignes={data.dossiers}
                cle={({ id }) => id}
                colonnes={colonnes(session)}
              />
              <Pagination
                quoi="Dossiers"
                page={data.page}
                taille={data.parPage}
                total={data.total}
                onPage={(page) => aller({ ...recherche, page: String(page) })}
              />
            </Carte>
          )}
        </div>
      )}
    </Page>
  )
}

const TOUS = { valeur: '', libelle: 'Tous' }

/** Searched when one asks for it; the lists act at once. */
function Filtres({
  session,
  adresse,
  onChercher,
}: {
  readonly session: string
  readonly adresse: AdresseDossiers
  readonly onChercher: (adresse: AdresseDossiers) => void
}) {
  const [q, setQ] = useState(adresse.q ?? '')
  const { data } = useSessionAide(session)
  const postes = data?.postes ?? []
  const organismes = new Map(postes.map(({ organisation, organisme }) => [organisation, organisme]))
  const niveaux = [...new Set(postes.map(({ niveau }) => niveau))].filter(Boolean).sort()
  const chercher = (evenement: FormEvent) => {
    evenement.preventDefault()
    onChercher({ ...adresse, q })
  }
  return (
    <form className="suivi-filtres ecran-seulement" onSubmit={chercher}>
      <ChampTexte libelle="Nom ou numéro" type="search" valeur={q} maximum={100} onChange={setQ} />
      <Choix
        libelle="État"
        valeur={adresse.etat ?? ''}
        options={[
          TOUS,
          ...Object.entries(ETATS_DOSSIER).map(([valeur, { libelle }]) => ({ valeur, libelle })),
        ]}
        onChange={(etat) => onChercher({ ...adresse, q, etat })}
      />
      {organismes.size > 1 && (
        <Choix
          libelle="Organisme"
          valeur={adresse.organisme ?? ''}
          options={[TOUS, ...[...organismes].map(([valeur, libelle]) => ({ valeur, libelle }))]}
          onChange={(organisme) => onChercher({ ...adresse, q, organisme })}
        />
      )}
      {niveaux.length > 1 && (
        <Choix
          libelle="Niveau"
          valeur={adresse.niveau ?? ''}
          options={[TOUS, ...niveaux.map((valeur) => ({ valeur, libelle: direNiveau(valeur) }))]}
          onChange={(niveau) => onChercher({ ...adresse, q, niveau })}
        />
      )}
      <Choix
        libelle="À regarder"
        valeur={adresse.garde ?? ''}
        options={[
          TOUS,
          { valeur: 'retenu', libelle: 'Retenus pour double bénéfice' },
          { valeur: 'sans-attestation', libelle: 'Sans attestation d’assiduité' },
          { valeur: 'a-corriger', libelle: 'À corriger pour être payés' },
        ]}
        onChange={(garde) => onChercher({ ...adresse, q, garde })}
      />
      <div className="rangee">
        <Bouton type="submit" icone="chercher">
          Chercher
        </Bouton>
      </div>
    </form>
  )
}

const colonnes = (session: string): readonly Colonne<DossierDeListe>[] => [
  {
    code: 'nom',
    titre: 'Personne',
    cellule: ({ id, nom, prenom, numero, retenu, blocages }) => (
      <div className="suivi-nom">
        <span className="suivi-ligne">
          <Link to="/campagnes-aides/$session/dossiers/$dossier" params={{ session, dossier: id } as never}>
            {nom} {prenom}
          </Link>
          {retenu && <Etiquette ton="flamme">double bénéfice</Etiquette>}
        </span>
        <span className="discret">{numero}</span>
        {blocages.map((blocage) => (
          <ACorriger
            key={`${blocage.code} ${blocage.champ}`}
            session={session}
            dossier={id}
            blocage={blocage}
          />
        ))}
      </div>
    ),
  },
  { code: 'organisme', titre: 'Organisme', cellule: ({ organisme }) => organisme, secondaire: true },
  { code: 'niveau', titre: 'Niveau', nombre: true, cellule: ({ niveau }) => niveau, secondaire: true },
  {
    code: 'etat',
    titre: 'État',
    cellule: ({ etat, rang, rangOctroi }) => (
      <div className="suivi-nom">
        <EtiquetteDossier etat={etat} rang={rang} />
        {rangOctroi !== null && (
          <span className="discret">
            {etat === 'proposable'
              ? `à accorder de nouveau, rang ${rangOctroi}`
              : `était accordé, reprendra le rang ${rangOctroi}`}
          </span>
        )}
      </div>
    ),
  },
  {
    code: 'montant',
    titre: 'Montant',
    nombre: true,
    cellule: ({ montant }) => montant !== null && <Montant centimes={montant} />,
  },
]
