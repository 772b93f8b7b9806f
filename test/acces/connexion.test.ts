import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openTestDatabase } from '../harness.ts'
import { openEntree } from './atelier.ts'
import { type Mensonge, startFauxFournisseur } from './fournisseur.ts'
import { Visiteur } from './visiteur.ts'

// The whole exchange with a provider that can lie, without a browser: what is refused leaves nobody signed in.

const database = await openTestDatabase()
const { db } = database
const faux = await startFauxFournisseur()
test.after(() => faux.close())
const entree = openEntree(database, [faux.provider], test)

const aforpa =
  await insert(`insert into organisation (nature, nom, siret) values ('of-cfa', 'AFORPA', '00000002600013')
  returning id`)

async function insert(statement: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`${sql.raw(statement)}`.execute(db)
  return rows[0]!.id
}

const inviter = (courriel: string, role = 'ofcfaGestionnaire') =>
  insert(`insert into invitation (courriel, role, organisation, expire_le)
    values ('${courriel}', '${role}', '${aforpa}', now() + interval '7 days') returning id`)

/** Goes to the provider and stops there: the address where the provider then sends the browser back. */
async function partir(visiteur: Visiteur, mensonge: Mensonge = {}, retour = '/campagnes'): Promise<string> {
  const depart = await visiteur.locationOf(`/api/connexion/agents?retour=${encodeURIComponent(retour)}`)
  return faux.autoriser(new URL(depart), mensonge)
}

async function entrer(visiteur: Visiteur, mensonge: Mensonge = {}): Promise<string> {
  return visiteur.locationOf(await partir(visiteur, mensonge))
}

