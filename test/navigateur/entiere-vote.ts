import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { lireTextePdf } from '../pdf-texte.ts'
import { lireParties } from '../xlsx.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { attendre } from './gestes.ts'

// The middle of a whole campaign: the list, the proposition, the délibération, the vote, the letters.

/** Yesterday: after the call closed, before today. */
export const HIER = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
export const OPERATION = 'Majoration 2027'
const DELIBERATION = 'CP 2026-300'

const bouton = (page: Page, nom: string) => page.getByRole('button', { name: nom, exact: true })
const montants = (texte: string) => plain(texte).match(/\d[\d ]*(?:,\d\d)? €/g) ?? []

/** Nadia draws up the list. */
export async function arreterLaListe(nadia: Page, campagne: string): Promise<void> {
  await nadia.goto(`/campagnes/${campagne}/appel`)
  await bouton(nadia, 'Arrêter la liste').click()
  await nadia.getByText('La liste est arrêtée').waitFor()
}

/** Nadia freezes what the règlement gives, and puts it to the vote. @returns the total shown, « 72 345 € » */
export async function proposer(nadia: Page, campagne: string): Promise<string> {
  await nadia.goto(`/campagnes/${campagne}/vote`)
  await bouton(nadia, 'Figer une proposition…').click()
  await bouton(nadia, 'Figer').click()
  await nadia.getByText('Empreinte vérifiée').waitFor()
  const lu = plain((await nadia.locator('main').textContent())!)
  const [, total] = /Majoration totale([\d ,]+€)dont exceptionnelle 12 345 €/.exec(lu) ?? []
  assert.ok(total, lu)
  assert.match(lu, /Organismes2.*3 formations retenues/)
  await bouton(nadia, 'Mettre au vote…').click()
  await bouton(nadia, 'Mettre au vote').click()
  await attendre(nadia, 'Au vote')
  return total
}

/** Hugo opens the budget line that will pay, and writes the credits that the assembly voted on it. @returns its identifier */
export async function ouvrirUneLigne(hugo: Page): Promise<string> {
  await hugo.goto('/budget')
  await bouton(hugo, 'Ouvrir une ligne').click()
  const dialogue = hugo.getByRole('dialog')
  await dialogue.getByLabel('Exercice').selectOption('2027')
  const imputation = { Libellé: 'Majoration des contrats', Chapitre: '932', 'Code fonctionnel': '26' }
  const remplir = async (champs: Readonly<Record<string, string>>) => {
    for (const [champ, valeur] of Object.entries(champs)) await dialogue.getByLabel(champ).fill(valeur)
  }
  await remplir({ ...imputation, Programme: 'HP 26-003', Action: '12600301' })
  await dialogue.getByRole('button', { name: 'Ouvrir une ligne' }).click()
  await hugo.getByRole('heading', { level: 1, name: 'Majoration des contrats, 2027' }).waitFor()
  await bouton(hugo, 'Inscrire des crédits').click()
  await remplir({ 'Référence de l’acte': 'BP 2027', Date: HIER })
  await remplir({ 'Autorisations d’engagement': '100 000', 'Crédits de paiement': '100 000' })
  await dialogue.getByRole('button', { name: 'Inscrire des crédits' }).click()
  await dialogue.waitFor({ state: 'detached' })
  return /lignes\/([^/?]+)/.exec(hugo.url())![1]!
}

/** Nadia writes where the money comes from; the check passes; every amount on screen is read back in both files. */
export async function deliberer(nadia: Page, campagne: string, total: string): Promise<void> {
  await nadia.goto(`/campagnes/${campagne}/deliberation`)
  await bouton(nadia, 'Ajouter une affectation').click()
  await nadia.getByLabel('Opération 1').fill(OPERATION)
  await nadia.getByLabel('Ligne 1').selectOption({ index: 1 })
  await bouton(nadia, 'Enregistrer le texte').click()
  await nadia.getByText('Tout ce que le texte chiffre est dans la base').waitFor()
  await lireLesDeux(nadia, total, true)
}

