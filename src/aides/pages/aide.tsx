import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Regle } from '#aides/pages/aide-regle.tsx'
import { Simulateur } from '#aides/pages/aide-simulateur.tsx'
import type { AideLue } from '#aides/presentation.ts'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { ecrireDate, INSECABLE, minuscule } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Indicatif } from '#ui/etiquette.tsx'
import { Page } from '#ui/page.tsx'
import { requete } from '#ui/requete.ts'
import './aides.css'

/** /aides/$code : one aid, its simulator and its rule. */
export const PageAide = () => (
  <EcranReserve action="reglement.lire" titre="Aide individuelle">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { code } = useParams({ strict: false }) as { code: string }
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['aides', code],
    queryFn: ({ signal }) => requete<AideLue>(`/aides/${encodeURIComponent(code)}`, 'GET', undefined, signal),
  })
  if (!data)
    return (
      <Page titre="Aide individuelle" actions={<Toutes />}>
        {isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement de la règle" />
        )}
      </Page>
    )
  const { titre, periode, beneficiaire, demandeur } = data
  return (
    <Page
      titre={titre}
      surtitre={
        <>
          Du {ecrireDate(periode.debut)} au {ecrireDate(periode.fin)} {periode.indicative && <Indicatif />}
        </>
      }
      chapeau={`Qui demande${INSECABLE}: ${minuscule(demandeur)}. Qui reçoit${INSECABLE}: ${minuscule(beneficiaire)}.`}
      actions={<Toutes />}
    >
      <Simulateur key={code} aide={data} />
      <Regle aide={data} />
    </Page>
  )
}

const Toutes = () => <LienBouton to="/aides">Toutes les aides</LienBouton>
