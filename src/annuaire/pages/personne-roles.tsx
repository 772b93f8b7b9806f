import { useState } from 'react'
import { cheminCompte, useGeste } from '#annuaire/pages/gestion-donnees.ts'
import { rolesPossibles } from '#annuaire/pages/personne-gestes.tsx'
import type { CompteAdministre } from '#annuaire/schema-gestion.ts'
import { ROLES, type Role } from '#socle/acces.ts'
import { deNom } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Choix } from '#ui/choix.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = {
  readonly compte: CompteAdministre
  /** Shown without anything to change: one's own account, or one that was erased. */
  readonly fige: boolean
}

const jour = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'medium', timeZone: 'UTC' })

/** The powers of a person: held, lent by others, and those that may be given. */
export function RolesDeLaPersonne({ compte, fige }: Proprietes) {
  const { roles, delegations } = compte
  const { mutate, isPending, error } = useGeste()
  const changer = (role: Role, methode: 'PUT' | 'DELETE') =>
    mutate({
      chemin: `${cheminCompte(compte.id)}/roles/${role}`,
      methode,
      fait: methode === 'PUT' ? 'Rôle donné' : 'Rôle retiré',
    })
  return (
    <Carte titre="Rôles">
      {roles.length === 0 ? (
        <p className="secondaire">Aucun rôle : cette personne ne voit que ce qui est publié.</p>
      ) : (
        <ul className="administration-roles">
          {roles.map((role) => (
            <li key={role}>
              <span>{ROLES[role].libelle}</span>
              {!fige && (
                <Bouton
                  isDisabled={isPending}
                  aria-label={`Retirer le rôle ${ROLES[role].libelle}`}
                  onPress={() => changer(role, 'DELETE')}
                >
                  Retirer
                </Bouton>
              )}
            </li>
          ))}
        </ul>
      )}
      {delegations.length > 0 && (
        <ul className="administration-roles discret">
          {delegations.map(({ role, nomDe, du, au }) => (
            <li key={`${role} ${nomDe} ${du}`}>
              {ROLES[role].libelle}, par délégation {deNom(nomDe)}, du {jour.format(new Date(du))} au{' '}
              {jour.format(new Date(au))}
            </li>
          ))}
        </ul>
      )}
      <Refus erreur={error} />
      {!fige && compte.etat === 'active' && compte.organisation?.etat === 'active' && (
        <DonnerRole
          key={roles.join()}
          compte={compte}
          enCours={isPending}
          onDonner={(role) => changer(role, 'PUT')}
        />
      )}
    </Carte>
  )
}

function DonnerRole({
  compte,
  enCours,
  onDonner,
}: {
  readonly compte: CompteAdministre
  readonly enCours: boolean
  readonly onDonner: (role: Role) => void
}) {
  const possibles = rolesPossibles(compte)
  const [choisi, setChoisi] = useState(possibles[0])
  if (!choisi) return null
  return (
    <div className="administration-filtres ecran-seulement">
      <Choix
        libelle="Donner un rôle"
        valeur={choisi}
        onChange={setChoisi}
        options={possibles.map((valeur) => ({ valeur, libelle: ROLES[valeur].libelle }))}
      />
      <Bouton isDisabled={enCours} onPress={() => onDonner(choisi)}>
        Donner
      </Bouton>
    </div>
  )
}
