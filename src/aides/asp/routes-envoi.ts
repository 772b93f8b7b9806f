import { createHash } from 'node:crypto'
import { readFichier } from '#aides/asp/routes-fabrication.ts'
import type { CtxAsp } from '#aides/asp/routes-preparation.ts'
import {
  type FichierAEnvoyer,
  findFichier,
  listAEnvoyer,
  updateDepose,
  updateErreur,
  updateTeleverse,
  updateTentative,
} from '#aides/asp/store-envoi.ts'
import { transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import type { Sftp, SftpSession } from '#platform/sftp.ts'

/**
 * Leaves at the agency every file that waits, each once whatever happens: it is written under a temporary name and read
 * again, the database says so, and only then does it take its own name. A crash before that leaves a temporary file that
 * nobody reads; a crash after it finds the temporary name gone, and knows that the file was delivered.
 *
 * @throws when some must be tried again, so that the job is
 */
export async function sendFiles(ctx: CtxAsp, sftp: Sftp): Promise<void> {
  const fichiers = await listAEnvoyer(ctx.systeme)
  if (fichiers.length === 0) return
  let manques = 0
  const essayer = async (session: SftpSession) => {
    for (const fichier of fichiers)
      await sendFile(ctx, session, fichier).catch(async (error: Error) => {
        manques++
        ctx.log.warn({ err: error, fichier: fichier.nom }, 'fichier de paiements non déposé')
        await updateErreur(ctx.systeme, fichier.id, error.message)
      })
  }
  await sftp(essayer).catch(async (error: Error) => {
    for (const { id } of fichiers) await updateErreur(ctx.systeme, id, error.message)
    throw error
  })
  if (manques > 0) throw new Error(`${manques} fichier(s) de paiements à déposer de nouveau`)
}

async function sendFile(ctx: CtxAsp, session: SftpSession, fichier: FichierAEnvoyer): Promise<void> {
  if (fichier.etat === 'a_envoyer') await upload(ctx, session, fichier)
  // Another server may have uploaded it first: its try is then the one that takes the name.
  const present = await findFichier(ctx.systeme, fichier.id)
  if (present?.etat === 'televerse') await nameFile(ctx, session, present)
}

async function upload(
  ctx: CtxAsp,
  session: SftpSession,
  { id, nom, sha256, taille }: FichierAEnvoyer,
): Promise<void> {
  if ((await session.size(nom)) !== undefined) throw new Error(`le serveur a déjà un fichier nommé ${nom}`)
  const octets = await readFichier(ctx, ctx.systeme, id)
  if (fingerprint(octets) !== sha256)
    throw new Error(`le fichier ${nom} ne se relit pas tel qu’il a été écrit`)
  const tentative = await updateTentative(ctx.systeme, id)
  if (tentative === undefined) return
  const provisoire = temporary(nom, tentative)
  await session.write(provisoire, octets)
  const vue = await session.size(provisoire)
  if (vue !== undefined && vue !== taille)
    throw new Error(`le serveur n’a reçu que ${vue} octets sur ${taille} de ${nom}`)
  const relu = await session.read(provisoire)
  if (relu && fingerprint(relu) !== sha256) throw new Error(`le serveur a altéré ${nom}`)
  if (!(await updateTeleverse(ctx.systeme, id, tentative))) await session.remove(provisoire)
}

async function nameFile(
  ctx: CtxAsp,
  session: SftpSession,
  { id, nom, taille, tentatives }: FichierAEnvoyer,
): Promise<void> {
  await session.rename(temporary(nom, tentatives), nom)
  const vue = await session.size(nom)
  if (vue !== undefined && vue !== taille)
    throw new Error(`un autre fichier porte le nom ${nom} sur le serveur`)
  await transaction(ctx.systeme, async (tx) => {
    const revu = vue !== undefined
    if (!(await updateDepose(tx, id, { voie: 'sftp', revu, le: ctx.clock.now() }))) return
    const apres = { nom, voie: 'sftp' }
    await insertJournal(tx, { acte: 'versement.depose', objet: `fichierasp:${id}`, apres })
  })
  // What earlier tries left, that no crash let us remove.
  for (let n = 1; n < tentatives; n++) await session.remove(temporary(nom, n))
}

/** No reader of the agency takes it: its names end in `.xml`. */
const temporary = (nom: string, tentative: number): string => `${nom}.${tentative}.part`

const fingerprint = (octets: Uint8Array): string => createHash('sha256').update(octets).digest('hex')
