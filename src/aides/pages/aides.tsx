import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AideResumee } from '#aides/presentation.ts'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { ecrireDate } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Etiquette, Indicatif } from '#ui/etiquette.tsx'
import { Page } from '#ui/page.tsx'
import { requete } from '#ui/requete.ts'
import './aides.css'

/** /aides : the individual aids, for anybody to read their rule and try their case. */
export const PageAides = () => (
  <EcranReserve action="reglement.lire" titre="Aides individuelles">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['aides'],
    queryFn: ({ signal }) => requete<AideResumee[]>('/aides', 'GET', undefined, signal),
  })
  return (
    <Page
      titre="Aides individuelles"
      chapeau="Chaque aide montre sa règle, ses sources, et un simulateur qui ne demande que ce qui manque. Rien n’est enregistré."
    >
      {data ? (
        data.length === 0 ? (
          <EtatVide titre="Aucune aide n’est publiée.">Les règles publiées paraîtront ici.</EtatVide>
        ) : (
          <Carte titre="Règles publiées" chapeau="Une règle par texte et par période.">
            <ul className="aides">
              {data.map((aide) => (
                <UneAide key={aide.code} aide={aide} />
              ))}
            </ul>
          </Carte>
        )
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement des aides" />
      )}
    </Page>
  )
}

function UneAide({ aide: { code, titre, periode, calculable } }: { readonly aide: AideResumee }) {
  return (
    <li>
      <div>
        <Link to="/aides/$code" params={{ code }}>
          {titre}
        </Link>
        <span className="aides-precision">
          du {ecrireDate(periode.debut)} au {ecrireDate(periode.fin)} {periode.indicative && <Indicatif />}
        </span>
      </div>
      {!calculable && <Etiquette>montant incomplet</Etiquette>}
    </li>
  )
}
