import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { FormationSaisie } from '#campagnes/demandes/saisie.ts'
import type { EcartsPropositions } from '#majoration/proposition-ecarts.ts'
import type { PropositionLue, ResumePropositionLu } from '#majoration/schema-proposition.ts'
import { openApplication } from '../../test/acces/application.ts'
import { creerAppel, creerDemande, saisieSaine } from '../../test/demandes-validees.ts'

// From the validated applications to the voted table, on the real engine; amounts worked out by hand.

const application = await openApplication({ after })
const { db, personne } = application
const nadia = personne('nadia-benali')
const lea = personne('lea-fontaine')
const julie = personne('julie-moreau')

type Refus = { code: string; motifs?: { code: string }[] }
async function demander<T>(methode: string, chemin: string, corps?: object, qui = nadia) {
  const reponse = await qui.request(`/api/campagnes/${chemin}`, {
    method: methode,
    ...(corps && { body: JSON.stringify(corps), headers: { 'content-type': 'application/json' } }),
  })
  return { status: reponse.status, corps: (await reponse.json()) as T & Refus }
}
const codes = ({ status, corps }: { status: number; corps: Refus }) => [
  status,
  ...(corps.motifs ?? []).map(({ code }) => code),
]

/** One formation of AFORPA and one of STELO, all retained; 1 000 € for 10 contracts unless said otherwise. */
async function preparer(contrats = { lea: '6', julie: '4' }, change = {}) {
  const id = await creerAppel(db, 'en_instruction', 1_000_00)
  await sql`update campagne set reglement = jsonb_set(reglement, '{coupure}', '{"mode": "aucune"}') where id = ${id}`.execute(
    db,
  )
  const formation = (nombre: string): FormationSaisie[] => [
    {
      identifiant: 'F1',
      saisie: saisieSaine({ contrats: nombre, environnementale: 'non', palier: '0', ...change }),
    },
  ]
  const demandes = [
    await creerDemande(db, {
      ...{ campagne: id, organisation: lea.organisation, par: lea.id },
      formations: formation(contrats.lea),
    }),
    await creerDemande(db, {
      ...{ campagne: id, organisation: julie.organisation, par: julie.id },
      formations: formation(contrats.julie),
    }),
  ]
  assert.equal((await demander('POST', `${id}/liste`)).status, 200)
  return { id, demandes }
}
const figer = (id: string, motif: string | null = null, scenario: string | null = null) =>
  demander<ResumePropositionLu>('POST', `${id}/propositions`, { scenario, motif })
const lire = (id: string, numero = 1) => demander<PropositionLue>('GET', `${id}/propositions/${numero}`)
const etat = (id: string, acte: string, motif: string | null = null) =>
  demander('POST', `${id}/etat`, { acte, motif })
const voter = (id: string, vote = { deliberation: 'CP 2024-100', voteeLe: '2024-07-05' }) =>
  demander<{ retenues: number; nonRetenues: number; totale: number }>('POST', `${id}/vote`, vote)
const euros = ({ lignes }: Pick<PropositionLue, 'lignes'>) =>
  lignes.map(({ nom, majoration }) => [nom, majoration / 100])

test('une proposition fige les montants que l’on trouve à la main, et son empreinte les prouve', async () => {
  const { id } = await preparer()
  const figee = await figer(id)
  assert.equal(figee.status, 201)
  const { corps } = await lire(id)
  // 1 000 € for 10 contracts without complement: 100 € each.
  assert.deepEqual(euros(corps), [
    ['AFORPA', 600],
    ['STELO FORMATION', 400],
  ])
  assert.deepEqual([corps.intacte, corps.etat, corps.aJour, corps.numero], [true, 'figee', true, 1])
  assert.match(corps.empreinte, /^[0-9a-f]{64}$/)
  assert.deepEqual(
    [corps.totaux.organismes, corps.totaux.contrats, corps.totaux.totale, corps.totaux.reliquat],
    [2, 10, 1_000_00, 0],
  )
})

test('le bonus vert se retrouve à la main : 15 % du montant moyen par contrat', async () => {
  const id = await creerAppel(db, 'en_instruction', 1_000_00)
  await sql`update campagne set reglement = jsonb_set(reglement, '{coupure}', '{"mode": "aucune"}') where id = ${id}`.execute(
    db,
  )
  for (const [qui, environnementale] of [
    [lea, 'oui'],
    [julie, 'non'],
  ] as const)
    await creerDemande(db, {
      ...{ campagne: id, organisation: qui.organisation, par: qui.id },
      formations: [
        { identifiant: 'F1', saisie: saisieSaine({ contrats: '5', environnementale, palier: '0' }) },
      ],
    })
  await demander('POST', `${id}/liste`)
  assert.equal((await figer(id)).status, 201)
  const { corps } = await lire(id)
  // Mean 100 €: 15 € more for each of five contracts, 75 €; (1 000 − 75) ÷ 10 = 92,50 € of base each.
  // 5 × 92,5 + 75 = 537,50 € and 462,50 €: one euro of halves remains, placed by identifier.
  const [aforpa, stelo] = euros(corps) as [[string, number], [string, number]]
  assert.equal(aforpa[1] + stelo[1], 1_000)
  assert.ok([537, 538].includes(aforpa[1]), String(aforpa[1]))
  assert.equal(corps.lignes[0]!.dontBonusVert, 75_00)
  assert.equal(corps.lignes[1]!.dontBonusVert, 0)
})

