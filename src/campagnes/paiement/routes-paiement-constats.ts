import type { Constat, Mandat } from '#budget/rules/mandater.ts'
import { createConstat } from '#budget/store-actes.ts'
import { listEngagementsOfObjet } from '#budget/store-engagements.ts'
import { lockLignes } from '#budget/store-lignes.ts'
import { announce } from '#campagnes/demandes/routes-annonce.ts'
import { holdDemande, moveDemande } from '#campagnes/demandes/routes-passage.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { importRetour } from '#campagnes/paiement/import-retour.ts'
import { toutEstPaye } from '#campagnes/paiement/liquidation.ts'
import {
  compterSuites,
  type LigneRetour,
  type LigneTraitee,
  lireRetour,
  rapprocher,
} from '#campagnes/paiement/retour.ts'
import { getRetour, postConstatPaiement, postRetour } from '#campagnes/paiement/routes-paiement-contrat.ts'
import { type Lecteur, loadLiquidation } from '#campagnes/paiement/routes-paiement-feuille.ts'
import type { LigneFeuille } from '#campagnes/paiement/schema-paiement.ts'
import {
  findRetourByEmpreinte,
  insertLignesRetour,
  insertRetour,
  listLignesRetour,
  listRetours,
} from '#campagnes/paiement/store-paiement.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { findAppelTenu } from '#campagnes/store-appel.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'

/** 5 Mo: a return is a list of references. */
const OCTETS_RETOUR = 5 * 1_048_576

type Annonce = Pick<AppContext, 'mail' | 'config'>
type Ctx = Annonce & Pick<AppContext, 'clock' | 'files'>

/** What the accountant did with the mandats, one by one or by file. */
export const constatsRoutes = ({ clock, files, ...annonce }: Ctx) =>
  createRoutes()
    .openapi(postConstatPaiement, async (c) => {
      const { db, acteur } = c.var
      const { id, mandat } = c.req.valid('param')
      const constat = c.req.valid('json')
      const lecteur = { acteur, aujourdhui: clock.today() }
      const ou = { id, mandat, annonce }
      const constate = await transaction(db, (tx) => constateOne(tx, ou, constat, lecteur))
      await annonce.mail.send()
      return c.json(constate, 200)
    })
    .openapi(postRetour, async (c) => {
      const { db, acteur } = c.var
      const { id } = c.req.valid('param')
      const { nom } = c.req.valid('query')
      if (!(await findAppelTenu(db, id))) throw campagneAbsente(id)
      const recu = await files.receive(c.req.raw.body, OCTETS_RETOUR)
      try {
        const lignes = await read(recu.path, nom)
        const lecteur = { acteur, aujourdhui: clock.today() }
        const fichier = { nom, empreinte: recu.sha256, lignes }
        const applique = await transaction(db, (tx) => applyRetour(tx, { id, annonce }, fichier, lecteur))
        await annonce.mail.send()
        return c.json(applique, 200)
      } finally {
        await files.remove(recu.id)
      }
    })
    .openapi(getRetour, async (c) => {
      const { id, retour } = c.req.valid('param')
      const connus = await listRetours(c.var.db, id)
      if (!connus.some((un) => un.id === retour)) throw absent('Ce retour n’existe pas dans cette campagne.')
      return c.json(await listLignesRetour(c.var.db, retour), 200)
    })

async function read(path: string, nom: string): Promise<LigneRetour[]> {
  try {
    return await importRetour(path, nom)
  } catch (error) {
    throw error instanceof FichierIllisible ? refused(error.message, [], error.code) : error
  }
}

/** A mandat with the body that it pays. */
type Suivi = { readonly mandat: Mandat; readonly ligne: LigneFeuille }

const suivre = (lignes: readonly LigneFeuille[]): Suivi[] =>
  lignes.flatMap((ligne) =>
    ligne.engagements.flatMap(({ mandats }) => mandats.map((mandat) => ({ mandat, ligne }))),
  )

async function constateOne(
  tx: Tx,
  { id, mandat, annonce }: { id: string; mandat: string; annonce: Annonce },
  constat: Constat,
  lecteur: Lecteur,
): Promise<Mandat> {
  const { lignes } = await loadLiquidation(tx, id, lecteur)
  const suivi = suivre(lignes).find((un) => un.mandat.id === mandat)
  if (!suivi) throw absent('Ce mandat n’est pas de cette campagne.')
  if (suivi.ligne.separation.length > 0) throw refused('Le mandat n’a pas changé.', suivi.ligne.separation)
  await hold(tx, [suivi])
  const decision = await createConstat(tx, mandat, constat)
  if (decision?.statut !== 'accord') throw refused('Le mandat n’a pas changé.', decision?.motifs ?? [])
  await endPayments(tx, annonce, [suivi.ligne], lecteur.acteur)
  return decision.valeur
}

