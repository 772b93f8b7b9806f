import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import type { Db } from '#platform/db.ts'
import { SAISIE } from '../demandes-atelier.ts'
import { ENTETES, enCsv, ligne } from '../importation-fichiers.ts'
import { creerDemande, creerOrganisme, siretDEssai } from '../instruction-atelier.ts'
import { avancer, enregistrer } from './appel-page.ts'
import { personneDe } from './bureau.ts'
import { demanderExceptionnelle } from './entiere-exceptionnelle.ts'
import { eventually } from './eventually.ts'
import { attendre, conclure, faire, leverAlertes } from './gestes.ts'
import { ajouter, deposer, enregistre, remplir } from './saisie-page.ts'

// The first half of a whole campaign: the call, the applications, their instruction.

export const LIBELLE = 'Majoration entière 2027'
export const SIRET_AFORPA = '00000002600013'
const SIRET_STELO = '00000003400017'

/** Nadia writes a call and opens it. @returns the campaign */
export async function ouvrirUnAppel(nadia: Page): Promise<string> {
  await nadia.goto('/campagnes/preparer')
  await nadia.getByLabel('Exercice').fill('2027')
  await nadia.getByLabel('Libellé').fill(LIBELLE)
  await nadia.getByLabel('Dotation, en euros').fill('60 000')
  await nadia.getByRole('button', { name: 'Préparer cet appel' }).click()
  await nadia.getByRole('heading', { level: 1, name: 'Appel', exact: true }).waitFor()
  await nadia.getByLabel('Majorations exceptionnelles, en euros').fill('20 000')
  await nadia.getByLabel('Ouverture', { exact: true }).fill('2024-01-15T09:00:00')
  await nadia.getByLabel('Fermeture').fill('2099-03-31T23:59:59')
  await nadia.getByRole('button', { name: 'Ajouter une pièce' }).click()
  await nadia.getByLabel('Nom de la pièce').fill('Note de présentation')
  await nadia.getByLabel('Obligatoire pour déposer').uncheck()
  await enregistrer(nadia)
  await avancer(nadia, 'Ouvrir l’appel')
  await attendre(nadia, 'Ouverte')
  return /campagnes\/([^/]+)\/appel/.exec(nadia.url())![1]!
}

/** Opens one's application in the call. @returns its identifier */
async function ouvrirMaDemande(page: Page): Promise<string> {
  await page.goto('/appels')
  await page.getByRole('region', { name: LIBELLE }).getByRole('button', { name: 'Ouvrir ma demande' }).click()
  await page.getByRole('heading', { level: 1, name: /^Demande n°/ }).waitFor()
  return /demandes\/([^/?]+)/.exec(page.url())![1]!
}

/** Léa types her only formation, asks for an exceptional majoration, and submits. @returns her application */
export async function candidaterALaMain(lea: Page): Promise<string> {
  const demande = await ouvrirMaDemande(lea)
  await lea.getByLabel('Niveau d’activité de l’organisme').fill('420')
  await enregistre(lea)
  await ajouter(lea, 'AFO-1')
  await remplir(lea)
  await lea.getByRole('link', { name: 'Toute la demande' }).click()
  await demanderExceptionnelle(lea, { deficit: '20 000', montant: '15 000' })
  await deposer(lea)
  return demande
}

/** What a formation says to come last at the ranking. */
const DERNIERE = {
  ...{ prioriteFiliere: '0', innovation: 'non', jeunesQpvRuraux: '0', apprentisHandicap: '0' },
  ...{ partFemmes: '0 %', partPremiersNiveaux: '0 %', besoinFinancement: '0 %', jeunesSansContrat: '0' },
  ...{ partSansContrat: '0 %', territoirePeuPourvu: 'non', heuresEnvironnement: '0' },
  ...{ partHeuresEnvironnement: '0 %', environnementale: 'non', palier: '0' },
}

