import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { ExceptionnelleLue, Exceptionnelles } from '#campagnes/demandes/exceptionnelle-lue.ts'
import type { EcartsPropositions } from '#majoration/proposition-ecarts.ts'
import { type Connecte, openApplication } from '../../test/acces/application.ts'
import { ouvrirAppel, SAISIE } from '../../test/demandes-atelier.ts'
import { creerOrganismes } from '../../test/demandes-validees.ts'
import { appeler, codes } from '../../test/espace-atelier.ts'
import { demander, ouvrirCampagne, SAISIE_EXCEPTIONNELLE } from '../../test/exceptionnelle-atelier.ts'

const { app, db, personne } = await openApplication({ after })
const [lea, julie, camille, nadia] = ['lea-fontaine', 'julie-moreau', 'camille-royer', 'nadia-benali'].map(
  personne,
) as [Connecte, Connecte, Connecte, Connecte]
const organismes = await creerOrganismes(db, 20)

const lire = async (demande: string, qui: Connecte) =>
  (await appeler<ExceptionnelleLue>(qui, 'GET', `/demandes/${demande}/exceptionnelle`)).corps
const lister = async (campagne: string, qui = camille) =>
  (await appeler<Exceptionnelles>(qui, 'GET', `/campagnes/${campagne}/exceptionnelles`)).corps
const faire = (qui: Connecte, demande: string, acte: string, corps: object) =>
  appeler(qui, 'POST', `/demandes/${demande}/exceptionnelle/${acte}`, corps)
const proposer = (demande: string, montant: number, qui = camille, motivation = 'Sous le déficit') =>
  faire(qui, demande, 'instruction', { montant, motivation })
const accorder = (demande: string, montant: number, qui = nadia) => faire(qui, demande, 'accord', { montant })
const ecrites = async (campagne: string) =>
  (
    await sql<{ montant: number; motif: string; source: string }>`
      select montant, motif, source from majoration_exceptionnelle where campagne = ${campagne} order by organisme
    `.execute(db)
  ).rows

/** A campaign of its own, its list drawn up, its first body asking for 130 000 € under a deficit of 200 000 €. */
async function demandee(nombre = 1, enveloppe = 130_000_00) {
  const demandeurs = organismes.slice(0, nombre).map(({ id }) => ({ organisation: id, par: camille.id }))
  const { campagne, demandes } = await ouvrirCampagne(db, demandeurs, enveloppe)
  const liste = await appeler(nadia, 'POST', `/campagnes/${campagne}/liste`)
  assert.equal(liste.statut, 200, JSON.stringify(liste.corps))
  for (const demande of demandes) await demander(db, demande, camille.id)
  return { campagne, demandes, demande: demandes[0]! }
}

test('campagne 2023 : AFTRAL a reçu toute l’enveloppe de 130 000 €, avec 188 contrats', async () => {
  const { enveloppe, accordees, base, lignes } = await lister('2023')
  assert.deepEqual([enveloppe, accordees, base], [13_000_000, 13_000_000, 'vote'])
  assert.deepEqual(lignes, [
    {
      ...{ organisme: 'AFTRAL', demande: null, etat: 'accordee', deficit: null, demandee: null },
      ...{ proposee: null, accordee: 13_000_000, contratsRetenus: 188 },
    },
  ])
})

