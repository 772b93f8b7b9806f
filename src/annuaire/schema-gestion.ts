import { z } from '@hono/zod-openapi'
import { schemaNature, schemaOrganisation, schemaRole } from '#annuaire/schema-compte.ts'

const instant = z.iso.datetime()
const jour = z.iso.date()
const imprimable = (texte: string) => texte.isWellFormed() && !/\p{Cc}/u.test(texte)
const texte = (maximum: number) =>
  z.string().trim().max(maximum).refine(imprimable, 'Caractère non imprimable')

export const schemaEtatCompte = z.enum(['en_attente', 'active', 'suspendue', 'effacee'])
export const schemaEtatOrganisation = z.enum(['en_attente', 'active', 'fermee'])

/** Pages of fifty: what a screen shows at once. */
export const PAR_PAGE = 50
const page = z.coerce
  .number()
  .int()
  .min(1)
  .max(100_000)
  .default(1)
  .openapi({ description: 'Cinquante par page' })
const q = texte(100).optional().openapi({ description: 'Un mot, accents ou non', example: 'fontaine' })
const total = z.int().openapi({ description: 'Combien répondent à la recherche, toutes pages' })
export const params = z.object({ id: z.string().max(100) })

export const rechercheComptes = z.object({
  ...{ q, page },
  etat: schemaEtatCompte.optional(),
  organisation: z.string().max(100).optional(),
})
export const schemaComptes = z
  .object({
    total,
    parPage: z.int(),
    comptes: z.array(
      z.object({
        ...{ id: z.string(), nom: z.string(), courriel: z.string().nullable(), etat: schemaEtatCompte },
        organisation: z.string().nullable(),
        roles: z.array(schemaRole).readonly(),
        creeLe: instant,
        vueLe: instant.nullable(),
      }),
    ),
  })
  .openapi('Comptes')
export type Comptes = z.infer<typeof schemaComptes>

export const schemaCompte = z
  .object({
    ...{ id: z.string(), nom: z.string(), courriel: z.string().nullable(), etat: schemaEtatCompte },
    organisation: schemaOrganisation.nullable(),
    roles: z.array(schemaRole).readonly(),
    delegations: z
      .array(z.object({ role: schemaRole, nomDe: z.string(), du: jour, au: jour }))
      .openapi({ description: 'Pouvoirs prêtés par d’autres, passés et à venir compris' }),
  })
  .openapi('CompteAdministre')
export type CompteAdministre = z.infer<typeof schemaCompte>

export const schemaAttente = z
  .object({ personnes: z.int(), organisations: z.int() })
  .openapi('AttenteAdministration')
export type Attente = z.infer<typeof schemaAttente>

export const schemaSessionAdministree = z
  .object({
    ...{ id: z.string(), fournisseur: z.string() },
    ...{ ouverteLe: instant, vueLe: instant, expireLe: instant },
    ...{ adresse: z.string().nullable(), navigateur: z.string().nullable() },
  })
  .openapi('SessionAdministree')
export type SessionAdministree = z.infer<typeof schemaSessionAdministree>

const motif = texte(500).min(3).openapi({ description: 'Gardé au journal', example: 'Départ de l’organisme' })
export const schemaMotif = z.object({ motif })
export const schemaApprobation = z.object({
  role: schemaRole.nullable().openapi({ description: 'Donné en même temps, s’il n’est pas nul' }),
})
export const schemaRattachement = z.object({
  organisation: z.string().max(100),
  organisationVue: z.string().max(100).nullable().openapi({
    description: 'L’organisation du compte telle que lue : changée entre-temps, rien n’est fait',
  }),
})

export const rechercheOrganisations = z.object({
  ...{ q, page },
  etat: schemaEtatOrganisation.optional(),
  nature: schemaNature.optional(),
})
export const schemaOrganisations = z
  .object({
    total,
    parPage: z.int(),
    organisations: z.array(
      z.object({
        ...schemaOrganisation.shape,
        comptes: z.int().openapi({ description: 'Comptes qui lui sont rattachés, effacés exclus' }),
        filieres: z.array(z.string()).readonly().openapi({ description: 'Ce que voit un OPCO' }),
      }),
    ),
  })
  .openapi('Organisations')
export type Organisations = z.infer<typeof schemaOrganisations>
export type OrganisationListee = Organisations['organisations'][number]

const nom = texte(200)
export const schemaNouvelleOrganisation = z.object({
  ...{ nom, nature: schemaNature },
  siret: z
    .string()
    .max(40)
    .transform((saisi) => saisi.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{14}$/, 'Un SIRET compte 14 chiffres'))
    .openapi({ type: 'string', example: '73282932000074' }),
})
export const schemaAgrement = z.object({
  ...{ nom, nature: schemaNature },
  etatVu: schemaEtatOrganisation.openapi({
    description: 'L’état tel que lu : changé entre-temps, rien n’est fait',
  }),
})
const filieres = z.array(texte(200).min(1)).max(200)
export const schemaPerimetre = z.object({
  filieres: filieres.openapi({ description: 'Telles que les fichiers de demandes les écrivent' }),
  filieresVues: filieres.openapi({
    description: 'Celles que l’on avait sous les yeux : changées entre-temps, rien n’est fait',
  }),
})
