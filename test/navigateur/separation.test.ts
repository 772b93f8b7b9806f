import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { holdDemande, moveDemande } from '#campagnes/demandes/routes-passage.ts'
import { type Db, transaction } from '#platform/db.ts'
import type { HttpRefusal } from '#platform/refusals.ts'
import { donnerRole, etatDe, ouvrirBureau, personneDe, preter } from './bureau.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { attendre, faire, instruire, prendreRole } from './gestes.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// Who instructs does not validate, who validates does not pay, nobody acts on the application of their own body: seen
// by the people themselves, each in their own browser, down to the journal.

const bouton = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialogue = (page: Page) => page.getByRole('dialog')

/** The latest refusals of the separation of duties, as the journal tells them. */
async function refusTraces(db: Db): Promise<string[]> {
  const { rows } = await sql<{ dit: string }>`
    select p.nom || ' : ' || j.motif as dit from journal j join personne p on p.id = j.personne
    where j.acte = 'acces.separe' order by j.id
  `.execute(db)
  return rows.map(({ dit }) => plain(dit))
}

const INSTRUIT = 'Vous avez déjà instruit ce dossier : une autre personne doit le valider.'

browserTest(
  'qui a instruit ne valide pas, qui a validé ne paie pas ; une autre personne le fait',
  async ({ open, db }) => {
    const { campagne, deposer } = await ouvrirBureau(db, 'separation')
    const [parCamille, parNadia] = [
      await deposer('CFA Essai Instruction'),
      await deposer('CFA Essai Validation'),
    ]
    await donnerRole(db, 'paul-vasseur', 'responsable')
    const adresse = (demande: string) => `/campagnes/${campagne}/demandes/${demande}`

    // Camille finds the application in the queue, and instructs it; validating is not hers to ask.
    const camille = await open(`/campagnes/${campagne}/demandes`, { as: 'camille-royer' })
    await checkEverywhere(camille)
    await camille.getByRole('link', { name: 'CFA Essai Instruction' }).click()
    await camille.getByRole('heading', { level: 1, name: 'CFA Essai Instruction' }).waitFor()
    await checkEverywhere(camille)
    await instruire(camille)
    assert.equal(await bouton(camille, 'Valider').count(), 0)

    // Nadia instructs the other one herself: the screen says beforehand that she may not validate it, and so does the server.
    const nadia = await open(adresse(parNadia), { expected: /422/ })
    await instruire(nadia)
    await nadia.getByText('Valider, Déclarer inéligible : pas de votre main').waitFor()
    await faire(nadia, 'Valider')
    await dialogue(nadia).getByText('La demande reste à son état.').waitFor()
    await dialogue(nadia).getByText('Vous avez déjà instruit ce dossier').waitFor()
    await checkEverywhere(nadia)
    await bouton(nadia, 'Annuler').click()
    await faire(nadia, 'Déclarer inéligible', { 'Motifs, un par ligne': 'Hors délai' })
    await dialogue(nadia).getByText('Vous avez déjà instruit ce dossier').waitFor()
    await bouton(nadia, 'Annuler').click()
    assert.equal(await etatDe(db, parNadia), 'instruite')
    await eventually(() => refusTraces(db), [`Nadia Benali : ${INSTRUIT}`, `Nadia Benali : ${INSTRUIT}`])

    // She validates what Camille instructed, and another responsable what she did.
    await nadia.goto(adresse(parCamille))
    await faire(nadia, 'Valider')
    await attendre(nadia, 'Validée')
    const paul = await open(adresse(parNadia), { as: 'paul-vasseur' })
    await prendreRole(paul, 'Responsable')
    await paul.goto(adresse(parNadia))
    await faire(paul, 'Valider')
    await attendre(paul, 'Validée')
    await checkEverywhere(paul)
    assert.deepEqual([await etatDe(db, parCamille), await etatDe(db, parNadia)], ['validee', 'validee'])
    // What happened is told where anybody of the Région reads it.
    const etapes = paul.getByRole('region', { name: 'Étapes' })
    await etapes.getByText('La demande est validée').waitFor()
    await etapes.getByText('Paul Vasseur').waitFor()

    // No screen pays an application yet: the one passage that any payment goes through refuses the hand that validated.
    await sql`update demande set etat = 'engagee' where id = ${parCamille}`.execute(db)
    const payer = async (sujet: string) => {
      const organisation = { identifiant: 'paierie', nature: 'comptable' } as const
      const acteur = { role: 'comptable', identifiant: await personneDe(db, sujet), organisation } as const
      await transaction(db, async (tx) => moveDemande(tx, await holdDemande(tx, parCamille), 'payer', acteur))
    }
    await assert.rejects(payer('nadia-benali'), (erreur: HttpRefusal) => {
      assert.deepEqual(
        erreur.motifs?.map(({ code }) => code),
        ['deja-valide'],
      )
      return true
    })
    assert.equal(await etatDe(db, parCamille), 'engagee')
    await payer('anne-prevost')
    assert.equal(await etatDe(db, parCamille), 'payee')
  },
)

