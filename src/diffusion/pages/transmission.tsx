import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { PartageDuVote } from '#diffusion/pages/transmission-partage.tsx'
import type { LigneTransmise, Transmission } from '#diffusion/schema-transmission.ts'
import { compter, ecrireDate, INSECABLE } from '#socle/francais.ts'
import { LienBouton, LienTelechargement } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif, Indicatif } from '#ui/etiquette.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { ErreurApi, requete } from '#ui/requete.ts'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import './diffusion.css'

/** /campagnes/:id/transmission : what an OPCO is told of the vote; the Région sees all of it and chooses. */
export const PageTransmission = () => (
  <EcranReserve action="transmission.lire" titre="Transmission aux OPCO">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { opco = '' } = useSearch({ strict: false }) as { opco?: string }
  const suite = opco ? `?opco=${encodeURIComponent(opco)}` : ''
  const chemin = `/campagnes/${encodeURIComponent(id)}/transmission`
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['transmission', id, opco],
    queryFn: ({ signal }) => requete<Transmission>(`${chemin}${suite}`, 'GET', undefined, signal),
    placeholderData: (avant) => avant,
    retry: false,
  })
  const nonVotee = error instanceof ErreurApi && error.statut === 422
  return (
    <Page
      titre="Transmission aux OPCO"
      surtitre={data?.campagne.libelle}
      etiquettes={data?.campagne.fictif && <Fictif mention={data.campagne.mention} />}
      actions={
        <SiDroit action="rapprochement.lire">
          <LienBouton to="/campagnes/$id/rapprochement" params={{ id }}>
            Contrats signés
          </LienBouton>
        </SiDroit>
      }
      chapeau="Les formations financées de chaque périmètre, en montants votés, par formation et par contrat."
    >
      {nonVotee ? (
        <EtatVide
          titre="Rien n’est à transmettre pour l’instant."
          action={
            <LienBouton to="/campagnes/$id" params={{ id }} variante="principal">
              Voir la campagne
            </LienBouton>
          }
        >
          {(error as ErreurApi).motifs[0]?.message ?? 'Les montants ne sont pas encore votés.'}
        </EtatVide>
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : data ? (
        <Transmise transmission={data} choisi={opco} fichier={`/api${chemin}.xlsx${suite}`} />
      ) : (
        <Chargement quoi="Chargement de la transmission" />
      )}
    </Page>
  )
}

function Transmise({
  transmission,
  choisi,
  fichier,
}: {
  readonly transmission: Transmission
  readonly choisi: string
  readonly fichier: string
}) {
  const { formations, opco, partage, totaux, vote } = transmission
  const navigate = useNavigate()
  const organismes = useMemo(() => regrouper(formations), [formations])
  const choisir = (valeur: string) =>
    navigate({ to: '.', search: valeur ? { opco: valeur } : {}, replace: true })
  return (
    <>
      {partage && (
        <>
          <PartageDuVote partage={partage} choisi={choisi} />
          <Choix
            libelle="Périmètre affiché"
            valeur={choisi}
            onChange={choisir}
            options={[
              { valeur: '', libelle: 'Toutes les formations retenues' },
              ...partage.parOpco.map(({ id, nom }) => ({ valeur: id, libelle: nom })),
            ]}
          />
        </>
      )}
      <ChiffresCles>
        <ChiffreCle
          accent
          libelle={opco ? `Majoration, ${opco.nom}` : 'Majoration, toutes formations'}
          valeur={<Montant centimes={totaux.majoration} />}
          precision={vote ? `${vote.reference}, ${ecrireDate(vote.date)}` : undefined}
        />
        <ChiffreCle libelle="Organismes" valeur={<Nombre valeur={organismes.length} />} />
        <ChiffreCle libelle="Formations" valeur={<Nombre valeur={totaux.formations} />} />
        <ChiffreCle libelle="Contrats majorés" valeur={<Nombre valeur={totaux.contrats} />} />
      </ChiffresCles>
      <p className="secondaire">
        Le montant voté de chaque organisme est partagé entre ses formations retenues. Les filières de chaque
        OPCO sont celles que la Région lui connaît{INSECABLE}; une formation suivie par plusieurs paraît chez
        chacun. <Indicatif />
      </p>
      <div className="diffusion-fichiers">
        <LienTelechargement href={fichier} format="XLSX">
          Télécharger cette transmission
        </LienTelechargement>
      </div>
      <Carte titre="Par organisme">
        <TableauDonnees
          legende={compter(organismes.length, 'organisme')}
          colonnes={colonnesOrganismes(totaux)}
          lignes={organismes}
          cle={({ identifiant }) => identifiant}
          vide="Aucun organisme de ce périmètre n’est financé."
          hauteur="28rem"
        />
      </Carte>
      <Carte titre="Par formation">
        <TableauDonnees
          legende={compter(formations.length, 'formation')}
          colonnes={colonnesFormations(totaux)}
          lignes={formations}
          cle={({ identifiant }) => identifiant}
          vide="Aucune formation de ce périmètre n’est financée."
          hauteur="40rem"
        />
      </Carte>
    </>
  )
}

