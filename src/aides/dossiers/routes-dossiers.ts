import { actesPossibles, deplacer } from '#aides/dossiers/cycle.ts'
import { PAR_PAGE } from '#aides/dossiers/dossier.ts'
import { exportDossiers } from '#aides/dossiers/export-dossiers.ts'
import { attestationsRoutes } from '#aides/dossiers/routes-attestations.ts'
import { correctionsRoutes } from '#aides/dossiers/routes-corrections.ts'
import { courriersRoutes } from '#aides/dossiers/routes-courriers.ts'
import {
  getDossier,
  getDossiers,
  getExportDossiers,
  postLevee,
  postRetrait,
  XLSX,
} from '#aides/dossiers/routes-dossiers-contrat.ts'
import { suiviRoutes } from '#aides/dossiers/routes-suivi.ts'
import {
  countDossiers,
  findDossier,
  insertLevee,
  listCollisions,
  listDossiers,
  listEtapes,
  lockDossier,
  moveDossier,
} from '#aides/dossiers/store-dossiers.ts'
import { importDispositifs } from '#aides/import-dispositifs.ts'
import { requireSession } from '#aides/sessions/routes-sessions-lecture.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, refused } from '#platform/refusals.ts'

const dossierAbsent = () => absent('Ce dossier n’existe pas.')

/** The dossiers of a session: searched, taken away as a workbook, read, withdrawn, told apart. */
export function dossiersAidesRoutes(ctx: AppContext, dispositifs = importDispositifs()) {
  const { clock } = ctx
  return createRoutes()
    .openapi(getDossiers, async (c) => {
      const { id } = c.req.valid('param')
      const { page, ...recherche } = c.req.valid('query')
      const { db } = c.var
      await requireSession(db, id)
      const fenetre = { debut: (page - 1) * PAR_PAGE, nombre: PAR_PAGE }
      const dossiers = await listDossiers(db, id, recherche, fenetre)
      const total = await countDossiers(db, id, recherche)
      return c.json({ dossiers, total, page, parPage: PAR_PAGE }, 200)
    })
    .openapi(getExportDossiers, async (c) => {
      const { id } = c.req.valid('param')
      const recherche = c.req.valid('query')
      const { db } = c.var
      const { libelle } = await requireSession(db, id)
      const dossiers = await listDossiers(db, id, recherche, { debut: 0, nombre: 100_000 })
      // Taking names away is an act: it is written before the first byte leaves. What was searched may be a name: not kept.
      const { q: _, ...filtres } = recherche
      await transaction(db, (tx) =>
        insertJournal(tx, {
          ...{ acte: 'dossieraide.exporte', objet: `campagneaide:${id}` },
          apres: { libelle, dossiers: dossiers.length, ...filtres },
        }),
      )
      const octets = await exportDossiers(dossiers)
      return sendFile(c, octets, `dossiers ${libelle} ${clock.today()}.xlsx`, XLSX) as never
    })
    .openapi(getDossier, async (c) => {
      const { id } = c.req.valid('param')
      const { db, acteur } = c.var
      const dossier = await findDossier(db, id)
      if (!dossier) throw dossierAbsent()
      const etapes = await listEtapes(db, id)
      const collisions = await listCollisions(db, id)
      const actes = actesPossibles(acteur, { etat: dossier.etat, paye: false })
      return c.json({ ...dossier, etapes, collisions, actes }, 200)
    })
    .openapi(postRetrait, async (c) => {
      const { id } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const dossier = await lockDossier(tx, id)
        if (!dossier) throw dossierAbsent()
        const { numero, etat, montant, paye } = dossier
        const decision = deplacer('retirer', 'retire', { etat, paye }, motif)
        if (decision.statut === 'refus') throw refused('Le dossier reste à son état.', decision.motifs)
        await moveDossier(tx, dossier, decision.valeur, {
          par: c.var.acteur.identifiant,
          motif: motif.trim(),
        })
        await insertJournal(tx, {
          ...{ acte: 'dossieraide.retire', objet: `dossieraide:${id}`, motif: motif.trim() },
          ...{ avant: { etat, montant }, apres: { numero, etat: decision.valeur } },
        })
      })
      return c.body(null, 204)
    })
    .openapi(postLevee, async (c) => {
      const { id } = c.req.valid('param')
      const { autre, nature, motif } = c.req.valid('json')
      const { identifiant, pour = null } = c.var.acteur
      await transaction(c.var.db, async (tx) => {
        const dossier = await lockDossier(tx, id)
        if (!dossier) throw dossierAbsent()
        const collision = (await listCollisions(tx, id)).find(
          (une) => une.autre?.id === autre && une.nature === nature && !une.levee,
        )
        if (!collision) throw refused('Rien n’est levé.', [SANS_COLLISION])
        if (motif.trim() === '') throw refused('Rien n’est levé.', [SANS_MOTIF])
        await insertLevee(tx, [id, autre], { nature, motif: motif.trim(), par: identifiant!, pour })
        await insertJournal(tx, {
          ...{ acte: 'dossieraide.distingue', objet: `dossieraide:${id}`, motif: motif.trim() },
          apres: { numero: dossier.numero, autre: collision.autre!.numero, nature },
        })
      })
      return c.body(null, 204)
    })
    .route('/', correctionsRoutes(ctx))
    .route('/', attestationsRoutes(ctx, dispositifs))
    .route('/', suiviRoutes(ctx, dispositifs))
    .route('/', courriersRoutes(ctx, dispositifs))
}

const SANS_COLLISION = {
  code: 'sans-collision',
  message: 'Ces deux dossiers ne se gênent pas, ou plus.',
}
const SANS_MOTIF = {
  code: 'motif-absent',
  message: 'Dites pourquoi ce n’est pas deux fois le même bénéfice : le motif reste dans l’historique.',
}
