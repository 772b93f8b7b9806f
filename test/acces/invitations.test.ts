import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { ecrireDate } from '#socle/francais.ts'
import { fixedClock } from '../harness.ts'
import { openApplication } from './application.ts'
import { openEntree } from './atelier.ts'
import { startFauxFournisseur } from './fournisseur.ts'
import { Visiteur } from './visiteur.ts'

// From the screen of an administrator to the door: an invitation is written, read, sent again, withdrawn, taken up.

// The door has its own clock, the machine's: this one stands still at the same time.
const clock = fixedClock(new Date().toISOString())
const dernierJour = new Date(Date.parse(clock.today()) + 14 * 86_400_000).toISOString().slice(0, 10)
const application = await openApplication({ after }, { clock })
const { db, personne } = application
const ines = personne('ines-carpentier')
const akto = personne('sarah-klein').organisation

type Refus = { code: string; motifs?: { code: string }[] }
type Invitation = { id: string; courriel: string; etat: string; dernierJour: string }
const envoyer = async (chemin: string, methode = 'POST', corps?: object, qui = ines) => {
  const reponse = await qui.request(`/api${chemin}`, {
    method: methode,
    ...(corps && { body: JSON.stringify(corps), headers: { 'content-type': 'application/json' } }),
  })
  const texte = await reponse.text()
  return { statut: reponse.status, corps: (texte ? JSON.parse(texte) : null) as Invitation & Refus }
}
const inviter = (courriel: string, changes: object = {}) =>
  envoyer('/invitations', 'POST', { courriel, role: 'opco', organisation: akto, ...changes })
const lister = async (parametres = '') => {
  const reponse = await ines.request(`/api/invitations?${parametres}`)
  return (await reponse.json()) as { invitations: Invitation[]; total: number }
}
const messages = async (parametres: string) => {
  const reponse = await ines.request(`/api/messages?${parametres}`)
  return (await reponse.json()) as {
    messages: { id: string; corps: string; etat: string; sujet: string; erreur: string | null }[]
    total: number
    partent: boolean
    entree: string
  }
}
const actes = async (objet: string) =>
  (
    await sql<{ acte: string; personne: string; apres: object | null }>`
      select acte, personne, apres from journal where objet = ${objet} order by id`.execute(db)
  ).rows
const codes = ({ corps }: { corps: Refus }) => corps.motifs?.map(({ code }) => code)

test('inviter écrit l’invitation, son message et sa trace, qui ne nomme personne', async () => {
  const { statut, corps } = await inviter('Claire.Aubert@exemple.fr')
  assert.equal(statut, 201)
  assert.deepEqual(
    [corps.courriel, corps.etat, corps.dernierJour],
    ['claire.aubert@exemple.fr', 'ouverte', dernierJour],
  )
  const lus = await messages('q=claire.aubert')
  assert.deepEqual([lus.total, lus.partent, lus.entree], [1, false, 'http://localhost/entrer'])
  const [message] = lus.messages
  assert.equal(message!.etat, 'a_lire')
  assert.match(message!.corps, /Inès Carpentier .* vous invite/)
  assert.match(message!.corps, /http:\/\/localhost\/entrer/)
  assert.ok(message!.corps.includes(`jusqu’au ${ecrireDate(dernierJour)} inclus`))
  const traces = await actes(`invitation:${corps.id}`)
  assert.deepEqual(
    traces.map(({ acte, personne }) => [acte, personne]),
    [['invitation.envoyee', ines.id]],
  )
  assert.doesNotMatch(JSON.stringify(traces), /aubert/i)
  const journal = await (await ines.request(`/api/journal?objet=invitation:${corps.id}`)).text()
  assert.match(
    journal.replaceAll('\u00a0', ' '),
    /a invité une personne, dans le rôle « OPCO » chez OPCO AKTO/,
  )
})

test('un refus dit toutes ses raisons, et n’écrit ni invitation, ni message, ni trace', async () => {
  const avant = await photo()
  const refus = await inviter('pas une adresse', { role: 'comptable' })
  assert.deepEqual([refus.statut, codes(refus)], [422, ['courriel-invalide', 'role-etranger']])
  assert.deepEqual(codes(await inviter('ines.carpentier@exemple.fr')), ['soi-meme', 'autre-organisme'])
  assert.deepEqual(codes(await inviter('sarah.klein@exemple.fr')), ['role-tenu'])
  assert.deepEqual(codes(await inviter('marc.teixeira@exemple.fr')), ['autre-organisme'])
  assert.deepEqual(codes(await inviter('x@exemple.fr', { role: 'public' })), ['role-public'])
  assert.deepEqual(await photo(), avant)
  assert.equal((await inviter('x@exemple.fr', { organisation: 'inconnue' })).statut, 404)
})

const photo = async () =>
  (
    await sql`select (select count(*) from invitation) as invitations, (select count(*) from message) as messages,
      (select count(*) from journal) as actes`.execute(db)
  ).rows[0]

test('deux administrateurs au même instant n’invitent la même personne qu’une fois', async () => {
  const essais = await Promise.all(Array.from({ length: 6 }, () => inviter('pressee@exemple.fr')))
  assert.deepEqual(essais.map(({ statut }) => statut).sort(), [201, 422, 422, 422, 422, 422])
  assert.equal((await lister('q=pressee')).total, 1)
  assert.equal((await messages('q=pressee')).total, 1)
})

