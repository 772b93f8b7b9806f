import { type ChampListe, estChampBanque, type Saisies } from '#aides/listes/colonnes-liste.ts'
import { readCommunes } from '#aides/listes/import-communes.ts'
import { motifContreCorrection } from '#aides/listes/liste.ts'
import { patchLigne, postRemplacement, putEcart } from '#aides/listes/routes-listes-contrat.ts'
import { crossAccounts, crossPeople } from '#aides/listes/routes-listes-croisement.ts'
import { judgeOf } from '#aides/listes/routes-listes-dispositif.ts'
import { checkLine, openLine } from '#aides/listes/routes-listes-ligne.ts'
import { listeAbsente } from '#aides/listes/routes-listes-lue.ts'
import {
  type LigneGardee,
  listLignesForUpdate,
  listLignesOfValeur,
  updateEcart,
  updateLigne,
} from '#aides/listes/store-lignes.ts'
import {
  findListeForUpdate,
  findSessionAide,
  type ListeStockee,
  updateEtatCorrige,
} from '#aides/listes/store-listes.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, conflict, refused } from '#platform/refusals.ts'

/** Lines that one correction repeated everywhere takes at once. */
const REMPLACEES = 2_000

type Outside = Pick<AppContext, 'coffre' | 'clock' | 'systeme'>

/** A centre corrects its list cell by cell: each line touched is checked again at once, with those that it resembles. */
export const correctionListeRoutes = (ctx: Outside) =>
  createRoutes()
    .openapi(patchLigne, async (c) => {
      const { id, ligne } = c.req.valid('param')
      const { cellules } = c.req.valid('json')
      const par = c.var.acteur.identifiant!
      const corrigee = await transaction(c.var.db, async (tx) => {
        const liste = await holdListe(tx, id)
        await correct({ ...ctx, tx, liste, par }, [ligne], (avant) => ({
          ...avant,
          ...(cellules as Saisies),
        }))
        // What was typed is personal: the journal says which columns, never what.
        const apres = { ligne, champs: Object.keys(cellules) }
        await insertJournal(tx, { acte: 'listeaide.corrigee', objet: `listeaide:${id}`, apres })
        return readLine(tx, id, ligne)
      })
      return c.json(corrigee as never, 200)
    })
    .openapi(putEcart, async (c) => {
      const { id, ligne } = c.req.valid('param')
      const { motif } = c.req.valid('json')
      const par = c.var.acteur.identifiant!
      const ecartee = await transaction(c.var.db, async (tx) => {
        const liste = await holdListe(tx, id)
        const avant = await oneLine(tx, id, ligne)
        await updateEcart(tx, id, ligne, motif, par)
        await crossAgain({ ...ctx, tx, liste }, [avant])
        await updateEtatCorrige(tx, id)
        const acte = motif === null ? 'listeaide.ligneReprise' : 'listeaide.ligneEcartee'
        await insertJournal(tx, {
          acte,
          objet: `listeaide:${id}`,
          apres: { ligne },
          ...(motif && { motif }),
        })
        return readLine(tx, id, ligne)
      })
      return c.json(ecartee as never, 200)
    })
    .openapi(postRemplacement, async (c) => {
      const { id } = c.req.valid('param')
      const { champ, de, par: texte } = c.req.valid('json')
      if (estChampBanque(champ))
        throw refused('Un compte bancaire se corrige ligne par ligne.', [], 'compte_ligne_par_ligne')
      if (de === texte) return c.json({ lignes: 0 }, 200)
      const par = c.var.acteur.identifiant!
      const lignes = await transaction(c.var.db, async (tx) => {
        const liste = await holdListe(tx, id)
        const touchees = await listLignesOfValeur(tx, id, champ, de, REMPLACEES)
        if (touchees.length === 0) return 0
        await correct({ ...ctx, tx, liste, par }, touchees, (avant) => ({ ...avant, [champ]: texte }))
        const apres = { champ, lignes: touchees.length }
        await insertJournal(tx, { acte: 'listeaide.remplacee', objet: `listeaide:${id}`, apres })
        return touchees.length
      })
      return c.json({ lignes }, 200)
    })

/** The list, held, and only while it can be corrected. */
async function holdListe(tx: Tx, id: string): Promise<ListeStockee> {
  const liste = await findListeForUpdate(tx, id)
  if (!liste || liste.etat === 'abandonnee') throw listeAbsente(id)
  const motif = motifContreCorrection(liste.etat)
  if (motif) throw conflict(motif.message, motif.code)
  return liste
}

async function oneLine(tx: Tx, liste: string, ligne: number) {
  const [trouvee] = await listLignesForUpdate(tx, liste, [ligne])
  if (!trouvee) throw absent(`Cette liste n’a pas de ligne ${ligne}.`)
  return trouvee
}

async function readLine(tx: Tx, liste: string, ligne: number): Promise<LigneGardee> {
  const { banque: _, neLe: __, empreinte: ___, ...gardee } = await oneLine(tx, liste, ligne)
  return gardee
}

type Correction = Outside & { readonly tx: Tx; readonly liste: ListeStockee; readonly par: string }

async function correct(
  correction: Correction,
  lignes: readonly number[],
  change: (avant: Saisies) => Saisies,
): Promise<void> {
  const { tx, liste, coffre, clock, par } = correction
  const session = (await findSessionAide(tx, liste.session))!
  const aujourdhui = clock.today()
  const controle = {
    liste: liste.id,
    siret: liste.siret,
    aujourdhui,
    communes: await readCommunes(),
    coffre,
    juge: judgeOf(session, aujourdhui),
  }
  const avant = await listLignesForUpdate(tx, liste.id, lignes)
  if (avant.length < lignes.length) throw absent(`Cette liste n’a pas de ligne ${lignes[0]}.`)
  const apres = avant.map((ligne) => {
    const saisies = nonVides(change(openLine(coffre, liste.id, ligne)))
    return checkLine(controle, ligne.ligne, saisies)
  })
  for (const ligne of apres) await updateLigne(tx, liste.id, ligne, par)
  await crossAgain(correction, [...avant, ...apres])
  await updateEtatCorrige(tx, liste.id)
}

const nonVides = (saisies: Saisies): Saisies =>
  Object.fromEntries(Object.entries(saisies).filter(([, texte]) => texte.trim() !== '')) as Partial<
    Record<ChampListe, string>
  >

type Comparable = { readonly neLe: string | null; readonly empreinte: string | null }

/** Who these lines were and who they are now: both are compared again with the others. */
async function crossAgain(
  { tx, liste, systeme }: { tx: Tx; liste: ListeStockee; systeme: Db },
  lignes: readonly Comparable[],
): Promise<void> {
  const sans = (valeurs: readonly (string | null)[]) => [...new Set(valeurs.filter((une) => une !== null))]
  const ou = { tx, systeme, liste: liste.id, session: liste.session, organisation: liste.organisation }
  await crossPeople(ou, sans(lignes.map(({ neLe }) => neLe)))
  await crossAccounts(ou, sans(lignes.map(({ empreinte }) => empreinte)))
}
