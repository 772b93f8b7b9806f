import {
  abandonner,
  constater,
  engagerSolde,
  reprendre,
  saisir,
  titrer,
  voter,
} from '#aides/soldes/decider.ts'
import {
  postAbandon,
  postConstatSolde,
  postCorrection,
  postEngagementSolde,
  postMandatSolde,
  postRepriseSolde,
  postSeuil,
  postSolde,
  postTitreSolde,
  postVoteSoldes,
} from '#aides/soldes/routes-soldes-contrat.ts'
import {
  calculer,
  findDispositif,
  importSoldables,
  imputationDe,
  loadDetail,
  loadSolde,
  loadSoldes,
  type Regles,
} from '#aides/soldes/routes-soldes-lire.ts'
import {
  findSeuil,
  insertSeuil,
  insertSolde,
  lockSoldes,
  updateAbandon,
  updateConstat,
  updateEngagement,
  updateReprise,
  updateSolde,
  updateTitre,
  updateVote,
} from '#aides/soldes/store-soldes.ts'
import { createEngagement, createMandat } from '#budget/store-actes.ts'
import { findAffectation } from '#budget/store-engagements.ts'
import { findLigne } from '#budget/store-lignes.ts'
import { createTitre } from '#budget/store-titres.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, accepted, refused } from '#platform/refusals.ts'