async function lireLesDeux(nadia: Page, total: string, projet: boolean): Promise<void> {
  const carte = nadia.getByRole('region', { name: 'Le texte, rempli' })
  const textes = await carte.locator('p, td, th').allTextContents()
  const affiches = new Set(textes.flatMap(montants))
  assert.ok(affiches.has(total), `${total} n’est pas à l’écran : ${[...affiches].join(', ')}`)
  assert.ok(affiches.has('12 345 €'), 'la majoration exceptionnelle n’est pas à l’écran')
  for (const [nom, lire] of LECTURES) {
    const attente = nadia.waitForEvent('download')
    await nadia.getByRole('link', { name: nom }).click()
    const texte = serrer(await lire(await readFile(await (await attente).path())))
    for (const dit of [...affiches, 'AFORPA', 'STELO FORMATION'])
      assert.ok(texte.includes(serrer(dit)), `${nom} : ${dit}`)
    assert.equal(/projet/i.test(texte), projet, `${nom} : mention « projet »`)
  }
}

/** Spaces and hyphens of lines do not count. */
const serrer = (texte: string) => texte.replace(/[\s-]/g, '')
const LECTURES = [
  [/À reprendre/, lireDocx],
  [/À archiver/, async (octets: Uint8Array) => lireTextePdf(octets)],
] as const

async function lireDocx(octets: Uint8Array): Promise<string> {
  return [...(await lireParties(octets))]
    .filter(([chemin]) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(chemin))
    .flatMap(([, xml]) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, texte]) => texte))
    .join(' ')
}

/** The assembly has voted: Nadia records it, then the text is locked and its files are no project any more. */
export async function voter(nadia: Page, campagne: string, total: string): Promise<void> {
  await nadia.goto(`/campagnes/${campagne}/vote`)
  await bouton(nadia, 'Constater le vote…').click()
  const dialogue = nadia.getByRole('dialog')
  await dialogue.getByLabel('Délibération').fill(DELIBERATION)
  await dialogue.getByLabel('Jour du vote').fill(HIER)
  await bouton(nadia, 'Constater le vote').click()
  await attendre(nadia, 'Votée')
  await nadia.goto(`/campagnes/${campagne}/deliberation`)
  await bouton(nadia, 'Arrêter le texte voté…').click()
  await bouton(nadia, 'Arrêter le texte').click()
  await nadia.getByRole('heading', { name: `Délibération ${DELIBERATION}` }).waitFor()
  await lireLesDeux(nadia, total, false)
}

/** Nadia has the letters made, signed and notified. */
export async function notifier(nadia: Page, campagne: string): Promise<void> {
  await nadia.goto(`/campagnes/${campagne}/notifications`)
  await bouton(nadia, 'Générer 2 lettres').click()
  await bouton(nadia, 'Signer 2 lettres').click()
  const dialogue = nadia.getByRole('dialog')
  await dialogue.getByRole('textbox', { name: 'Signataire' }).fill('Claire Martin, directrice')
  await dialogue.getByLabel('Date de signature').fill(HIER)
  await dialogue.getByRole('button', { name: 'Signer' }).click()
  await bouton(nadia, 'Notifier 2 lettres').click()
  await dialogue.getByRole('button', { name: 'Notifier' }).click()
  await eventually(() => nadia.locator('tbody').getByText('Notifiée', { exact: true }).count(), 2)
}

/** Hugo affects the credits as the délibération says. */
export async function affecter(hugo: Page, ligne: string, total: string): Promise<void> {
  await hugo.goto(`/budget/lignes/${ligne}`)
  await bouton(hugo, 'Affecter').click()
  const dialogue = hugo.getByRole('dialog')
  await dialogue.getByLabel('Opération').fill(OPERATION)
  await dialogue.getByLabel('Délibération').fill(DELIBERATION)
  await dialogue.getByLabel('Date').fill(HIER)
  await dialogue.getByLabel('Montant').fill(total.replace(' €', ''))
  await dialogue.getByRole('button', { name: 'Affecter', exact: true }).click()
  await dialogue.waitFor({ state: 'detached' })
}
