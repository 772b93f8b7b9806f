import { z } from '@hono/zod-openapi'
import { ETATS_INVITATION, type EtatInvitation } from '#annuaire/invitation.ts'
import { ETATS_MESSAGE, type EtatMessage } from '#annuaire/message.ts'
import { schemaOrganisation, schemaRole } from '#annuaire/schema-compte.ts'

const keys = <K extends string>(record: Readonly<Record<K, unknown>>) => Object.keys(record) as [K, ...K[]]
const instant = z.iso.datetime()
const q = z.string().trim().max(200).optional()
const page = z.coerce
  .number()
  .int()
  .min(1)
  .max(100_000)
  .optional()
  .openapi({ description: 'Cinquante par page' })
const total = z.int().openapi({ description: 'Sur toutes les pages' })

const etatInvitation = z.enum(keys<EtatInvitation>(ETATS_INVITATION))
export const schemaRechercheInvitations = z.object({
  q: q.openapi({ description: 'Partie de l’adresse ou du nom de l’organisme' }),
  etat: etatInvitation.optional(),
  page,
})

export const schemaInvitation = z
  .object({
    id: z.string(),
    courriel: z.string(),
    role: schemaRole,
    organisation: schemaOrganisation,
    etat: etatInvitation,
    creeeLe: instant,
    dernierJour: z.iso.date().openapi({ description: 'Dernier jour d’ouverture, heure de Paris' }),
    accepteeLe: instant.nullable(),
    retireeLe: instant.nullable(),
  })
  .openapi('Invitation')
export const schemaInvitations = z.object({ invitations: z.array(schemaInvitation), total })
export type InvitationLue = z.infer<typeof schemaInvitation>
export type InvitationsLues = z.infer<typeof schemaInvitations>

const etatMessage = z.enum(keys<EtatMessage>(ETATS_MESSAGE))
export const schemaRechercheMessages = z.object({
  q: q.openapi({ description: 'Partie de l’adresse ou du sujet' }),
  etat: etatMessage.optional(),
  page,
})

export const schemaMessage = z
  .object({
    id: z.string(),
    destinataire: z.string(),
    sujet: z.string(),
    corps: z.string(),
    etat: etatMessage,
    erreur: z.string().nullable().openapi({ description: 'Réponse du serveur de courrier, s’il a refusé' }),
    creeLe: instant,
    envoyeLe: instant.nullable(),
  })
  .openapi('Message')
export const schemaMessages = z.object({
  messages: z.array(schemaMessage),
  total,
  partent: z.boolean().openapi({ description: 'Faux quand aucun serveur de courrier n’est configuré' }),
  entree: z.string().openapi({ description: 'Adresse où l’on se connecte' }),
})
export type MessageLu = z.infer<typeof schemaMessage>
export type MessagesLus = z.infer<typeof schemaMessages>
