import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { Identifiants } from '#campagnes/demandes/identifiants.ts'
import type { Etude } from '#campagnes/demandes/instruction.ts'
import {
  lireAdresse,
  type RechercheEcrite,
  rechercheDe,
} from '#campagnes/demandes/pages/instruction-adresse.ts'
import { Alertes } from '#campagnes/demandes/pages/instruction-alertes.tsx'
import { useEtude, useVoisines } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { Echanges } from '#campagnes/demandes/pages/instruction-echanges.tsx'
import { EtatDe, Instant } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { MajorationExceptionnelle } from '#campagnes/demandes/pages/instruction-exceptionnelle.tsx'
import { Formations } from '#campagnes/demandes/pages/instruction-formations.tsx'
import { DialogueGeste, type Geste } from '#campagnes/demandes/pages/instruction-geste.tsx'
import { Avis, Etapes, Pieces } from '#campagnes/demandes/pages/instruction-pieces.tsx'
import { Ailleurs, Chiffres } from '#campagnes/demandes/pages/instruction-reperes.tsx'
import { Suite } from '#campagnes/demandes/pages/instruction-suite.tsx'
import { DoubleLecture } from '#campagnes/lectures/pages/lecture-demande.tsx'
import { ecrireNda, situerNda } from '#socle/nda.ts'
import { ecrireSiret } from '#socle/siret.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Page } from '#ui/page.tsx'
import './instruction.css'

/** /campagnes/$id/demandes/$demande : all that an agent reads and does on one application. */
export function PageEtudeDemande() {
  const { id, demande } = useParams({ strict: false }) as { id: string; demande: string }
  return (
    <EcranReserve action="instruction.lire" titre="Demande">
      <EcranEtude key={demande} campagne={id} demande={demande} />
    </EcranReserve>
  )
}

function EcranEtude({ campagne, demande }: { readonly campagne: string; readonly demande: string }) {
  const recherche = rechercheDe(lireAdresse(useSearch({ strict: false })))
  const { data, error, isError, refetch } = useEtude(demande)
  if (!data)
    return (
      <Page titre="Demande">
        {isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement de la demande" />
        )}
      </Page>
    )
  if (data.campagne !== campagne) return <AutreCampagne etude={data} />
  return <Etudiee etude={data} recherche={recherche} />
}

/** An address put together by hand: nothing is shown under the wrong campaign. */
const AutreCampagne = ({ etude: { id, campagne, libelleCampagne } }: { readonly etude: Etude }) => (
  <Page titre="Demande">
    <EtatVide
      titre="Cette demande n’est pas dans cette campagne."
      action={
        <LienBouton
          to="/campagnes/$id/demandes/$demande"
          params={{ id: campagne, demande: id }}
          variante="principal"
        >
          L’ouvrir dans la sienne
        </LienBouton>
      }
    >
      Elle a été déposée pour « {libelleCampagne} ».
    </EtatVide>
  </Page>
)

function Etudiee({ etude, recherche }: { readonly etude: Etude; readonly recherche: RechercheEcrite }) {
  const [geste, setGeste] = useState<Geste>()
  const journal = useDroits().has('journal.lire')
  const { campagne, organisme, numero, siret, deposeeLe } = etude
  const parties = { etude, onGeste: setGeste }
  return (
    <Page
      titre={organisme}
      surtitre={
        <Link to="/campagnes/$id/demandes" params={{ id: campagne }} search={recherche}>
          Demandes, {etude.libelleCampagne}
        </Link>
      }
      etiquettes={<EtatDe etat={etude.etat} />}
      chapeau={
        <>
          Demande n° {numero}, SIRET <span className="insecable">{ecrireSiret(siret)}</span>
          <IdentifiantsDits identifiants={etude.identifiants} />
          {deposeeLe && (
            <>
              , déposée le <Instant le={deposeeLe} />
            </>
          )}
          .
        </>
      }
      actions={
        <>
          <LienBouton to="/organismes/$siret" params={{ siret }}>
            Mémoire de l’organisme
          </LienBouton>
          <Voisinage etude={etude} recherche={recherche} />
        </>
      }
    >
      <Suite {...parties} />
      <Chiffres etude={etude} />
      <Alertes {...parties} />
      <DoubleLecture {...parties} />
      <Formations {...parties} />
      <MajorationExceptionnelle {...parties} />
      <Ailleurs etude={etude} />
      <div className="grille-cartes">
        <Avis {...parties} />
        <Pieces etude={etude} />
      </div>
      <Echanges etude={etude} />
      <Etapes
        etude={etude}
        liens={
          journal && (
            <Link to="/journal" search={{ objet: `demande:${etude.id}` }}>
              Tout ce que le journal en dit
            </Link>
          )
        }
      />
      {geste && <DialogueGeste key={geste.titre} geste={geste} onFermer={() => setGeste(undefined)} />}
    </Page>
  )
}

/** The UAI and the NDA that the body said, when it did; where the NDA was registered is only suggested by its digits. */
const IdentifiantsDits = ({ identifiants: { uai, nda } }: { readonly identifiants: Identifiants }) => (
  <>
    {uai && (
      <>
        , UAI <span className="insecable">{uai}</span>
      </>
    )}
    {nda && (
      <>
        , NDA <span className="insecable">{ecrireNda(nda)}</span> (région {situerNda(nda).region}, département{' '}
        {situerNda(nda).departement}, indicatif)
      </>
    )}
  </>
)

/** From one application to the next, in the order of the queue that one came from. */
function Voisinage({ etude: { id, campagne }, recherche }: { etude: Etude; recherche: RechercheEcrite }) {
  const { data } = useVoisines(campagne, id, recherche)
  if (!data) return null
  const aller = (demande: string | null, libelle: string) =>
    demande && (
      <LienBouton to="/campagnes/$id/demandes/$demande" params={{ id: campagne, demande }} search={recherche}>
        {libelle}
      </LienBouton>
    )
  return (
    <nav className="rangee" aria-label="Dans la file">
      {aller(data.precedente, 'Précédente')}
      <span className="secondaire">
        {data.rang} sur {data.total}
      </span>
      {aller(data.suivante, 'Suivante')}
    </nav>
  )
}