test('l’organisme demande avec son brouillon, change, renonce avec un motif et redemande', async () => {
  const campagne = await ouvrirAppel(db, { id: 'appel-exceptionnelle' })
  const { corps } = await appeler<{ id: string }>(lea, 'POST', `/campagnes/${campagne}/demandes`)
  const chemin = `/demandes/${corps.id}/exceptionnelle`
  const ecrire = (change: object, version: number | null = null) =>
    appeler(lea, 'PUT', chemin, { ...SAISIE_EXCEPTIONNELLE, ...change, version })
  assert.deepEqual((await lire(corps.id, lea)).actes, ['demander'])
  assert.deepEqual(codes(await ecrire({ montant: 200_000_01, plan: ' ' })), [
    'montant-superieur-au-deficit',
    'plan-absent',
  ])
  assert.equal((await ecrire({})).statut, 204)
  assert.equal((await ecrire({})).corps.code, 'version-perimee')
  assert.equal((await ecrire({ montant: 120_000_00 }, 1)).statut, 204)
  assert.deepEqual(codes(await faire(lea, corps.id, 'retrait', { motif: ' ' })), ['motif-absent'])
  assert.equal((await faire(lea, corps.id, 'retrait', { motif: 'Subvention obtenue' })).statut, 204)
  assert.equal((await ecrire({}, 3)).statut, 204)
  const { exceptionnelle, etapes, bornes } = await lire(corps.id, lea)
  assert.equal(exceptionnelle?.etat, 'demandee')
  assert.deepEqual(
    etapes.map(({ acte, montant }) => [acte, montant]),
    [
      ['demander', 130_000_00],
      ['demander', 120_000_00],
      ['retirer', null],
      ['demander', 130_000_00],
    ],
  )
  assert.equal(bornes, null)
  // A draft is its body's: neither another body nor the Région reads it, and the journal tells no figure.
  for (const qui of [julie, camille]) assert.equal((await appeler(qui, 'GET', chemin)).statut, 404)
  assert.equal((await proposer(corps.id, 1)).statut, 404)
  const { rows } = await sql<{ apres: object }>`
    select apres from journal where acte = 'exceptionnelle.demander' and objet = ${`demande:${corps.id}`}`.execute(
    db,
  )
  assert.ok(rows.every(({ apres }) => !JSON.stringify(apres).includes('130')))
})

test('elle est scellée avec le dépôt ; y renoncer ensuite ne défait pas le récépissé', async () => {
  const campagne = await ouvrirAppel(db, { id: 'appel-scelle' })
  const { corps } = await appeler<{ id: string }>(lea, 'POST', `/campagnes/${campagne}/demandes`)
  const chemin = `/demandes/${corps.id}`
  const faireBien = async (methode: string, suite: string, envoi: object) => {
    const { statut, corps } = await appeler(lea, methode, `${chemin}${suite}`, envoi)
    assert.ok(statut < 300, `${suite} : ${JSON.stringify(corps)}`)
  }
  await faireBien('PUT', '/effectif', { version: 1, effectif: '420' })
  await faireBien('PUT', '/formations/F1', { version: 2, saisie: SAISIE })
  const empreinte = async () =>
    (await appeler<{ demande: { empreinte: string } }>(lea, 'GET', chemin)).corps.demande.empreinte
  await faireBien('POST', '/depot', { version: 3 })
  const sans = await empreinte()
  await faireBien('POST', '/reprise', { version: 4 })
  await faireBien('PUT', '/exceptionnelle', { ...SAISIE_EXCEPTIONNELLE, version: null })
  await faireBien('POST', '/depot', { version: 5 })
  assert.notEqual(await empreinte(), sans)
  await faireBien('POST', '/exceptionnelle/retrait', { motif: 'Subvention obtenue' })
  assert.equal((await lea.request(`/api${chemin}/recepisse.pdf`)).status, 200)
})

test('un agent propose sous les bornes, toutes dites ; un autre accorde le montant qu’il a lu', async () => {
  const { campagne, demande } = await demandee()
  const avant = await lire(demande, camille)
  assert.deepEqual(avant.bornes, {
    ...{ enveloppe: 130_000_00, accordees: 0, contratsRetenus: 100, base: 'reglement' },
  })
  assert.deepEqual(codes(await proposer(demande, 200_000_01, camille, ' ')), [
    'montant_superieur_au_deficit',
    'enveloppe_exceptionnelle_insuffisante',
    'motif_absent',
  ])
  assert.equal((await proposer(demande, 130_000_00)).statut, 204)
  assert.equal((await proposer(demande, 90_000_00)).statut, 204)
  assert.deepEqual(codes(await accorder(demande, 130_000_00)), ['montant-change'])
  assert.deepEqual(await ecrites(campagne), [])
  assert.equal((await accorder(demande, 90_000_00)).statut, 204)
  assert.deepEqual(await ecrites(campagne), [
    { montant: 90_000_00, motif: 'Sous le déficit', source: 'demande n°\u00a01' },
  ])
  const apres = await lire(demande, nadia)
  assert.equal(apres.exceptionnelle?.montant, 130_000_00, 'ce qui est demandé reste')
  assert.deepEqual([apres.exceptionnelle?.propose, apres.exceptionnelle?.accorde], [90_000_00, 90_000_00])
  assert.deepEqual(apres.actes, ['rendre'])
  assert.equal((await lister(campagne)).accordees, 90_000_00)
})

