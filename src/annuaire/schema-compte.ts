import { z } from '@hono/zod-openapi'
import { ACTIONS, type Action, NATURES, type Nature, ROLES, type Role } from '#socle/acces.ts'

const keys = <K extends string>(record: Readonly<Record<K, unknown>>) => Object.keys(record) as [K, ...K[]]

export const schemaRole = z.enum(keys<Role>(ROLES))
export const schemaNature = z.enum(keys<Nature>(NATURES))
export const schemaAction = z.enum(keys<Action>(ACTIONS))
const instant = z.iso.datetime()

export const schemaOrganisation = z
  .object({
    id: z.string(),
    nature: schemaNature,
    nom: z.string(),
    siret: z.string(),
    etat: z.enum(['en_attente', 'active', 'fermee']),
  })
  .openapi('Organisation')

const schemaCasquette = z.object({
  role: schemaRole,
  pour: z.string().nullable(),
  nomPour: z.string().nullable(),
  au: z.iso.date().nullable().openapi({ description: 'Dernier jour d’un rôle prêté' }),
})

export const schemaCompteCourant = z
  .object({
    acteur: z
      .object({
        id: z.string(),
        nom: z.string(),
        courriel: z.string().nullable(),
        etat: z.enum(['en_attente', 'active', 'suspendue', 'effacee']),
        organisation: schemaOrganisation.nullable(),
        role: schemaRole,
        pour: z.string().nullable(),
        delegationFinie: z.string().nullable().openapi({
          description: 'Nom de qui l’on avait choisi de représenter, quand la délégation a pris fin',
        }),
        casquettes: z.array(schemaCasquette).readonly(),
      })
      .nullable(),
    droits: z.array(schemaAction).readonly(),
    fournisseurs: z.array(z.object({ code: z.string(), libelle: z.string() })),
    demonstration: z.boolean(),
  })
  .openapi('CompteCourant')
export type CompteCourant = z.infer<typeof schemaCompteCourant>

export const schemaSession = z
  .object({
    id: z.string(),
    fournisseur: z.string(),
    ouverteLe: instant,
    vueLe: instant,
    expireLe: instant,
    adresse: z.string().nullable(),
    navigateur: z.string().nullable(),
    courante: z.boolean(),
  })
  .openapi('SessionOuverte')
export type SessionOuverte = z.infer<typeof schemaSession>
