import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import type { Db } from '#platform/db.ts'
import { creerAppel, creerDemande, creerOrganismes, saisieSaine } from '../demandes-validees.ts'
import { avancer, enregistrer, etat } from './appel-page.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// A call conducted by Nadia in her browser, seen by Camille in hers, both far from Paris; only the time that passes is
// written in the database.

const MARTINIQUE = { timezone: 'America/Martinique' }
const carte = (page: Page, titre: string) => page.getByRole('region', { name: titre, exact: true })
const texte = async (page: Page, titre: string) => plain((await carte(page, titre).textContent()) ?? '')

const laisserFermer = (db: Db, id: string) =>
  sql`update campagne set ferme_le = now() - interval '1 minute' where id = ${id}`.execute(db)

async function lireAppel(db: Db, id: string) {
  const { rows } = await sql<{ etat: string; ouvreLe: string; fermeLe: string; pieces: string[] }>`
    select etat, ouvre_le as "ouvreLe", ferme_le as "fermeLe",
      (select jsonb_agg(p ->> 'libelle') from jsonb_array_elements(pieces) p) as pieces
    from campagne where id = ${id}
  `.execute(db)
  return rows[0]!
}

browserTest(
  'Nadia prépare un appel, l’ouvre, le prolonge, le clôt et le rouvre à un organisme, à l’heure de Paris où qu’elle soit',
  async ({ open, db }) => {
    const page = await open('/', { ...MARTINIQUE, expected: /422/ })
    await page.getByRole('link', { name: 'Préparer un appel' }).click()
    await page.getByRole('button', { name: 'Préparer cet appel' }).click()
    await page.getByText('Indiquez l’enveloppe à répartir').waitFor()
    await checkEverywhere(page)
    await page.getByLabel('Exercice').fill('2027')
    await page.getByLabel('Dotation, en euros').fill('21 000 000')
    await page.getByRole('button', { name: 'Préparer cet appel' }).click()
    await page.getByRole('heading', { level: 1, name: 'Appel', exact: true }).waitFor()
    const id = /campagnes\/([^/]+)\/appel/.exec(page.url())![1]!
    assert.equal(await etat(page), 'En préparation')
    assert.match(
      await texte(page, 'Où en est la campagne'),
      /Ouvrir l’appel : pas encore\.Dites quand l’appel ouvre/,
    )
    assert.equal(await page.getByRole('button', { name: 'Ouvrir l’appel…' }).count(), 0)

    await page.getByLabel('Ouverture', { exact: true }).fill('2026-01-15T09:00:00')
    await page.getByLabel('Fermeture').fill('2099-03-31T23:59:59')
    await page.getByLabel('Vote prévu le').fill('2099-07-05')
    await ecrirePieces(page)
    await page.getByRole('button', { name: 'Ajouter un contact' }).click()
    await page.getByLabel('Nom du service').fill('Service apprentissage')
    await page.getByLabel('Courriel').fill('apprentissage@exemple.fr')
    await page.getByRole('button', { name: 'Ajouter une question' }).click()
    await page.getByLabel('Question', { exact: true }).fill('Qui peut répondre ?')
    await page.getByLabel('Réponse').fill('Tout OF-CFA qui forme en Île-de-France.')
    await checkEverywhere(page)
    await enregistrer(page)
    assert.deepEqual(await lireAppel(db, id), {
      ...{ etat: 'preparation', pieces: ['Note de présentation', 'Comptes'] },
      // Winter at the opening, summer at the closing, both in Paris.
      ...{ ouvreLe: '2026-01-15T08:00:00.000Z', fermeLe: '2099-03-31T21:59:59.000Z' },
    })

    await avancer(page, 'Ouvrir l’appel')
    await eventually(() => etat(page), 'Ouverte')
    assert.match(await texte(page, 'Pièces demandées'), /Note de présentation.*Comptes obligatoire/)
    assert.equal(await page.getByRole('button', { name: 'Ajouter une pièce' }).count(), 0)
    assert.match(await texte(page, 'Calendrier'), /Ouverture15 janvier 2026 à 9 h, heure de Paris/)
    assert.match(await texte(page, 'Où en est la campagne'), /Clore l’appel : pas encore/)
    await page.getByLabel('Fermeture').fill('2099-04-15T12:00:00')
    await enregistrer(page)
    assert.equal((await lireAppel(db, id)).fermeLe, '2099-04-15T10:00:00.000Z')

    await laisserFermer(db, id)
    await page.reload()
    await avancer(page, 'Clore l’appel')
    await eventually(() => etat(page), 'Close')
    await page.getByLabel('Fermeture').fill('2099-05-31T23:59:59')
    await enregistrer(page)
    await avancer(page, 'Rouvrir l’appel à tous', 'Panne du service le dernier jour')
    await eventually(() => etat(page), 'Ouverte')
    await laisserFermer(db, id)
    await page.reload()
    await avancer(page, 'Clore l’appel')
    await rouvrirAUnOrganisme(page)
    await checkEverywhere(page)
    const { rows } = await sql<{ jusquAu: string }>`
      select jusqu_au as "jusquAu" from reouverture where campagne = ${id}`.execute(db)
    assert.deepEqual(rows, [{ jusquAu: '2099-06-15T10:00:00.000Z' }])
  },
)

