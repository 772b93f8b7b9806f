import {
  admettre,
  aviser,
  modifier,
  proposer,
  proposerTitre,
  retenirEncaissement,
  retirer,
  voterAdmission,
} from '#aides/non-valeurs/admission.ts'
import { noter } from '#aides/non-valeurs/diligence.ts'
import { loadAdmission } from '#aides/non-valeurs/routes-non-valeurs.ts'
import {
  deleteTitre,
  postAdmission,
  postAvis,
  postDiligence,
  postEncaissement,
  postMandatAdmission,
  postProposition,
  postRetrait,
  postTitrePropose,
  postVoteAdmission,
} from '#aides/non-valeurs/routes-non-valeurs-contrat.ts'
import { insertEncaissement } from '#aides/non-valeurs/store-encaissements.ts'
import {
  deleteTitrePropose,
  insertAdmission,
  insertDiligence,
  insertTitrePropose,
  listPropositions,
  listTitresSuivis,
  lockAdmission,
  updateAdmise,
  updateAvis,
  updateProposee,
  updateRetiree,
  updateVotee,
} from '#aides/non-valeurs/store-non-valeurs.ts'
import { type Encaissement, encaisser } from '#budget/rules/titres.ts'
import { createEngagement, createMandat } from '#budget/store-actes.ts'
import { findLigne } from '#budget/store-lignes.ts'
import { createSuite, lockTitre } from '#budget/store-titres.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, accepted, conflict, refused } from '#platform/refusals.ts'

/** The acts on titres and on dossiers of write-offs, from the log of diligences to the mandat of the loss. */
export function actesNonValeursRoutes({ clock }: Pick<AppContext, 'clock'>) {
  return createRoutes()
    .openapi(postDiligence, async (c) => {
      const { id } = c.req.valid('param')
      const diligence = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const titre = await requireTitre(tx, id)
        accepted(noter(diligence, titre, clock.today()), 'La diligence n’est pas notée.')
        await insertDiligence(tx, id, diligence)
        await insertJournal(tx, {
          ...{ acte: 'diligence.notee', objet: `titre:${id}` },
          apres: { ...diligence, exercice: titre.exercice, numero: titre.numero },
        })
      })
      return c.json(await listTitresSuivis(c.var.db), 201)
    })
    .openapi(postEncaissement, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, (tx) => receive(tx, id, c.req.valid('json'), clock.today()))
      return c.json(await listTitresSuivis(c.var.db), 201)
    })
    .openapi(postAdmission, async (c) => {
      const saisie = c.req.valid('json')
      const id = await transaction(c.var.db, async (tx) => {
        const ecrit = await insertAdmission(tx, saisie)
        await insertJournal(tx, { acte: 'admission.ouverte', objet: `admission:${ecrit}`, apres: saisie })
        return ecrit
      })
      return c.json({ id }, 201)
    })
    .openapi(postTitrePropose, async (c) => {
      const { id } = c.req.valid('param')
      const propose = c.req.valid('json')
      const echec = 'Le titre n’est pas ajouté.'
      await transaction(c.var.db, async (tx) => {
        accepted(modifier((await hold(tx, id)).etat), echec)
        const titre = await requireTitre(tx, propose.titre)
        accepted(proposerTitre(propose, titre, id), echec)
        if (!(await insertTitrePropose(tx, id, propose)))
          // Another dossier took it while we decided: read again, the rules say so.
          accepted(proposerTitre(propose, await requireTitre(tx, propose.titre), id), echec)
        await insertJournal(tx, {
          ...{ acte: 'admission.completee', objet: `admission:${id}` },
          apres: { exercice: titre.exercice, numero: titre.numero, montant: titre.reste },
        })
      })
      return c.json(await loadAdmission(c.var.db, id), 200)
    })
    .openapi(deleteTitre, async (c) => {
      const { id, titre: choisi } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        accepted(modifier((await hold(tx, id)).etat), 'Le titre reste au dossier.')
        const titre = await requireTitre(tx, choisi)
        if (!(await deleteTitrePropose(tx, id, choisi))) throw absent('Ce titre n’est pas dans ce dossier.')
        await insertJournal(tx, {
          ...{ acte: 'admission.allegee', objet: `admission:${id}` },
          avant: { exercice: titre.exercice, numero: titre.numero, montant: titre.reste },
        })
      })
      return c.json(await loadAdmission(c.var.db, id), 200)
    })
    .openapi(postProposition, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const { etat, nombre, montant } = await hold(tx, id)
        accepted(proposer(etat, nombre), 'Le dossier n’est pas proposé.')
        await updateProposee(tx, id)
        const apres = { nombre, montant }
        await insertJournal(tx, { acte: 'admission.proposee', objet: `admission:${id}`, apres })
      })
      return c.json(await loadAdmission(c.var.db, id), 200)
    })
    .openapi(postRetrait, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const { etat, nombre, montant } = await hold(tx, id)
        const motif = accepted(retirer(etat, c.req.valid('json').motif), 'Le dossier n’est pas retiré.')
        await updateRetiree(tx, id, motif)
        const avant = { nombre, montant }
        await insertJournal(tx, { acte: 'admission.retiree', objet: `admission:${id}`, avant, motif })
      })
      return c.json(await loadAdmission(c.var.db, id), 200)
    })
    .openapi(postAvis, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const admission = await hold(tx, id)
        const avis = accepted(
          aviser(admission, c.req.valid('json'), clock.today()),
          'L’avis n’est pas inscrit.',
        )
        await updateAvis(tx, id, avis)
        const { nombre, montant } = admission
        await insertJournal(tx, {
          ...{ acte: 'admission.avisee', objet: `admission:${id}` },
          apres: { ...avis, nombre, montant },
        })
      })
      return c.json(await loadAdmission(c.var.db, id), 200)
    })
    .openapi(postVoteAdmission, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const admission = await hold(tx, id)
        const decision = voterAdmission(admission, c.req.valid('json'), clock.today())
        const vote = accepted(decision, 'La délibération n’est pas inscrite.')
        await updateVotee(tx, id, vote)
        const { nombre, montant } = admission
        await insertJournal(tx, {
          ...{ acte: 'admission.votee', objet: `admission:${id}` },
          apres: { ...vote, nombre, montant },
        })
      })
      return c.json(await loadAdmission(c.var.db, id), 200)
    })
    .openapi(postMandatAdmission, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, (tx) => admit(tx, id, c.req.valid('json'), clock.today()))
      return c.json(await loadAdmission(c.var.db, id), 200)
    })
}