/** Holds applications then lines, always in the same order, as engagements do. */
async function hold(tx: Tx, suivis: readonly Suivi[]): Promise<void> {
  const demandes = new Set(suivis.flatMap(({ ligne }) => (ligne.demande ? [ligne.demande.id] : [])))
  for (const demande of [...demandes].sort()) await holdDemande(tx, demande)
  await lockLignes(tx, [...new Set(suivis.map(({ mandat }) => mandat.ligne))])
}

/** An application whose mandats are all paid is paid, and its people are told so. */
async function endPayments(
  tx: Tx,
  annonce: Annonce,
  lignes: Iterable<LigneFeuille>,
  acteur: Acteur,
): Promise<void> {
  for (const { demande, objet, vote } of lignes) {
    if (!demande || !toutEstPaye(vote, await listEngagementsOfObjet(tx, objet))) continue
    const tenue = await holdDemande(tx, demande.id)
    if (tenue.etat !== 'engagee') continue
    await moveDemande(tx, tenue, 'payer', acteur)
    await announce(tx, annonce, tenue, 'paiement', {})
  }
}

type Fichier = { readonly nom: string; readonly empreinte: string; readonly lignes: readonly LigneRetour[] }

/** The whole file at once: a machine that stops in the middle has written nothing of it. */
async function applyRetour(
  tx: Tx,
  { id: campagne, annonce }: { id: string; annonce: Annonce },
  { nom, empreinte, lignes }: Fichier,
  lecteur: Lecteur,
) {
  const { acteur } = lecteur
  const mains = { par: acteur.identifiant!, pour: acteur.pour ?? null }
  const retour = await insertRetour(tx, { campagne, nom, empreinte, ...mains })
  if (!retour) {
    const deja = await findRetourByEmpreinte(tx, campagne, empreinte)
    return { id: deja, dejaRecu: true, lignes: await listLignesRetour(tx, deja) }
  }
  const avant = await loadLiquidation(tx, campagne, lecteur)
  const citees = new Set(lignes.map(({ reference }) => reference))
  await hold(
    tx,
    suivre(avant.lignes).filter(({ mandat }) => citees.has(mandat.reference)),
  )
  // Read again now that they are held.
  const { lignes: feuille } = await loadLiquidation(tx, campagne, lecteur)
  const connus = new Map(suivre(feuille).map((suivi) => [suivi.mandat.reference, suivi]))
  const traitees: LigneTraitee[] = []
  const payes = new Map<string, LigneFeuille>()
  for (const ligne of lignes) {
    const traitee = await applyLigne(tx, ligne, connus)
    traitees.push(traitee)
    const suivi = connus.get(ligne.reference)
    if (traitee.suite !== 'attente' && suivi?.mandat.etat === 'paye')
      payes.set(suivi.ligne.objet, suivi.ligne)
  }
  await insertLignesRetour(tx, retour, traitees)
  await insertJournal(tx, {
    acte: 'paiement.retour',
    objet: `campagne:${campagne}`,
    apres: { nom, ...compterSuites(traitees) },
  })
  await endPayments(
    tx,
    annonce,
    [...payes.values()].filter(({ separation }) => separation.length === 0),
    acteur,
  )
  return { id: retour, dejaRecu: false, lignes: traitees }
}

/** One line: written, known already, or set aside with the reason. Changes what `connus` says of its mandat. */
async function applyLigne(tx: Tx, ligne: LigneRetour, connus: Map<string, Suivi>): Promise<LigneTraitee> {
  const attente = (motifs: readonly { readonly message: string }[]): LigneTraitee => ({
    ...ligne,
    ...{ suite: 'attente', message: motifs.map(({ message }) => message).join(' ') },
  })
  const lu = lireRetour(ligne)
  if (lu.statut === 'refus') return attente(lu.motifs)
  const { reference, montant: _, ...constat } = lu.valeur
  const suivi = connus.get(reference)
  const rapproche = rapprocher(lu.valeur, suivi?.mandat)
  if (rapproche.statut === 'refus') return attente(rapproche.motifs)
  if (rapproche.valeur === 'deja') return { ...ligne, suite: 'deja', message: '' }
  const { mandat, ligne: payee } = suivi!
  if (payee.separation.length > 0) return attente(payee.separation)
  const decision = await createConstat(tx, mandat.id, constat)
  if (decision?.statut !== 'accord') return attente(decision?.motifs ?? [])
  connus.set(reference, { mandat: decision.valeur, ligne: payee })
  return { ...ligne, suite: 'applique', message: '' }
}
