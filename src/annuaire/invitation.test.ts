import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Organisation } from '#annuaire/compte.ts'
import {
  type CompteInvite,
  etatInvitation,
  type InvitationSuivie,
  lireCourriel,
  verifierInvitation,
  verifierRelance,
  verifierRetrait,
} from '#annuaire/invitation.ts'
import { ecrireInvitation } from '#annuaire/lettre-invitation.ts'
import { type EtatMessage, renvoyer } from '#annuaire/message.ts'
import type { Decision } from '#socle/decision.ts'

const akto: Organisation = {
  ...{ id: 'akto', nature: 'opco', nom: 'OPCO AKTO', siret: '00000004200010', etat: 'active' },
}
const demande = { courriel: ' Sarah.Klein@Exemple.fr ', role: 'opco', organisation: akto } as const
const maintenant = '2026-11-21T09:00:00.000Z'
const contexte = { invitations: [], comptes: [], auteurs: ['ines'], maintenant }
const invitation: InvitationSuivie = {
  ...{ id: 'i1', courriel: 'sarah.klein@exemple.fr', role: 'opco', organisation: akto },
  ...{ creeeLe: '2026-11-20T09:00:00.000Z', expireLe: '2026-12-04T23:00:00.000Z' },
  ...{ dernierJour: '2026-12-04', accepteeLe: null, retireeLe: null },
}
const sarah: CompteInvite = { id: 'sarah', etat: 'active', organisation: 'akto', roles: [] }
const codes = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : []

test('une invitation acceptée garde l’adresse telle que les fournisseurs la donnent', () => {
  const decision = verifierInvitation(demande, contexte)
  assert.deepEqual(decision, {
    statut: 'accord',
    valeur: { ...demande, courriel: 'sarah.klein@exemple.fr' },
  })
})

test('tout ce qui ne va pas est dit à la fois', () => {
  const fermee = { ...akto, etat: 'fermee' } as const
  const decision = verifierInvitation(
    { courriel: 'sarah', role: 'etat', organisation: fermee },
    { ...contexte, comptes: [{ ...sarah, id: 'ines', etat: 'suspendue', organisation: 'region' }] },
  )
  assert.deepEqual(codes(decision), [
    ...['courriel-invalide', 'role-etranger', 'organisme-inactif'],
    ...['soi-meme', 'compte-suspendu', 'autre-organisme'],
  ])
})

test('public n’est pas un rôle que l’on donne', () =>
  assert.deepEqual(codes(verifierInvitation({ ...demande, role: 'public' }, contexte)), ['role-public']))

test('une invitation encore ouverte au même rôle du même organisme suffit ; toute autre n’empêche rien', () => {
  const avec = (une: InvitationSuivie) =>
    codes(verifierInvitation(demande, { ...contexte, invitations: [une] }))
  assert.deepEqual(avec(invitation), ['deja-invitee'])
  assert.deepEqual(avec({ ...invitation, expireLe: maintenant }), [])
  assert.deepEqual(avec({ ...invitation, accepteeLe: maintenant }), [])
  assert.deepEqual(avec({ ...invitation, retireeLe: maintenant }), [])
  assert.deepEqual(avec({ ...invitation, organisation: { ...akto, id: 'atlas' } }), [])
  assert.deepEqual(avec({ ...invitation, role: 'etat' }), [])
})

test('personne ne s’invite, ni soi-même, ni celui pour qui l’on agit', () => {
  const decision = verifierInvitation(demande, { ...contexte, auteurs: ['ines', 'sarah'], comptes: [sarah] })
  assert.deepEqual(codes(decision), ['soi-meme'])
})

test('une invitation qui n’ouvrirait rien n’est pas envoyée', () => {
  const avec = (...comptes: CompteInvite[]) => codes(verifierInvitation(demande, { ...contexte, comptes }))
  assert.deepEqual(avec({ ...sarah, roles: ['opco'] }), ['role-tenu'])
  assert.deepEqual(avec({ ...sarah, etat: 'suspendue', roles: ['opco'] }), ['compte-suspendu'])
  assert.deepEqual(avec({ ...sarah, organisation: 'atlas' }), ['autre-organisme'])
  // An account that waits, or without an organisation, or a second one that can come in.
  assert.deepEqual(avec({ ...sarah, etat: 'en_attente' }), [])
  assert.deepEqual(avec({ ...sarah, organisation: null }), [])
  assert.deepEqual(avec({ ...sarah, etat: 'suspendue' }, { ...sarah, id: 'autre' }), [])
})