/** Money received on a titre; what completes it ends it. */
async function receive(tx: Tx, id: string, encaissement: Encaissement, aujourdhui: string): Promise<void> {
  const echec = 'L’encaissement n’est pas noté.'
  // The dossier first, as those who make it advance hold it before its titres.
  const { admission } = await requireTitre(tx, id)
  const dossier = admission === null ? undefined : await hold(tx, admission)
  await lockTitre(tx, id)
  const titre = await requireTitre(tx, id)
  if (titre.admission !== admission)
    throw conflict('Ce titre vient de changer de dossier de non-valeur : relisez-le, puis recommencez.')
  const retenues = retenirEncaissement(dossier)
  if (retenues.length > 0) throw refused(echec, retenues)
  const connues = titre.encaissements.map(({ reference }) => reference)
  const { reste } = accepted(encaisser(encaissement, titre, connues, aujourdhui), echec)
  await insertEncaissement(tx, id, encaissement)
  await insertJournal(tx, {
    ...{ acte: 'titre.encaisse', objet: `titre:${id}` },
    apres: { ...encaissement, exercice: titre.exercice, numero: titre.numero, reste },
  })
  if (reste > 0) return
  const suite = { etat: 'recouvre', date: encaissement.date, motif: null } as const
  accepted((await createSuite(tx, id, suite, null))!, echec)
}

/** The engagement of the loss, the end of each titre, the mandat: all of it, or nothing. */
async function admit(
  tx: Tx,
  id: string,
  { ligne: choisie, date }: { readonly ligne: string; readonly date: string },
  aujourdhui: string,
): Promise<void> {
  const echec = 'Rien n’est admis en non-valeur.'
  const admission = await hold(tx, id)
  const ligne = await findLigne(tx, choisie)
  if (!ligne) throw absent('Cette ligne budgétaire n’existe pas.')
  const propositions = await listPropositions(tx, id)
  const montant = accepted(admettre(admission, propositions, ligne), echec)
  const { exercice } = ligne
  const debiteurs = [...new Set(propositions.map(({ suivi }) => suivi.debiteur))].join(', ')
  const perte = {
    ...{ objet: `admission:${id}`, libelle: admission.objet, beneficiaire: debiteurs.slice(0, 200) },
    ...{ siret: null, date, montant, echeancier: [{ exercice, montant }] },
  }
  const engagement = accepted(
    (await createEngagement(tx, { ligne: ligne.id }, perte, { aujourdhui }))!,
    echec,
  )
  for (const { titre, suivi } of propositions) {
    const suite = { etat: 'admis_en_non_valeur', date, motif: admission.objet } as const
    const fini = await createSuite(tx, titre, suite, engagement.id)
    if (!fini) throw absent(`Le titre n° ${suivi.numero} de ${suivi.exercice} n’existe plus.`)
    accepted(fini, echec)
  }
  const mandat = { reference: `NON-VALEUR-${id.slice(0, 8).toUpperCase()}`, exercice, date, montant }
  accepted((await createMandat(tx, engagement.id, mandat, aujourdhui))!, echec)
  await updateAdmise(tx, id, engagement.id)
  await insertJournal(tx, {
    ...{ acte: 'admission.faite', objet: `admission:${id}` },
    apres: { nombre: propositions.length, montant, exercice },
  })
}

async function hold(tx: Tx, id: string) {
  const admission = await lockAdmission(tx, id)
  if (!admission) throw absent('Ce dossier de non-valeur n’existe pas.')
  return admission
}

async function requireTitre(tx: Tx, id: string) {
  const titre = (await listTitresSuivis(tx)).find((un) => un.id === id)
  if (!titre) throw absent('Ce titre n’existe pas.')
  return titre
}