browserTest('agir par délégation n’y change rien', async ({ open, db }) => {
  const { campagne, deposer } = await ouvrirBureau(db, 'separation-delegation')
  const [instruiteParElle, instruiteEnSonNom] = [
    await deposer('CFA Essai Prêt'),
    await deposer('CFA Essai Nom'),
  ]
  const adresse = (demande: string) => `/campagnes/${campagne}/demandes/${demande}`
  await preter(db, 'nadia-benali', 'camille-royer', 'responsable')
  await preter(db, 'camille-royer', 'nadia-benali', 'instructeur')

  // Camille instructs as herself, then with the role that Nadia lends her: the hand is the same.
  const camille = await open(adresse(instruiteParElle), { as: 'camille-royer', expected: /422/ })
  await instruire(camille)
  await prendreRole(camille, 'Responsable, par délégation de Nadia Benali')
  await camille.goto(adresse(instruiteParElle))
  await faire(camille, 'Valider')
  await dialogue(camille).getByText('Vous avez déjà instruit ce dossier').waitFor()
  await bouton(camille, 'Annuler').click()
  assert.equal(await etatDe(db, instruiteParElle), 'instruite')

  // Nadia instructs in the name of Camille: neither of the two may validate.
  const nadia = await open(adresse(instruiteEnSonNom), { expected: /422/ })
  await prendreRole(nadia, 'Instructeur, par délégation de Camille Royer')
  await nadia.goto(adresse(instruiteEnSonNom))
  await instruire(nadia)
  await nadia.getByText('Nadia Benali, pour Camille Royer').first().waitFor()
  await camille.goto(adresse(instruiteEnSonNom))
  await faire(camille, 'Valider')
  await dialogue(camille).getByText('Ce dossier a déjà été instruit en votre nom').waitFor()
  await prendreRole(nadia, 'Responsable')
  await nadia.goto(adresse(instruiteEnSonNom))
  await faire(nadia, 'Valider')
  await dialogue(nadia).getByText('Vous avez déjà instruit ce dossier').waitFor()
  assert.equal(await etatDe(db, instruiteEnSonNom), 'instruite')
})

browserTest('nul n’agit sur la demande de son propre organisme', async ({ open, db }) => {
  const { campagne, deposer } = await ouvrirBureau(db, 'separation-organisme')
  const demande = await deposer('CFA Essai Organisme')
  const adresse = `/campagnes/${campagne}/demandes/${demande}`
  // An agent works for the Région: the body is made hers, as if she had come from it.
  await sql`update demande set organisation = (select organisation from personne where sujet = 'camille-royer')
    where id = ${demande}`.execute(db)
  const camille = await open(adresse, { as: 'camille-royer', expected: /422/ })
  await faire(camille, 'Donner un avis', { 'Ce qui le fonde': 'Très bien.' })
  await dialogue(camille).getByText('Ce dossier est celui de votre organisme').waitFor()
  await bouton(camille, 'Annuler').click()
  assert.equal(await camille.getByText('Très bien.').count(), 0)
  const avis = await sql`select from demande_avis where demande = ${demande}`.execute(db)
  assert.equal(avis.rows.length, 0)
  const camilleId = await personneDe(db, 'camille-royer')
  const { rows } = await sql<{ motif: string }>`select motif from journal
    where acte = 'acces.separe' and personne = ${camilleId} and objet like ${`%${demande}%`}`.execute(db)
  assert.equal(rows.length, 1)
  assert.match(rows[0]!.motif, /celui de votre organisme/)
})

browserTest('un organisme n’entre pas au bureau, même à la bonne adresse', async ({ open, db }) => {
  const { campagne, deposer } = await ouvrirBureau(db, 'separation-porte')
  const demande = await deposer('CFA Essai Porte')
  const lea = await open(`/campagnes/${campagne}/demandes/${demande}`, {
    as: 'lea-fontaine',
    expected: /403|404/,
  })
  await lea.getByText('ne donne pas accès à cet écran').waitFor()
  assert.equal(await lea.getByText('CFA Essai Porte').count(), 0)
  assert.equal(await lea.getByRole('link', { name: 'Demandes', exact: true }).count(), 0)
  const statuts = await lea.evaluate(
    async ([campagne, demande]) => {
      const lire = async (chemin: string, methode = 'GET') =>
        (await fetch(`/api${chemin}`, { method: methode })).status
      return [
        await lire(`/campagnes/${campagne}/demandes`),
        await lire(`/demandes/${demande}/instruction`),
        await lire(`/demandes/${demande}/validation`, 'POST'),
      ]
    },
    [campagne, demande] as const,
  )
  assert.deepEqual(statuts, [403, 403, 403])
  assert.equal(await etatDe(db, demande), 'deposee')
})
