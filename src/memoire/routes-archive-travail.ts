import { createHash } from 'node:crypto'
import { enSonNom } from '#campagnes/demandes/routes-instruction-travail.ts'
import { CONSERVATION } from '#donnees-personnelles/conservation.ts'
import { loadTirage, writeDocument } from '#majoration/documents/routes-document.ts'
import { dernierActe, type Fichier, INDEX, OCTETS_ARCHIVE, SOMMAIRE } from '#memoire/archive.ts'
import type { Entree } from '#memoire/export-archive.ts'
import { exportArchive, regrouper } from '#memoire/export-archive.ts'
import { exportSommaire } from '#memoire/export-sommaire.ts'
import { exportIndex } from '#memoire/export-tableaux.ts'
import { type Contenu, openContenus } from '#memoire/routes-archive-contenu.ts'
import { ARCHIVER, findNomDe, objetDe } from '#memoire/routes-archive-sujet.ts'
import { readMemoire } from '#memoire/routes-memoire-lecture.ts'
import { requireSienne } from '#memoire/routes-memoire-perimetre.ts'
import {
  insertMorceau,
  lockFabrication,
  removePerimees,
  type Tenue,
  updateEchouee,
  updateMuettes,
  updatePrete,
  updateProgres,
} from '#memoire/store-archive.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { HttpRefusal, refused } from '#platform/refusals.ts'
import { requireAction } from '#platform/rights.ts'
import { version } from '#platform/version.ts'
import type { Acteur } from '#socle/acces.ts'

const MORCEAU = 1_048_576
/** A work says that it is alive far more often than it takes to believe it dead. */
const POULS_MS = 3_000
const SILENCE_SECONDES = 15
const REPRISE_MS = 5_000
const MENAGE_MS = 3_600_000
/** A document: its campaign read, its figures worked out and laid out, its bytes kept. */
const ETAPES_DOCUMENT = 3

type Ctx = Pick<AppContext, 'systeme' | 'actors' | 'clock' | 'config' | 'log'>

/** Somebody stopped it: nothing of it is kept. */
class Arretee extends Error {}

/**
 * Makes an archive in one transaction, in the name of whoever asked for it and through their wall: a stopped server
 * leaves nothing half done, and another starts it again. What prevents it is kept with it, in French.
 */
export async function faireArchive(ctx: Ctx, id: string): Promise<void> {
  const { systeme, log } = ctx
  try {
    await transaction(systeme, async (tx) => {
      const tenue = await lockFabrication(tx, id)
      if (tenue?.etat === 'en_cours') await fabriquer(ctx, tx, tenue)
    })
  } catch (erreur) {
    if (erreur instanceof Arretee) return
    const refus = erreur instanceof HttpRefusal
    if (!refus) log.error({ err: erreur, archive: id }, 'archive impossible')
    const message = refus
      ? erreur.message
      : 'L’archive n’a pas pu être établie : reprenez-la dans un instant.'
    await updateEchouee(systeme, id, message)
  }
}

async function fabriquer(ctx: Ctx, tx: Tx, tenue: Tenue): Promise<void> {
  const { acteur, db } = await enSonNom(ctx, tenue)
  if (!acteur) throw perdu()
  if (tenue.siret !== null) return fabriquerDossier(ctx, tx, tenue, { acteur, db })
  requireAction(acteur, 'document.preparer')
  const { id, campagne, scenario, document } = tenue
  const suivi = suivre(ctx.systeme, id, ETAPES_DOCUMENT)
  try {
    await suivi.avancer()
    const tirage = await loadTirage(ctx, db, campagne, scenario)
    await suivi.avancer()
    const octets = await writeDocument(document, tirage)
    await suivi.avancer()
    await achever(tx, tenue, enUnMorceau(octets), 1)
  } finally {
    suivi.finir()
  }
}

async function* enUnMorceau(octets: Uint8Array): AsyncGenerator<Uint8Array> {
  yield octets
}

type EnSonNom = { readonly acteur: Acteur; readonly db: Db }

async function fabriquerDossier(
  ctx: Ctx,
  tx: Tx,
  tenue: Tenue & { readonly siret: string },
  { acteur, db }: EnSonNom,
): Promise<void> {
  const { id, siret } = tenue
  const perimetre = requireAction(acteur, 'memoire.emporter')
  await requireSienne(db, acteur, perimetre, siret)
  const memoire = await readMemoire(db, siret, perimetre === 'region')
  if (!memoire) throw refused('Aucune campagne ne connaît plus cet organisme.')
  const { region } = ctx.config
  const date = ctx.clock.today()
  const contenus = await openContenus(db, memoire, { region, date })
  const le = dernierActe(memoire)
  const index = enMemoire({ nom: INDEX, nature: 'tableau', titre: 'Index', le }, exportIndex(contenus))
  const sommaire = exportSommaire({ memoire, fichiers: contenus, region, date, version })
  const premier = enMemoire({ nom: SOMMAIRE, nature: 'tableau', titre: 'Sommaire', le }, sommaire)
  const tous = [premier, index, ...contenus]
  if (tous.reduce((somme, { taille }) => somme + taille, 0) > OCTETS_ARCHIVE) throw tropGros()
  const suivi = suivre(ctx.systeme, id, tous.length)
  try {
    await achever(tx, tenue, exportArchive(entrees(tous, suivi.avancer)), tous.length)
  } finally {
    suivi.finir()
  }
}