const sessions = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from session`.execute(db)
  return rows[0]!.n
}

/** Somebody with a role of their own in this test. */
async function habituee(
  sujet: string,
): Promise<{ visiteur: Visiteur; mensonge: Mensonge; personne: string }> {
  const mensonge = { identite: { sub: sujet }, userinfo: { sub: sujet, email: `${sujet}@exemple.fr` } }
  await inviter(`${sujet}@exemple.fr`)
  const visiteur = new Visiteur(entree.app)
  assert.equal(await entrer(visiteur, mensonge), '/campagnes')
  assert.equal(await visiteur.role(), 'ofcfaGestionnaire')
  const { rows } = await sql<{ id: string }>`select id from personne where sujet = ${sujet}`.execute(db)
  return { visiteur, mensonge, personne: rows[0]!.id }
}

test('qui est invité entre, revient où il voulait, et garde une session du serveur', async () => {
  await inviter('lea.fontaine@exemple.fr')
  const lea = new Visiteur(entree.app)
  const depart = await lea.request('/api/connexion/agents?retour=%2Fcampagnes%3Fq%3D1')
  const adresse = new URL(depart.headers.get('location')!)
  assert.equal(adresse.searchParams.get('code_challenge_method'), 'S256')
  assert.equal(adresse.searchParams.get('acr_values'), 'eidas1')
  assert.equal(adresse.searchParams.get('redirect_uri'), 'http://localhost/api/connexion/retour')
  const arrivee = await lea.request(faux.autoriser(adresse))
  assert.equal(arrivee.status, 302)
  assert.equal(arrivee.headers.get('location'), '/campagnes?q=1')
  assert.equal(arrivee.headers.get('cache-control'), 'no-store')
  const cookie = arrivee.headers.getSetCookie().find((line) => line.startsWith('__Host-session='))!
  for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
    assert.ok(cookie.includes(attribute))
  assert.doesNotMatch(cookie, /Domain/)
  const compte = (await (await lea.request('/api/compte')).json()) as { acteur: Record<string, unknown> }
  assert.equal(compte.acteur.nom, 'Léa Fontaine')
  assert.equal(compte.acteur.courriel, 'lea.fontaine@exemple.fr')
  assert.equal(compte.acteur.role, 'ofcfaGestionnaire')
  assert.equal((await lea.request('/api/compte')).headers.get('cache-control'), 'no-store')
  // The token itself is nowhere in the database.
  const { rows } = await sql<{ texte: string }>`select to_jsonb(s)::text as texte from session s`.execute(db)
  assert.ok(rows.every(({ texte }) => !texte.includes(lea.cookies.get('__Host-session')!)))
})

const mensonges: readonly (readonly [string, Mensonge])[] = [
  ['un jeton d’identité signé par une autre clé', { autreCle: true }],
  ['un jeton d’identité qui se dit sans signature', { sansSignature: true }],
  ['un jeton d’identité expiré', { identite: { iat: 1_700_000_000, exp: 1_700_000_300 } }],
  ['un jeton d’identité sans échéance', { identite: { exp: undefined } }],
  ['un jeton d’identité fait pour un autre', { identite: { aud: 'un-autre' } }],
  ['un jeton d’identité d’un autre émetteur', { identite: { iss: 'https://ailleurs.example' } }],
  ['un jeton d’identité d’une autre demande (nonce)', { identite: { nonce: 'rejoué' } }],
  ['un jeton d’identité sans nonce', { identite: { nonce: undefined } }],
  ['un niveau d’assurance plus bas que demandé', { identite: { acr: 'eidas0' } }],
  ['un niveau d’assurance absent', { identite: { acr: undefined } }],
  ['les informations d’une autre personne', { userinfo: { sub: 'sujet-omar' } }],
  ['des informations sans signature quand elle est convenue', { userinfoEnClair: true }],
  ['des informations signées par une autre clé', { userinfoAutreCle: true }],
  ['des informations faites pour un autre', { userinfo: { aud: 'un-autre' } }],
]
for (const [nom, mensonge] of mensonges)
  test(`est refusé : ${nom}`, async () => {
    const visiteur = new Visiteur(entree.app)
    const avant = await sessions()
    assert.equal(await entrer(visiteur, mensonge), '/entrer?echec=refusee')
    assert.equal(await sessions(), avant)
    assert.equal(await visiteur.role(), null)
  })

test('un retour dont l’état n’est pas celui du départ est refusé', async () => {
  const visiteur = new Visiteur(entree.app)
  const retour = new URL(await partir(visiteur), 'http://localhost')
  retour.searchParams.set('state', 'deviné')
  assert.equal(await visiteur.locationOf(retour.pathname + retour.search), '/entrer?echec=refusee')
  assert.equal(await visiteur.role(), null)
})

test('un retour sans départ, ou dans un autre navigateur, n’ouvre rien', async () => {
  const attaquant = new Visiteur(entree.app)
  const retour = await partir(attaquant)
  const victime = new Visiteur(entree.app)
  assert.equal(await victime.locationOf(retour), '/entrer?echec=perimee')
  // Even when the other browser is itself on its way.
  await partir(victime)
  assert.equal(await victime.locationOf(retour), '/entrer?echec=refusee')
  assert.equal(await victime.role(), null)
})

test('un départ illisible ou d’un fournisseur inconnu est périmé', async () => {
  for (const cookie of ['n’importe quoi', Buffer.from('{"fournisseur":"x"}').toString('base64url')]) {
    const reponse = await entree.app.request('/api/connexion/retour?code=a&state=b', {
      headers: { cookie: `__Host-connexion=${encodeURIComponent(cookie)}` },
    })
    assert.equal(reponse.headers.get('location'), '/entrer?echec=perimee')
  }
})

test('un code ne sert qu’une fois, même avec le cookie du départ', async () => {
  const visiteur = new Visiteur(entree.app)
  const retour = await partir(visiteur)
  const depart = visiteur.cookies.get('__Host-connexion')!
  assert.equal(await visiteur.locationOf(retour), '/campagnes')
  assert.equal(await visiteur.locationOf(retour), '/entrer?echec=perimee')
  const rejeu = new Visiteur(entree.app)
  rejeu.cookies.set('__Host-connexion', depart)
  assert.equal(await rejeu.locationOf(retour), '/entrer?echec=refusee')
  assert.equal(await rejeu.role(), null)
})

test('un refus du fournisseur revient à la page d’entrée', async () => {
  const visiteur = new Visiteur(entree.app)
  const state = new URL(await partir(visiteur), 'http://localhost').searchParams.get('state')
  const retour = `/api/connexion/retour?error=access_denied&state=${state}`
  assert.equal(await visiteur.locationOf(retour), '/entrer?echec=refusee')
})

test('une session posée d’avance ne vaut rien après la connexion', async () => {
  const { visiteur: attaquant } = await habituee('attaquant')
  const posee = attaquant.cookies.get('__Host-session')!
  const victime = new Visiteur(entree.app)
  for (const jeton of ['inventé', posee]) {
    victime.cookies.set('__Host-session', jeton)
    await entrer(victime, { identite: { sub: 'victime' }, userinfo: { sub: 'victime' } })
    assert.notEqual(victime.cookies.get('__Host-session'), jeton)
  }
  // Whoever planted it has neither the victim's session nor their own any more.
  assert.equal(await attaquant.role(), null)
})

test('une session finit après une heure sans rien faire, et dans tous les cas après dix heures', async () => {
  const { visiteur } = await habituee('endormie')
  entree.attendre(59 * 60)
  assert.equal(await visiteur.role(), 'ofcfaGestionnaire')
  entree.attendre(60 * 60)
  assert.equal(await visiteur.role(), null)
  const { visiteur: active } = await habituee('active')
  for (let tour = 0; tour < 11; tour++) {
    assert.equal(await active.role(), 'ofcfaGestionnaire')
    entree.attendre(54 * 60)
  }
  assert.equal(await active.role(), 'ofcfaGestionnaire')
  entree.attendre(7 * 60)
  assert.equal(await active.role(), null)
})

test('une session fermée par ailleurs ne sert plus, et ne se rouvre pas', async () => {
  const { visiteur, personne } = await habituee('revoquee')
  await sql`update session set fermee_le = now() where personne = ${personne}`.execute(db)
  assert.equal(await visiteur.role(), null)
  assert.equal((await visiteur.request('/api/compte/sessions')).status, 401)
})

test('sortir ferme la session ici et dit où l’oublier chez le fournisseur', async () => {
  const { visiteur } = await habituee('sortante')
  const jeton = visiteur.cookies.get('__Host-session')!
  const { suite } = (await (await visiteur.request('/api/connexion/sortie', { method: 'POST' })).json()) as {
    suite: string
  }
  assert.ok(suite.startsWith(`${faux.provider.emetteur}/sortie?`))
  assert.equal(new URL(suite).searchParams.get('post_logout_redirect_uri'), 'http://localhost/')
  assert.equal(visiteur.cookies.has('__Host-session'), false)
  visiteur.cookies.set('__Host-session', jeton)
  assert.equal(await visiteur.role(), null)
})

test('une autre page ne peut ni faire sortir, ni être cherchée par un GET', async () => {
  const { visiteur } = await habituee('tranquille')
  const headers = { origin: 'https://ailleurs.example', host: 'localhost' }
  assert.equal((await visiteur.request('/api/connexion/sortie', { method: 'POST', headers })).status, 403)
  assert.notEqual((await visiteur.request('/api/connexion/sortie')).status, 200)
  assert.equal(await visiteur.role(), 'ofcfaGestionnaire')
})

test('un compte suspendu n’agit plus et ne rentre plus', async () => {
  const { visiteur, mensonge, personne } = await habituee('suspendue')
  await sql`update personne set etat = 'suspendue' where id = ${personne}`.execute(db)
  assert.equal(await visiteur.role(), 'public')
  const retour = new Visiteur(entree.app)
  assert.equal(await entrer(retour, mensonge), '/entrer?echec=compte-suspendu')
  assert.equal(await retour.role(), null)
})

test('une invitation n’est prise que par une adresse vérifiée, et une seule fois', async () => {
  await inviter('convoitee@exemple.fr')
  const venir = async (sujet: string, email_verified: unknown) => {
    const visiteur = new Visiteur(entree.app)
    const userinfo = { sub: sujet, email: 'Convoitee@exemple.fr', email_verified }
    await entrer(visiteur, { identite: { sub: sujet }, userinfo })
    return visiteur.role()
  }
  assert.equal(await venir('menteur', false), 'public')
  assert.equal(await venir('menteur-2', 'true'), 'public')
  assert.equal(await venir('menteur-3', undefined), 'public')
  assert.equal(await venir('vraie', true), 'ofcfaGestionnaire')
  assert.equal(await venir('seconde', true), 'public')
  assert.equal(await venir('vraie', true), 'ofcfaGestionnaire')
})

test('une invitation écrite pendant l’attente ouvre le compte au retour', async () => {
  const mensonge = {
    identite: { sub: 'patiente' },
    userinfo: { sub: 'patiente', email: 'patiente@exemple.fr' },
  }
  const visiteur = new Visiteur(entree.app)
  await entrer(visiteur, mensonge)
  assert.equal(await visiteur.role(), 'public')
  await inviter('patiente@exemple.fr', 'ofcfaLecteur')
  await entrer(visiteur, mensonge)
  assert.equal(await visiteur.role(), 'ofcfaLecteur')
})

test('un SIRET inconnu attend un administrateur, même déclaré par deux personnes au même instant', async () => {
  const siret = '00000009100017'
  const visiteurs = [new Visiteur(entree.app), new Visiteur(entree.app)]
  const retours = await Promise.all(
    visiteurs.map((visiteur, i) =>
      partir(visiteur, { identite: { sub: `nouvelle-${i}` }, userinfo: { sub: `nouvelle-${i}`, siret } }),
    ),
  )
  const suites = await Promise.all(retours.map((retour, i) => visiteurs[i]!.locationOf(retour)))
  assert.deepEqual(suites, ['/campagnes', '/campagnes'])
  const { rows } = await sql<{ etat: string; organisation: string; n: number }>`
    select p.etat, o.etat as organisation, count(*)::int as n from organisation o join personne p on p.organisation = o.id
    where o.siret = ${siret} group by 1, 2`.execute(db)
  assert.deepEqual(rows, [{ etat: 'en_attente', organisation: 'en_attente', n: 2 }])
  assert.equal(await visiteurs[0]!.role(), 'public')
})

test('deux onglets qui arrivent ensemble ouvrent un seul compte', async () => {
  const mensonge = { identite: { sub: 'pressee' }, userinfo: { sub: 'pressee' } }
  const onglets = [new Visiteur(entree.app), new Visiteur(entree.app)]
  const retours = await Promise.all(onglets.map((onglet) => partir(onglet, mensonge)))
  const suites = await Promise.all(retours.map((retour, i) => onglets[i]!.locationOf(retour)))
  assert.deepEqual(suites, ['/campagnes', '/campagnes'])
  const { rows } = await sql`select id from personne where sujet = 'pressee'`.execute(db)
  assert.equal(rows.length, 1)
})

test('le retour demandé reste sur ce site', async () => {
  const ailleurs = [
    ...[
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'https://evil.example',
      'https:evil.example',
    ],
    ...['/\t/evil.example', '/\n/evil.example', '\t//evil.example', ' //evil.example', '/.//evil.example'],
    ...[
      '/..//evil.example',
      '/./\\evil.example',
      '/a/../..//evil.example',
      'javascript:alert(1)',
      'evil.example',
    ],
    ...['/%09/evil.example', '/%5cevil.example', '/%2f/evil.example', ''],
  ]
  for (const retour of ailleurs) {
    const visiteur = new Visiteur(entree.app)
    const suite = await visiteur.locationOf(await partir(visiteur, {}, retour))
    assert.equal(new URL(suite, 'http://localhost/entrer').host, 'localhost', retour)
    assert.match(suite, /^\/(?![/\\])/, retour)
  }
})

test('un départ ne laisse rien dans la base ni dans le journal', async () => {
  const compter = async () => {
    const { rows } =
      await sql`select (select count(*) from session) as s, (select count(*) from journal) as j,
      (select count(*) from personne) as p`.execute(db)
    return rows
  }
  const avant = await compter()
  await partir(new Visiteur(entree.app))
  assert.deepEqual(await compter(), avant)
})

test('chaque entrée et chaque sortie laissent leur trace', async () => {
  const { visiteur, personne } = await habituee('tracee')
  await visiteur.request('/api/connexion/sortie', { method: 'POST' })
  const { rows } = await sql<{ acte: string }>`
    select acte from journal where apres ->> 'personne' = ${personne} or avant ->> 'personne' = ${personne}
      or objet = ${`personne:${personne}`} order by id`.execute(db)
  const attendus = ['compte.ouvert', 'role.donne', 'session.ouverte', 'session.fermee']
  assert.deepEqual(
    rows.map(({ acte }) => acte),
    attendus,
  )
})

test('un fournisseur injoignable renvoie à la page d’entrée, au départ comme au retour', async (t) => {
  const absent = await startFauxFournisseur('agents')
  const { app } = openEntree(database, [absent.provider], t)
  const enRoute = new Visiteur(app)
  const retour = absent.autoriser(new URL(await enRoute.locationOf('/api/connexion/agents')))
  await absent.close()
  assert.equal(await enRoute.locationOf(retour), '/entrer?echec=fournisseur')
  const { app: neuf } = openEntree(database, [absent.provider], t)
  assert.equal(await new Visiteur(neuf).locationOf('/api/connexion/agents'), '/entrer?echec=fournisseur')
})

test('une base en panne au retour renvoie à la page d’entrée, sans session, même avec un ancien témoin', async (t) => {
  const autre = await openTestDatabase(t)
  const { app } = openEntree(autre, [faux.provider], t)
  const neuf = new Visiteur(app)
  const ancien = new Visiteur(app)
  ancien.cookies.set('__Host-session', 'un-temoin-d-avant')
  const retours = [await partir(neuf), await partir(ancien)]
  await sql`alter table session rename to perdue`.execute(autre.db)
  for (const [i, visiteur] of [neuf, ancien].entries()) {
    const reponse = await visiteur.request(retours[i]!)
    assert.equal(reponse.headers.get('location'), '/entrer?echec=panne')
    assert.equal(await reponse.text(), '')
  }
  assert.equal(neuf.cookies.has('__Host-session'), false)
  const { rows } = await sql`select id from personne`.execute(autre.db)
  assert.deepEqual(rows, [], 'rien n’est écrit à moitié')
})
