import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { appeler, openEspace } from '../../../test/espace-atelier.ts'

// What is written to the people of a body, with the act that it tells of.

const horloge = { maintenant: '2024-03-20T10:00:00.000Z' }
const { db, lea, nadia, brouillon, complet } = await openEspace({ after }, horloge)

const messages = async () =>
  (
    await sql<{ destinataire: string; sujet: string; corps: string; html: string; etat: string }>`
      select destinataire, sujet, corps, html, etat from message order by cree_le
    `.execute(db)
  ).rows

test('un dépôt refusé n’écrit à personne ; un dépôt, puis un complément demandé, écrivent à l’organisme', async () => {
  const { chemin } = await brouillon()
  const refuse = await appeler(lea, 'POST', `${chemin}/depot`, { version: 1 })
  assert.equal(refuse.statut, 422)
  assert.deepEqual(await messages(), [])
  const version = await complet(chemin)
  assert.equal((await appeler(lea, 'POST', `${chemin}/depot`, { version })).statut, 204)
  const [depot, ...reste] = await messages()
  assert.deepEqual(reste, [])
  assert.match(
    depot!.corps,
    /demande n°\s1 d’AFORPA .* déposée le 20\smars\s2024 à 11:00:00 \(heure de Paris\)/,
  )
  assert.match(depot!.corps, /SHA-256\)\u00a0: [0-9a-f]{64}/)
  assert.equal(depot!.etat, 'a_lire')
  const complement = { texte: 'Vos comptes <signés>', echeance: '2024-04-02' }
  assert.equal((await appeler(nadia, 'POST', `${chemin}/complements`, complement)).statut, 204)
  const ecrit = (await messages())[1]!
  assert.equal(ecrit.destinataire, depot!.destinataire)
  assert.match(ecrit.sujet, /complément est attendu pour le 2\savril\s2024/)
  assert.match(ecrit.html, /Vos comptes &lt;signés&gt;/)
})
