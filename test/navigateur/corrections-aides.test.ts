import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { createCoffre } from '#platform/coffre.ts'
import { creerDossiersAccordes, ibanDEssai } from '../aides-asp-atelier.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

const VERDICT = {
  ...{ statut: 'accord', montant: 375_50, jugeLe: '2025-11-01', explication: [], periode: null },
  version: { fichier: 'ara-2025.publicodes', empreinte: '0'.repeat(64) },
}

browserTest(
  'Léa trouve le rejet, corrige le compte dans sa case ; Hugo renvoie ce qui est corrigé',
  async ({ open, db }) => {
    const { rows } = await sql<{ organisation: string; par: string }>`
      select organisation, id as par from personne where sujet = 'lea-fontaine'`.execute(db)
    const coffre = createCoffre(Buffer.alloc(32, 1))
    const { session, dossiers } = await creerDossiersAccordes(db, coffre, [375_50], rows[0]!)
    // The key of this server is its own: this dossier has no account that it could open.
    await sql`delete from aide_coordonnees where dossier = ${dossiers[0]!}`.execute(db)
    await sql`
      with fichier as (insert into asp_fichier (nom, session, etat, sha256, taille, paiements, montant, cree_le, jour,
          depose_le, voie)
        values ('essai.xml', ${session}, 'depose', repeat('0', 64), 1, 1, 37550, now(), '2025-01-02', now(), 'main')
        returning id)
      insert into asp_paiement (dossier, etat, montant, chiffre, masque, empreinte, fichier, envoyee_le, raison)
      select ${dossiers[0]!}, 'rejetee', 37550, 'x', 'FR•• •••• 0000', repeat('0', 64), id, '2025-01-02', 'rib-invalide'
      from fichier`.execute(db)

    await sql`update aide_dossier set verdict = ${JSON.stringify(VERDICT)}::jsonb where id = ${dossiers[0]!}`.execute(
      db,
    )

    const lea = await open(`/campagnes-aides/${session}/dossiers`, { as: 'lea-fontaine', expected: /422/ })
    await lea.getByLabel('À regarder').selectOption({ label: 'À corriger pour être payés' })
    await lea.getByText('Le compte bancaire est mal recopié.').waitFor()
    await lea.getByRole('link', { name: 'IBAN', exact: true }).click()
    await lea.waitForURL(/corriger=iban/)
    const dialogue = lea.getByRole('dialog')
    const iban = dialogue.getByLabel('IBAN', { exact: true })
    await iban.waitFor()
    assert.ok(await iban.evaluate((element) => element === document.activeElement), 'la case est prête')
    const juste = ibanDEssai(77)
    await iban.fill(`${juste.slice(0, -1)}${(Number(juste.at(-1)) + 1) % 10}`)
    await dialogue.getByRole('button', { name: 'Corriger', exact: true }).click()
    await dialogue.getByText(/La clé de contrôle de cet IBAN est fausse/).waitFor()
    assert.equal(await dialogue.getByText('La cellule est vide.').count(), 2)
    await checkEverywhere(lea)
    await iban.fill(juste)
    await dialogue.getByLabel('BIC', { exact: true }).fill('AGRIFRPP')
    await dialogue.getByLabel('Titulaire du compte').fill('Éloïse Delœuvre')
    await dialogue.getByLabel('Code postal').fill('75013')
    await dialogue.getByRole('button', { name: 'Corriger', exact: true }).click()
    await lea.getByText('75005 → 75013').waitFor()
    await lea.getByText(/IBAN\s: vide → FR•• •••• /).waitFor()
    await lea.getByText(/^Corrigé : le paiement sera/).waitFor()

    await lea.goto(`/paiements-aides?session=${session}&raison=rib-invalide`)
    const lien = lea.getByRole('link', { name: /^Corriger IBAN de/ })
    assert.match((await lien.getAttribute('href'))!, new RegExp(`/dossiers/${dossiers[0]!}\\?corriger=iban`))
    await lea.getByText('Corrigé depuis.').waitFor()

    const hugo = await open(`/paiements-aides?session=${session}`, { as: 'hugo-lemaire' })
    await hugo.getByRole('button', { name: /^Renvoyer 1\spaiement corrigé$/ }).click()
    await hugo.getByRole('button', { name: /^Prête\s: 1$/ }).waitFor()
  },
)
