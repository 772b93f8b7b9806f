import { type Compte, masquer } from '#aides/asp/compte.ts'
import { type Controle, controler } from '#aides/asp/controle.ts'
import type { Parametrage } from '#aides/asp/enregistrement.ts'
import { direRetenue } from '#aides/asp/retenue.ts'
import { LIEUX, resumer } from '#aides/asp/scelle.ts'
import { findParametrage } from '#aides/asp/store-parametrage.ts'
import {
  type ATester,
  findSession,
  insertPaiements,
  listIdsATester,
  lockATester,
  type SessionPayee,
  type Teste,
  updateRetenue,
  updateTestes,
} from '#aides/asp/store-preparation.ts'
import { suspensionEnCours } from '#budget/rules/suspendre.ts'
import { listSuspensions, lockLignes } from '#budget/store-lignes.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'

export type CtxAsp = Pick<AppContext, 'systeme' | 'coffre' | 'clock' | 'log'>

/** Tested together: few enough for others to be answered in between. */
const LOT = 200

/**
 * Makes ready all that can be paid of a session: a payment for each dossier granted that never had one, then the tests of
 * those that wait. May be cut and run again at any point, even twice at once: each batch is whole or is not.
 */
export async function prepareSession(ctx: CtxAsp, id: string): Promise<void> {
  const session = await findSession(ctx.systeme, id)
  if (!session) return
  const retenue = await transaction(ctx.systeme, async (tx) => {
    const raison = await holdLigne(tx, session, ctx.clock.today())
    await insertPaiements(tx, id)
    await updateRetenue(tx, id, raison)
    return raison
  })
  if (retenue !== null) return
  const codes = await findParametrage(ctx.systeme, session.dispositif)
  const lots = cutInto(await listIdsATester(ctx.systeme, id), LOT)
  // Each takes the next batch: one is judged while the database writes the other.
  await Promise.all([testAll(ctx, lots, codes), testAll(ctx, lots, codes)])
}

async function testAll(
  ctx: CtxAsp,
  lots: Iterable<readonly number[]>,
  codes: Parametrage | undefined,
): Promise<void> {
  for (const ids of lots) {
    await transaction(ctx.systeme, async (tx) => {
      const lot = await lockATester(tx, ids)
      await updateTestes(
        tx,
        lot.map((un) => testOne(ctx, un, codes)),
      )
    })
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Batches given once each, whoever asks for the next one. */
function* cutInto(ids: readonly number[], taille: number): Generator<readonly number[]> {
  for (let debut = 0; debut < ids.length; debut += taille) yield ids.slice(debut, debut + taille)
}

/** Holds the budget line of a session, so that it is not suspended meanwhile. @returns why nothing may leave, or null */
export async function holdLigne(tx: Tx, { ligne }: SessionPayee, aujourdhui: string): Promise<string | null> {
  if (ligne === null) return 'Aucune ligne budgétaire ne porte encore cette campagne d’aides.'
  await lockLignes(tx, [ligne])
  return direRetenue(suspensionEnCours(await listSuspensions(tx, [ligne]), aujourdhui))
}

/** Says whether somebody can be paid, with today's data. */
export function judge(
  { coffre, clock }: Pick<CtxAsp, 'coffre' | 'clock'>,
  un: ATester,
  codes: Parametrage | undefined,
): Controle {
  const { coordonnees, dossier, individu, dossierAsp, prestation, ...reste } = un
  const compte = coordonnees && (JSON.parse(coffre.open(coordonnees, LIEUX.coordonnees(dossier))) as Compte)
  const identifiants = { individu, dossier: dossierAsp, prestation }
  return controler({ ...reste, compte, identifiants }, { codes, aujourdhui: clock.today() })
}

/** A payment that holds is frozen: what will be written is sealed for it, whatever changes afterwards. */
function testOne(ctx: CtxAsp, un: ATester, codes: Parametrage | undefined): Teste {
  const controle = judge(ctx, un, codes)
  const commun = { id: un.id, de: un.etatPaiement, montant: un.montant, retenue: null }
  if (controle.statut === 'refus')
    return {
      ...{ ...commun, vers: 'incomplete', motifs: controle.motifs },
      ...{ chiffre: null, masque: null, empreinte: null },
    }
  const { iban } = controle.valeur
  return {
    ...{ ...commun, vers: 'prete', motifs: [] },
    chiffre: ctx.coffre.seal(JSON.stringify(controle.valeur), LIEUX.paiement(un.id)),
    masque: masquer(iban.pays + iban.cle + iban.bban),
    empreinte: ctx.coffre.fingerprint(resumer(controle.valeur, codes!)),
  }
}
