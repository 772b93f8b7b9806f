import assert from 'node:assert/strict'
import { after } from 'node:test'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import type { Db } from '#platform/db.ts'
import { listeEnCsv, ouvrirSession, type Personne, personneFictive } from '../aides-listes-atelier.ts'
import { type Demande, type Fichier, integrations, lireDemandes, paiements, rejets } from '../asp-agence.ts'
import { openSftpServer } from '../sftp-serveur.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest, serveWith } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// One list from a training centre to the account of the apprentice, each at their screen, the agency on a real SFTP server.

const agence = await openSftpServer({ after })
const { port, empreinte } = agence.settings
serveWith({
  ORIFLAMME_ASP_SFTP: `sftp://region@127.0.0.1:${port}`,
  ...{ ORIFLAMME_ASP_EMPREINTE: empreinte, ORIFLAMME_ASP_MOTDEPASSE: 'secret' },
})

const enFrance = (date: Date) => date.toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' })
const premierDuMois = (mois: number) => {
  const date = new Date()
  return new Date(date.getFullYear(), date.getMonth() + mois, 1, 12)
}
const apprenti = (rang: number, changements: Personne = {}) =>
  personneFictive(rang, {
    ...{ debut: enFrance(premierDuMois(-2)), fin: enFrance(premierDuMois(21)), ...changements },
  })
/** Somebody of the demonstration bears the same names and was born the same day. */
const HOMONYME = { civilite: 'MME', nomNaissance: 'ARVERNE', prenom: 'Aïcha', neLe: '01/01/2004' }

/** A session with 1 000 € on a line of the demonstration, that pays nobody whose attendance is not certified. */
async function ouvrir(db: Db): Promise<string> {
  const session = await ouvrirSession(db, { id: 'entiere' })
  await sql`with ligne as (select id from ligne_budgetaire where exercice = 2024 and action = '12600302'),
      affectee as (insert into affectation (ligne, operation, deliberation, date, montant)
        select id, 'Aide entière', 'Fictive', '2024-12-12', 100000 from ligne)
    update aide_session set ligne = (select id from ligne), operation = 'Aide entière', attestation_exigee = true
    where id = ${session}`.execute(db)
  return session
}

const lu = async (page: Page, region: string) =>
  plain((await page.getByRole('region', { name: region, exact: true }).textContent()) ?? '')

/** Brings a file of the agency, and waits until the screen tells what it did. */
async function rapporter(hugo: Page, { nom, octets }: Fichier, attendu: RegExp) {
  await hugo.getByLabel('Rapporter un fichier').setInputFiles({
    ...{ name: nom, mimeType: 'text/plain', buffer: octets },
  })
  await hugo.getByRole('button', { name: attendu }).waitFor()
}