type Total = { readonly formations: number; readonly contrats: number; readonly majoration: number }
type OrganismeTransmis = Total & { readonly identifiant: string; readonly nom: string }

function regrouper(formations: readonly LigneTransmise[]): OrganismeTransmis[] {
  const parOrganisme = Map.groupBy(formations, ({ organisme }) => organisme.identifiant)
  return [...parOrganisme].map(([identifiant, siennes]) => ({
    identifiant,
    nom: siennes[0]!.organisme.nom,
    formations: siennes.length,
    contrats: siennes.reduce((somme, { contrats }) => somme + contrats, 0),
    majoration: siennes.reduce((somme, { majoration }) => somme + majoration, 0),
  }))
}

const figures = <L extends { readonly contrats: number; readonly majoration: number }>(
  totaux: Total,
): readonly Colonne<L>[] => [
  {
    code: 'contrats',
    titre: 'Contrats',
    nombre: true,
    cellule: ({ contrats }) => <Nombre valeur={contrats} />,
    tri: ({ contrats }) => contrats,
    total: <Nombre valeur={totaux.contrats} />,
  },
  {
    code: 'majoration',
    titre: 'Majoration',
    nombre: true,
    cellule: ({ majoration }) => <Montant centimes={majoration} />,
    tri: ({ majoration }) => majoration,
    total: <Montant centimes={totaux.majoration} />,
  },
]

const colonnesOrganismes = (totaux: Total): readonly Colonne<OrganismeTransmis>[] => [
  { code: 'nom', titre: 'Organisme', cellule: ({ nom }) => nom, tri: ({ nom }) => nom, total: 'Total' },
  {
    code: 'formations',
    titre: 'Formations',
    nombre: true,
    secondaire: true,
    cellule: ({ formations }) => <Nombre valeur={formations} />,
    tri: ({ formations }) => formations,
    total: <Nombre valeur={totaux.formations} />,
  },
  ...figures<OrganismeTransmis>(totaux),
]

const texte = (code: 'filiere' | 'commune', titre: string): Colonne<LigneTransmise> => ({
  code,
  titre,
  secondaire: true,
  cellule: (ligne) => ligne[code],
  tri: (ligne) => ligne[code],
})

const colonnesFormations = (totaux: Total): readonly Colonne<LigneTransmise>[] => [
  {
    code: 'intitule',
    titre: 'Formation',
    cellule: ({ intitule, organisme }) => (
      <>
        {intitule}
        <span className="diffusion-organisme">{organisme.nom}</span>
      </>
    ),
    tri: ({ intitule }) => intitule,
    total: 'Total',
  },
  texte('filiere', 'Filière'),
  texte('commune', 'Commune'),
  {
    code: 'opcos',
    titre: 'OPCO',
    secondaire: true,
    cellule: ({ opcos }) => (opcos.length > 0 ? opcos.join(', ') : '—'),
    tri: ({ opcos }) => opcos.join(', '),
  },
  ...figures<LigneTransmise>(totaux),
  {
    code: 'parContrat',
    titre: 'Par contrat',
    nombre: true,
    cellule: ({ parContrat }) => (parContrat === null ? '—' : <Montant centimes={parContrat} />),
    tri: ({ parContrat }) => parContrat ?? 0,
  },
]