test('qui a proposé n’accorde pas ni ne refuse, et sa tentative laisse une trace', async () => {
  const { campagne, demande } = await demandee()
  assert.equal((await proposer(demande, 50_000_00, nadia)).statut, 204)
  assert.deepEqual(
    (await lire(demande, nadia)).separation.valider.map(({ code }) => code),
    ['deja-instruit'],
  )
  assert.deepEqual(codes(await accorder(demande, 50_000_00)), ['deja-instruit'])
  assert.deepEqual(codes(await faire(nadia, demande, 'refus', { motif: 'Non' })), ['deja-instruit'])
  assert.deepEqual(await ecrites(campagne), [])
  const { rows } =
    await sql`select from journal where acte = 'acces.separe' and personne = ${nadia.id}`.execute(db)
  assert.equal(rows.length, 2)
  assert.equal((await accorder(demande, 50_000_00, camille)).statut, 403)
})

test('vingt accords au même instant : l’enveloppe n’est jamais dépassée, chaque refus le dit', async () => {
  const { campagne, demandes } = await demandee(20)
  for (const demande of demandes) assert.equal((await proposer(demande, 10_000_00)).statut, 204)
  const reponses = await Promise.all(demandes.map((demande) => accorder(demande, 10_000_00)))
  const refusees = reponses.filter(({ statut }) => statut !== 204)
  assert.equal(refusees.length, 7)
  for (const refusee of refusees) assert.deepEqual(codes(refusee), ['enveloppe_exceptionnelle_insuffisante'])
  const { enveloppe, accordees, lignes } = await lister(campagne)
  assert.deepEqual([enveloppe, accordees], [130_000_00, 130_000_00])
  assert.equal(lignes.filter(({ etat }) => etat === 'accordee').length, 13)
})

test('une décision reprise libère l’enveloppe ; la proposition suivante le montre ; au vote, plus rien ne bouge', async () => {
  const { campagne, demandes } = await demandee(2)
  const [premiere, seconde] = demandes as [string, string]
  const figer = (motif: string | null) =>
    appeler(nadia, 'POST', `/campagnes/${campagne}/propositions`, { scenario: null, motif })
  const etat = (acte: string, motif: string | null = null) =>
    appeler(nadia, 'POST', `/campagnes/${campagne}/etat`, { acte, motif })
  await proposer(premiere, 130_000_00)
  assert.equal((await accorder(premiere, 130_000_00)).statut, 204)
  assert.equal((await figer(null)).statut, 201)
  assert.deepEqual(codes(await etat('mettreAuVote')), ['exceptionnelles-a-trancher'])

  assert.equal((await faire(nadia, premiere, 'reprise', { motif: 'Comptes révisés' })).statut, 204)
  assert.deepEqual(await ecrites(campagne), [])
  assert.equal((await proposer(premiere, 80_000_00)).statut, 204)
  assert.equal((await accorder(premiere, 80_000_00)).statut, 204)
  assert.equal((await faire(nadia, seconde, 'refus', { motif: 'Déficit non établi' })).statut, 204)
  // What is frozen still says 130 000 €: it may not go to the vote.
  assert.deepEqual(codes(await etat('mettreAuVote')), ['sans-proposition'])
  assert.equal((await figer('Décision révisée')).statut, 201)
  const { corps: ecarts } = await appeler<EcartsPropositions>(
    nadia,
    'GET',
    `/campagnes/${campagne}/propositions/2/ecarts?avec=1`,
  )
  assert.deepEqual(
    ecarts.lignes.map(({ ecart }) => ecart).sort((a, b) => a - b),
    [-50_000_00, 0],
  )
  assert.deepEqual([ecarts.avant.exceptionnelle, ecarts.apres.exceptionnelle], [130_000_00, 80_000_00])
  assert.equal((await lire(premiere, camille)).bornes?.base, 'proposition')

  assert.equal((await etat('mettreAuVote')).statut, 200)
  assert.deepEqual(codes(await faire(nadia, premiere, 'reprise', { motif: 'Trop tard' })), [
    'exceptionnelle-figee',
  ])
  assert.deepEqual((await lire(premiere, nadia)).actes, [])
})

