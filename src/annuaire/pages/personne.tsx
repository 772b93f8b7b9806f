import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Administration } from '#annuaire/pages/administration.tsx'
import { useCompte } from '#annuaire/pages/compte-courant.tsx'
import { cheminCompte, useCompteAdministre, useGeste } from '#annuaire/pages/gestion-donnees.ts'
import { EtatCompte } from '#annuaire/pages/gestion-elements.tsx'
import { Approbation, Rattachement, Suspension } from '#annuaire/pages/personne-gestes.tsx'
import { RolesDeLaPersonne } from '#annuaire/pages/personne-roles.tsx'
import { SessionsDeLaPersonne } from '#annuaire/pages/personne-sessions.tsx'
import type { CompteAdministre } from '#annuaire/schema-gestion.ts'
import { NATURES } from '#socle/acces.ts'
import { ecrireSiret } from '#socle/siret.ts'
import { Bouton, LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'
import './annuaire.css'

/** /administration/personnes/$personne : one account, and everything an administrator may change of it. */
export function PagePersonne() {
  const { personne: id } = useParams({ strict: false }) as { personne: string }
  const { data, error, isError, refetch } = useCompteAdministre(id)
  return (
    <Administration
      action="personne.gerer"
      titre={data?.nom ?? 'Personne'}
      surtitre={<Link to="/administration/personnes">Personnes</Link>}
      etiquettes={data && <EtatCompte etat={data.etat} />}
      actions={
        data && (
          <LienBouton to="/journal" search={{ objet: `personne:${id}` }}>
            Histoire de ce compte
          </LienBouton>
        )
      }
    >
      {data ? (
        <Fiche key={id} compte={data} />
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement du compte" />
      )}
    </Administration>
  )
}

function Fiche({ compte }: { readonly compte: CompteAdministre }) {
  const moi = useCompte().data?.acteur
  const sien = moi?.id === compte.id || moi?.pour === compte.id
  const fige = sien || compte.etat === 'effacee'
  return (
    <>
      {sien && (
        <Message>
          <p>
            C’est {moi?.id === compte.id ? 'votre compte' : 'le compte de qui vous représentez'} : un autre
            administrateur doit le changer.
          </p>
        </Message>
      )}
      <Identite compte={compte} fige={fige} />
      <RolesDeLaPersonne compte={compte} fige={fige} />
      <SessionsDeLaPersonne compte={compte} />
    </>
  )
}

type Ouvert = 'approbation' | 'suspension' | 'rattachement'

function Identite({ compte, fige }: { readonly compte: CompteAdministre; readonly fige: boolean }) {
  const { id, etat, courriel, organisation } = compte
  const [ouvert, setOuvert] = useState<Ouvert>()
  const fermer = () => setOuvert(undefined)
  const retablir = useGeste()
  const enOrdre = organisation?.etat === 'active'
  return (
    <Carte titre="Identité">
      <dl className="compte-fiche">
        <dt>Courriel</dt>
        <dd>{courriel ?? 'non confirmé par son fournisseur d’identité'}</dd>
        <dt>Organisation</dt>
        <dd>
          {organisation ? `${organisation.nom} (${NATURES[organisation.nature]})` : 'aucune'}
          {organisation && (
            <span className="administration-courriel">SIRET {ecrireSiret(organisation.siret)}</span>
          )}
        </dd>
      </dl>
      {etat === 'en_attente' && !enOrdre && <Manque organisation={organisation} />}
      <Refus erreur={retablir.error} />
      {!fige && (
        <div className="rangee ecran-seulement">
          {etat === 'en_attente' && enOrdre && (
            <Bouton variante="principal" onPress={() => setOuvert('approbation')}>
              Approuver…
            </Bouton>
          )}
          {etat === 'suspendue' && (
            <Bouton
              variante="principal"
              isDisabled={retablir.isPending}
              onPress={() =>
                retablir.mutate({
                  chemin: `${cheminCompte(id)}/retablissement`,
                  methode: 'POST',
                  fait: 'Compte rétabli',
                })
              }
            >
              Rétablir
            </Bouton>
          )}
          <Bouton onPress={() => setOuvert('rattachement')}>
            {organisation ? 'Changer d’organisation…' : 'Rattacher à une organisation…'}
          </Bouton>
          {etat !== 'suspendue' && (
            <Bouton variante="danger" onPress={() => setOuvert('suspension')}>
              {etat === 'en_attente' ? 'Refuser…' : 'Suspendre…'}
            </Bouton>
          )}
        </div>
      )}
      {ouvert === 'approbation' && <Approbation compte={compte} onFermer={fermer} />}
      {ouvert === 'suspension' && <Suspension compte={compte} onFermer={fermer} />}
      {ouvert === 'rattachement' && <Rattachement compte={compte} onFermer={fermer} />}
    </Carte>
  )
}

/** What to do before the account itself. */
const Manque = ({ organisation }: Pick<CompteAdministre, 'organisation'>) => (
  <Message ton="avertissement">
    {!organisation ? (
      <p>Rattachez ce compte à une organisation, vous pourrez ensuite l’approuver.</p>
    ) : (
      <p>
        Son organisation {organisation.etat === 'en_attente' ? 'attend aussi votre accord' : 'est refusée'} :{' '}
        <Link to="/administration/organisations" search={{ q: organisation.siret }}>
          voir l’organisation
        </Link>
        .
      </p>
    )}
  </Message>
)
