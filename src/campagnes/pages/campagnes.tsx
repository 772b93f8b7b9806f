import { Link } from '@tanstack/react-router'
import type { ResumeCampagne } from '#campagnes/campagne.ts'
import { useCampagnes } from '#campagnes/pages/donnees.ts'
import { useImports } from '#campagnes/pages/import-donnees.ts'
import { compter } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import './campagnes.css'

/** The list of campaigns: where the application opens. */
export function PageCampagnes() {
  const { data, error, isError, refetch } = useCampagnes()
  const nouvelle = (
    <LienBouton to="/campagnes/nouvelle" variante="principal" icone="plus">
      Nouvelle campagne
    </LienBouton>
  )
  return (
    <Page
      titre="Campagnes"
      chapeau="Chaque campagne répartit une enveloppe entre les formations les mieux classées."
      actions={data?.length === 0 ? undefined : nouvelle}
    >
      <ImportsATerminer />
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des campagnes" />
      ) : data.length === 0 ? (
        <EtatVide titre="Aucune campagne pour l’instant." action={nouvelle}>
          Créez-en une à partir d’un règlement, d’une dotation et d’un fichier de candidatures.
        </EtatVide>
      ) : (
        <ul className="campagnes">
          {data.map((campagne) => (
            <li key={campagne.id}>
              <UneCampagne campagne={campagne} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

const PORTES = [
  { to: '/campagnes/$id/classement', libelle: 'Classement' },
  { to: '/campagnes/$id/simulation', libelle: 'Simulation' },
  { to: '/campagnes/$id/repartition', libelle: 'Répartition' },
] as const

/** A campaign with its size, and the doors that are used most. */
const UneCampagne = ({ campagne }: { readonly campagne: ResumeCampagne }) => {
  const { id, libelle, exercice, fictif, dotation, formations, contrats } = campagne
  return (
    <article className="carte campagnes-une">
      <header>
        <p className="page-surtitre">Exercice {exercice}</p>
        <h2>
          <Link to="/campagnes/$id" params={{ id }}>
            {libelle}
          </Link>{' '}
          {fictif && <Fictif />}
        </h2>
      </header>
      <dl>
        <div>
          <dt>Dotation</dt>
          <dd>
            <Montant centimes={dotation} />
          </dd>
        </div>
        <div>
          <dt>Formations</dt>
          <dd>
            <Nombre valeur={formations} />
          </dd>
        </div>
        <div>
          <dt>Contrats demandés</dt>
          <dd>
            <Nombre valeur={contrats} />
          </dd>
        </div>
      </dl>
      <p className="campagnes-portes ecran-seulement">
        {PORTES.map((porte) => (
          <Link key={porte.to} to={porte.to} params={{ id }} aria-label={`${porte.libelle}, ${libelle}`}>
            {porte.libelle}
          </Link>
        ))}
      </p>
    </article>
  )
}

/** What was sent and not finished is remembered where one comes back. Its failure is told on its own screen. */
function ImportsATerminer() {
  const { data = [] } = useImports()
  if (data.length === 0) return null
  return (
    <Message>
      <p>
        {compter(data.length, 'import commencé n’est pas', 'imports commencés ne sont pas')} devenu
        {data.length > 1 && 's'} une campagne.{' '}
        <Link to="/campagnes/nouvelle">{data.length > 1 ? 'Les reprendre' : 'Le reprendre'}</Link>
      </p>
    </Message>
  )
}
