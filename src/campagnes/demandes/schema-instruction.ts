import { z } from '@hono/zod-openapi'
import { NATURES_AVIS, SENS_AVIS } from '#campagnes/demandes/avis.ts'
import { ETATS_DEMANDE } from '#campagnes/demandes/cycle.ts'
import { type Etude, type FileDemandes, type RechercheFile, TRIS } from '#campagnes/demandes/instruction.ts'
import { ACTES_LOT, ACTES_TRAVAIL, type Lot, type Vue } from '#campagnes/demandes/instruction-lot.ts'

/** What the API of the instruction desk takes and answers. */

const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  z.enum(Object.keys(table) as [C, ...C[]])
const identifiant = z.string().min(1).max(100)
const instant = z.string().openapi({ format: 'date-time', example: '2024-04-02T09:30:00.000Z' })
const jour = z.iso.date().openapi({ example: '2024-04-30' })
const imprimable = (texte: string) => texte.isWellFormed() && !texte.includes('\u0000')
/** A text of several lines. */
const prose = (maximum: number) =>
  z.string().trim().min(1).max(maximum).refine(imprimable, 'Caractère non imprimable')
const motif = prose(1_000)
const etat = cles(ETATS_DEMANDE)
const entier = z.coerce.number().int().min(0).max(10_000_000)

/** `complete,instruite`: several states in one parameter. */
const etats = z
  .string()
  .max(300)
  .transform((texte) => texte.split(','))
  .pipe(z.array(etat).min(1))
  .openapi({ type: 'string', example: 'complete,instruite' })

export const schemaRecherche = z.object({
  q: z.string().trim().min(1).max(100).refine(imprimable, 'Caractère non imprimable').optional(),
  etat: etats.optional(),
  agent: identifiant.optional().openapi({ description: '`moi`, `aucun`, ou l’identifiant d’un agent' }),
  departement: z
    .string()
    .regex(/^[0-9AB]{2,3}$/)
    .optional(),
  alertes: z.enum(['avec', 'sans']).optional(),
  cite: z
    .enum(['oui'])
    .optional()
    .openapi({ description: 'Celles dont un message interne cite la personne qui demande' }),
  contratsMin: entier.optional(),
  contratsMax: entier.optional(),
  tri: z.enum(TRIS).optional(),
  sens: z.enum(['asc', 'desc']).optional(),
})
export type RechercheEcrite = z.output<typeof schemaRecherche>