test('une table figée ne se modifie ni ne se rejoue, même par l’application', async () => {
  const { id } = await preparer()
  await figer(id)
  const { actors } = application.ctx
  const region = actors.of({ acteur: 'systeme' })
  await assert.rejects(
    sql`update proposition set lignes = '[]' where campagne = ${id}`.execute(region),
    /permission denied|droit refusé/,
  )
  await assert.rejects(
    sql`update proposition set totaux = '{}' where campagne = ${id}`.execute(db),
    /une proposition figée ne se corrige pas/,
  )
  await assert.rejects(
    sql`delete from proposition where campagne = ${id}`.execute(region),
    /permission denied|droit refusé/,
  )
  assert.equal((await lire(id)).corps.intacte, true)
  // With the superuser's hand and the trigger off, the hash tells.
  await sql`alter table proposition disable trigger proposition_figee`.execute(db)
  await sql`update proposition set lignes = jsonb_set(lignes, '{0,totale}', '99999900') where campagne = ${id}`.execute(
    db,
  )
  await sql`alter table proposition enable trigger proposition_figee`.execute(db)
  assert.equal((await lire(id)).corps.intacte, false)
})

test('on remplace une proposition en disant pourquoi, et l’écart se lit organisme par organisme', async () => {
  const { id, demandes } = await preparer()
  await figer(id)
  assert.deepEqual(codes(await figer(id)), [422, 'motif-absent'])
  await sql`
    insert into demande_correction (demande, formation, champ, avant, apres, motif, par)
    values (${demandes[0]}, 'F1', 'contrats', '6', '1', 'Relu', ${personne('camille-royer').id})`.execute(db)
  assert.deepEqual(codes(await figer(id, 'Relu')), [422, 'liste-depassee'])
  assert.deepEqual(codes(await etat(id, 'mettreAuVote')), [422, 'liste-depassee'])
  await demander('POST', `${id}/liste`)
  assert.equal((await lire(id)).corps.aJour, false, 'la liste a été refaite')
  const seconde = await figer(id, 'Contrats relus')
  assert.deepEqual([seconde.status, seconde.corps.numero, seconde.corps.motif], [201, 2, 'Contrats relus'])
  const liste = (await demander<ResumePropositionLu[]>('GET', `${id}/propositions`)).corps
  assert.deepEqual(
    liste.map((une) => [une.numero, une.etat]),
    [
      [2, 'figee'],
      [1, 'abandonnee'],
    ],
  )
  const { corps } = await demander<EcartsPropositions>('GET', `${id}/propositions/2/ecarts?avec=1`)
  // One contract against four: 1 000 ÷ 5 = 200 € each.
  assert.deepEqual(
    corps.lignes.map(({ nom, avant, apres, ecart, contratsApres }) => [
      ...[nom, avant, apres, ecart, contratsApres],
    ]),
    [
      ['AFORPA', 600_00, 200_00, -400_00, 1],
      ['STELO FORMATION', 400_00, 800_00, 400_00, 4],
    ],
  )
  assert.equal(corps.memeListe, false)
  assert.deepEqual([corps.parametres, corps.formationsEntrantes], [[], []])
})

test('deux remplacements à la fois : les deux se suivent, une seule proposition reste', async () => {
  const { id } = await preparer()
  const reponses = await Promise.all(Array.from({ length: 6 }, (_, i) => figer(id, `essai ${i}`)))
  assert.deepEqual([...new Set(reponses.map(({ status }) => status))], [201])
  const liste = (await demander<ResumePropositionLu[]>('GET', `${id}/propositions`)).corps
  assert.deepEqual(
    liste.map(({ numero }) => numero),
    [6, 5, 4, 3, 2, 1],
  )
  assert.equal(liste.filter(({ etat }) => etat === 'figee').length, 1)
})

test('le vote publie la table figée, retient les demandes, et ne se constate qu’une fois', async () => {
  const { id, demandes } = await preparer()
  await figer(id)
  assert.deepEqual(codes(await voter(id)), [422, 'etat-incompatible'])
  assert.equal((await etat(id, 'mettreAuVote')).status, 200)
  assert.deepEqual(codes(await figer(id, 'trop tard')), [422, 'etat-incompatible'])
  assert.deepEqual(codes(await voter(id, { deliberation: ' ', voteeLe: '2024-02-30' })), [
    ...[422, 'sans-deliberation', 'date-illisible'],
  ])
  const votes = await Promise.all(Array.from({ length: 8 }, () => voter(id)))
  const passes = votes.filter(({ status }) => status === 200)
  assert.equal(passes.length, 1)
  assert.deepEqual(
    [passes[0]!.corps.retenues, passes[0]!.corps.nonRetenues, passes[0]!.corps.totale],
    [2, 0, 1_000_00],
  )
  for (const refus of votes.filter(({ status }) => status !== 200))
    assert.deepEqual(codes(refus), [422, 'etat-incompatible'])
  const { corps } = await demander<{ publication: { majorationTotale: number }[]; etat: string }>('GET', id)
  assert.deepEqual(
    [corps.etat, corps.publication.map(({ majorationTotale }) => majorationTotale)],
    ['votee', [600_00, 400_00]],
  )
  const { rows } = await sql<{ etat: string }>`
    select etat from demande where id = any(${demandes})`.execute(db)
  assert.deepEqual(
    rows.map(({ etat }) => etat),
    ['retenue', 'retenue'],
  )
  await assert.rejects(
    sql`update publication set majoration = 0 where campagne = ${id}`.execute(db),
    /un montant voté ne change plus/,
  )
  await assert.rejects(
    sql`update proposition set etat = 'figee', deliberation = null, votee_le = null where campagne = ${id}`.execute(
      db,
    ),
    /ne change plus/,
  )
})