test('un organisme qui quitte la liste ne perd pas sa majoration exceptionnelle en silence', async () => {
  const { campagne, demandes } = await demandee(2)
  await proposer(demandes[0]!, 130_000_00)
  assert.equal((await accorder(demandes[0]!, 130_000_00)).statut, 204)
  await sql`update demande set etat = 'ineligible' where id = ${demandes[0]}`.execute(db)
  const liste = () => appeler(nadia, 'POST', `/campagnes/${campagne}/liste`)
  assert.deepEqual(codes(await liste()), ['exceptionnelle-accordee'])
  assert.equal((await ecrites(campagne)).length, 1)
})

test('avant le vote, l’organisme lit son refus et son motif, jamais un montant proposé', async () => {
  const par = lea.id
  const { campagne, demandes } = await ouvrirCampagne(db, [
    { organisation: lea.organisation, par },
    { organisation: organismes[0]!.id, par },
  ])
  assert.equal((await appeler(nadia, 'POST', `/campagnes/${campagne}/liste`)).statut, 200)
  const [demande] = demandes as [string]
  await demander(db, demande, par)
  await proposer(demande, 90_000_00)
  const instruite = await lire(demande, lea)
  assert.doesNotMatch(JSON.stringify(instruite), /9000000|Sous le déficit/)
  assert.equal((await accorder(demande, 90_000_00)).statut, 204)
  const accordee = await lire(demande, lea)
  assert.equal(accordee.exceptionnelle?.etat, 'instruite')
  assert.doesNotMatch(JSON.stringify(accordee), /9000000/)
  assert.deepEqual(accordee.actes, instruite.actes)
  await faire(nadia, demande, 'reprise', { motif: 'Comptes révisés' })
  await faire(nadia, demande, 'refus', { motif: 'Déficit non établi' })
  const refusee = await lire(demande, lea)
  assert.deepEqual(
    refusee.etapes.map(({ acte, motif }) => [acte, motif]),
    [
      ['demander', null],
      ['refuser', 'Déficit non établi'],
    ],
  )
})

test('une demande retirée après l’accord ne le laisse pas au vote : la décision se reprend, la nouvelle demande suit', async () => {
  const { campagne, demandes } = await demandee(2)
  const [premiere] = demandes as [string]
  await proposer(premiere, 100_000_00)
  assert.equal((await accorder(premiere, 100_000_00)).statut, 204)
  // Given back to its instruction, withdrawn by its body, which comes with another application of the same SIRET.
  await sql`update demande set etat = 'retiree', version = version + 1 where id = ${premiere}`.execute(db)
  const [autre] = (
    await sql<{ id: string }>`
      insert into demande (campagne, organisation, creee_par, numero, etat, effectif, deposee_le, empreinte)
      select campagne, organisation, creee_par, 90, 'validee', effectif, now(), empreinte
      from demande where id = ${premiere} returning id`.execute(db)
  ).rows
  await sql`insert into demande_formation (demande, identifiant, rang, saisie)
    select ${autre!.id}, identifiant, rang, saisie from demande_formation where demande = ${premiere}`.execute(
    db,
  )
  const liste = () => appeler(nadia, 'POST', `/campagnes/${campagne}/liste`)
  assert.deepEqual(codes(await liste()), ['exceptionnelle-accordee'])
  await demander(db, autre!.id, camille.id)
  await proposer(autre!.id, 30_000_00)
  assert.deepEqual(codes(await accorder(autre!.id, 30_000_00)), ['deja-accordee'])
  assert.deepEqual((await lire(premiere, nadia)).actes, ['rendre'])
  assert.equal((await faire(nadia, premiere, 'reprise', { motif: 'Demande retirée' })).statut, 204)
  assert.equal((await liste()).statut, 200)
  assert.equal((await accorder(autre!.id, 30_000_00)).statut, 204)
  assert.deepEqual(
    (await ecrites(campagne)).map(({ montant }) => montant),
    [30_000_00],
  )
})

