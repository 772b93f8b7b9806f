import type { DemandeTenue } from '#campagnes/demandes/demande.ts'
import { type FichierLu, FORMATIONS_MAXIMUM, OCTETS_PIECE } from '#campagnes/demandes/espace.ts'
import { exportFormations } from '#campagnes/demandes/export-formations.ts'
import { type FormationsLues, importFormations } from '#campagnes/demandes/import-formations.ts'
import { getFormationsXlsx, postFichier, XLSX } from '#campagnes/demandes/routes-demandes-contrat.ts'
import { findLisible } from '#campagnes/demandes/routes-demandes-lecture.ts'
import { placer, requireNombre } from '#campagnes/demandes/routes-demandes-saisie.ts'
import { endSaisie, holdSaisie } from '#campagnes/demandes/routes-demandes-tenue.ts'
import {
  listFormationsSaisies,
  removeFormationSaisie,
  upsertFormationSaisie,
} from '#campagnes/demandes/store-demandes.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { refused } from '#platform/refusals.ts'

/** Formations that come from a file, and go back to one. */
export const fichierRoutes = ({ files, clock }: Pick<AppContext, 'files' | 'clock'>) =>
  createRoutes()
    .openapi(postFichier, async (c) => {
      const { id } = c.req.valid('param')
      const { nom, mode, version } = c.req.valid('query')
      const { db, acteur } = c.var
      const { organisation, effectif } = await findLisible(db, id, acteur)
      const recu = await files.receive(c.req.raw.body, OCTETS_PIECE)
      try {
        const attendu = { nom, siret: organisation.siret, effectif, maximum: FORMATIONS_MAXIMUM }
        const lu = await read(recu.path, attendu)
        if (mode === 'apercu') return c.json({ ...lu, version: null }, 200)
        if (lu.formations.length === 0) throw sansLigne()
        const maintenant = clock.now()
        const ecrit = await transaction(db, async (tx) => {
          const demande = await holdSaisie(tx, id, version)
          return apply(tx, demande, lu, { remplacer: mode === 'remplacer', maintenant })
        })
        return c.json(ecrit, 200)
      } finally {
        await files.remove(recu.id)
      }
    })
    .openapi(getFormationsXlsx, async (c) => {
      const { id } = c.req.valid('param')
      const demande = await findLisible(c.var.db, id, c.var.acteur)
      const classeur = await exportFormations(demande, await listFormationsSaisies(c.var.db, id))
      return sendFile(c, classeur, `formations demande n° ${demande.numero}.xlsx`, XLSX) as never
    })

async function read(path: string, attendu: Parameters<typeof importFormations>[1]): Promise<FormationsLues> {
  try {
    return await importFormations(path, attendu)
  } catch (error) {
    throw error instanceof FichierIllisible ? refused(error.message, [], error.code) : error
  }
}

/** The lines of a file enter the application all together, after the others or in their place. */
async function apply(
  tx: Tx,
  demande: DemandeTenue,
  lu: FormationsLues,
  { remplacer, maintenant }: { remplacer: boolean; maintenant: string },
): Promise<FichierLu> {
  const lues = lu.formations.map(({ identifiant, saisie }) => ({ identifiant, saisie }))
  const formations = placer(remplacer ? [] : demande.formations, lues)
  requireNombre(formations)
  if (remplacer)
    for (const { identifiant } of demande.formations) await removeFormationSaisie(tx, demande.id, identifiant)
  for (const formation of lues) await upsertFormationSaisie(tx, demande.id, formation)
  const effectif = lu.effectif && (remplacer || demande.effectif.trim() === '') ? lu.effectif : undefined
  const { version } = await endSaisie(tx, demande, {
    acte: 'demande.importer',
    dit: { formations: lues.length, mode: remplacer ? 'remplacer' : 'ajouter' },
    formations,
    ...(effectif !== undefined && { effectif }),
    maintenant,
  })
  return { ...lu, version }
}

const sansLigne = () =>
  refused('Ce fichier ne contient aucune formation de votre organisme sous ses en-têtes.', [], 'aucune_ligne')