/** Two documents, the second then moved first, by keyboard alone; the focus follows it. */
async function ecrirePieces(page: Page): Promise<void> {
  const pieces = carte(page, 'Pièces demandées')
  const ajouter = pieces.getByRole('button', { name: 'Ajouter une pièce' })
  await ajouter.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Comptes')
  await ajouter.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Note de présentation')
  await pieces.getByRole('checkbox').nth(1).uncheck()
  await pieces.getByRole('button', { name: 'Monter : Note de présentation' }).focus()
  await page.keyboard.press('Enter')
  await eventually(
    () => page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
    'Descendre : Note de présentation',
  )
}

async function rouvrirAUnOrganisme(page: Page): Promise<void> {
  await carte(page, 'Réouvertures').getByText('L’appel n’a été rouvert à aucun organisme.').waitFor()
  await page.getByRole('button', { name: 'Rouvrir à un organisme…' }).click()
  const dialogue = page.getByRole('dialog')
  await dialogue.getByLabel('Organisme').selectOption({ label: 'AFORPA' })
  await dialogue.getByLabel('Jusqu’au').fill('2020-06-15T12:00:00')
  await dialogue.getByLabel('Motif').fill('Courrier de la Région arrivé trop tard')
  await dialogue.getByRole('button', { name: 'Rouvrir', exact: true }).click()
  await dialogue.getByText('Ce terme est déjà passé.').waitFor()
  await dialogue.getByLabel('Jusqu’au').fill('2099-06-15T12:00:00')
  await dialogue.getByRole('button', { name: 'Rouvrir', exact: true }).click()
  await dialogue.waitFor({ state: 'detached' })
  await carte(page, 'Réouvertures').getByText('Courrier de la Région arrivé trop tard').waitFor()
  assert.match(await texte(page, 'Réouvertures'), /AFORPA, jusqu’au 15 juin 2099 à 12 h/)
}

browserTest('Camille lit l’appel et ce qui manque, rien ne lui est offert', async ({ open, db }) => {
  const id = await creerAppel(db, 'ouverte')
  await sql`update campagne set ouvre_le = '2026-01-15T08:00:00Z', ferme_le = '2099-03-31T21:59:59Z'
    where id = ${id}`.execute(db)
  const page = await open('/', { as: 'camille-royer', ...MARTINIQUE })
  assert.equal(await page.getByRole('link', { name: 'Préparer un appel' }).count(), 0)
  await page.getByRole('link', { name: 'Appel, Appel ouverte' }).click()
  await carte(page, 'Calendrier').waitFor()
  assert.match(await texte(page, 'Calendrier'), /Fermeture31 mars 2099 à 23 h 59 min 59 s, heure de Paris/)
  assert.match(
    await texte(page, 'Où en est la campagne'),
    /Clore l’appel : pas encore\.La date de fermeture n’est pas passée/,
  )
  await page.getByText('Un responsable fait avancer la campagne.').waitFor()
  assert.deepEqual(await page.locator('main').getByRole('button').allTextContents(), [])
  assert.equal(await page.locator('main input').count(), 0)
  await checkEverywhere(page)
  for (const ecran of ['classement', 'simulation', 'comparaison', 'sensibilite', 'repartition']) {
    await page.goto(`/campagnes/${id}/${ecran}`)
    await page.getByText('Cette campagne n’a pas encore de formations.').waitFor()
  }
  await checkEverywhere(page)
  await page.goto(`/campagnes/${id}`)
  await page.getByRole('heading', { level: 1, name: 'Appel ouverte' }).waitFor()
  assert.equal(await etat(page), 'Ouverte')
  await checkEverywhere(page)
})

