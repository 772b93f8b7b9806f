import type { Acteur, Nature, Role } from '#socle/acces.ts'
import { ROLES } from '#socle/acces.ts'
import { type Delegation, enCours } from '#socle/separation.ts'

/** Organisation that people act for. */
export type Organisation = {
  readonly id: string
  readonly nature: Nature
  readonly nom: string
  readonly siret: string
  readonly etat: 'en_attente' | 'active' | 'fermee'
}

/** An account as it stands: who, for whom, with which powers, its own and those lent to it. */
export type Compte = {
  readonly id: string
  readonly nom: string
  readonly courriel: string | null
  readonly etat: 'en_attente' | 'active' | 'suspendue' | 'effacee'
  readonly organisation: Organisation | null
  readonly roles: readonly Role[]
  /** Powers lent to this account, past and future ones included. */
  readonly delegations: readonly (Delegation & { readonly nomDe: string })[]
}

/** A way to act: a role of one's own, or one lent by somebody. */
export type Casquette = { readonly role: Role; readonly pour: string | null; readonly nomPour: string | null }

/**
 * The ways to act of an account today: none unless the account and its organisation are active, and only roles that
 * the nature of the organisation allows.
 */
export function casquettes(compte: Compte, aujourdhui: string): Casquette[] {
  const { etat, organisation, roles, delegations } = compte
  if (etat !== 'active' || organisation?.etat !== 'active') return []
  const permis = (role: Role) => ROLES[role].nature === organisation.nature
  return [
    ...roles.filter(permis).map((role) => ({ role, pour: null, nomPour: null })),
    ...delegations
      .filter((delegation) => permis(delegation.role) && enCours(delegation, aujourdhui))
      .map(({ role, de, nomDe }) => ({ role, pour: de, nomPour: nomDe })),
  ]
}

/**
 * Whom a session acts as: the way to act that was chosen if it still holds, else the first one, else the public,
 * recognised but without powers.
 */
export function acteurDe(
  compte: Compte,
  choix: { readonly role: Role | null; readonly pour: string | null },
  aujourdhui: string,
): Acteur {
  const possibles = casquettes(compte, aujourdhui)
  const retenue =
    possibles.find(({ role, pour }) => role === choix.role && pour === choix.pour) ?? possibles[0]
  const { organisation } = compte
  if (!retenue || !organisation) return { role: 'public', identifiant: compte.id, organisation: null }
  return {
    role: retenue.role,
    identifiant: compte.id,
    organisation: { identifiant: organisation.id, nature: organisation.nature },
    ...(retenue.pour && { pour: retenue.pour }),
  }
}
