import { useState } from 'react'
import { ETATS_DELEGATION, type EtatDelegation } from '#annuaire/delegation.ts'
import { useCompte } from '#annuaire/pages/compte-courant.tsx'
import { useDelegations } from '#annuaire/pages/delegations-donnees.ts'
import { FormulaireDelegation } from '#annuaire/pages/delegations-formulaire.tsx'
import { RetraitDelegation } from '#annuaire/pages/delegations-retrait.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import type { DelegationLue } from '#annuaire/schema-delegation.ts'
import { perimetreDe, ROLES, type Role } from '#socle/acces.ts'
import { deNom, ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Page } from '#ui/page.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import './delegations.css'

/** /delegations : the roles that I lend, those lent to me, and those of the past; all of them for an administrator. */
export function PageDelegations() {
  const acteur = useCompte().data?.acteur
  return (
    <EcranReserve action="delegation.gerer" titre="Délégations">
      {acteur && <EcranDelegations moi={acteur.id} role={acteur.role} />}
    </EcranReserve>
  )
}

function EcranDelegations({ moi, role }: { readonly moi: string; readonly role: Role }) {
  const toutes = perimetreDe(role, 'delegation.gerer') === 'region'
  const [saisie, setSaisie] = useState(false)
  const [aRetirer, setARetirer] = useState<DelegationLue>()
  const [fait, setFait] = useState<string>()
  return (
    <Page
      titre="Délégations"
      chapeau="Prêter un rôle à quelqu’un de votre organisme, entre deux dates : chacun de ses actes porte alors vos deux noms."
      actions={
        <Bouton variante="principal" onPress={() => setSaisie(true)}>
          Prêter un rôle…
        </Bouton>
      }
    >
      {fait && (
        <Message ton="succes" annonce>
          <p>{fait}</p>
        </Message>
      )}
      <Actuelles moi={moi} toutes={toutes} onRetirer={setARetirer} />
      <Passees />
      {saisie && (
        <FormulaireDelegation
          moi={moi}
          pourAutrui={toutes}
          onFermer={(donnee) => {
            setSaisie(false)
            if (donnee)
              setFait(
                `Le rôle « ${ROLES[donnee.role].libelle} » est prêté à ${donnee.nomA}, ${dire(donnee)}.`,
              )
          }}
        />
      )}
      {aRetirer && (
        <RetraitDelegation
          delegation={aRetirer}
          autrui={aRetirer.de !== moi}
          onFermer={(retiree) => {
            setARetirer(undefined)
            if (retiree) setFait(`La délégation donnée à ${aRetirer.nomA} est retirée.`)
          }}
        />
      )}
    </Page>
  )
}

type Retrait = (delegation: DelegationLue) => void

function Actuelles({
  moi,
  toutes,
  onRetirer,
}: {
  readonly moi: string
  readonly toutes: boolean
  readonly onRetirer: Retrait
}) {
  const { data, error, isError, refetch } = useDelegations('actuelles')
  if (!data)
    return isError ? (
      <EtatErreur erreur={error} reessayer={() => refetch()} />
    ) : (
      <Chargement quoi="Chargement des délégations" />
    )
  if (toutes)
    return (
      <Tableau
        titre="En cours et à venir"
        legende="Rôles prêtés aujourd’hui ou plus tard"
        colonnes={[DE, A, ...COMMUNES, retrait(onRetirer)]}
        lignes={data}
        vide="Personne ne prête de rôle."
      />
    )
  return (
    <>
      <Tableau
        titre="Données"
        legende="Rôles que vous prêtez, aujourd’hui ou plus tard"
        colonnes={[A, ...COMMUNES, retrait(onRetirer)]}
        lignes={data.filter(({ de }) => de === moi)}
        vide="Vous ne prêtez aucun rôle."
      />
      <Tableau
        titre="Reçues"
        legende="Rôles que l’on vous prête, aujourd’hui ou plus tard"
        colonnes={[DE, ...COMMUNES]}
        lignes={data.filter(({ a }) => a === moi)}
        vide="Personne ne vous prête de rôle. Un rôle reçu se choisit dans le menu de votre compte."
      />
    </>
  )
}

function Passees() {
  const { data, error, isError, refetch } = useDelegations('passees')
  if (isError && !data) return <EtatErreur erreur={error} reessayer={() => refetch()} />
  if (!data || data.length === 0) return null
  return (
    <Tableau
      titre="Passées"
      legende="Rôles qui ne sont plus prêtés"
      colonnes={[DE, A, ...COMMUNES]}
      lignes={data}
      vide=""
    />
  )
}

const Tableau = ({
  titre,
  legende,
  colonnes,
  lignes,
  vide,
}: {
  readonly titre: string
  readonly legende: string
  readonly colonnes: readonly Colonne<DelegationLue>[]
  readonly lignes: readonly DelegationLue[]
  readonly vide: string
}) => (
  <Carte titre={titre}>
    {lignes.length === 0 ? (
      <p className="secondaire">{vide}</p>
    ) : (
      <TableauDonnees
        legende={legende}
        legendeMasquee
        colonnes={colonnes}
        lignes={lignes}
        cle={({ id }) => id}
      />
    )}
  </Carte>
)

type Col = Colonne<DelegationLue>

const DE: Col = { code: 'de', titre: 'De', cellule: ({ nomDe }) => nomDe }
const A: Col = { code: 'a', titre: 'À', cellule: ({ nomA }) => nomA }

const TONS: Readonly<Record<EtatDelegation, TonEtiquette>> = {
  a_venir: 'retenu',
  en_cours: 'vert',
  sans_effet: 'or',
  finie: 'neutre',
  retiree: 'neutre',
}

/** Role, state and dates hold in one cell: a line stays whole on a phone. */
const COMMUNES: readonly Col[] = [
  {
    code: 'role',
    titre: 'Rôle',
    cellule: ({ role, du, au, etat }) => (
      <div className="delegation-role">
        <span>{ROLES[role].libelle}</span>
        <Etiquette ton={TONS[etat]}>{ETATS_DELEGATION[etat]}</Etiquette>
        <span className="discret">
          du{INSECABLE}
          <time dateTime={du}>{ecrireDate(du)}</time> au{INSECABLE}
          <time dateTime={au}>{ecrireDate(au)}</time>
        </span>
        {etat === 'sans_effet' && (
          <span className="discret">Le rôle n’est plus tenu, ou un compte n’est plus actif.</span>
        )}
      </div>
    ),
  },
  { code: 'motif', titre: 'Motif', secondaire: true, cellule: ({ motif }) => motif },
]

const retrait = (onRetirer: Retrait): Col => ({
  code: 'retirer',
  titre: <span className="hors-ecran">Retirer</span>,
  cellule: (delegation) => (
    <Bouton
      aria-label={`Retirer à ${delegation.nomA} le rôle ${ROLES[delegation.role].libelle} ${deNom(delegation.nomDe)}`}
      onPress={() => onRetirer(delegation)}
    >
      Retirer…
    </Bouton>
  ),
})

const dire = ({ du, au }: DelegationLue): string => `du ${ecrireDate(du)} au ${ecrireDate(au)}`
