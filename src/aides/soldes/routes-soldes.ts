import type { Circonstances } from '#aides/etat.ts'
import { exportEtat } from '#aides/export-etat.ts'
import { renderEtat } from '#aides/render-etat.ts'
import { composerAnnexe } from '#aides/soldes/annexe-soldes.ts'
import { exportModeleListe } from '#aides/soldes/export-modele-liste.ts'
import { composerLettreSolde } from '#aides/soldes/lettre-solde.ts'
import { composerLigneComptable, type Ecritures } from '#aides/soldes/ligne-comptable.ts'
import { renderLettreSolde } from '#aides/soldes/render-lettre-solde.ts'
import {
  getAnnexeSoldes,
  getAnnexeSoldesXlsx,
  getLettreSolde,
  getLigneComptable,
  getModeleListe,
  getSolde,
  getSoldes,
} from '#aides/soldes/routes-soldes-contrat.ts'
import {
  expliquer,
  findDispositif,
  importSoldables,
  loadDetail,
  loadSolde,
  loadSoldes,
  type Regles,
} from '#aides/soldes/routes-soldes-lire.ts'
import type { SoldeLu } from '#aides/soldes/solde.ts'
import { findEngagement, listMandatsOfEngagement } from '#budget/store-engagements.ts'
import { findLigne } from '#budget/store-lignes.ts'
import { PDF, XLSX } from '#majoration/documents/routes-exports-contrat.ts'
import { nommerFichier } from '#majoration/tirage.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { absent, refused } from '#platform/refusals.ts'
import { version } from '#platform/version.ts'

/** The balances of the aids paid in advance: reading them, their annexe, their letter, their accounting line. */
export function soldesRoutes({ clock, config }: Pick<AppContext, 'clock' | 'config'>) {
  const soldables = importSoldables()
  const regles = (): Regles => ({ soldables, aujourdhui: clock.today() })
  const ici = (): Circonstances => ({ region: config.region, date: clock.today(), version })
  return createRoutes()
    .openapi(getSoldes, async (c) => c.json(await loadSoldes(c.var.db, regles()), 200))
    .openapi(getAnnexeSoldes, async (c) => {
      const { etat, nom } = await loadAnnexe(c.var.db, regles(), c.req.valid('query'))
      return sendFile(c, await renderEtat(etat, ici()), nommerFichier([nom], 'pdf'), PDF)
    })
    .openapi(getAnnexeSoldesXlsx, async (c) => {
      const { etat, nom } = await loadAnnexe(c.var.db, regles(), c.req.valid('query'))
      return sendFile(c, await exportEtat(etat, ici()), nommerFichier([nom], 'xlsx'), XLSX)
    })
    .openapi(getModeleListe, async (c) =>
      sendFile(c, await exportModeleListe(), 'Liste nominative à compléter.xlsx', XLSX),
    )
    .openapi(getSolde, async (c) =>
      c.json(await loadDetail(c.var.db, regles(), c.req.valid('param').id), 200),
    )
    .openapi(getLettreSolde, async (c) => {
      const solde = await loadSolde(c.var.db, regles(), c.req.valid('param').id)
      const { titre } = findDispositif(regles(), solde.dispositif)
      const source = { dispositif: titre, explication: expliquer(regles(), solde) }
      const lettre = composerLettreSolde(solde, source, ici())
      if (lettre.statut === 'refus') throw refused('La lettre n’est pas prête.', lettre.motifs)
      return sendFile(c, await renderLettreSolde(lettre.valeur), nommer('Lettre', solde), PDF)
    })
    .openapi(getLigneComptable, async (c) => {
      const { solde, dispositif, explication } = await loadDetail(c.var.db, regles(), c.req.valid('param').id)
      const ecritures = await loadEcritures(c.var.db, solde)
      const ligne = composerLigneComptable(solde, { dispositif, explication }, ecritures)
      if (ligne.statut === 'refus') throw refused('La ligne comptable n’est pas prête.', ligne.motifs)
      return sendFile(c, await renderEtat(ligne.valeur, ici()), nommer('Ligne comptable', solde), PDF)
    })
}

const nommer = (quoi: string, { etablissement, dispositif }: SoldeLu) =>
  nommerFichier([quoi, etablissement, dispositif], 'pdf')

async function loadEcritures(db: Db, { engagement }: SoldeLu): Promise<Ecritures> {
  if (!engagement) return { ligne: null, engagement: null, mandats: [] }
  return {
    ligne: (await findLigne(db, engagement.ligne)) ?? null,
    engagement: (await findEngagement(db, engagement.id)) ?? null,
    mandats: await listMandatsOfEngagement(db, engagement.id),
  }
}

/** The annexe of a délibération, or the project of a scheme: what was closed or given up is not in it. */
async function loadAnnexe(
  db: Db,
  regles: Regles,
  { dispositif, deliberation }: { dispositif: string; deliberation?: string | undefined },
) {
  const { titre } = findDispositif(regles, dispositif)
  const { soldes } = await loadSoldes(db, regles)
  const siens = soldes.filter((un) => un.dispositif === dispositif)
  const retenus = siens.filter((un) =>
    deliberation
      ? un.deliberation === deliberation
      : un.etat !== 'non_poursuivi' && un.deliberation === null && un.etat !== 'solde',
  )
  const voteeLe = retenus[0]?.voteeLe
  if (deliberation && !voteeLe) throw absent(`${deliberation} n’a voté aucun solde de ce dispositif.`)
  return {
    etat: composerAnnexe({ titre }, retenus, deliberation && voteeLe ? { deliberation, voteeLe } : null),
    nom: `Annexe des soldes - ${dispositif} - ${deliberation ?? 'projet'}`,
  }
}