test('une adresse de courriel se reconnaît, sans refuser celles qui sortent de l’ordinaire', () => {
  for (const bonne of ['a@b.fr', "jean-luc.o'k@cfa.fr", 'x+y@sous.domaine.gouv.fr'])
    assert.equal(lireCourriel(bonne.toUpperCase()), bonne)
  assert.equal(lireCourriel('hélène@cité.fr'), 'hélène@cité.fr')
  for (const fausse of [
    ...['', 'a', 'a@', '@b.fr', 'a@b', 'a@@b.fr', 'a b@c.fr', 'a@b..fr', 'a@-b.fr', 'a@b.fr, c@d.fr'],
    ...['a@b.fr\nBcc: c@d.fr', '<a@b.fr>', 'a@b.fr;', `${'x'.repeat(65)}@b.fr`, `a@${'b.'.repeat(150)}fr`],
  ])
    assert.equal(lireCourriel(fausse), undefined, fausse)
})

test('une invitation est ouverte jusqu’à son terme, puis expirée, sauf acceptée ou retirée', () => {
  assert.equal(etatInvitation(invitation, '2026-12-04T22:59:59.999Z'), 'ouverte')
  assert.equal(etatInvitation(invitation, '2026-12-04T23:00:00.000Z'), 'expiree')
  assert.equal(etatInvitation({ ...invitation, accepteeLe: maintenant }, '2030-01-01'), 'acceptee')
  assert.equal(etatInvitation({ ...invitation, retireeLe: maintenant }, '2030-01-01'), 'retiree')
})

test('on relance une invitation ouverte ou expirée, jamais une qui a servi ou qui a été retirée', () => {
  const relancer = (une: InvitationSuivie) =>
    codes(verifierRelance(une, { ...contexte, invitations: [invitation] }))
  assert.deepEqual(relancer(invitation), [])
  assert.deepEqual(relancer({ ...invitation, expireLe: '2026-11-01T00:00:00.000Z' }), [])
  assert.deepEqual(relancer({ ...invitation, accepteeLe: maintenant }), ['invitation-acceptee'])
  assert.deepEqual(relancer({ ...invitation, retireeLe: maintenant }), ['invitation-retiree'])
  // What has become impossible since is said again.
  assert.deepEqual(relancer({ ...invitation, organisation: { ...akto, etat: 'fermee' } }), [
    'organisme-inactif',
  ])
  assert.deepEqual(relancer({ ...invitation, id: 'i2', expireLe: '2026-11-01T00:00:00.000Z' }), [
    'deja-invitee',
  ])
})

test('on ne retire que ce qui ouvre encore', () => {
  assert.equal(verifierRetrait(invitation, maintenant).statut, 'accord')
  for (const [change, code] of [
    [{ accepteeLe: maintenant }, 'invitation-acceptee'],
    [{ retireeLe: maintenant }, 'invitation-retiree'],
    [{ expireLe: maintenant }, 'invitation-expiree'],
  ] as const)
    assert.deepEqual(codes(verifierRetrait({ ...invitation, ...change }, maintenant)), [code])
})

test('la lettre dit qui invite, pour quoi, où aller, jusqu’à quand, et que faire d’une erreur', () => {
  const occasion = { region: 'Région Île-de-France', entree: 'https://oriflamme.exemple.fr/entrer' }
  const { destinataire, sujet, corps } = ecrireInvitation(invitation, {
    auteur: 'Inès Carpentier',
    ...occasion,
  })
  assert.equal(destinataire, 'sarah.klein@exemple.fr')
  assert.match(sujet, /Invitation à Oriflamme\u00a0: OPCO AKTO/)
  for (const attendu of [
    ...[
      'Inès Carpentier (Région Île-de-France) vous invite',
      'OPCO AKTO',
      'Rôle\u00a0: OPCO',
      '\nhttps://oriflamme.exemple.fr/entrer\n',
    ],
    ...['sarah.klein@exemple.fr', '4\u00a0décembre\u00a02026 inclus', 'N’en faites rien'],
  ])
    assert.ok(corps.includes(attendu), attendu)
  assert.match(ecrireInvitation(invitation, { auteur: null, ...occasion }).corps, /La personne qui installe/)
})

test('un message se renvoie quand cela peut servir à quelque chose', () => {
  const issue = (etat: EtatMessage, partent: boolean) => {
    const decision = renvoyer(etat, partent)
    return decision.statut === 'accord' ? decision.valeur : decision.motifs[0]!.code
  }
  assert.deepEqual(
    (['a_lire', 'a_envoyer', 'envoye', 'echec'] as const).map((etat) => [
      issue(etat, true),
      issue(etat, false),
    ]),
    [
      ['a_envoyer', 'sans-courrier'],
      ['message-en-route', 'message-en-route'],
      ['message-envoye', 'message-envoye'],
      ['a_envoyer', 'a_lire'],
    ],
  )
})