browserTest(
  'deux saisies du même appel se réunissent, chacune sait ce que l’autre a changé',
  async ({ open, db }) => {
    const id = await creerAppel(db, 'preparation')
    const [une, autre] = [
      await open(`/campagnes/${id}/appel`, { expected: /409/ }),
      await open(`/campagnes/${id}/appel`),
    ]
    await une.getByLabel('Libellé').fill('Majoration 2027')
    await une.getByLabel('Vote prévu le').fill('2099-07-05')
    await autre.getByLabel('Fermeture').fill('2099-03-31T12:00:00')
    await autre.getByLabel('Libellé').fill('Majoration des contrats 2027')
    await enregistrer(autre)
    await une.getByRole('button', { name: 'Enregistrer l’appel' }).click()
    const conflit = une.getByRole('status').filter({ hasText: 'Quelqu’un d’autre a enregistré cet appel' })
    await conflit.getByText('A changé de son côté : le libellé, la fermeture.').waitFor()
    await conflit.getByText('Vous avez aussi changé le libellé').waitFor()
    await checkEverywhere(une)
    await une.getByRole('button', { name: 'Réunir les deux' }).click()
    assert.equal(await une.getByLabel('Fermeture').inputValue(), '2099-03-31T12:00')
    await enregistrer(une)
    const { rows } = await sql<{ ensemble: string }>`
    select concat_ws(' ', libelle, vote_le, to_char(ferme_le at time zone 'UTC', 'HH24:MI')) as ensemble
    from campagne where id = ${id}`.execute(db)
    assert.deepEqual(rows, [{ ensemble: 'Majoration 2027 2099-07-05 10:00' }])
  },
)

browserTest(
  'la liste s’arrête sur les demandes validées, ou dit pourquoi elle ne le peut pas',
  async ({ open, db }) => {
    const id = await creerAppel(db, 'en_instruction')
    const page = await open(`/campagnes/${id}/appel`, { expected: /422/ })
    await page.getByRole('button', { name: 'Arrêter la liste' }).click()
    await page.getByText('Aucune demande n’est validée : la liste serait vide.').waitFor()
    await checkEverywhere(page)
    const { rows } = await sql<{ id: string }>`select id from personne limit 1`.execute(db)
    for (const { id: organisation } of await creerOrganismes(db, 2))
      await creerDemande(db, {
        ...{ campagne: id, organisation, par: rows[0]!.id },
        formations: [{ identifiant: 'A-1', saisie: saisieSaine() }],
      })
    await page.reload()
    assert.match(await texte(page, 'Demandes'), /2 demandesValidée2/)
    const validees = carte(page, 'Demandes').getByRole('link', { name: 'Validée' })
    assert.equal(await validees.getAttribute('href'), `/campagnes/${id}/demandes?etat=validee`)
    await page.getByRole('button', { name: 'Arrêter la liste' }).click()
    const fait = page.getByRole('status').filter({ hasText: 'La liste est arrêtée' })
    assert.match(plain((await fait.textContent())!), /2 demandes validées de 2 organismes : 2 formations/)
    await checkEverywhere(page)
    await page.getByRole('link', { name: 'Voir le classement' }).click()
    await page.getByRole('heading', { level: 1, name: 'Classement' }).waitFor()
  },
)
