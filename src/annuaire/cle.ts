import type { Organisation } from '#annuaire/compte.ts'
import { ACTIONS, type Acteur, type Action, perimetreDe, ROLES, type Role } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'

/** How long a token serves, in seconds; a key asks for another whenever it wants. */
export const DUREE_JETON = 3_600

/** Requests a minute that may be granted to a key. */
export const DEBIT_MAXIMUM = 6_000

/** The key of a program of a partner. Its secret is known to that program alone. */
export type Cle = {
  readonly id: string
  readonly nom: string
  readonly organisation: Organisation
  readonly role: Role
  readonly portees: readonly Action[]
  /** Requests a minute. */
  readonly debit: number
  /** UTC instants; `servieLe`: the last time it asked for a token. */
  readonly creeeLe: string
  readonly servieLe: string | null
  readonly revoqueeLe: string | null
}

export type DemandeCle = Pick<Cle, 'nom' | 'role' | 'portees' | 'debit'>

/** What a program writes: files and what-ifs. What decides, signs or pays is the act of a person, who answers for it. */
const ECRITURES: readonly Action[] = ['import.deposer', 'scenario.ecrire', 'document.exporter']

/** What a key of this role may be allowed: to read what that role reads, unless everybody does, and those writings. */
export const porteesPossibles = (role: Role): Action[] =>
  (Object.keys(ACTIONS) as Action[]).filter(
    (action) =>
      perimetreDe(role, action) !== undefined &&
      perimetreDe('public', action) !== 'region' &&
      (action.endsWith('.lire') || ECRITURES.includes(action)),
  )

/** Says whether a key can be created for this organisation, with every reason why not. */
export function verifierCle(demande: DemandeCle, organisation: Organisation): Decision<DemandeCle> {
  const { nom, role, portees, debit } = demande
  const motifs: Motif[] = []
  if (nom.trim() === '' || [...nom.trim()].length > 120)
    motifs.push({ code: 'nom-invalide', message: 'Le nom de la clé doit compter de 1 à 120 caractères.' })
  if (organisation.etat !== 'active')
    motifs.push({ code: 'organisme-inactif', message: `${organisation.nom} n’est pas un organisme actif.` })
  if (ROLES[role].nature !== organisation.nature)
    motifs.push({
      code: 'role-etranger',
      message: `Le rôle « ${ROLES[role].libelle} » n’existe pas dans un organisme de cette nature.`,
    })
  if (portees.length === 0)
    motifs.push({ code: 'portees-vides', message: 'Choisissez au moins un droit pour cette clé.' })
  const possibles = porteesPossibles(role)
  for (const portee of portees)
    if (!possibles.includes(portee))
      motifs.push({
        code: 'portee-impossible',
        message: `Une clé de rôle « ${ROLES[role].libelle} » ne peut pas recevoir le droit « ${ACTIONS[portee].libelle} ».`,
      })
  if (!Number.isInteger(debit) || debit < 1 || debit > DEBIT_MAXIMUM)
    motifs.push({
      code: 'debit-invalide',
      message: `Le débit doit être un nombre entier de 1 à ${DEBIT_MAXIMUM} demandes par minute.`,
      chiffres: { debit, maximum: DEBIT_MAXIMUM },
    })
  return motifs.length > 0
    ? refus(...motifs)
    : accord({ nom: nom.trim(), role, debit, portees: [...new Set(portees)] })
}

/** Why a key no longer opens anything, or undefined while it does. */
export function finDeCle({ revoqueeLe, organisation }: Cle): Motif | undefined {
  if (revoqueeLe)
    return { code: 'cle-revoquee', message: 'Cette clé a été révoquée : demandez-en une autre à la Région.' }
  if (organisation.etat !== 'active')
    return { code: 'organisme-inactif', message: 'L’organisme de cette clé n’est plus actif.' }
  return undefined
}

/**
 * The scopes of a token: those asked for, or all those of the key.
 *
 * @param demandees scopes separated by spaces, as OAuth 2 writes them
 */
export function choisirPortees(cle: Cle, demandees: string | undefined): Decision<readonly Action[]> {
  const noms = (demandees ?? '').split(' ').filter(Boolean)
  const hors = noms.filter((nom) => !cle.portees.includes(nom as Action))
  if (hors.length > 0)
    return refus({ code: 'portee-absente', message: `Cette clé n’a pas la portée « ${hors[0]} ».` })
  return accord(noms.length > 0 ? cle.portees.filter((portee) => noms.includes(portee)) : cle.portees)
}

/** Whom a token acts as: a key keeps nothing that a key may no longer have, whenever it was given. */
export const acteurDeCle = ({ id, role, organisation, debit }: Cle, portees: readonly Action[]): Acteur => ({
  ...{ role, identifiant: id, debit },
  portees: portees.filter((portee) => porteesPossibles(role).includes(portee)),
  organisation: { identifiant: organisation.id, nature: organisation.nature },
})