/** Julie sends three formations in a file, and submits. @returns her application */
export async function candidaterParFichier(julie: Page): Promise<string> {
  const demande = await ouvrirMaDemande(julie)
  await julie.getByLabel('Niveau d’activité de l’organisme').fill('320')
  await enregistre(julie)
  const csv = enCsv([
    [...ENTETES],
    ligne({ siret: SIRET_STELO, identifiant: 'STE-1', intitule: 'BTS Maintenance', contrats: '31' }),
    ligne({ siret: SIRET_STELO, identifiant: 'STE-2', intitule: 'BTS Fluides', contrats: '12' }),
    ligne({ siret: SIRET_STELO, identifiant: 'STE-3', intitule: 'BTS Banque', ...DERNIERE }),
  ])
  await julie
    .locator('input[type=file][accept=".xlsx,.csv,.txt"]')
    .setInputFiles({ name: 'formations.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await julie.getByRole('button', { name: /^Faire entrer 3/ }).click()
  await deposer(julie)
  return demande
}

/** A third body has applied too. @returns its application */
export async function candidaterEnTrop(db: Db, campagne: string): Promise<string> {
  const organisation = await creerOrganisme(db, 'CFA Essai Inéligible', siretDEssai(700))
  return creerDemande(db, { campagne, organisation, par: await personneDe(db, 'lea-fontaine') })
}

/** The closing time passes (only the database can make it so), Nadia closes the call and starts the instruction. */
export async function clore(nadia: Page, db: Db, campagne: string): Promise<void> {
  await sql`update campagne set ferme_le = now() - interval '3 days' where id = ${campagne}`.execute(db)
  await nadia.reload()
  await avancer(nadia, 'Clore l’appel')
  await attendre(nadia, 'Close')
  await avancer(nadia, 'Passer à l’instruction')
  await attendre(nadia, 'En instruction')
}

/** Camille asks Léa for a document; Léa joins it and answers. */
export async function completer(camille: Page, lea: Page): Promise<void> {
  await faire(camille, 'Demander un complément', {
    'Ce qui est demandé': 'Joignez la note de présentation.',
    'À répondre avant le, inclus': '2098-05-01',
  })
  await attendre(camille, 'À compléter')
  await lea.reload()
  await lea.getByText('Joignez la note de présentation.').first().waitFor()
  await lea.getByLabel(/Note de présentation/).setInputFiles({
    name: 'note.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
  })
  await lea.getByRole('link', { name: 'note.pdf' }).waitFor()
  await lea.getByRole('button', { name: 'Répondre' }).click()
  await lea.getByLabel('Votre message (facultatif)').fill('La voici.')
  await lea.getByRole('dialog').getByRole('button', { name: 'Répondre' }).click()
  await lea.getByRole('listitem').filter({ hasText: 'La voici.' }).waitFor()
  await camille.reload()
  await attendre(camille, 'Complète')
}

/** Camille puts right a declared figure, which stays beside hers, then concludes. */
export async function corrigerEtConclure(camille: Page, db: Db, demande: string): Promise<void> {
  await camille.getByRole('button', { name: String(SAISIE.intitule) }).click()
  await faireDansLePanneau(camille)
  await camille.getByText('24 déclarés, −3 par corrections').waitFor()
  await conclure(camille)
  const { rows } = await sql<{ declare: string; instruit: string }>`
    select f.saisie ->> 'contrats' as declare, c.apres as instruit
    from demande_formation f join demande_correction c on c.demande = f.demande where f.demande = ${demande}`.execute(
    db,
  )
  assert.deepEqual(rows, [{ declare: '24', instruit: '21' }])
}

async function faireDansLePanneau(camille: Page): Promise<void> {
  await camille.getByRole('button', { name: 'Corriger : Contrats', exact: true }).click()
  const form = camille.getByRole('dialog', { name: 'Corriger : Contrats' })
  await form.getByLabel('Nouvelle valeur').fill('21')
  await form.getByLabel('Motif').fill('Liste des contrats signés')
  await form.getByRole('button', { name: 'Corriger', exact: true }).click()
  await camille.getByText('24 → 21, Liste des contrats signés').waitFor()
  await camille.getByText('Déclaré : 24').waitFor()
  await camille.getByRole('button', { name: 'Fermer', exact: true }).click()
}

/** Camille goes from the queue to an application. */
export async function etudier(camille: Page, campagne: string, organisme: string): Promise<void> {
  await camille.goto(`/campagnes/${campagne}/demandes`)
  await camille.getByRole('link', { name: organisme, exact: true }).click()
  await camille.getByRole('heading', { level: 1, name: organisme, exact: true }).waitFor()
}

/** Nadia, who instructed none, rejects one with its reasons and validates the others. */
export async function trancher(
  nadia: Page,
  campagne: string,
  { rejetee, instruites }: { readonly rejetee: string; readonly instruites: readonly string[] },
): Promise<void> {
  await nadia.goto(`/campagnes/${campagne}/demandes/${rejetee}`)
  await faire(nadia, 'Déclarer inéligible', {
    'Motifs, un par ligne': 'Aucune formation en Île-de-France\nSIRET fermé au répertoire',
  })
  await attendre(nadia, 'Inéligible')
  for (const motif of ['Aucune formation en Île-de-France', 'SIRET fermé au répertoire'])
    await eventually(async () => (await nadia.getByText(motif).count()) > 0, true)
  for (const demande of instruites) {
    await nadia.goto(`/campagnes/${campagne}/demandes/${demande}`)
    await nadia.getByRole('button', { name: 'Valider', exact: true }).waitFor()
    await leverAlertes(nadia)
    await faire(nadia, 'Valider')
    await attendre(nadia, 'Validée')
  }
}
