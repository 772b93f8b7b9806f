import { z } from '@hono/zod-openapi'
import { PASSAGES_DOSSIER } from '#aides/dossiers/cycle.ts'
import { type DossierLu, FILTRES_GARDE, type PageDossiers } from '#aides/dossiers/dossier.ts'
import { schemaBlocages } from '#aides/dossiers/routes-corrections-contrat.ts'
import { schemaEtatDossier } from '#aides/sessions/schema-sessions.ts'

const resume = z.object({
  id: z.string(),
  numero: z.string(),
  nom: z.string(),
  prenom: z.string(),
  organisme: z.string(),
  niveau: z.string(),
  etat: schemaEtatDossier,
  montant: z.int().nullable().openapi({ description: 'En centimes' }),
  deposeLe: z.string(),
  rang: z.int().nullable().openapi({ description: 'Tour de ceux qui attendent, à partir de 1' }),
  rangOctroi: z
    .int()
    .nullable()
    .openapi({ description: 'Déjà accordée, à accorder de nouveau : son tour au prochain octroi' }),
  retenu: z.boolean().openapi({ description: 'Retenu par le garde-fou contre le double bénéfice' }),
  assidu: z.boolean().nullable(),
})

export const schemaRecherche = z.object({
  q: z.string().max(100).optional().openapi({ description: 'Mots du nom, ou début du numéro' }),
  etat: schemaEtatDossier.optional(),
  organisme: z.string().max(100).optional(),
  niveau: z.string().max(20).optional(),
  garde: z.enum(FILTRES_GARDE).optional(),
})

export const schemaPageDossiers = z

  .object({
    dossiers: z.array(resume.extend({ blocages: schemaBlocages })),
    total: z.int(),
    page: z.int(),
    parPage: z.int(),
  })
  .openapi('PageDossiersAide') as unknown as z.ZodType<PageDossiers>

const texte = z.string().nullable()

export const schemaDossierLu = resume
  .extend({
    session: z.object({ id: z.string(), libelle: z.string(), fictif: z.boolean() }),
    civilite: z.enum(['M', 'MME']),
    ...{ nomUsage: texte, neLe: z.string(), courriel: texte, telephone: texte },
    ...{ adresse: z.record(z.string(), texte), contrat: z.record(z.string(), texte) },
    verdict: z.looseObject({ statut: z.string() }),
    accordeLe: texte,
    compte: texte.openapi({ description: 'Masqué : « FR•• •••• 0189 »' }),
    ...{ absences: texte, attestationExigee: z.boolean() },
    etapes: z.array(
      z.object({
        ...{ de: schemaEtatDossier.nullable(), vers: schemaEtatDossier },
        ...{ le: z.string(), par: texte, motif: texte },
      }),
    ),
    collisions: z.array(
      z.object({
        nature: z.enum(['personne', 'compte']),
        levee: z.boolean(),
        autre: z
          .looseObject({ id: z.string(), numero: z.string() })
          .nullable()
          .openapi({ description: 'Nul pour un organisme dont ce n’est pas le dossier' }),
      }),
    ),
    actes: z.array(z.enum(Object.keys(PASSAGES_DOSSIER) as [string, ...string[]])),
  })
  .openapi('DossierAide') as unknown as z.ZodType<DossierLu>
