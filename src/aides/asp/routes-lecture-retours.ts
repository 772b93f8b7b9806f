import { createHash, randomUUID } from 'node:crypto'
import { importRetourCsv, type LigneLue, RetourIllisible } from '#aides/asp/import-retour-csv.ts'
import { importRetourXml } from '#aides/asp/import-retour-xml.ts'
import { reconnaitre } from '#aides/asp/noms-retours.ts'
import { A_REPRENDRE, decider } from '#aides/asp/retour.ts'
import type { CtxAsp } from '#aides/asp/routes-preparation.ts'
import { LIEUX, MORCEAU } from '#aides/asp/scelle.ts'
import {
  type ALire,
  findPareille,
  hasRetour,
  inSavepoint,
  insertMorceauRetour,
  insertRetour,
  type LigneEcrite,
  listALire,
  listLignesLues,
  listMorceauxRetour,
  lockConcerne,
  lockParquees,
  lockRetour,
  updateLu,
  updatePaiement,
  upsertIdentifiants,
  upsertLigne,
} from '#aides/asp/store-retour.ts'
import { type Db, isUnreachable, type Tx, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import type { Sftp } from '#platform/sftp.ts'

/** Lines applied in one transaction. */
const LOT = 100

/** Keeps a file returned by the agency, once: the same content again is nothing. @returns whether it is new */
export async function receiveRetour(
  { coffre }: Pick<CtxAsp, 'coffre'>,
  tx: Tx,
  {
    nom,
    octets,
    voie,
    modifie = null,
  }: { nom: string; octets: Buffer; voie: 'sftp' | 'main'; modifie?: number | null },
): Promise<{ id: string; neuf: boolean }> {
  const id = randomUUID()
  const { genre = null, envoi = null } = reconnaitre(nom) ?? {}
  const sha256 = createHash('sha256').update(octets).digest('hex')
  const neuf = await insertRetour(tx, {
    ...{ id, nom, genre, envoi, sha256, voie, modifie },
    taille: octets.length,
  })
  if (!neuf) return { id, neuf }
  for (let rang = 1, debut = 0; debut < octets.length; rang++, debut += MORCEAU) {
    const morceau = octets.toString('latin1', debut, debut + MORCEAU)
    await insertMorceauRetour(tx, id, rang, coffre.seal(morceau, LIEUX.retour(id, rang)))
  }
  const apres = { nom, voie, octets: octets.length }
  await insertJournal(tx, { acte: 'versement.recu', objet: `retourasp:${id}`, apres })
  return { id, neuf }
}

/** Takes what the agency has left and that is not here yet. */
export const fetchRetours = (ctx: CtxAsp, sftp: Sftp): Promise<void> =>
  sftp(async (session) => {
    for (const fichier of await session.list()) {
      if (fichier.taille === 0 || (await hasRetour(ctx.systeme, fichier))) continue
      const octets = await session.fetch(fichier.nom)
      const { nom, modifie } = fichier
      await transaction(ctx.systeme, (tx) => receiveRetour(ctx, tx, { nom, octets, voie: 'sftp', modifie }))
    }
  })

/** Reads every file that waits, then tries again what was set aside: files may come in any order. */
export async function readRetours(ctx: CtxAsp): Promise<void> {
  for (const fichier of await listALire(ctx.systeme)) {
    await readRetour(ctx, fichier)
    await retryParquees(ctx)
  }
}

async function readRetour(ctx: CtxAsp, fichier: ALire): Promise<void> {
  const lignes = await parseRetour(ctx, fichier)
  for (let debut = 0; Array.isArray(lignes) && debut < lignes.length; debut += LOT)
    await transaction(ctx.systeme, async (tx) => {
      if (!(await lockRetour(tx, fichier.id))) return
      const lues = await listLignesLues(tx, fichier.id)
      for (const ligne of lignes.slice(debut, debut + LOT))
        if (!lues.has(ligne.ligne)) await applyLigne(ctx, tx, enregistrer(fichier, ligne), fichier.envoi)
    })
  await transaction(ctx.systeme, async (tx) => {
    if (!(await lockRetour(tx, fichier.id))) return
    const illisible = Array.isArray(lignes) ? null : lignes.message
    const nombre = Array.isArray(lignes) ? lignes.length : null
    await updateLu(tx, fichier.id, {
      etat: illisible ? 'illisible' : 'lu',
      lignes: nombre,
      erreur: illisible,
    })
    const apres = { nom: fichier.nom, lignes: nombre, ...(illisible && { erreur: illisible }) }
    await insertJournal(tx, { acte: 'versement.lu', objet: `retourasp:${fichier.id}`, apres })
  })
}

/** The bytes of a file of the agency, as they came. */
export async function openRetour({ coffre }: Pick<CtxAsp, 'coffre'>, db: Db, id: string): Promise<Buffer> {
  const morceaux = await listMorceauxRetour(db, id)
  const textes = morceaux.map(({ rang, chiffre }) => coffre.open(chiffre, LIEUX.retour(id, rang)))
  return Buffer.from(textes.join(''), 'latin1')
}

async function parseRetour(ctx: CtxAsp, { id, genre }: ALire): Promise<LigneLue[] | RetourIllisible> {
  const octets = await openRetour(ctx, ctx.systeme, id)
  try {
    return genre === 'integrations' || genre === 'rejets'
      ? importRetourCsv(genre, octets)
      : importRetourXml(genre, octets)
  } catch (error) {
    if (error instanceof RetourIllisible) return error
    throw error
  }
}

type Ligne = Pick<LigneEcrite, 'retour' | 'ligne' | 'annonce' | 'contenu' | 'empreinte'>

const enregistrer = ({ id, genre }: ALire, { ligne, annonce, contenu }: LigneLue): Ligne => {
  const empreinte = createHash('sha256')
    .update(JSON.stringify([genre, contenu]))
    .digest('hex')
  return { retour: id, ligne, annonce, contenu, empreinte }
}

/** One line, alone: what fails is set aside with its reason, and the next one is read. */
async function applyLigne(
  ctx: CtxAsp,
  tx: Tx,
  ligne: Ligne,
  envoi: string | null,
): Promise<LigneEcrite['etat']> {
  let etat: LigneEcrite['etat'] = 'parquee'
  try {
    await inSavepoint(tx, async () => {
      etat = await moveByLigne(tx, ligne, envoi)
    })
  } catch (error) {
    if (isUnreachable(error)) throw error
    const pris = (error as { code?: string }).code === '23505'
    ctx.log.warn({ err: error, retour: ligne.retour, ligne: ligne.ligne }, 'ligne de retour mise de côté')
    const [code, message] = pris
      ? ['identifiant-pris', 'L’ASP donne à ce dossier l’identifiant d’un autre.']
      : ['erreur', 'La ligne n’a pas pu être appliquée : elle sera reprise au prochain fichier.']
    etat = 'parquee'
    await upsertLigne(tx, { ...ligne, etat, code, message, paiement: null })
  }
  return etat
}

async function moveByLigne(tx: Tx, ligne: Ligne, envoi: string | null): Promise<LigneEcrite['etat']> {
  const { annonce, retour } = ligne
  const ecrire = async (
    etat: LigneEcrite['etat'],
    paiement: number | null,
    code?: string,
    message?: string,
  ) => {
    await upsertLigne(tx, { ...ligne, etat, paiement, code: code ?? null, message: message ?? null })
    return etat
  }
  if (!annonce)
    return ecrire('parquee', null, 'sans-numero', 'La ligne ne commence pas par un numéro d’enregistrement.')
  const concerne = await lockConcerne(tx, annonce)
  const pareille = await findPareille(tx, ligne)
  const paiement = concerne?.id ?? null
  if (pareille?.etat === 'appliquee' && pareille.paiement === paiement) return ecrire('deja', paiement)
  const effet = decider(annonce, concerne, envoi)
  if (effet.effet === 'deja') return ecrire('deja', paiement)
  if (effet.effet === 'parquer')
    // Set aside once is enough: who looks at the first one looks at both.
    return pareille ? ecrire('deja', paiement) : ecrire('parquee', paiement, effet.code, effet.message)
  if (pareille?.etat === 'appliquee')
    return ecrire(
      ...(['parquee', paiement, 'repetee'] as const),
      `Cette même ligne a déjà été appliquée au paiement n° ${pareille.paiement} : demandez à l’ASP si elle concerne aussi celui-ci.`,
    )
  await ecrire('appliquee', paiement)
  if (effet.identifiants) await upsertIdentifiants(tx, concerne!.id, effet.identifiants)
  await updatePaiement(tx, concerne!, { ...effet, retour, ligne: ligne.ligne })
  return 'appliquee'
}

/** Reads again the lines that another file may have made readable, until none moves. */
export async function retryParquees(ctx: CtxAsp): Promise<void> {
  for (let avances = 1; avances > 0; ) {
    avances = 0
    for (let apres: [string, number] | undefined = ['', 0]; apres; ) {
      apres = await transaction(ctx.systeme, async (tx): Promise<[string, number] | undefined> => {
        const lot = await lockParquees(tx, A_REPRENDRE, apres!)
        for (const { envoi, ...ligne } of lot)
          if ((await applyLigne(ctx, tx, ligne, envoi)) !== 'parquee') avances++
        const derniere = lot.at(-1)
        return derniere && [derniere.retour, derniere.ligne]
      })
    }
  }
}