/** The acts on balances: each holds the balance first, decides by the pure rules, writes and traces at once. */
export function actesSoldesRoutes({ clock }: Pick<AppContext, 'clock'>) {
  const soldables = importSoldables()
  const regles = (): Regles => ({ soldables, aujourdhui: clock.today() })
  /** Holds a balance, then reads it: what another decided meanwhile is known. */
  const hold = async (tx: Tx, id: string) => {
    await lockSoldes(tx, [id])
    return loadSolde(tx, regles(), id)
  }
  return createRoutes()
    .openapi(postSolde, async (c) => {
      const saisie = c.req.valid('json')
      findDispositif(regles(), saisie.dispositif)
      const echec = 'Le solde n’est pas ouvert.'
      const id = await transaction(c.var.db, async (tx) => {
        accepted(saisir(saisie, { calcul: calculer(regles(), saisie) }), echec)
        const ecrit = (await insertSolde(tx, saisie)) ?? refuserDouble(echec)
        await insertJournal(tx, { acte: 'solde.ouvert', objet: `solde:${ecrit}`, apres: saisie })
        return ecrit
      })
      return c.json({ id }, 201)
    })
    .openapi(postCorrection, async (c) => {
      const { id } = c.req.valid('param')
      const saisie = c.req.valid('json')
      const echec = 'Le solde n’a pas changé.'
      await transaction(c.var.db, async (tx) => {
        const avant = await hold(tx, id)
        // The scheme of a balance is that of its centre: another scheme is another balance.
        const garde = { ...saisie, dispositif: avant.dispositif }
        // A list that is there says the real amount by itself.
        const nouvelle =
          avant.nominatif && saisie.reel === null
            ? { ...garde, reel: avant.reel, apprentis: avant.apprentis }
            : garde
        accepted(saisir(nouvelle, { avant, calcul: calculer(regles(), nouvelle) }), echec)
        if (!(await updateSolde(tx, id, nouvelle))) refuserDouble(echec)
        await insertJournal(tx, { acte: 'solde.corrige', objet: `solde:${id}`, apres: nouvelle })
      })
      return c.json(await loadDetail(c.var.db, regles(), id), 200)
    })
    .openapi(postConstatSolde, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const avant = await hold(tx, id)
        const { avance, solde } = accepted(
          constater(avant, calculer(regles(), avant)),
          'Le solde n’est pas constaté.',
        )
        const { empreinte } = findDispositif(regles(), avant.dispositif).version
        await updateConstat(tx, id, { avance, solde, reglement: empreinte })
        await insertJournal(tx, {
          ...{ acte: 'solde.constate', objet: `solde:${id}`, reglement: avant.dispositif },
          apres: { etablissement: avant.etablissement, avance, reel: avant.reel, montant: solde },
        })
      })
      return c.json(await loadDetail(c.var.db, regles(), id), 200)
    })
    .openapi(postRepriseSolde, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const avant = await hold(tx, id)
        accepted(reprendre(avant), 'Le solde n’est pas rouvert.')
        await updateReprise(tx, id)
        const apres = { etablissement: avant.etablissement }
        await insertJournal(tx, { acte: 'solde.repris', objet: `solde:${id}`, apres })
      })
      return c.json(await loadDetail(c.var.db, regles(), id), 200)
    })
    .openapi(postVoteSoldes, async (c) => {
      const { soldes: ids, ...vote } = c.req.valid('json')
      const uniques = [...new Set(ids)]
      await transaction(c.var.db, async (tx) => {
        await lockSoldes(tx, uniques)
        const lus = []
        for (const id of uniques) lus.push(await loadSolde(tx, regles(), id))
        accepted(voter(lus, vote, clock.today()), 'Le vote n’est pas inscrit.')
        await updateVote(tx, uniques, vote)
        for (const { id, etablissement, solde } of lus)
          await insertJournal(tx, {
            ...{ acte: 'solde.vote', objet: `solde:${id}` },
            apres: { etablissement, montant: solde, ...vote },
          })
      })
      return c.json(await loadSoldes(c.var.db, regles()), 200)
    })
    .openapi(postAbandon, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const avant = await hold(tx, id)
        const { montant: seuil } = await findSeuil(tx)
        const decision = abandonner(avant, seuil, c.req.valid('json').motif)
        const motif = accepted(decision, 'Le reversement reste à poursuivre.')
        await updateAbandon(tx, id, motif)
        await insertJournal(tx, {
          ...{ acte: 'solde.abandonne', objet: `solde:${id}`, motif },
          apres: { etablissement: avant.etablissement, montant: avant.solde, seuil },
        })
      })
      return c.json(await loadDetail(c.var.db, regles(), id), 200)
    })
    .openapi(postSeuil, async (c) => {
      const seuil = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const avant = await findSeuil(tx)
        await insertSeuil(tx, seuil)
        await insertJournal(tx, {
          ...{ acte: 'seuil.fixe', objet: 'seuil:poursuite', motif: seuil.motif },
          ...{ avant: { montant: avant.montant }, apres: { montant: seuil.montant } },
        })
      })
      return c.json(await loadSoldes(c.var.db, regles()), 200)
    })
    .openapi(postEngagementSolde, async (c) => {
      const { id } = c.req.valid('param')
      const { affectation: choisie, date } = c.req.valid('json')
      const echec = 'Rien n’est engagé.'
      await transaction(c.var.db, async (tx) => {
        const avant = await hold(tx, id)
        const dispositif = findDispositif(regles(), avant.dispositif)
        const affectation = await findAffectation(tx, choisie)
        const ligne = affectation && (await findLigne(tx, affectation.ligne))
        if (!ligne) throw absent('Cette affectation n’existe pas.')
        const enveloppe = { deliberation: affectation.deliberation, imputation: ligne }
        const montant = accepted(engagerSolde(avant, enveloppe, imputationDe(dispositif)), echec)
        const demande = {
          ...{ objet: `solde:${id}`, libelle: `${dispositif.titre}, ${avant.etablissement}` },
          ...{ beneficiaire: avant.gestionnaire, siret: avant.siret, date, montant },
          echeancier: [{ exercice: ligne.exercice, montant }],
        }
        const fait = await createEngagement(tx, { affectation: choisie }, demande, {
          aujourdhui: clock.today(),
        })
        await updateEngagement(tx, id, accepted(fait!, echec).id)
      })
      return c.json(await loadDetail(c.var.db, regles(), id), 200)
    })
    .openapi(postMandatSolde, async (c) => {
      const { id } = c.req.valid('param')
      const { exercice, date } = c.req.valid('json')
      const echec = 'Le mandat n’est pas émis.'
      await transaction(c.var.db, async (tx) => {
        const { engagement } = await hold(tx, id)
        if (!engagement)
          throw refused(echec, [
            { code: 'solde-non-engage', message: 'Ce solde n’est pas engagé : engagez-le d’abord.' },
          ])
        // One reference an attempt: sent twice, the same mandat is written once; a rejected one is followed by another.
        const reference = `SOLDE-${id.slice(0, 8).toUpperCase()}-${engagement.rejetes + 1}`
        const demande = { reference, exercice, date, montant: engagement.net }
        accepted((await createMandat(tx, engagement.id, demande, clock.today()))!, echec)
      })
      return c.json(await loadDetail(c.var.db, regles(), id), 200)
    })
    .openapi(postTitreSolde, async (c) => {
      const { id } = c.req.valid('param')
      const echec = 'Le titre n’est pas émis.'
      await transaction(c.var.db, async (tx) => {
        const avant = await hold(tx, id)
        const montant = accepted(titrer(avant), echec)
        const { titre: objet } = findDispositif(regles(), avant.dispositif)
        const demande = {
          ...{ ...c.req.valid('json'), debiteur: avant.gestionnaire, siret: avant.siret, montant },
          objet: `${objet}, ${avant.etablissement}`.slice(0, 200),
        }
        await updateTitre(tx, id, accepted(await createTitre(tx, demande), echec).id)
      })
      return c.json(await loadDetail(c.var.db, regles(), id), 200)
    })
}

function refuserDouble(echec: string): never {
  throw refused(echec, [
    {
      code: 'etablissement-deja-la',
      message: 'Cet établissement de cet organisme a déjà son solde dans ce dispositif.',
    },
  ])
}
