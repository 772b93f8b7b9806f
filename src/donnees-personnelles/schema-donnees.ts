import { z } from '@hono/zod-openapi'

export const schemaTraitement = z
  .object({
    ...{ code: z.string(), titre: z.string(), pourquoi: z.string(), base: z.string() },
    ...{ destinataires: z.string(), duree: z.string() },
    donnees: z.array(z.object({ quoi: z.string(), table: z.string(), colonnes: z.array(z.string()) })),
  })
  .openapi('TraitementDeDonnees')

export const schemaPersonneTrouvee = z.object({
  ...{ id: z.string(), nom: z.string(), courriel: z.string().nullable() },
  organisation: z.string().nullable(),
  etat: z.enum(['en_attente', 'active', 'suspendue', 'effacee']),
})
export type PersonneLue = z.infer<typeof schemaPersonneTrouvee>

export const schemaEffacement = z.object({
  motif: z.string().trim().min(3).max(500).openapi({
    description: 'Ce qui justifie l’effacement, sans nommer la personne : le journal le garde',
    example: 'Demande reçue le 3 mars, départ de l’organisme',
  }),
})
