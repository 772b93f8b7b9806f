import { z } from '@hono/zod-openapi'
import { ETATS_CAMPAGNE } from '#campagnes/cycle-campagne.ts'
import { ETATS_DEMANDE } from '#campagnes/demandes/cycle.ts'
import { CHAMPS_APPRECIES } from '#campagnes/lectures/lecture.ts'
import type {
  LectureMienne,
  LecturesDeCampagne,
  LecturesDeDemande,
} from '#campagnes/lectures/vue-lectures.ts'

/** What the API of double readings takes and answers. */

const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  z.enum(Object.keys(table) as [C, ...C[]])
const imprimable = (texte: string) => texte.isWellFormed() && !texte.includes('\u0000')
const prose = (maximum: number) =>
  z.string().trim().max(maximum).refine(imprimable, 'Caractère non imprimable')
const identifiant = z.string().min(1).max(100)
const formation = z.string().min(1).max(300).refine(imprimable, 'Caractère non imprimable')
const champ = z
  .enum(CHAMPS_APPRECIES as [(typeof CHAMPS_APPRECIES)[number], ...typeof CHAMPS_APPRECIES])
  .openapi({ example: 'innovation' })
const note = z.int().min(0).max(1_000_000).openapi({
  description: 'Dans l’unité du champ : oui 1, non 0 ; un pourcentage en centièmes',
  example: 1250,
})
const instant = z.string().openapi({ format: 'date-time', example: '2027-04-02T09:30:00.000Z' })
const etat = cles(ETATS_DEMANDE)

const choix = {
  exigee: z.boolean().openapi({
    description: 'Une proposition attend que toute demande validée soit lue deux fois',
  }),
  champs: z.array(champ).max(20),
  seuil: z.string().max(20).openapi({ description: 'Part de l’échelle, exacte', example: '1/3' }),
}
export const schemaChoixLecture = z.object(choix).openapi('ChoixLecture')

export const schemaAgents = z
  .object({
    agents: z
      .tuple([identifiant.nullable(), identifiant.nullable()])
      .openapi({ description: 'Les deux personnes, dans un ordre ou dans l’autre ; null : à personne' }),
  })
  .openapi('AgentsDeLecture')

const appreciation = z.object({
  formation,
  champ,
  note: note.nullable().openapi({ description: 'Null tant qu’elle n’est pas arrêtée' }),
  justification: prose(1_000),
})
export const schemaAppreciations = z
  .object({ appreciations: z.array(appreciation).min(1).max(2_000) })
  .openapi('Appreciations')

export const schemaArbitrage = z
  .object({ formation, champ, note, motif: prose(2_000) })
  .openapi('ArbitrageLecture')

export const schemaBilanRepartition = z
  .object({
    confiees: z.int(),
    manquantes: z.int().openapi({ description: 'Demandes à qui il manque une personne' }),
  })
  .openapi('RepartitionLectures')

const critere = z.object({
  ...{ champ, libelle: z.string(), aide: z.string(), critere: z.string() },
  unite: z.enum(['ouiNon', 'nombre', 'pourcentage', 'heures']),
  ...{ minimum: z.int(), maximum: z.int() },
})
const cadre = z.object({ ...choix, criteres: z.array(critere) })
const confiee = z.object({
  ...{ agent: z.string(), nom: z.string(), rang: z.int() },
  valideeLe: instant.nullable(),
})
const confrontee = {
  ...{ formation: z.string(), champ },
  notes: z.array(z.object({ nom: z.string(), note: z.int(), justification: z.string() })),
  ecart: z.int(),
  moyenne: z.string().nullable().openapi({ description: 'Exacte, en fraction', example: '3/2' }),
  retenue: z.int().nullable().openapi({ description: 'Ce que lit le classement ; null : à arbitrer' }),
  aArbitrer: z.boolean(),
  arbitrage: z
    .object({
      ...{ note: z.int(), motif: z.string(), nomPar: z.string(), nomPour: z.string().nullable() },
      le: instant,
    })
    .nullable(),
}
const agent = z.object({ id: z.string(), nom: z.string() })

export const schemaLecturesDeDemande = z
  .object({
    cadre,
    lectures: z.array(confiee),
    levee: z.boolean().openapi({ description: 'Les deux lectures sont validées : chacune se lit' }),
    formations: z.array(
      z.object({
        ...{ identifiant: z.string(), intitule: z.string() },
        declarees: z.record(z.string(), z.string()),
      }),
    ),
    siennes: z.array(appreciation),
    notable: z.boolean(),
    confrontations: z.array(z.object(confrontee)),
    arbitrable: z.boolean(),
    agents: z.array(agent),
  })
  .openapi('LecturesDeDemande') as unknown as z.ZodType<LecturesDeDemande>

export const schemaMesLectures = z.array(
  z
    .object({
      ...{ demande: z.string(), campagne: z.string(), libelleCampagne: z.string(), numero: z.int() },
      ...{ organisme: z.string(), etat, formations: z.int(), attendues: z.int(), faites: z.int() },
      valideeLe: instant.nullable(),
    })
    .openapi('LectureMienne'),
) as unknown as z.ZodType<LectureMienne[]>

export const schemaLecturesDeCampagne = z
  .object({
    etat: cles(ETATS_CAMPAGNE),
    cadre,
    possibles: z.array(z.object({ champ, libelle: z.string() })),
    closes: z.int(),
    bilan: z.object({
      ...{ demandes: z.int(), confiees: z.int(), achevees: z.int() },
      ...{ comparees: z.int(), ecarts: z.int(), arbitres: z.int() },
    }),
    demandes: z.array(
      z.object({
        ...{ id: z.string(), numero: z.int(), organisme: z.string(), etat, formations: z.int() },
        ...{ lectures: z.array(confiee), levee: z.boolean(), ecarts: z.int(), arbitres: z.int() },
      }),
    ),
    ecarts: z.array(
      z.object({
        ...confrontee,
        ...{ demande: z.string(), numero: z.int(), organisme: z.string(), intitule: z.string() },
        arbitrable: z.boolean(),
      }),
    ),
  })
  .openapi('LecturesDeCampagne') as unknown as z.ZodType<LecturesDeCampagne>
