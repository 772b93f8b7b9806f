import { exportModele, exportRapprochement, exportRapprochementCsv } from '#diffusion/export-rapprochement.ts'
import {
  cumulerEcarts,
  cumulerParMotif,
  cumulerParOrganisme,
  type EcartFormation,
  mesurerEcarts,
} from '#diffusion/rapprochement.ts'
import { loadFinancement } from '#diffusion/routes-financement.ts'
import {
  getModeleRapprochement,
  getRapprochement,
  getRapprochementCsv,
  getRapprochementXlsx,
  type LigneEcart,
  type Rapprochement,
} from '#diffusion/schema-rapprochement.ts'
import { listVisibles } from '#diffusion/store-diffusion.ts'
import { listConstats, listFichiers } from '#diffusion/store-rapprochement.ts'
import { parContrat } from '#diffusion/transmission.ts'
import { comparerNoms } from '#majoration/documents/annexe.ts'
import { CSV, XLSX } from '#majoration/documents/routes-exports-contrat.ts'
import { nommerFichier } from '#majoration/tirage.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** Contracts really signed beside those that were voted: reading them, on screen and as files. */
export const rapprochementRoutes = ({ systeme }: Pick<AppContext, 'systeme'>) =>
  createRoutes()
    .openapi(getRapprochement, async (c) =>
      c.json(await loadRapprochement(systeme, c.var.db, c.req.valid('param').id), 200),
    )
    .openapi(getRapprochementXlsx, async (c) => {
      const lu = await loadRapprochement(systeme, c.var.db, c.req.valid('param').id)
      return sendFile(c, await exportRapprochement(lu), nommer(lu, 'rapprochement', 'xlsx'), XLSX)
    })
    .openapi(getRapprochementCsv, async (c) => {
      const lu = await loadRapprochement(systeme, c.var.db, c.req.valid('param').id)
      return sendFile(c, exportRapprochementCsv(lu.formations), nommer(lu, 'rapprochement', 'csv'), CSV)
    })
    .openapi(getModeleRapprochement, async (c) => {
      const lu = await loadRapprochement(systeme, c.var.db, c.req.valid('param').id)
      const nom = nommer(lu, 'contrats signés à compléter', 'xlsx')
      return sendFile(c, await exportModele(lu.formations), nom, XLSX)
    })

const nommer = ({ campagne }: Rapprochement, quoi: string, extension: string) =>
  nommerFichier([campagne.libelle, quoi], extension)

/** The voted formations that this actor may see, in the order of the screens, and how to write them. */
export async function loadVote(systeme: Db, db: Db, id: string) {
  const { campagne, financement } = await loadFinancement(systeme, db, id, 'Rien n’est à rapprocher.')
  const visibles = await listVisibles(db, id)
  const organismes = new Map(campagne.organismes.map((un) => [un.identifiant, un]))
  const nomDe = (organisme: string) => organismes.get(organisme)!.nom
  const financees = financement.formations
    .filter(({ formation }) => visibles.has(formation.identifiant))
    .toSorted(
      ({ formation: a }, { formation: b }) =>
        comparerNoms(nomDe(a.organisme), nomDe(b.organisme)) || comparerTextes(a.identifiant, b.identifiant),
    )
  const ecrire = ({ formation, ...une }: EcartFormation): LigneEcart => ({
    ...{ identifiant: formation.identifiant, intitule: formation.intitule, commune: formation.commune },
    ...{ organisme: organismes.get(formation.organisme)!, ...une },
    parContrat: parContrat(une.majoration, formation.contrats),
  })
  return { campagne, financees, nomDe, ecrire }
}

export async function loadRapprochement(systeme: Db, db: Db, id: string): Promise<Rapprochement> {
  const { campagne, financees, nomDe, ecrire } = await loadVote(systeme, db, id)
  const fichiers = await listFichiers(db, id)
  const dernier = fichiers[0]
  const ecarts = mesurerEcarts(financees, dernier ? await listConstats(db, dernier.rang) : [])
  const { libelle, fictif, mention } = campagne
  return {
    campagne: { id, libelle, fictif, mention },
    fichiers: fichiers.map(({ empreinte: _, ...fichier }) => fichier),
    totaux: cumulerEcarts(ecarts),
    organismes: cumulerParOrganisme(ecarts).map((un) => ({ ...un, nom: nomDe(un.organisme) })),
    motifs: cumulerParMotif(ecarts),
    formations: ecarts.map(ecrire),
  }
}
