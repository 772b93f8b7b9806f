import type { Engagement } from '#budget/rules/engager.ts'
import type { Ligne } from '#budget/rules/ligne.ts'
import { suspensionEnCours } from '#budget/rules/suspendre.ts'
import { listEngagementsOfObjets, listMandatsOfEngagements } from '#budget/store-engagements.ts'
import { findLigne, listSuspensions } from '#budget/store-lignes.ts'
import { liquider, objetDe, refuserCampagne, refuserEngagement } from '#campagnes/paiement/liquidation.ts'
import type { BordereauFeuille, Feuille, LigneFeuille } from '#campagnes/paiement/schema-paiement.ts'
import {
  listActesParDemande,
  listAffectationsOuvertes,
  listBordereaux,
  listEnAttente,
  listRetours,
  listVotees,
} from '#campagnes/paiement/store-paiement.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { findAppelTenu } from '#campagnes/store-appel.ts'
import type { Db } from '#platform/db.ts'
import type { Acteur } from '#socle/acces.ts'
import { separer } from '#socle/separation.ts'

/** Who reads the sheet, and when. */
export type Lecteur = { readonly acteur: Acteur; readonly aujourdhui: string }

/** The sheet of a campaign without what surrounds it: what the acts need. */
export type Liquidation = Pick<Feuille, 'campagne' | 'motifs' | 'lignes'>

/** @throws HttpRefusal 404 */
export async function loadLiquidation(db: Db, id: string, lecteur: Lecteur): Promise<Liquidation> {
  const appel = await findAppelTenu(db, id)
  if (!appel) throw campagneAbsente(id)
  const { libelle, exercice, etat, fictif, mention } = appel
  const votees = await listVotees(db, id)
  const engagements = await listEngagementsOfObjets(
    db,
    votees.map((votee) => objetDe(id, votee)),
  )
  const mandats = await listMandatsOfEngagements(
    db,
    engagements.map((un) => un.id),
  )
  const suspendues = await listSuspendues(db, lignesDe(engagements), lecteur.aujourdhui)
  const actes = await listActesParDemande(db, id)
  const lignes = liquider({ id, exercice }, votees, { engagements, mandats, suspendues }).map(
    (ligne): LigneFeuille => {
      const { demande } = ligne
      const separation = demande
        ? separer(lecteur.acteur, 'payer', {
            organisation: demande.organisation,
            actes: actes.filter((acte) => acte.demande === demande.id),
          })
        : undefined
      return {
        ...ligne,
        motifsEngager: refuserEngagement(ligne, etat),
        separation: separation?.statut === 'refus' ? separation.motifs : [],
      }
    },
  )
  const campagne = { id, libelle, exercice, etat, fictif, mention }
  return { campagne, motifs: refuserCampagne(etat), lignes }
}

/** The whole sheet, as its screen shows it. @throws HttpRefusal 404 */
export async function loadFeuille(db: Db, id: string, lecteur: Lecteur): Promise<Feuille> {
  const liquidation = await loadLiquidation(db, id, lecteur)
  const { campagne, lignes } = liquidation
  const engagements = lignes.flatMap((ligne) => ligne.engagements)
  const affectations = await listAffectationsOuvertes(db, campagne.exercice)
  const ids = [
    ...new Set([
      ...lignesDe(engagements.map(({ engagement }) => engagement)),
      ...affectations.map(({ ligne }) => ligne.id),
    ]),
  ]
  const mandats = engagements.flatMap((un) => un.mandats)
  const bordereaux = await listBordereaux(
    db,
    engagements.map(({ engagement }) => engagement.id),
  )
  return {
    ...liquidation,
    affectations,
    lignesBudgetaires: await loadLignes(db, ids, lecteur.aujourdhui),
    bordereaux: bordereaux.map((bordereau): BordereauFeuille => {
      const siens = mandats.filter(
        (un) => un.exercice === bordereau.exercice && un.bordereau === bordereau.numero,
      )
      const total = (etat?: string) =>
        siens.reduce((s, un) => s + (etat === undefined || un.etat === etat ? un.montant : 0), 0)
      return {
        ...bordereau,
        mandats: siens.length,
        ...{ montant: total(), paye: total('paye'), rejete: total('rejete') },
      }
    }),
    retours: await listRetours(db, id),
    enAttente: await listEnAttente(db, id),
  }
}

const lignesDe = (engagements: readonly Engagement[]): string[] => [
  ...new Set(engagements.map(({ ligne }) => ligne)),
]

async function loadLignes(db: Db, ids: readonly string[], aujourdhui: string) {
  const suspensions = await listSuspensions(db, ids)
  const lignes: { ligne: Ligne; suspension: (typeof suspensions)[number] | null }[] = []
  for (const id of ids) {
    const siennes = suspensions.filter((une) => une.ligne === id)
    lignes.push({
      ligne: (await findLigne(db, id))!,
      suspension: suspensionEnCours(siennes, aujourdhui) ?? null,
    })
  }
  return lignes
}

async function listSuspendues(db: Db, ids: readonly string[], aujourdhui: string): Promise<Set<string>> {
  const suspensions = await listSuspensions(db, ids)
  return new Set(
    ids.filter((id) =>
      suspensionEnCours(
        suspensions.filter((une) => une.ligne === id),
        aujourdhui,
      ),
    ),
  )
}