/** Keeps the bytes, says that it is ready, and leaves the trace. @throws Arretee when it was stopped meanwhile */
async function achever(
  tx: Tx,
  tenue: Tenue,
  source: AsyncIterable<Uint8Array>,
  fichiers: number,
): Promise<void> {
  const { taille, sha256 } = await ecrire(tx, tenue.id, source)
  if (!(await updatePrete(tx, tenue.id, { taille, sha256 }))) throw new Arretee()
  const apres = { archive: tenue.id, nom: await findNomDe(tx, tenue), fichiers, taille, sha256 }
  await insertJournal(tx, {
    acte: 'archive.etablie',
    objet: objetDe(tenue),
    apres: { ...apres, personne: tenue.par },
  })
}

const enMemoire = (un: Omit<Fichier, 'sha256' | 'taille'>, texte: string): Contenu => {
  const octets = Buffer.from(texte, 'utf8')
  const sha256 = createHash('sha256').update(octets).digest('hex')
  return { ...un, sha256, taille: octets.length, ouvrir: () => [octets] }
}

/** Each file as it is read; one whose bytes are not those that the index announces stops everything. */
async function* entrees(contenus: readonly Contenu[], avancer: () => Promise<void>): AsyncGenerator<Entree> {
  for (const contenu of contenus) {
    const { nom, le, nature } = contenu
    await avancer()
    yield { nom, le, dense: nature === 'piece' || nature === 'lettre', octets: verifier(contenu) }
  }
}

async function* verifier({ titre, sha256, taille, ouvrir }: Contenu): AsyncGenerator<Uint8Array> {
  const empreinte = createHash('sha256')
  let lus = 0
  for await (const octets of ouvrir()) {
    empreinte.update(octets)
    lus += octets.length
    yield octets
  }
  if (lus !== taille || empreinte.digest('hex') !== sha256) throw altere(titre)
}

/** Keeps a file piece by piece. @returns what it weighs and its hash */
async function ecrire(tx: Tx, id: string, source: AsyncIterable<Uint8Array>) {
  const empreinte = createHash('sha256')
  let [taille, rang] = [0, 0]
  for await (const octets of regrouper(source, MORCEAU)) {
    empreinte.update(octets)
    taille += octets.length
    await insertMorceau(tx, id, ++rang, octets)
  }
  return { taille, sha256: empreinte.digest('hex') }
}

/** Says how far it is, outside of the transaction: a long file does not pass for a dead server. */
function suivre(systeme: Db, id: string, total: number) {
  let faites = -1
  const dire = () => updateProgres(systeme, id, Math.max(0, faites), total)
  const pouls = setInterval(() => void dire().catch(() => {}), POULS_MS)
  return {
    /** @throws Arretee when somebody stopped it */
    avancer: async () => {
      faites++
      if (!(await dire())) throw new Arretee()
    },
    finir: () => clearInterval(pouls),
  }
}

/** Looks after archives as long as the program runs: takes up those whose server stopped, removes those past their time. */
export function watchArchives(ctx: Pick<AppContext, 'systeme' | 'jobs' | 'clock'>): void {
  const { systeme, jobs, clock } = ctx
  jobs.every(REPRISE_MS, 'reprise des archives', () =>
    transaction(systeme, async (tx) => {
      for (const id of await updateMuettes(tx, SILENCE_SECONDES))
        await jobs.enqueue(ARCHIVER, { id }, { db: tx })
    }),
  )
  jobs.every(MENAGE_MS, 'retrait des archives', () => removeArchives(systeme, clock.now()))
}

/** Removes the archives past their time, each with its trace. @param maintenant UTC instant */
export async function removeArchives(systeme: Db, maintenant: string): Promise<void> {
  await transaction(systeme, async (tx) => {
    for (const perimee of await removePerimees(tx, CONSERVATION.archives, maintenant))
      await insertJournal(tx, {
        acte: 'archive.retiree',
        objet: objetDe(perimee),
        avant: { archive: perimee.id, ...(perimee.document && { nom: await findNomDe(tx, perimee) }) },
      })
  })
}

const perdu = () =>
  refused('La personne qui a demandé cette archive n’a plus le rôle dans lequel elle l’avait demandée.')
const tropGros = () =>
  refused('Cette archive dépasserait 3,5 Go, le maximum : téléchargez les pièces depuis chaque demande.')
const altere = (titre: string) =>
  refused(`Le fichier « ${titre} » n’est plus celui dont l’empreinte est gardée : prévenez l’administrateur.`)
