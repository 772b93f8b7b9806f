import { LIEUX } from '#aides/asp/scelle.ts'
import { blocagesDe } from '#aides/dossiers/blocage.ts'
import {
  estCorrigeable,
  GROUPES_CORRECTION,
  type GroupeCorrection,
  groupeDe,
  nommerChamp,
} from '#aides/dossiers/champs-corrigeables.ts'
import { type Correction, corriger } from '#aides/dossiers/correction.ts'
import { motifHomonyme, nouveauxHomonymes } from '#aides/dossiers/correction-identite.ts'
import { appliquer, ligneDe } from '#aides/dossiers/correction-ligne.ts'
import { motifContreGroupe } from '#aides/dossiers/correction-permise.ts'
import { deplacer } from '#aides/dossiers/cycle.ts'
import {
  type DossierCorrige,
  getCorrections,
  postCorrections,
} from '#aides/dossiers/routes-corrections-contrat.ts'
import {
  type DossierACorriger,
  findACorriger,
  holdCorrection,
  insertCorrections,
  listCorrections,
  reopenPretes,
  updateAdresses,
  updateAVerifier,
  updateCompte,
  updateIdentite,
} from '#aides/dossiers/store-corrections.ts'
import { listCollisions } from '#aides/dossiers/store-dossiers.ts'
import { masquerIban } from '#aides/listes/iban.ts'
import { readCommunes } from '#aides/listes/import-communes.ts'
import { cleDeRapprochement } from '#aides/listes/rapprochement.ts'
import { listCandidats, lockDepots } from '#aides/listes/store-depot.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, conflict, refused } from '#platform/refusals.ts'
import { type Acteur, autoriser } from '#socle/acces.ts'

type Outside = Pick<AppContext, 'systeme' | 'clock' | 'coffre'>

/** What was deposited of a person is corrected by its centre, or by an agent; both values are kept. */
export const correctionsRoutes = (ctx: Outside) =>
  createRoutes()
    .openapi(getCorrections, async (c) => {
      const { id } = c.req.valid('param')
      const { db, acteur } = c.var
      const dossier = await findACorriger(db, id)
      if (!dossier) throw dossierAbsent()
      const { version, corrige, etat, paiement } = dossier
      const blocages = blocagesDe(dossier)
      // What other dossiers of the person forbid is only known once they are held: the correction itself says it.
      const faits = { etat, paiement, blocages, personneEnVol: false, personneAilleurs: false }
      const par = estDeLaRegion(acteur) ? 'region' : 'organisme'
      const corrigeable = autoriser(acteur, 'aide.corriger').statut === 'accord'
      const groupes = GROUPES.map((groupe) => ({
        groupe,
        refus: motifContreGroupe(groupe, { ...faits, par }),
      }))
      const cellules = Object.fromEntries(
        Object.entries(ligneDe(dossier)).filter(([champ]) => estCorrigeable(champ)),
      )
      const histoire = await listCorrections(db, id)
      const ouverts = corrigeable ? { version, cellules, groupes } : null
      return c.json({ ouverts, blocages, corrige, histoire }, 200)
    })
    .openapi(postCorrections, async (c) => {
      const { id } = c.req.valid('param')
      const { version, cellules, motif } = c.req.valid('json')
      const { db, acteur } = c.var
      const communes = await readCommunes()
      const faite = await transaction(db, async (tx) => {
        // Two centres that give the same names at once must see each other, as when they deposit.
        if (Object.keys(cellules).some((champ) => estCorrigeable(champ) && groupeDe(champ) === 'identite'))
          await lockDepots(tx)
        const tenue = await holdCorrection(tx, id)
        const dossier = tenue && (await findACorriger(tx, id))
        if (!dossier) throw dossierAbsent()
        if (dossier.version !== version)
          throw conflict('Ce dossier a changé depuis que vous l’avez ouvert : relisez-le, puis corrigez.')
        const { masque, ...faits } = tenue
        const par = estDeLaRegion(acteur) ? 'region' : 'organisme'
        const decision = corriger(
          { cellules, motif },
          { ligne: ligneDe(dossier), masque },
          { ...faits, par, etat: dossier.etat, blocages: blocagesDe({ ...dossier, ...faits }) },
          { aujourdhui: ctx.clock.today(), communes },
        )
        if (decision.statut === 'refus') throw refused('Rien n’est corrigé.', decision.motifs)
        return write(ctx, tx, dossier, { correction: decision.valeur, motif: motif.trim(), acteur })
      })
      return c.json(faite, 200)
    })

