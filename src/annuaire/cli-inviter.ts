import { AIDE, lireDemande } from '#annuaire/cli-inviter-demande.ts'
import type { Organisation } from '#annuaire/compte.ts'
import { etatInvitation, type InvitationSuivie, verifierInvitation } from '#annuaire/invitation.ts'
import {
  type Accueillante,
  accueillirAdministrateur,
  type DemandeAdministrateur,
} from '#annuaire/premier-administrateur.ts'
import { lockArrivals } from '#annuaire/store-comptes.ts'
import { insertEnvoi, readContexte, updateEnvoi } from '#annuaire/store-envoi.ts'
import { listAdministrateurs } from '#annuaire/store-gestion.ts'
import { listMessages } from '#annuaire/store-messages.ts'
import {
  findOrganisation,
  findOrganisationBySiret,
  insertOrganisationActive,
  updateOrganisation,
} from '#annuaire/store-organisations.ts'
import { type Clock, systemClock } from '#platform/clock.ts'
import { runCommand, withDatabase } from '#platform/command.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { silentLog } from '#platform/logs.ts'
import { openMail } from '#platform/mail.ts'
import { accord, type Decision } from '#socle/decision.ts'
import { ecrireDate } from '#socle/francais.ts'

/** `administrateur inviter`. @returns the exit code: 0 invited, 1 refused, 2 nothing could be done */
export async function executer(args: string[], clock: Clock = systemClock): Promise<number> {
  const lue = lireDemande(args)
  if ('refus' in lue) {
    process.stderr.write(`${lue.refus}. Aide : oriflamme administrateur inviter --help\n`)
    return 2
  }
  if ('aide' in lue) {
    process.stdout.write(AIDE)
    return 0
  }
  return runCommand(() =>
    withDatabase(async ({ systeme }) => {
      const config = readConfig()
      const entree = new URL('/entrer', config.adressePublique ?? addressOf(config)).href
      const mail = openMail(config.messagerie, { systeme, log: silentLog() })
      const occasion = { auteur: null, region: config.region, entree }
      const envoi = { mail, occasion, maintenant: clock.now() }
      const decision = await transaction(systeme, (tx) => invite(tx, lue, envoi))
      if (decision.statut === 'refus') {
        process.stderr.write(`${decision.motifs.map(({ message }) => message).join('\n')}\n`)
        return 1
      }
      await mail.send().catch(() => {}) // what became of it is read below
      const courrier = await tellMail(systeme, decision.valeur)
      process.stdout.write(presenter(decision.valeur, entree, config, courrier))
      return 0
    }),
  )
}

type Envoi = Parameters<typeof insertEnvoi>[2]

/** Reads, decides, writes the organisation, the invitation, its letter and their traces. */
async function invite(
  tx: Tx,
  demande: DemandeAdministrateur,
  envoi: Envoi,
): Promise<Decision<InvitationSuivie>> {
  const { maintenant } = envoi
  const { courriel, siret } = demande
  await lockArrivals(tx, `siret ${siret}`)
  const connue = await findOrganisationBySiret(tx, siret)
  const accueil = accueillirAdministrateur(demande, connue, (await listAdministrateurs(tx)).length)
  if (accueil.statut === 'refus') return accueil
  const organisation = prevoir(accueil.valeur, siret)
  const contexte = await readContexte(tx, courriel, { auteurs: [], maintenant })
  const ouverte = contexte.invitations.find(
    (une) =>
      une.role === 'administrateur' &&
      une.organisation.id === organisation.id &&
      etatInvitation(une, maintenant) === 'ouverte',
  )
  const invitations = contexte.invitations.filter((une) => une !== ouverte)
  const decision = verifierInvitation(
    { courriel, role: 'administrateur', organisation },
    { ...contexte, invitations },
  )
  if (decision.statut === 'refus') return decision
  const ecrite = await writeOrganisation(tx, accueil.valeur, siret)
  if (ouverte) return accord(await updateEnvoi(tx, ouverte.id, envoi))
  return accord(await insertEnvoi(tx, { ...decision.valeur, organisation: ecrite }, envoi))
}

/** The organisation as it will be; one that is to be created has no identifier yet, and nobody in it. */
const prevoir = (accueil: Accueillante, siret: string): Organisation =>
  accueil.geste === 'garder'
    ? accueil.organisation
    : {
        ...{ id: accueil.geste === 'creer' ? '' : accueil.organisation.id },
        ...{ nom: accueil.nom, nature: 'region', siret, etat: 'active' },
      }

async function writeOrganisation(tx: Tx, accueil: Accueillante, siret: string): Promise<Organisation> {
  if (accueil.geste === 'garder') return accueil.organisation
  const apres = { nom: accueil.nom, nature: 'region', etat: 'active' } as const
  if (accueil.geste === 'creer') {
    const id = await insertOrganisationActive(tx, { ...apres, siret })
    await insertJournal(tx, {
      acte: 'organisation.creee',
      objet: `organisation:${id}`,
      apres: { ...apres, siret },
    })
    return (await findOrganisation(tx, id))!
  }
  const { id, nom, nature, etat } = accueil.organisation
  await updateOrganisation(tx, id, apres)
  const avant = { nom, nature, etat }
  await insertJournal(tx, { acte: 'organisation.agreee', objet: `organisation:${id}`, avant, apres })
  return (await findOrganisation(tx, id))!
}

/** What became of the letter, in one sentence. */
async function tellMail(db: Db, { courriel }: InvitationSuivie): Promise<string> {
  const { messages } = await listMessages(db, { q: courriel }, { decalage: 0, limite: 1 })
  const { etat, erreur } = messages[0]!
  if (etat === 'envoye') return 'Le message d’invitation est parti.'
  if (etat === 'a_lire')
    return 'Aucun serveur de courrier n’est configuré : transmettez vous-même cette adresse.'
  return `Le message n’est pas parti (${erreur ?? 'sans réponse'}) : transmettez vous-même cette adresse.`
}

function presenter(
  { courriel, organisation, dernierJour }: InvitationSuivie,
  entree: string,
  { fournisseurs }: Config,
  courrier: string,
): string {
  const lignes = [
    `${courriel} est invité comme administrateur, pour ${organisation.nom}.`,
    `Se connecter : ${entree}`,
    `Jusqu’au ${ecrireDate(dernierJour)} inclus.`,
    courrier,
  ]
  if (fournisseurs.length === 0)
    lignes.push(
      'Attention : aucun fournisseur d’identité n’est déclaré ici (ORIFLAMME_FOURNISSEURS). Sans lui, personne ne pourra se faire reconnaître.',
    )
  return `${lignes.join('\n')}\n`
}

const addressOf = ({ host, port }: Config): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`
