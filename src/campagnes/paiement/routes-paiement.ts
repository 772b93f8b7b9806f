import { ecrireImputation } from '#budget/rules/ligne.ts'
import type { BordereauAEnvoyer } from '#campagnes/paiement/bordereau.ts'
import { exportBordereauCsv, exportBordereauXlsx } from '#campagnes/paiement/export-bordereau.ts'
import { constatsRoutes } from '#campagnes/paiement/routes-paiement-constats.ts'
import {
  CSV,
  getBordereauCsv,
  getBordereauXlsx,
  getPaiement,
  XLSX,
} from '#campagnes/paiement/routes-paiement-contrat.ts'
import { engagementsRoutes } from '#campagnes/paiement/routes-paiement-engagements.ts'
import { type Lecteur, loadFeuille } from '#campagnes/paiement/routes-paiement-feuille.ts'
import { mandatsRoutes } from '#campagnes/paiement/routes-paiement-mandats.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { absent } from '#platform/refusals.ts'

/** The payment of a voted campaign: its sheet, the acts that engage and pay, what goes to the accountant. */
export const paiementRoutes = (ctx: Pick<AppContext, 'clock' | 'files' | 'mail' | 'config'>) => [
  lectureRoutes(ctx),
  engagementsRoutes(ctx),
  mandatsRoutes(ctx),
  constatsRoutes(ctx),
]

const lectureRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes()
    .openapi(getPaiement, async (c) => {
      const lecteur = { acteur: c.var.acteur, aujourdhui: clock.today() }
      return c.json(await loadFeuille(c.var.db, c.req.valid('param').id, lecteur), 200)
    })
    .openapi(getBordereauXlsx, async (c) => {
      const lecteur = { acteur: c.var.acteur, aujourdhui: clock.today() }
      const bordereau = await loadBordereau(c.var.db, c.req.valid('param'), lecteur)
      return sendFile(c, await exportBordereauXlsx(bordereau), nommer(bordereau, 'xlsx'), XLSX) as never
    })
    .openapi(getBordereauCsv, async (c) => {
      const lecteur = { acteur: c.var.acteur, aujourdhui: clock.today() }
      const bordereau = await loadBordereau(c.var.db, c.req.valid('param'), lecteur)
      return sendFile(c, exportBordereauCsv(bordereau), nommer(bordereau, 'csv'), CSV) as never
    })

const nommer = ({ exercice, numero }: BordereauAEnvoyer, extension: string) =>
  `Bordereau ${exercice}-${numero}.${extension}`

type Cle = { readonly id: string; readonly exercice: number; readonly numero: number }

/** The mandats of this campaign on a bordereau. @throws HttpRefusal 404 */
async function loadBordereau(
  db: Db,
  { id, exercice, numero }: Cle,
  lecteur: Lecteur,
): Promise<BordereauAEnvoyer> {
  const feuille = await loadFeuille(db, id, lecteur)
  const connu = feuille.bordereaux.find((un) => un.exercice === exercice && un.numero === numero)
  if (!connu) throw absent('Ce bordereau n’existe pas dans cette campagne.')
  const imputations = new Map(
    feuille.lignesBudgetaires.map(({ ligne }) => [ligne.id, ecrireImputation(ligne)]),
  )
  const lignes = feuille.lignes.flatMap(({ siret, engagements }) =>
    engagements.flatMap(({ engagement, mandats }) =>
      mandats
        .filter((un) => un.exercice === exercice && un.bordereau === numero)
        .map((mandat) => ({
          ...{ mandat, siret, beneficiaire: engagement.beneficiaire, libelle: engagement.libelle },
          imputation: imputations.get(engagement.ligne) ?? '',
          engage: engagement.montant - engagement.desengage,
        })),
    ),
  )
  const { libelle, fictif, mention } = feuille.campagne
  return {
    ...{ exercice, numero, emisLe: connu.emisLe, campagne: libelle, lignes },
    mention: fictif ? (mention ?? 'Données de démonstration.') : null,
  }
}