test('une proposition qui ne retient plus aucun contrat de l’organisme ne porte pas sa majoration exceptionnelle', async () => {
  const { campagne, demandes } = await demandee(2)
  const [premiere, seconde] = demandes as [string, string]
  await proposer(premiere, 50_000_00)
  assert.equal((await accorder(premiere, 50_000_00)).statut, 204)
  await sql`update demande_formation set saisie = saisie || '{"contrats": "0"}' where demande = ${premiere}`.execute(
    db,
  )
  await sql`update demande set version = version + 1 where id = ${premiere}`.execute(db)
  assert.equal((await appeler(nadia, 'POST', `/campagnes/${campagne}/liste`)).statut, 200)
  assert.equal((await faire(nadia, seconde, 'refus', { motif: 'Déficit non établi' })).statut, 204)
  const figer = () =>
    appeler(nadia, 'POST', `/campagnes/${campagne}/propositions`, { scenario: null, motif: null })
  assert.deepEqual(codes(await figer()), ['exceptionnelle-sans-contrat'])
  assert.equal((await faire(nadia, premiere, 'reprise', { motif: 'Plus de contrat' })).statut, 204)
  assert.equal((await figer()).statut, 201)
})

test('après le vote, le motif de l’accord n’est lu ni par le public, ni par un autre organisme', async () => {
  const par = lea.id
  const { campagne, demandes } = await ouvrirCampagne(db, [
    { organisation: lea.organisation, par },
    { organisation: organismes[0]!.id, par },
  ])
  assert.equal((await appeler(nadia, 'POST', `/campagnes/${campagne}/liste`)).statut, 200)
  await demander(db, demandes[0]!, par)
  await proposer(demandes[0]!, 90_000_00, camille, 'Cessation de paiements proche')
  assert.equal((await accorder(demandes[0]!, 90_000_00)).statut, 204)
  const conduire = (chemin: string, corps: object) =>
    appeler(nadia, 'POST', `/campagnes/${campagne}/${chemin}`, corps)
  assert.equal((await conduire('propositions', { scenario: null, motif: null })).statut, 201)
  assert.equal((await conduire('etat', { acte: 'mettreAuVote', motif: null })).statut, 200)
  const vote = await conduire('vote', { deliberation: 'CR 2026-099', voteeLe: '2026-07-02' })
  assert.equal(vote.statut, 200, JSON.stringify(vote.corps))
  const lireCampagne = async (qui: Pick<Connecte, 'request'>) =>
    JSON.stringify((await appeler(qui, 'GET', `/campagnes/${campagne}`)).corps)
  const anonyme = { request: async (path: string, init?: RequestInit) => app.request(path, init) }
  for (const qui of [anonyme, julie]) {
    const lue = await lireCampagne(qui)
    assert.match(lue, /"majorationExceptionnelle":9000000/, 'le montant voté est public')
    assert.doesNotMatch(lue, /Cessation/)
  }
  for (const qui of [lea, camille]) assert.match(await lireCampagne(qui), /Cessation/)
})

test('l’organisme qui renonce après un accord qu’il ignore rend le montant à l’enveloppe', async () => {
  const par = lea.id
  const { campagne, demandes } = await ouvrirCampagne(db, [
    { organisation: lea.organisation, par },
    { organisation: organismes[0]!.id, par },
  ])
  assert.equal((await appeler(nadia, 'POST', `/campagnes/${campagne}/liste`)).statut, 200)
  for (const demande of demandes) {
    await demander(db, demande, par)
    await proposer(demande, 60_000_00)
    assert.equal((await accorder(demande, 60_000_00)).statut, 204)
  }
  const renoncer = (qui: Connecte, demande: string) =>
    faire(qui, demande, 'retrait', { motif: 'Aide d’une collectivité' })
  assert.equal((await renoncer(lea, demandes[1]!)).statut, 404, 'celle d’un autre n’existe pas')
  assert.equal((await ecrites(campagne)).length, 2)
  assert.equal((await renoncer(lea, demandes[0]!)).statut, 204)
  const { accordees, lignes } = await lister(campagne)
  assert.equal(accordees, 60_000_00)
  assert.deepEqual(lignes.map(({ etat }) => etat).sort(), ['accordee', 'retiree'])
})
