import { Link } from '@tanstack/react-router'
import { type CompteCourant, SiDroit, useCompte, useDroits } from '#annuaire/pages/compte-courant.tsx'
import type { ResumeCampagne } from '#campagnes/campagne.ts'
import { AccueilOrganisme } from '#campagnes/demandes/pages/espace-accueil.tsx'
import { EtatDeCampagne } from '#campagnes/pages/appel-etat.tsx'
import { useCampagnes } from '#campagnes/pages/donnees.ts'
import { useImports } from '#campagnes/pages/import-donnees.ts'
import { compter } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { adresseEntree, Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import './campagnes.css'

/** The list of campaigns, each as this person may see it: where the application opens. */
export function PageCampagnes() {
  const campagnes = useCampagnes()
  const compte = useCompte()
  const enErreur = [compte, campagnes].find(({ isError, data }) => isError && !data)
  const vide = campagnes.data?.length === 0
  return (
    <Page
      titre="Campagnes"
      chapeau={compte.data && CHAPEAUX[regardDe(compte.data)]}
      actions={vide ? undefined : <Nouvelle />}
    >
      <SiDroit action="import.deposer">
        <ImportsATerminer />
      </SiDroit>
      <AccueilOrganisme />
      {compte.data && !compte.data.acteur && (
        <Message titre="Vous n’êtes pas connecté : vous voyez ce qui est public.">
          <p>
            Les services de la Région, les OF-CFA et les OPCO voient leurs dossiers une fois connectés.{' '}
            <a href={adresseEntree()}>Se connecter</a>, ou <Link to="/appels">voir les appels ouverts</Link>.
            Les subventions votées se téléchargent aux <Link to="/donnees-ouvertes">données ouvertes</Link>,
            et chacun simule les <Link to="/aides">aides individuelles</Link>.
          </p>
        </Message>
      )}
      {enErreur ? (
        <EtatErreur erreur={enErreur.error} reessayer={() => enErreur.refetch()} />
      ) : !campagnes.data || !compte.data ? (
        <Chargement quoi="Chargement des campagnes" />
      ) : vide ? (
        <Aucune compte={compte.data} />
      ) : (
        <ul className="campagnes">
          {campagnes.data.map((campagne) => (
            <li key={campagne.id}>
              <UneCampagne campagne={campagne} compte={compte.data} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

/** A campaign begins by its call, or by the file of applications that were received elsewhere. */
const Nouvelle = () => {
  const droits = useDroits()
  const conduit = droits.has('campagne.conduire')
  return (
    <div className="rangee">
      {droits.has('import.deposer') && (
        <LienBouton to="/campagnes/nouvelle" variante={conduit ? 'secondaire' : 'principal'} icone="plus">
          Partir d’un fichier de demandes
        </LienBouton>
      )}
      {conduit && (
        <LienBouton to="/campagnes/preparer" variante="principal" icone="plus">
          Préparer un appel aux organismes
        </LienBouton>
      )}
    </div>
  )
}

/** What somebody sees of a campaign: all of it, the formations of their reach, or what was voted. */
type Regard = 'instruction' | 'organisme' | 'opco' | 'publication'

const regardDe = ({ droits, acteur }: CompteCourant): Regard =>
  droits.includes('classement.lire')
    ? 'instruction'
    : droits.includes('formation.lire')
      ? acteur?.role === 'opco'
        ? 'opco'
        : 'organisme'
      : 'publication'

const CHAPEAUX: Readonly<Record<Regard, string>> = {
  instruction: 'Chaque campagne répartit une enveloppe entre les formations les mieux classées.',
  organisme:
    'Les campagnes où votre organisme a déposé des formations, et celles dont les montants sont votés.',
  opco: 'Les campagnes, avec les formations des filières de votre OPCO.',
  publication: 'Les campagnes, et ce que l’assemblée a voté.',
}

const Aucune = ({ compte }: { readonly compte: CompteCourant }) =>
  compte.droits.includes('import.deposer') ? (
    <EtatVide titre="Aucune campagne pour l’instant." action={<Nouvelle />}>
      Préparez un appel, auquel les organismes répondront ici, ou partez d’un fichier de demandes déjà reçues.
    </EtatVide>
  ) : (
    <EtatVide titre="Aucune campagne à montrer pour l’instant.">
      {compte.acteur
        ? 'Les campagnes que votre rôle permet de voir apparaîtront ici.'
        : 'Les montants votés par l’assemblée paraîtront ici. Connectez-vous pour voir ce qui vous concerne.'}
    </EtatVide>
  )

const INSTRUCTION = [
  { to: '/campagnes/$id/classement', libelle: 'Classement' },
  { to: '/campagnes/$id/simulation', libelle: 'Simulation' },
  { to: '/campagnes/$id/repartition', libelle: 'Répartition' },
] as const
const APPEL = [{ to: '/campagnes/$id/appel', libelle: 'Appel' }] as const

/** A campaign with its size as this person sees it, and the doors that they use most. */
const UneCampagne = ({
  campagne,
  compte,
}: {
  readonly campagne: ResumeCampagne
  readonly compte: CompteCourant
}) => {
  const { id, libelle, exercice, etat, fictif, dotation, formations, contrats } = campagne
  const regard = regardDe(compte)
  const siennes = regard === 'organisme' || regard === 'opco'
  const portes =
    regard === 'instruction'
      ? formations > 0
        ? INSTRUCTION
        : APPEL
      : siennes && formations > 0
        ? [{ to: '/campagnes/$id/formations', libelle: 'Voir ces formations' }]
        : [{ to: '/campagnes/$id/publication', libelle: 'Montants votés' }]
  return (
    <article className="carte campagnes-une">
      <header>
        <p className="page-surtitre">
          Exercice {exercice} <EtatDeCampagne etat={etat} />
        </p>
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
        {regard !== 'publication' && (
          <>
            <div>
              <dt>{LIBELLES_FORMATIONS[regard]}</dt>
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
          </>
        )}
      </dl>
      <p className="campagnes-portes ecran-seulement">
        {portes.map((porte) => (
          <Link key={porte.to} to={porte.to} params={{ id }} aria-label={`${porte.libelle}, ${libelle}`}>
            {porte.libelle}
          </Link>
        ))}
      </p>
    </article>
  )
}

const LIBELLES_FORMATIONS = {
  instruction: 'Formations',
  organisme: 'Mes formations',
  opco: 'De mon périmètre',
} as const

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
