import { useNavigate, useSearch } from '@tanstack/react-router'
import { type AdressePaiements, lireAdresse } from '#aides/asp/pages/paiements-adresse.ts'
import { CodesAsp } from '#aides/asp/pages/paiements-codes.tsx'
import { useSuivi, useTableau } from '#aides/asp/pages/paiements-donnees.ts'
import { Fichiers } from '#aides/asp/pages/paiements-fichiers.tsx'
import { Liste } from '#aides/asp/pages/paiements-liste.tsx'
import { MisesDeCote } from '#aides/asp/pages/paiements-parquees.tsx'
import { Raisons } from '#aides/asp/pages/paiements-raisons.tsx'
import { Retours } from '#aides/asp/pages/paiements-retours.tsx'
import { Soldes } from '#aides/asp/pages/paiements-soldes.tsx'
import { SessionFictive } from '#aides/sessions/pages/session-mots.tsx'
import { useCompte } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { Choix } from '#ui/choix.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import './paiements.css'

const TITRE = 'Paiements ASP'

/** /paiements-aides : what is paid, sent, refused and by whom it is put right, for every session of aids. */
export const PagePaiementsAides = () => (
  <EcranReserve action="aide.traiter" titre={TITRE}>
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const adresse = lireAdresse(useSearch({ strict: false }))
  const naviguer = useNavigate()
  const [suivi, suivre] = useSuivi()
  const { data: compte } = useCompte()
  const { data, error, isError, refetch } = useTableau(adresse.session, suivi)
  const aller = (suivante: AdressePaiements) =>
    void naviguer({ to: '.', search: lireAdresse(suivante) as never, resetScroll: false })
  const paie = compte?.droits.includes('aide.payer') ?? false
  const region = compte?.acteur?.organisation?.nature !== 'of-cfa'
  if (isError && !data)
    return (
      <Page titre={TITRE}>
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      </Page>
    )
  if (!data)
    return (
      <Page titre={TITRE}>
        <Chargement quoi="Chargement des paiements" />
      </Page>
    )
  const { sessions } = data
  const choisies = sessions.filter(({ id }) => !adresse.session || id === adresse.session)
  return (
    <Page
      titre={TITRE}
      etiquettes={choisies.some(({ fictif }) => fictif) && <SessionFictive />}
      chapeau="Chaque aide accordée, de la décision au compte de l’apprenti : ce qui part, ce que l’agence répond, et qui peut lever ce qui bloque."
    >
      {sessions.length === 0 ? (
        <EtatVide titre="Aucune aide accordée n’est à payer." />
      ) : (
        <div className="pile">
          <div className="paiements-campagne ecran-seulement">
            <Choix
              libelle="Campagne d’aides"
              valeur={adresse.session ?? ''}
              options={[
                { valeur: '', libelle: 'Toutes' },
                ...sessions.map(({ id, libelle }) => ({ valeur: id, libelle })),
              ]}
              onChange={(session) => aller(session ? { session } : {})}
            />
          </div>
          {region && !data.sftp && (
            <Message ton="info" titre="Rien ne part tout seul vers l’ASP.">
              Aucun serveur d’échange n’est configuré : téléchargez chaque fichier, déposez-le à l’agence, et
              rapportez ici ceux qu’elle rend.
            </Message>
          )}
          {choisies.map((session) => (
            <Soldes
              key={session.id}
              session={session}
              paie={paie}
              sftp={data.sftp}
              onLance={suivre}
              onVoir={aller}
            />
          ))}
          <Raisons groupes={data.groupes} session={adresse.session} onVoir={aller} />
          {region && <MisesDeCote lignes={data.parquees} paie={paie} />}
          {region && <Fichiers tableau={data} paie={paie} />}
          {region && <Retours retours={data.retours} paie={paie} onLance={suivre} />}
          <Liste adresse={adresse} suivi={suivi} paie={paie} onAller={aller} />
          {paie && (
            <CodesAsp
              parametrages={data.parametrages}
              dispositifs={[...new Set(choisies.map(({ dispositif }) => dispositif))]}
            />
          )}
        </div>
      )}
    </Page>
  )
}
