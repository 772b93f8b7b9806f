import { Link, useParams } from '@tanstack/react-router'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import {
  acteAffectation,
  acteCredits,
  acteEngagement,
  acteReport,
  acteReprise,
  acteSuspension,
  acteVirement,
} from '#budget/pages/actes-offerts.ts'
import { type DetailLigne, useDetail, useExecution } from '#budget/pages/budget-donnees.ts'
import { Echeancier } from '#budget/pages/echeancier.tsx'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import { JaugesLigne } from '#budget/pages/jauges-ligne.tsx'
import { Affectations, Credits, Engagements, Mandats } from '#budget/pages/ligne-actes.tsx'
import { ecrireImputation } from '#budget/rules/ligne.ts'
import { ecrireDate } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette, Indicatif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import './budget.css'

/** /budget/lignes/$ligne : a line, every act on it, and the acts that this person may do. */
export function PageLigne() {
  const { ligne } = useParams({ strict: false }) as { ligne: string }
  return (
    <EcranReserve action="budget.lire" titre="Ligne budgétaire">
      <EcranLigne key={ligne} id={ligne} />
    </EcranReserve>
  )
}

function EcranLigne({ id }: { readonly id: string }) {
  const { data, error, isError, refetch } = useDetail(id)
  if (!data)
    return (
      <Page titre="Ligne budgétaire">
        {isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement de la ligne" />
        )}
      </Page>
    )
  const { ligne, soldes, suspension, creditsIndicatifs } = data.execution
  return (
    <Page
      titre={`${ligne.libelle}, ${ligne.exercice}`}
      surtitre={
        <Link to="/budget" search={{ exercice: ligne.exercice }}>
          Budget {ligne.exercice}
        </Link>
      }
      chapeau={ecrireImputation(ligne)}
      etiquettes={
        <>
          {suspension && <Etiquette ton="flamme">suspendue</Etiquette>}
          {creditsIndicatifs && <Indicatif />}
        </>
      }
    >
      {suspension && (
        <Message ton="avertissement" titre={`Suspendue jusqu’au ${ecrireDate(suspension.au)}`}>
          <p>
            {suspension.motif} (par {suspension.par}, le {ecrireDate(suspension.du)}). Ni engagement ni mandat
            d’ici là, sauf si la suspension est levée.
          </p>
        </Message>
      )}
      <Carte titre="Où en est la ligne" actions={<Exercices detail={data} />}>
        <JaugesLigne soldes={soldes} />
        <Gestes detail={data} />
      </Carte>
      <Affectations detail={data} suspension={suspension} />
      <Engagements detail={data} suspension={suspension} />
      <Mandats detail={data} />
      <Echeancier detail={data} />
      <Credits detail={data} />
    </Page>
  )
}

/** The same imputation, another year. */
const Exercices = ({ detail }: { readonly detail: DetailLigne }) =>
  detail.annees.length > 1 && (
    <nav className="rangee" aria-label="Autres exercices de cette imputation">
      {detail.annees.map(({ ligne: { id, exercice } }) => (
        <Link key={id} to="/budget/lignes/$ligne" params={{ ligne: id }}>
          {exercice}
        </Link>
      ))}
    </nav>
  )

/** What may be done on the line as a whole. */
function Gestes({ detail }: { readonly detail: DetailLigne }) {
  const { ligne, soldes, suspension } = detail.execution
  const { data } = useExecution(ligne.exercice)
  const autres = data?.lignes.map((une) => une.ligne).filter(({ id }) => id !== ligne.id) ?? []
  const suivante = detail.annees.find((annee) => annee.ligne.exercice === ligne.exercice + 1)?.ligne
  const dejaVote = detail.mouvements.some(({ acte }) => acte === 'budget_primitif')
  const deplacable = soldes.resteAAffecter > 0 || soldes.resteCreditsDePaiement > 0
  return (
    <div className="rangee ecran-seulement">
      <SiDroit action="budget.ecrire">
        {soldes.resteAAffecter > 0 && <BoutonActe variante="principal" acte={acteAffectation(ligne)} />}
        {soldes.resteCreditsDePaiement > 0 && !suspension && (
          <BoutonActe acte={acteEngagement(ligne, null)} />
        )}
        <BoutonActe acte={acteCredits(ligne, dejaVote)} />
        {deplacable && autres.length > 0 && <BoutonActe acte={acteVirement(ligne, autres)} />}
        {deplacable && suivante && <BoutonActe acte={acteReport(ligne, suivante, detail.report)} />}
      </SiDroit>
      <SiDroit action="ligne.suspendre">
        <BoutonActe acte={suspension ? acteReprise(ligne) : acteSuspension(ligne)} variante="discret" />
      </SiDroit>
    </div>
  )
}