browserTest('de la liste de l’organisme au compte de l’apprenti', async ({ open, db }) => {
  const session = await ouvrir(db)
  const campagne = `/campagnes-aides/${session}`
  const premier = apprenti(1)

  const lea = await open(`${campagne}/listes`, { as: 'lea-fontaine' })
  const fautif = apprenti(2, { iban: 'FR7630006000011234567890188' })
  const contenu = listeEnCsv([premier, fautif, apprenti(3), apprenti(4, HOMONYME)])
  await lea.getByLabel('Choisir un fichier').setInputFiles({
    ...{ name: 'apprentis.csv', mimeType: 'text/csv', buffer: Buffer.from(contenu) },
  })
  await lea.getByRole('link', { name: 'IBAN : clé de contrôle fausse' }).click()
  await lea.getByLabel('IBAN, ligne 3', { exact: true }).fill('FR76 3000 6000 0112 3456 7890 189')
  await lea.keyboard.press('Enter')
  await lea.locator('.page-titre .etiquette', { hasText: 'Prête' }).waitFor()
  await confirmer(lea, 'Déposer la liste', 'Déposer')
  await lea.locator('.page-titre .etiquette', { hasText: 'Déposée' }).waitFor()
  assert.match(await lu(lea, 'Récépissé de dépôt'), /À vérifier.*1.*Total4/)

  const camille = await open(`${campagne}/a-verifier`, { as: 'camille-royer' })
  await camille.getByText('1 dossier attend', { exact: false }).waitFor()
  await checkEverywhere(camille)
  await camille.getByRole('button', { name: 'C’est une autre personne' }).click()
  await camille.getByLabel('Ce qui permet de le dire').fill('Deux pièces d’identité')
  await camille.getByRole('dialog').getByRole('button', { name: 'Valider' }).click()
  await camille.getByText('Personne n’est à vérifier.').waitFor()

  const nadia = await open(campagne)
  await confirmer(nadia, 'Accorder les aides proposées', 'Accorder')
  await nadia.getByText(/4.aides accordées, 715.€/).waitFor()

  const hugo = await open(`/paiements-aides?session=${session}`, { as: 'hugo-lemaire' })
  await hugo.getByRole('button', { name: 'Préparer' }).click()
  const blocage = hugo.getByRole('region', { name: 'L’organisme de formation' })
  await blocage.getByText(/n’a pas attesté l’assiduité/).waitFor()
  await hugo.getByRole('button', { name: /^Incomplète\s: 4$/ }).waitFor()

  await lea.goto(`${campagne}/attestations`)
  await lea.getByRole('button', { name: 'Tous sont assidus…' }).waitFor()
  await checkEverywhere(lea)
  await confirmer(lea, 'Tous sont assidus…', 'Attester')
  await lea.getByText('Tout est attesté.').waitFor()

  await hugo.getByRole('button', { name: 'Préparer' }).click()
  await hugo.getByRole('button', { name: /^Envoyer 4.paiements$/ }).click()
  await eventually(async () => agence.deposes.length, 1)
  const chemin = agence.deposes[0]!
  const nom = chemin.replace('depot/', '')
  assert.match(nom, /_FICTIF_/)
  const demandes = lireDemandes(agence.fichiers.get(chemin)!.toString('latin1'))
  const { rows } = await sql<{ numero: string }>`
    select d.numero from aide_dossier d join aide_beneficiaire b on b.id = d.beneficiaire
    where d.session = ${session} and b.nom_naissance = 'ARVERNE'`.execute(db)
  const rejetee = demandes.find(({ numero }) => numero === rows[0]!.numero) as Demande
  const payees = demandes.filter((une) => une !== rejetee)
  await rapporter(hugo, integrations(nom, payees), /^Intégrée\s: 3$/)
  await rapporter(hugo, rejets(nom, [[rejetee, 'RIB invalide']]), /^Rejetée\s: 1$/)
  const le = enFrance(new Date())
  await rapporter(
    hugo,
    paiements(
      'entiere',
      payees.map((demande) => ({ demande, le })),
    ),
    /^Payée\s: 3$/,
  )
  await checkEverywhere(hugo)

  await hugo.getByRole('button', { name: /^Révéler le compte de Aïcha/ }).click()
  const dialogue = hugo.getByRole('dialog')
  await dialogue.getByLabel('Raison').fill('Vérifié avec l’apprentie')
  await dialogue.getByRole('button', { name: 'Révéler' }).click()
  await dialogue.getByText(/^FR\d\d \d{4} /).waitFor()
  await dialogue.getByRole('button', { name: 'Fermer' }).last().click()
  await hugo.getByRole('button', { name: /^Redemander le paiement de Aïcha/ }).click()
  await dialogue.getByLabel('Pourquoi il passera cette fois').fill('L’agence a levé son refus')
  await dialogue.getByRole('button', { name: 'Redemander' }).click()
  await hugo.getByRole('button', { name: /^En attente\s: 1$/ }).waitFor()

  await nadia.goto('/journal?acte=versement.revele')
  await nadia
    .getByText(/Hugo Lemaire .*a vu en clair le compte bancaire/)
    .first()
    .waitFor()
  await nadia.goto(campagne)
  await nadia.getByText('Payé', { exact: true }).first().waitFor()
  assert.match(await lu(nadia, 'Consommation'), /Payé515 €En cours de paiement0 €Accordé, à payer200 €/)

  await camille.goto(`${campagne}/dossiers?q=${premier.nomNaissance}`)
  await camille.getByRole('link', { name: new RegExp(premier.nomNaissance!) }).click()
  await camille.getByRole('button', { name: 'Donner le lien de suivi' }).click()
  const adresse = await camille.getByLabel('Adresse à donner à l’apprenti, et à lui seul').inputValue()
  const visiteur = await open(new URL(adresse).pathname, { as: null })
  await visiteur.getByText('Le versement a été fait le', { exact: false }).waitFor()
  assert.equal(await visiteur.locator('meta[name="robots"]').getAttribute('content'), 'noindex, nofollow')
  await checkEverywhere(visiteur)
  const faux = await open('/suivi-aide/faux', { as: null, expected: /404/ })
  await faux.getByText(/Ce lien n’est pas valable/).waitFor()
})

/** An act whose dialog says it by another word than its button. */
async function confirmer(page: Page, bouton: string, action: string) {
  await page.getByRole('button', { name: bouton }).click()
  await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click()
}
