import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { adresseRapprochement, useRapprochement } from '#diffusion/pages/rapprochement-donnees.ts'
import { DepotContrats } from '#diffusion/pages/rapprochement-fichier.tsx'
import {
  TableauFormations,
  TableauMotifs,
  TableauOrganismes,
} from '#diffusion/pages/rapprochement-tableaux.tsx'
import { cumulerEcarts } from '#diffusion/rapprochement.ts'
import { CODES_MOTIFS, MOTIFS_ECART } from '#diffusion/rapprochement-motifs.ts'
import { filtrer, lireRecherche, type Recherche, SENS } from '#diffusion/rapprochement-recherche.ts'
import type { Rapprochement } from '#diffusion/schema-rapprochement.ts'
import { compter, ecrireDate, INSECABLE } from '#socle/francais.ts'
import { LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif, Indicatif } from '#ui/etiquette.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { ErreurApi } from '#ui/requete.ts'
import './diffusion.css'

/** /campagnes/:id/rapprochement : contracts really signed beside those that were voted, and why they differ. */
export const PageRapprochement = () => (
  <EcranReserve action="rapprochement.lire" titre="Rapprochement des contrats">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data, error, isError, refetch } = useRapprochement(id)
  const nonVotee = error instanceof ErreurApi && error.statut === 422
  return (
    <Page
      titre="Rapprochement des contrats"
      surtitre={data?.campagne.libelle}
      etiquettes={data?.campagne.fictif && <Fictif mention={data.campagne.mention} />}
      chapeau="Les contrats réellement signés à côté des contrats votés, et le motif de chaque écart."
    >
      {nonVotee ? (
        <EtatVide
          titre="Rien n’est à rapprocher pour l’instant."
          action={
            <LienBouton to="/campagnes/$id" params={{ id }} variante="principal">
              Voir la campagne
            </LienBouton>
          }
        >
          {error.motifs[0]?.message ?? 'Les montants ne sont pas encore votés.'}
        </EtatVide>
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : data ? (
        <>
          <SiDroit action="rapprochement.ecrire">
            <DepotContrats campagne={id} />
          </SiDroit>
          {data.fichiers.length === 0 ? (
            <EtatVide titre="Aucun contrat signé n’est encore connu.">
              {compter(data.totaux.formations, 'formation votée attend', 'formations votées attendent')} leur
              rapprochement{INSECABLE}: il paraîtra ici dès qu’un fichier sera appliqué.
            </EtatVide>
          ) : (
            <Rapproche rapprochement={data} />
          )}
        </>
      ) : (
        <Chargement quoi="Chargement du rapprochement" />
      )}
    </Page>
  )
}

function Rapproche({ rapprochement }: { readonly rapprochement: Rapprochement }) {
  const { campagne, fichiers, formations, motifs, organismes, totaux } = rapprochement
  const recherche = lireRecherche(useSearch({ strict: false }))
  const montrees = useMemo(() => filtrer(formations, recherche), [formations, recherche])
  const adresse = `/api${adresseRapprochement(campagne.id)}`
  return (
    <>
      <ChiffresCles>
        <ChiffreCle
          accent
          libelle="Écart, en contrats"
          valeur={<Nombre ecart valeur={totaux.ecart} />}
          precision="signés moins votés, formations rapprochées"
        />
        <ChiffreCle
          libelle={
            <>
              Montant de l’écart <Indicatif />
            </>
          }
          valeur={<Montant ecart centimes={totaux.montant} />}
          precision="au montant voté par contrat"
        />
        <ChiffreCle
          libelle="Contrats signés"
          valeur={<Nombre valeur={totaux.signes} />}
          precision={`pour ${compter(totaux.votesRapproches, 'contrat voté', 'contrats votés')}`}
        />
        <ChiffreCle
          libelle="Formations rapprochées"
          valeur={<Nombre valeur={totaux.rapprochees} />}
          precision={`sur ${compter(totaux.formations, 'formation votée', 'formations votées')}`}
        />
      </ChiffresCles>
      <p className="secondaire">
        Le montant d’un écart vaut la majoration votée de la formation, divisée par ses contrats votés, pour
        chaque contrat d’écart. Aucun document publié ne dit qu’il est dû ni repris. La liste des motifs est
        la nôtre. <Indicatif />
      </p>
      <div className="diffusion-fichiers">
        <LienTelechargement href={`${adresse}.xlsx`} format="XLSX">
          Télécharger ce rapprochement
        </LienTelechargement>
        <LienTelechargement href={`${adresse}.csv`} format="CSV">
          Écarts par formation
        </LienTelechargement>
      </div>
      {motifs.length > 0 && (
        <Carte titre="Par motif">
          <TableauMotifs lignes={motifs} />
        </Carte>
      )}
      {organismes.length > 1 && (
        <Carte titre="Par organisme">
          <TableauOrganismes lignes={organismes} totaux={totaux} />
        </Carte>
      )}
      <Carte titre="Par formation">
        <Filtres recherche={recherche} organismes={organismes} />
        <TableauFormations
          legende={compter(montrees.length, 'formation')}
          lignes={montrees}
          totaux={cumulerEcarts(montrees)}
        />
      </Carte>
      <Fichiers fichiers={fichiers} />
    </>
  )
}

function Filtres({
  recherche,
  organismes,
}: {
  readonly recherche: Recherche
  readonly organismes: Rapprochement['organismes']
}) {
  const navigate = useNavigate()
  const choisir = (quoi: Partial<Recherche>) =>
    navigate({
      to: '.',
      search: Object.fromEntries(Object.entries({ ...recherche, ...quoi }).filter(([, valeur]) => valeur)),
      replace: true,
    })
  return (
    <search className="diffusion-filtres" aria-label="Filtrer les formations">
      {organismes.length > 1 && (
        <Choix
          libelle="Organisme"
          valeur={recherche.organisme}
          onChange={(organisme) => choisir({ organisme })}
          options={[
            { valeur: '', libelle: 'Tous les organismes' },
            ...organismes.map(({ organisme, nom }) => ({ valeur: organisme, libelle: nom })),
          ]}
        />
      )}
      <Choix
        libelle="Écart"
        valeur={recherche.ecart}
        onChange={(ecart) => choisir({ ecart })}
        options={Object.entries(SENS).map(([valeur, libelle]) => ({
          valeur: valeur as Recherche['ecart'],
          libelle,
        }))}
      />
      <Choix
        libelle="Motif"
        valeur={recherche.motif}
        onChange={(motif) => choisir({ motif })}
        options={[
          { valeur: '', libelle: 'Tous les motifs' },
          ...CODES_MOTIFS.map((code) => ({ valeur: code, libelle: MOTIFS_ECART[code] })),
        ]}
      />
    </search>
  )
}

const Fichiers = ({ fichiers }: { readonly fichiers: Rapprochement['fichiers'] }) => (
  <Carte titre="Fichiers appliqués" chapeau="Le premier compte ; il a remplacé les suivants.">
    <ol className="diffusion-notes" reversed>
      {fichiers.map(({ rang, nom, appliqueLe, par }) => (
        <li key={rang}>
          {nom}{' '}
          <span className="discret">
            appliqué le {ecrireDate(appliqueLe.slice(0, 10))}
            {par && ` par ${par}`}
          </span>
        </li>
      ))}
    </ol>
  </Carte>
)
