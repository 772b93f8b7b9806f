import { type Delegation, enCours } from '#annuaire/delegation.ts'
import type { Acteur, Nature, Role } from '#socle/acces.ts'
import { ROLES } from '#socle/acces.ts'

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

/** A way to act: a role of one's own, or one lent by somebody until a day included. */
export type Casquette = {
  readonly role: Role
  readonly pour: string | null
  readonly nomPour: string | null
  readonly au: string | null
}

/**
 * The ways to act of an account today: none unless the account and its organisation are active, and only roles that
 * the nature of the organisation allows.
 */
export function casquettes(compte: Compte, aujourdhui: string): Casquette[] {
  const { etat, organisation, roles, delegations } = compte
  if (etat !== 'active' || organisation?.etat !== 'active') return []
  const permis = (role: Role) => ROLES[role].nature === organisation.nature
  return [
    ...roles.filter(permis).map((role) => ({ role, pour: null, nomPour: null, au: null })),
    ...delegations
      .filter((delegation) => permis(delegation.role) && enCours(delegation, aujourdhui))
      .map(({ role, de, nomDe, au }) => ({ role, pour: de, nomPour: nomDe, au })),
  ]
}

/**
 * Whom a session acts as: the way to act that was chosen if it still holds, else the first one, else the public,
 * recognised but without powers. Powers lent that were chosen and are gone are said: nothing is to be done in one's own
 * name by somebody who believes to act for another.
 */
export function acteurDe(
  compte: Compte,
  choix: { readonly role: Role | null; readonly pour: string | null; readonly nomPour: string | null },
  aujourdhui: string,
): Acteur {
  const possibles = casquettes(compte, aujourdhui)
  const choisie = possibles.find(({ role, pour }) => role === choix.role && pour === choix.pour)
  const retenue = choisie ?? possibles[0]
  const { organisation } = compte
  const finie = !choisie && choix.pour !== null && { delegationFinie: choix.nomPour ?? 'cette personne' }
  if (!retenue || !organisation)
    return { role: 'public', identifiant: compte.id, organisation: null, ...finie }
  return {
    role: retenue.role,
    identifiant: compte.id,
    organisation: { identifiant: organisation.id, nature: organisation.nature },
    ...(retenue.pour && { pour: retenue.pour }),
    ...finie,
  }
}