test('relancer renvoie la lettre et rouvre quatorze jours, même après l’expiration ; retirer ferme', async () => {
  const { corps } = await inviter('relancee@exemple.fr')
  assert.equal((await lister('q=relancee&etat=ouverte')).total, 1)
  await sql`update invitation set expire_le = ${clock.now()} where id = ${corps.id}`.execute(db)
  assert.deepEqual(
    (await lister('q=relancee&etat=expiree')).invitations.map(({ etat }) => etat),
    ['expiree'],
  )
  assert.deepEqual(codes(await envoyer(`/invitations/${corps.id}`, 'DELETE')), ['invitation-expiree'])
  const relance = await envoyer(`/invitations/${corps.id}/relance`)
  assert.deepEqual(
    [relance.statut, relance.corps.etat, relance.corps.dernierJour],
    [200, 'ouverte', dernierJour],
  )
  assert.equal((await messages('q=relancee')).total, 2)
  assert.equal((await envoyer(`/invitations/${corps.id}`, 'DELETE')).statut, 204)
  assert.deepEqual(
    (await lister('q=relancee&etat=retiree')).invitations.map(({ etat }) => etat),
    ['retiree'],
  )
  assert.deepEqual(codes(await envoyer(`/invitations/${corps.id}/relance`)), ['invitation-retiree'])
  assert.deepEqual(
    (await actes(`invitation:${corps.id}`)).map(({ acte }) => acte),
    ['invitation.envoyee', 'invitation.relancee', 'invitation.retiree'],
  )
  assert.equal((await envoyer('/invitations/inconnue/relance')).statut, 404)
  assert.equal((await envoyer('/invitations/inconnue', 'DELETE')).statut, 404)
})

test('la liste se cherche par adresse ou organisme, et par état ; chaque ligne a bien l’état demandé', async () => {
  await sql`update invitation set acceptee_le = now() where courriel = 'pressee@exemple.fr'`.execute(db)
  const tous = await lister()
  let total = 0
  for (const etat of ['ouverte', 'acceptee', 'expiree', 'retiree']) {
    const trouvees = await lister(`etat=${etat}`)
    assert.ok(
      trouvees.invitations.every((une) => une.etat === etat),
      etat,
    )
    total += trouvees.total
  }
  assert.equal(total, tous.total)
  assert.equal((await lister('q=opco+akto')).total, tous.total)
  assert.equal((await lister('q=personne')).total, 0)
  assert.equal((await ines.request('/api/invitations?etat=perdue')).status, 400)
})

test('un message refusé se renvoie ; un message à transmettre, non, tant que rien ne part', async () => {
  await sql`insert into message (id, destinataire, sujet, corps, etat, erreur) values
    ('echoue', 'a@exemple.fr', 'Essai', 'Bonjour', 'echec', '550 inconnu')`.execute(db)
  const [refuse] = (await messages('etat=echec')).messages
  assert.deepEqual([refuse!.id, refuse!.erreur], ['echoue', '550 inconnu'])
  const renvoi = await envoyer('/messages/echoue/renvoi')
  assert.deepEqual([renvoi.statut, renvoi.corps.etat], [200, 'a_lire'])
  assert.deepEqual(
    (await actes('message:echoue')).map(({ acte }) => acte),
    ['message.renvoye'],
  )
  assert.deepEqual(codes(await envoyer('/messages/echoue/renvoi')), ['sans-courrier'])
  assert.equal((await envoyer('/messages/inconnu/renvoi')).statut, 404)
})

test('qui est invité entre dans le rôle, par la porte et sous son adresse', async (t) => {
  const faux = await startFauxFournisseur()
  t.after(() => faux.close())
  const { settings, url } = application
  const entree = openEntree({ db, settings, url }, [faux.provider], t)
  const entrer = async (sub: string, email: string) => {
    const visiteur = new Visiteur(entree.app)
    const depart = await visiteur.locationOf('/api/connexion/agents?retour=%2F')
    const mensonge = { identite: { sub }, userinfo: { sub, email, siret: undefined } }
    await visiteur.locationOf(faux.autoriser(new URL(depart), mensonge))
    return visiteur
  }
  const { corps } = await inviter('nouvelle.venue@exemple.fr')
  const autre = await inviter('ecartee@exemple.fr')
  await envoyer(`/invitations/${autre.corps.id}`, 'DELETE')
  assert.equal(await (await entrer('venue', 'Nouvelle.Venue@exemple.fr')).role(), 'opco')
  assert.equal(await (await entrer('ecartee', 'ecartee@exemple.fr')).role(), 'public')
  assert.deepEqual(
    (await lister('q=nouvelle.venue')).invitations.map(({ etat }) => etat),
    ['acceptee'],
  )
  assert.deepEqual(codes(await envoyer(`/invitations/${corps.id}/relance`)), ['invitation-acceptee'])
  assert.deepEqual(codes(await inviter('nouvelle.venue@exemple.fr')), ['role-tenu'])
})