export const schemaPage = schemaRecherche.extend({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

/** A search as the rules take it. */
export const lireRecherche = ({ cite, ...recherche }: RechercheEcrite): RechercheFile =>
  ({ ...recherche, ...(cite && { cite: true }) }) as RechercheFile

const agent = z.object({ id: z.string(), nom: z.string() })
const texteNullable = z.string().nullable()

const listee = z
  .object({
    ...{ id: z.string(), numero: z.int(), etat, organisme: z.string(), siret: z.string() },
    instructeur: agent.nullable(),
    formations: z.int(),
    contrats: z.int().openapi({ description: 'Tels qu’instruits : la dernière correction compte' }),
    alertes: z.int().openapi({ description: 'Qui restent à regarder' }),
    departements: z.array(z.string()),
    deposeeLe: instant.nullable(),
    echeance: jour.nullable().openapi({ description: 'Du complément encore attendu' }),
    enControle: z.boolean().openapi({ description: 'Ses contrôles sont en train d’être refaits' }),
  })
  .openapi('DemandeListee')

export const schemaFile = z
  .object({
    demandes: z.array(listee),
    total: z.int(),
    parPage: z.int(),
    etats: z.partialRecord(etat, z.int()),
    departements: z.array(z.string()),
    agents: z.array(agent),
  })
  .openapi('FileDemandes') as unknown as z.ZodType<FileDemandes>

export const schemaVoisines = z
  .object({ rang: z.int(), total: z.int(), precedente: texteNullable, suivante: texteNullable })
  .openapi('Voisines')

const motifLu = z.looseObject({ code: z.string(), message: z.string() })
const nombre = z.int().nullable()
const formationLue = z.object({
  identifiant: z.string(),
  ...{ intitule: texteNullable, niveau: nombre, codeRncp: texteNullable, commune: texteNullable },
  ...{ departement: texteNullable, contrats: nombre },
})
const signe = { nomPar: z.string(), le: instant }
const saisie = z.record(z.string(), z.string())

export const schemaEtude = z
  .object({
    ...{ id: z.string(), campagne: z.string(), libelleCampagne: z.string(), numero: z.int(), etat },
    ...{ organisme: z.string(), siret: z.string(), effectif: z.string() },
    identifiants: z.object({ uai: texteNullable, nda: texteNullable }),
    ...{ deposeeLe: instant.nullable(), instructeur: agent.nullable() },
    ...{ contratsDeclares: z.int(), contrats: z.int() },
    formations: z.array(
      z.object({
        identifiant: z.string(),
        declaree: saisie.openapi({ description: 'Telle que l’organisme l’a déclarée, champ par champ' }),
        corrections: z.array(
          z.object({
            ...{ champ: z.string(), avant: z.string(), apres: z.string(), motif: z.string() },
            ...signe,
            nomPour: texteNullable,
          }),
        ),
        precedente: formationLue.nullable(),
      }),
    ),
    disparues: z.array(formationLue),
    precedent: z
      .object({ campagne: z.string(), libelle: z.string(), exercice: z.int(), contrats: z.int() })
      .nullable(),
    ailleurs: z.array(
      z.object({
        ...{
          campagne: z.string(),
          libelle: z.string(),
          exercice: z.int(),
          nom: z.string(),
          siret: z.string(),
        },
        demande: z.object({ id: z.string(), numero: z.int(), etat }).nullable(),
        ...{ formations: z.int(), contrats: z.int(), effectif: z.string() },
      }),
    ),
    alertes: z.array(
      z.object({
        ...{ code: z.string(), cible: z.string(), message: z.string() },
        gravite: z.enum(['erreur', 'avertissement', 'information']),
        ...{ formation: z.string().optional(), champ: z.string().optional() },
        levee: z.object({ motif: z.string(), ...signe }).nullable(),
      }),
    ),
    avis: z.array(
      z.object({
        ...{ nature: cles(NATURES_AVIS), sens: cles(SENS_AVIS), texte: z.string() },
        ...signe,
        nomPour: texteNullable,
      }),
    ),
    messages: z.array(
      z.object({
        sens: z.enum(['region', 'organisme', 'interne']),
        ...{ texte: z.string(), nomAuteur: z.string(), mentions: z.array(z.string()) },
        ...{ le: instant, luLe: instant.nullable() },
      }),
    ),
    complements: z.array(
      z.object({
        ...{ texte: z.string(), echeance: jour, ...signe },
        ...{ reponduLe: instant.nullable(), rappeleLe: instant.nullable() },
      }),
    ),
    etapes: z.array(
      z.object({
        ...{ acte: z.string(), de: etat, vers: etat, par: z.string(), nomPar: z.string() },
        ...{ pour: texteNullable, motif: texteNullable, le: instant },
      }),
    ),
    pieces: z.array(z.object({ id: z.string(), libelle: z.string(), nom: z.string(), taille: z.int() })),
    agents: z.array(agent),
    separation: z.object({ instruire: z.array(motifLu), valider: z.array(motifLu) }),
  })
  .openapi('EtudeDemande') as unknown as z.ZodType<Etude>

// What the acts take.

export const schemaMotif = z.object({ motif })
export const schemaAttribution = z.object({
  agent: identifiant.nullable().openapi({ description: 'Null : à personne' }),
})
export const schemaCorrection = z.object({
  formation: z.string().min(1).max(300).refine(imprimable, 'Caractère non imprimable'),
  champ: z.string().max(50).openapi({ example: 'contrats' }),
  avant: z.string().max(2_000).openapi({ description: 'La valeur que l’on a vue', example: '24' }),
  apres: z.string().max(2_000).refine(imprimable, 'Caractère non imprimable').openapi({ example: '21' }),
  motif,
})
export const schemaComplement = z.object({ texte: prose(4_000), echeance: jour })
export const schemaRejet = z.object({
  motifs: z.array(prose(500)).min(1).max(20).openapi({ description: 'Tous, un par ligne' }),
})
export const schemaAvis = z.object({ nature: cles(NATURES_AVIS), sens: cles(SENS_AVIS), texte: prose(4_000) })
export const schemaMessage = z.object({
  destinataire: z.enum(['organisme', 'interne']),
  texte: prose(4_000),
  mentions: z.array(identifiant).max(20).default([]),
})
export const schemaLevee = z.object({ code: z.string().max(100), cible: z.string().max(4_000), motif })

// Many at once, and shared views.

export const schemaLotDemande = z.object({
  acte: cles(ACTES_LOT),
  demandes: z.array(identifiant).min(1).max(500),
  agent: identifiant.nullable().default(null),
})

export const schemaLot = z
  .object({
    id: z.string(),
    campagne: z.string(),
    acte: cles(ACTES_TRAVAIL),
    etat: z.enum(['en_cours', 'fini', 'annule']),
    total: z.int(),
    faites: z.int(),
    refusees: z.int(),
    annulees: z.int(),
    lignes: z.array(
      z.object({
        ...{ demande: z.string(), numero: z.int(), organisme: z.string() },
        etat: z.enum(['a_faire', 'faite', 'refusee', 'annulee']),
        motifs: z.array(motifLu),
      }),
    ),
  })
  .openapi('LotDemandes') as unknown as z.ZodType<Lot>

/** A search as an address writes it: texts only, and nothing unknown. */
const rechercheVue = z
  .strictObject(
    Object.fromEntries(
      Object.keys(schemaRecherche.shape).map((cle) => [cle, z.string().max(300).optional()]),
    ),
  )
  .refine((recherche) => schemaRecherche.safeParse(recherche).success, 'Cette recherche ne se lit pas')

const nomVue = z.string().trim().min(1).max(80).refine(imprimable, 'Caractère non imprimable')
export const schemaNouvelleVue = z.object({ nom: nomVue, recherche: rechercheVue })
export const schemaNomVue = z.object({ nom: nomVue })
export const schemaVue = z
  .object({
    id: z.string(),
    nom: z.string(),
    recherche: z.record(z.string(), z.string()),
    nomPar: z.string(),
  })
  .openapi('VueDemandes') as unknown as z.ZodType<Vue>
