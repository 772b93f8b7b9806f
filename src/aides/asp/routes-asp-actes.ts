import type { Compte } from '#aides/asp/compte.ts'
import type { Enregistrement } from '#aides/asp/enregistrement.ts'
import { PAYER, type Travail } from '#aides/asp/routes-asp-travaux.ts'
import { resendCorriges, resendOne } from '#aides/asp/routes-reprises.ts'
import { LIEUX } from '#aides/asp/scelle.ts'
import {
  postCompte,
  postEnvoi,
  postPreparation,
  postReprise,
  postReprises,
  putParametrage,
} from '#aides/asp/schema-asp.ts'
import { findScelle } from '#aides/asp/store-lecture.ts'
import { findParametrage, upsertParametrage } from '#aides/asp/store-parametrage.ts'
import { findSession, type SessionPayee } from '#aides/asp/store-preparation.ts'
import { importDispositifs } from '#aides/import-dispositifs.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, refused } from '#platform/refusals.ts'

/** What the budget manager does: prepare, send, ask again, see an account, type the codes of the agency. */
export function actesAspRoutes(ctx: AppContext) {
  const { jobs } = ctx
  const codes = new Set(importDispositifs().map(({ code }) => code))
  const launch = (db: Db, session: SessionPayee, acte: 'preparer' | 'ecrire', trace: string) =>
    transaction(db, async (tx) => {
      const apres = { session: session.libelle }
      await insertJournal(tx, { acte: trace, objet: `campagneaide:${session.id}`, apres })
      const travail: Travail = { acte, session: session.id }
      return { travail: await jobs.enqueue(PAYER, travail, { db: tx }) }
    })
  return createRoutes()
    .openapi(postPreparation, async (c) => {
      const session = await requireSession(c.var.db, c.req.valid('json').session)
      return c.json(await launch(c.var.db, session, 'preparer', 'versement.prepares'), 202)
    })
    .openapi(postEnvoi, async (c) => {
      const session = await requireSession(c.var.db, c.req.valid('json').session)
      if (!(await findParametrage(c.var.db, session.dispositif)))
        throw refused(
          'Les codes de l’ASP pour cette aide ne sont pas saisis : inscrivez ceux de la convention.',
          [],
          'codes-absents',
        )
      return c.json(await launch(c.var.db, session, 'ecrire', 'versement.demande'), 202)
    })
    .openapi(postReprises, async (c) => {
      const { db, acteur } = c.var
      const session = await requireSession(db, c.req.valid('json').session)
      const bilan = await resendCorriges(ctx, db, session, acteur.identifiant)
      if (bilan.reprises > 0) {
        const apres = { session: session.libelle, ...bilan }
        await transaction(db, async (tx) => {
          await insertJournal(tx, {
            acte: 'versement.corriges',
            objet: `campagneaide:${session.id}`,
            apres,
          })
          await jobs.enqueue(PAYER, { acte: 'preparer', session: session.id }, { db: tx })
        })
      }
      return c.json(bilan, 200)
    })
    .openapi(postReprise, async (c) => {
      const { id } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      const nouveau = await transaction(c.var.db, (tx) => resendOne(tx, id, c.var.acteur.identifiant!, motif))
      return c.json({ id: nouveau }, 201)
    })
    .openapi(postCompte, async (c) => {
      const { id } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      const compte = await transaction(c.var.db, async (tx) => {
        const scelle = await findScelle(tx, id)
        const ouvert = scelle && openCompte(ctx, id, scelle)
        if (!ouvert) throw absent(`Aucun compte n’est connu pour le paiement n° ${id}.`)
        const apres = { numero: scelle.numero }
        await insertJournal(tx, {
          acte: 'versement.revele',
          objet: `versement:${id}`,
          apres,
          motif,
        })
        return ouvert
      })
      return c.json(compte, 200)
    })
    .openapi(putParametrage, async (c) => {
      const { dispositif } = c.req.valid('param')
      if (!codes.has(dispositif)) throw absent(`L’aide « ${dispositif} » n’existe pas.`)
      const apres = { ...c.req.valid('json'), dispositif, indicatif: false }
      await transaction(c.var.db, async (tx) => {
        const avant = await findParametrage(tx, dispositif)
        await upsertParametrage(tx, apres)
        await insertJournal(tx, {
          acte: 'versement.codes',
          objet: `codesasp:${dispositif}`,
          avant,
          apres,
        })
      })
      return c.json(apres, 200)
    })
}

async function requireSession(db: Db, id: string): Promise<SessionPayee> {
  const session = await findSession(db, id)
  if (!session) throw absent('Cette campagne d’aides n’existe pas.')
  return session
}

type Scelle = NonNullable<Awaited<ReturnType<typeof findScelle>>>

/** What was sent, or what would be. */
function openCompte(
  { coffre }: AppContext,
  id: number,
  { chiffre, coordonnees, dossier }: Scelle,
): Compte | undefined {
  if (chiffre) {
    const { iban, bic, titulaire } = JSON.parse(coffre.open(chiffre, LIEUX.paiement(id))) as Enregistrement
    return { iban: iban.pays + iban.cle + iban.bban, bic, titulaire }
  }
  if (!coordonnees) return undefined
  const { iban, bic, titulaire } = JSON.parse(coffre.open(coordonnees, LIEUX.coordonnees(dossier))) as Compte
  return { iban, bic, titulaire }
}