const dossierAbsent = () => absent('Ce dossier n’existe pas.')
const GROUPES = Object.keys(GROUPES_CORRECTION) as GroupeCorrection[]
/** Whoever acts for the Région, and not for a training centre. */
const estDeLaRegion = ({ organisation }: Acteur): boolean => organisation?.nature !== 'of-cfa'

type Faite = { readonly correction: Correction; readonly motif: string; readonly acteur: Acteur }

async function write(
  ctx: Outside,
  tx: Tx,
  dossier: DossierACorriger,
  { correction: { changements, valeurs, avertissements }, motif, acteur }: Faite,
): Promise<DossierCorrige> {
  const { id, numero } = dossier
  const { identite, adresse, contact } = appliquer(dossier, valeurs)
  const groupes = new Set(changements.map(({ champ }) => groupeDe(champ)))
  const personne = groupes.has('identite')
  if (personne) await updateIdentite(tx, id, identite)
  if (groupes.has('adresse') || groupes.has('contact')) await updateAdresses(tx, id, { adresse, contact })
  if (groupes.has('compte')) await updateCompte(tx, id, seal(ctx, id, valeurs))
  if (personne || groupes.has('adresse') || groupes.has('compte')) await reopenPretes(tx, id, personne)
  await insertCorrections(
    tx,
    id,
    changements.map((un) => ({ ...un, personne: groupeDe(un.champ) === 'identite' })),
    { par: acteur.identifiant!, motif: motif || null },
  )
  const aVerifier = personne && (await lookForNamesakes(ctx, tx, dossier, identite))
  const comptePartage =
    groupes.has('compte') &&
    (await listCollisions(tx, id)).some(({ nature, levee }) => nature === 'compte' && !levee)
  await insertJournal(tx, {
    ...{ acte: 'dossieraide.corrige', objet: `dossieraide:${id}` },
    apres: { numero, champs: changements.map(({ champ }) => nommerChamp(champ)).join(', '), aVerifier },
    ...(motif && { motif }),
  })
  const corrigees = changements.map(({ champ }) => champ)
  return {
    ...{ corrigees, aVerifier, comptePartage },
    avertissements: avertissements.map(({ champ, code, message }) => ({ champ, code, message })),
  }
}

function seal({ coffre }: Outside, id: string, { iban, bic, titulaire }: Correction['valeurs']) {
  return {
    chiffre: coffre.seal(JSON.stringify({ iban, bic, titulaire }), LIEUX.coordonnees(id)),
    empreinte: coffre.fingerprint(iban!),
    masque: masquerIban(iban!),
  }
}

/** Whoever looks like somebody whom they did not look like waits for an agent. @returns whether the dossier does now */
async function lookForNamesakes(
  { systeme }: Outside,
  tx: Tx,
  { id, etat, beneficiaire, identite }: DossierACorriger,
  { rapprochement, neLe }: ReturnType<typeof appliquer>['identite'],
): Promise<boolean> {
  const avant = { cle: cleDeRapprochement(identite.nomNaissance, identite.prenom), neLe: identite.neLe }
  // Through the wall: a centre is told that somebody is looked at, never whom.
  const connus = (await listCandidats(systeme, [neLe])).filter((un) => un.id !== beneficiaire)
  if (nouveauxHomonymes(avant, { cle: rapprochement, neLe }, connus).length === 0) return false
  if (deplacer('corriger', 'a_verifier', { etat, paye: false }).statut === 'refus') return false
  await updateAVerifier(tx, id, motifHomonyme)
  return true
}
