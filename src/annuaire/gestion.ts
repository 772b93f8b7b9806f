import type { Compte, Organisation } from '#annuaire/compte.ts'
import type { Acteur, Role } from '#socle/acces.ts'
import { NATURES, ROLES } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'

/** What the administration of an account is decided on, read under lock. */
export type Situation = {
  readonly compte: Pick<Compte, 'id' | 'etat' | 'organisation' | 'roles'>
  readonly acteur: Pick<Acteur, 'identifiant' | 'pour'>
  /** Accounts that are active, in an active organisation, and hold the role of administrator. */
  readonly administrateurs: readonly string[]
}

/** Code of the one reason that calls for looking again rather than for doing otherwise: somebody was there before. */
export const DEJA_CHANGE = 'deja-change'

const motif = (code: string, message: string): Motif => ({ code, message, correcteur: 'administrateur' })

/** A waiting account becomes active, with a role at once when one is given. */
export const approuver = (situation: Situation, role: Role | null): Decision<'active'> =>
  juger('active', [
    ...gardes(situation),
    ...etatAttendu(situation, ['en_attente']),
    ...organisationActive(situation),
    ...(role ? natureDuRole(situation, role) : []),
  ])

/** Attaches an account to an organisation, its own excepted; roles held must be of the nature of the new one. */
export function attacher(
  situation: Situation,
  organisation: Organisation,
  organisationVue: string | null,
): Decision<Organisation> {
  const { compte } = situation
  const actuelle = compte.organisation?.id ?? null
  const motifs = [...gardes(situation)]
  if (actuelle !== organisationVue || actuelle === organisation.id)
    motifs.push(
      motif(
        DEJA_CHANGE,
        `Ce compte est maintenant rattaché à ${compte.organisation?.nom ?? 'aucune organisation'} : relisez-le avant de changer.`,
      ),
    )
  if (organisation.etat !== 'active') motifs.push(organisationInactive(organisation))
  for (const role of compte.roles)
    if (ROLES[role].nature !== organisation.nature)
      motifs.push(
        motif(
          'role-d-autre-nature',
          `Le rôle « ${ROLES[role].libelle} » ne se tient pas dans une organisation de nature « ${NATURES[organisation.nature]} » : retirez-le d’abord.`,
        ),
      )
  return juger(organisation, motifs)
}

/** Closes an account, waiting or active, until it is put back. The reason is the route's to ask. */
export const suspendre = (situation: Situation): Decision<'suspendue'> =>
  juger('suspendue', [
    ...gardes(situation),
    ...etatAttendu(situation, ['en_attente', 'active']),
    ...resteUnAdministrateur(situation),
  ])

/** Puts a suspended account back, with the roles that it held. */
export const retablir = (situation: Situation): Decision<'active'> =>
  juger('active', [
    ...gardes(situation),
    ...etatAttendu(situation, ['suspendue']),
    ...organisationActive(situation),
  ])

export function donnerRole(situation: Situation, role: Role): Decision<Role> {
  const { etat, roles } = situation.compte
  const motifs = [...gardes(situation), ...natureDuRole(situation, role), ...organisationActive(situation)]
  if (etat === 'en_attente' || etat === 'suspendue')
    motifs.push(motif('compte-inactif', 'Ce compte n’est pas actif : un rôle ne lui servirait à rien.'))
  if (roles.includes(role))
    motifs.push(motif(DEJA_CHANGE, `Le rôle « ${ROLES[role].libelle} » lui est déjà donné.`))
  return juger(role, motifs)
}

export function retirerRole(situation: Situation, role: Role): Decision<Role> {
  const motifs = [...gardes(situation)]
  if (!situation.compte.roles.includes(role))
    motifs.push(motif(DEJA_CHANGE, `Le rôle « ${ROLES[role].libelle} » ne lui est plus donné.`))
  if (role === 'administrateur') motifs.push(...resteUnAdministrateur(situation))
  return juger(role, motifs)
}

const juger = <T>(valeur: T, motifs: readonly Motif[]): Decision<T> =>
  motifs.length > 0 ? refus(...motifs) : accord(valeur)

/** What holds for every change: by an administrator still in office, never on oneself, never on what was erased. */
function gardes({ compte, acteur, administrateurs }: Situation): Motif[] {
  const motifs: Motif[] = []
  const mains = [acteur.identifiant, acteur.pour]
  if (mains.includes(compte.id))
    motifs.push(
      motif(
        'propre-compte',
        'Personne ne change son propre compte : demandez à un autre administrateur de le faire.',
      ),
    )
  // Authority is read again under lock: the one who asks may have lost it since the request was let in.
  if (!administrateurs.some((un) => mains.includes(un)))
    motifs.push(motif('plus-administrateur', 'Vous n’êtes plus administrateur : rien n’a été changé.'))
  if (compte.etat === 'effacee')
    motifs.push(motif('compte-efface', 'Ce compte est effacé : il ne change plus.'))
  return motifs
}

const ETATS = { en_attente: 'en attente', active: 'actif', suspendue: 'suspendu' } as const

function etatAttendu({ compte }: Situation, attendus: readonly Compte['etat'][]): Motif[] {
  if (compte.etat === 'effacee' || attendus.includes(compte.etat)) return []
  return [motif(DEJA_CHANGE, `Ce compte est maintenant ${ETATS[compte.etat]} : relisez-le avant de changer.`)]
}

function organisationActive({ compte: { organisation } }: Situation): Motif[] {
  if (!organisation)
    return [
      motif('sans-organisation', 'Ce compte n’a pas d’organisation : rattachez-le d’abord à l’une d’elles.'),
    ]
  return organisation.etat === 'active' ? [] : [organisationInactive(organisation)]
}

const organisationInactive = ({ etat, nom }: Organisation): Motif =>
  etat === 'en_attente'
    ? motif('organisation-en-attente', `L’organisation « ${nom} » attend un accord : approuvez-la d’abord.`)
    : motif('organisation-fermee', `L’organisation « ${nom} » n’a plus accès : choisissez-en une autre.`)

function natureDuRole({ compte: { organisation } }: Situation, role: Role): Motif[] {
  const { libelle, nature } = ROLES[role]
  if (!organisation || nature === organisation.nature) return []
  return [
    motif(
      'role-d-autre-nature',
      nature
        ? `Le rôle « ${libelle} » se tient dans une organisation de nature « ${NATURES[nature]} » ; ${organisation.nom} est de nature « ${NATURES[organisation.nature]} ».`
        : `« ${libelle} » n’est pas un rôle que l’on donne.`,
    ),
  ]
}

function resteUnAdministrateur({ compte, administrateurs }: Situation): Motif[] {
  if (administrateurs.length !== 1 || administrateurs[0] !== compte.id) return []
  return [
    motif(
      'dernier-administrateur',
      'C’est le dernier administrateur actif : donnez d’abord ce rôle à une autre personne, sinon nul ne pourrait plus gérer les comptes.',
    ),
  ]
}
