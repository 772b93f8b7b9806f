import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { insertCompte } from '#annuaire/store-comptes.ts'
import type { CodeChamp } from '#campagnes/formation.ts'
import type { Appreciation } from '#campagnes/lectures/lecture-actes.ts'
import type {
  LectureMienne,
  LecturesDeCampagne,
  LecturesDeDemande,
} from '#campagnes/lectures/vue-lectures.ts'
import { openActors } from '#platform/actors.ts'
import { type Db, transaction } from '#platform/db.ts'
import type { Acteur } from '#socle/acces.ts'
import { openApplication } from '../../../test/acces/application.ts'
import { SAISIE } from '../../../test/demandes-atelier.ts'
import { creerAppel } from '../../../test/demandes-validees.ts'
import { appeler, codes } from '../../../test/espace-atelier.ts'
import { creerDemande, creerOrganisme, siretDEssai } from '../../../test/instruction-atelier.ts'

// Two agents and who settles, through the routes and straight to the database.

const application = await openApplication({ after })
const { db, settings, personne } = application
const [nadia, camille, lea] = ['nadia-benali', 'camille-royer', 'lea-fontaine'].map(personne) as [
  ReturnType<typeof personne>,
  ReturnType<typeof personne>,
  ReturnType<typeof personne>,
]
const actors = openActors({ ...settings, max: 3 })
after(() => actors.close())

// Paul of the demonstration instructs here, beside Camille.
const paul = personne('paul-vasseur')
await sql`update attribution set retiree_le = now() where personne = ${paul.id}`.execute(db)
await sql`insert into attribution (personne, role) values (${paul.id}, 'instructeur')`.execute(db)
await sql`update session set role = 'instructeur' where personne = ${paul.id}`.execute(db)

let rang = 700_000
async function deposer(campagne: string, etat: 'complete' | 'validee' = 'complete', formations = ['F1']) {
  const organisation = await creerOrganisme(db, `CFA Regard ${++rang}`, siretDEssai(rang))
  const saisies = Object.fromEntries(formations.map((une) => [une, SAISIE]))
  return creerDemande(db, { campagne, organisation, par: lea.id, etat, formations: saisies })
}
const confier = (demande: string, ...agents: (string | null)[]) =>
  appeler(nadia, 'PUT', `/demandes/${demande}/lectures/agents`, { agents })
const notes = (valeurs: Partial<Record<CodeChamp, number>>, formation = 'F1'): Appreciation[] =>
  Object.entries(valeurs).map(([champ, note]) => ({
    ...{ formation, champ: champ as CodeChamp, note, justification: `Vu pour ${champ}` },
  }))
const noter = (qui: typeof nadia, demande: string, appreciations: readonly Appreciation[]) =>
  appeler(qui, 'PUT', `/demandes/${demande}/lectures/appreciations`, { appreciations })
const clore = (qui: typeof nadia, demande: string) =>
  appeler(qui, 'POST', `/demandes/${demande}/lectures/validation`)
const lire = async (qui: typeof nadia, demande: string) =>
  (await appeler<LecturesDeDemande>(qui, 'GET', `/demandes/${demande}/lectures`)).corps
const campagneVue = async (id: string) =>
  (await appeler<LecturesDeCampagne>(nadia, 'GET', `/campagnes/${id}/lectures`)).corps
const acteurDe = (qui: typeof nadia, role: Acteur['role']): Acteur => ({
  ...{ role, identifiant: qui.id, organisation: { identifiant: qui.organisation, nature: 'region' } },
})
const vueDe = (qui: typeof nadia, role: Acteur['role']): Db => actors.of({ acteur: acteurDe(qui, role) })
const compter = async (vue: Db, demande: string) =>
  (
    await sql<{
      n: number
    }>`select count(*)::int as n from lecture_appreciation where demande = ${demande}`.execute(vue)
  ).rows[0]!.n

// Priorities 3 and 2 on 3, oui and non, 12,5 % and 8,01 % on 20, oui twice. Declared: 2, non, 3,2 %, oui.
const DE_CAMILLE = { prioriteFiliere: 3, innovation: 1, besoinFinancement: 1250, territoirePeuPourvu: 1 }
const DE_PAUL = { prioriteFiliere: 2, innovation: 0, besoinFinancement: 801, territoirePeuPourvu: 1 }

test('de deux lectures à l’aveugle à la valeur du classement, l’écart arbitré avec une note', async () => {
  const campagne = await creerAppel(db, 'en_instruction')
  const demande = await deposer(campagne, 'validee')
  assert.equal((await confier(demande, camille.id, paul.id)).statut, 204)
  const [sienne] = (await appeler<LectureMienne[]>(camille, 'GET', '/lectures')).corps
  assert.deepEqual([sienne!.demande, sienne!.attendues, sienne!.faites], [demande, 4, 0])

  assert.equal((await noter(camille, demande, notes(DE_CAMILLE))).statut, 204)
  assert.deepEqual(codes(await clore(paul, demande)), ['lecture-inachevee'])
  assert.equal((await clore(camille, demande)).statut, 204)
  assert.deepEqual(codes(await noter(camille, demande, notes({ innovation: 0 }))), ['lecture-validee'])

  // Camille has closed hers: neither Paul, nor the responsable, nor the program sees a mark of it.
  for (const qui of [paul, nadia]) {
    const vue = await lire(qui, demande)
    assert.deepEqual([vue.levee, vue.siennes, vue.confrontations], [false, [], []])
  }
  const vues: [Db, number][] = [
    [vueDe(camille, 'instructeur'), 4],
    [vueDe(paul, 'instructeur'), 0],
    [vueDe(nadia, 'responsable'), 0],
    [vueDe(personne('ines-carpentier'), 'administrateur'), 0],
    // Lent Camille's role, Paul has her powers and not her eyes.
    [actors.of({ acteur: { ...acteurDe(paul, 'instructeur'), pour: camille.id } }), 0],
    [actors.of({ acteur: 'systeme' }), 0],
  ]
  for (const [vue, attendu] of vues) assert.equal(await compter(vue, demande), attendu)
  const { rows: dites } = await sql<{ texte: string }>`
    select coalesce(avant::text, '') || coalesce(apres::text, '') as texte from journal
    where objet = ${`demande:${demande}`}`.execute(db)
  assert.ok(dites.length >= 2)
  for (const { texte } of dites) assert.doesNotMatch(texte, /1250|Vu pour/)

  await noter(paul, demande, notes(DE_PAUL))
  assert.equal((await clore(paul, demande)).statut, 204)
  for (const [vue] of vues) assert.equal(await compter(vue, demande), 8)

  const avant = await lire(nadia, demande)
  assert.deepEqual(
    avant.confrontations.map(({ champ, ecart, moyenne, retenue, aArbitrer }) => [
      ...[champ, ecart, moyenne, retenue, aArbitrer],
    ]),
    [
      ['prioriteFiliere', 1, '5/2', 3, false],
      ['innovation', 1, null, null, true],
      ['besoinFinancement', 449, '2051/2', 1026, false],
      ['territoirePeuPourvu', 0, '1/1', 1, false],
    ],
  )
  assert.deepEqual(
    avant.confrontations[1]!.notes.map(({ nom, note }) => [nom, note]),
    [
      ['Camille Royer', 1],
      ['Paul Vasseur', 0],
    ],
  )
  const corrections = async () =>
    (
      await sql`select champ, avant, apres from demande_correction where demande = ${demande} order by champ`.execute(
        db,
      )
    ).rows
  assert.deepEqual(await corrections(), [
    { champ: 'besoinFinancement', avant: '3,2', apres: '10,26' },
    { champ: 'prioriteFiliere', avant: '2', apres: '3' },
  ])

  // Who read does not settle; a reason is asked for, and a mark of the scale.
  const trancher = (qui: typeof nadia, corps: object) =>
    appeler(qui, 'POST', `/demandes/${demande}/lectures/arbitrages`, {
      ...{ formation: 'F1', champ: 'innovation', note: 1, motif: 'Plateau technique inédit en région' },
      ...corps,
    })
  assert.deepEqual(codes(await trancher(nadia, { motif: '  ', note: 2 })), [
    'note-hors-echelle',
    'motif-absent',
  ])
  assert.deepEqual(codes(await trancher(nadia, { champ: 'prioriteFiliere' })), ['sans-ecart'])
  assert.equal((await trancher(camille, {})).statut, 403)
  assert.equal((await trancher(nadia, {})).statut, 204)
  assert.deepEqual(codes(await trancher(nadia, {})), ['deja-arbitre'])
  assert.deepEqual((await corrections())[1], { champ: 'innovation', avant: 'non', apres: 'oui' })
  const { bilan, ecarts } = await campagneVue(campagne)
  assert.deepEqual(bilan, { demandes: 1, confiees: 1, achevees: 1, comparees: 4, ecarts: 1, arbitres: 1 })
  const [ecart] = ecarts
  assert.deepEqual(
    [ecart!.notes.map(({ note }) => note), ecart!.retenue, ecart!.arbitrage?.motif, ecart!.arbitrage?.nomPar],
    [[1, 0], 1, 'Plateau technique inédit en région', 'Nadia Benali'],
  )

  // The ranking reads the values that were made, and no hand corrects them any more.
  assert.equal((await appeler(nadia, 'POST', `/campagnes/${campagne}/liste`)).statut, 200)
  const { rows } = await sql`
    select priorite_filiere as p, innovation as i, besoin_financement as b from formation
    where campagne = ${campagne}`.execute(db)
  assert.deepEqual(rows, [{ p: 3, i: 1, b: 1026 }])
})

test('une valeur faite à deux ne se corrige plus à la main', async () => {
  const campagne = await creerAppel(db, 'en_instruction')
  const demande = await deposer(campagne)
  await confier(demande, camille.id, paul.id)
  for (const qui of [camille, paul]) {
    await noter(qui, demande, notes({ ...DE_PAUL, innovation: 1 }))
    assert.equal((await clore(qui, demande)).statut, 204)
  }
  const corriger = (champ: string, avant: string, apres: string) =>
    appeler(camille, 'POST', `/demandes/${demande}/corrections`, {
      ...{ formation: 'F1', champ, avant, apres, motif: 'Relu' },
    })
  assert.deepEqual(codes(await corriger('innovation', 'oui', 'non')), ['champ-lu-a-deux'])
  assert.equal((await corriger('contrats', '24', '21')).statut, 204)
})

test('les lectures se répartissent entre deux personnes, et ne se reprennent plus une fois validées', async () => {
  const campagne = await creerAppel(db, 'en_instruction')
  const demandes = [await deposer(campagne), await deposer(campagne)]
  const repartir = () =>
    appeler<{ confiees: number; manquantes: number }>(
      nadia,
      'POST',
      `/campagnes/${campagne}/lectures/repartition`,
    )
  assert.deepEqual((await repartir()).corps, { confiees: 4, manquantes: 0 })
  assert.deepEqual((await repartir()).corps, { confiees: 0, manquantes: 0 })
  const [une] = demandes as [string, string]
  assert.deepEqual(codes(await confier(une, camille.id, camille.id)), ['meme-personne'])
  assert.deepEqual(codes(await confier(une, camille.id, lea.id)), ['agent-inconnu'])
  assert.deepEqual(codes(await noter(nadia, une, notes({ innovation: 1 }))), ['pas-confiee'])
  assert.deepEqual(codes(await noter(camille, une, notes({ innovation: 2 }))), ['note-hors-echelle'])
  assert.deepEqual(codes(await noter(camille, une, notes({ innovation: 1 }, 'autre'))), ['formation-absente'])
  // The responsable takes Paul's place: what he had typed goes with his reading.
  await noter(paul, une, notes({ innovation: 1 }))
  assert.equal((await confier(une, nadia.id, camille.id)).statut, 204)
  assert.equal(await compter(db, une), 0)
  await noter(camille, une, notes(DE_CAMILLE))
  await clore(camille, une)
  assert.deepEqual(codes(await confier(une, nadia.id, paul.id)), ['lecture-validee'])
  // Neither can the program, straight to the database.
  const vue = vueDe(camille, 'instructeur')
  await assert.rejects(
    sql`update lecture_appreciation set note = 0 where demande = ${une}`.execute(vue),
    /une lecture validée ne change plus/,
  )
  await assert.rejects(
    sql`update lecture set levee_le = now() where demande = ${une}`.execute(vue),
    /permission/,
  )
  const conduit = vueDe(nadia, 'responsable')
  const { numAffectedRows } =
    await sql`delete from lecture where demande = ${une} and agent = ${camille.id}`.execute(conduit)
  assert.equal(numAffectedRows, 0n)
  // Nadia is one of the two: she does not settle.
  await noter(nadia, une, notes(DE_PAUL))
  await clore(nadia, une)
  const { ecarts } = await campagneVue(campagne)
  assert.deepEqual([ecarts.length, ecarts[0]!.arbitrable], [1, false])
  const arbitrage = { formation: 'F1', champ: 'innovation', note: 1, motif: 'x' }
  assert.deepEqual(codes(await appeler(nadia, 'POST', `/demandes/${une}/lectures/arbitrages`, arbitrage)), [
    'deja-lu',
  ])
})

test('une campagne qui exige la double lecture n’a pas de proposition avant ; le choix se fige à la première validée', async () => {
  const campagne = await creerAppel(db, 'en_instruction')
  const demande = await deposer(campagne, 'validee', ['F1', 'F2'])
  assert.equal((await appeler(nadia, 'POST', `/campagnes/${campagne}/liste`)).statut, 200)
  const choisir = (choix: object) =>
    appeler(nadia, 'PUT', `/campagnes/${campagne}/lectures/choix`, {
      ...{ exigee: true, champs: ['innovation'], seuil: '1/3' },
      ...choix,
    })
  const figer = () => appeler(nadia, 'POST', `/campagnes/${campagne}/propositions`, { scenario: null })
  assert.deepEqual(codes(await choisir({ champs: [], seuil: '2' })), ['sans-champ', 'seuil-illisible'])
  assert.equal((await choisir({})).statut, 204)
  assert.deepEqual(codes(await figer()), ['double-lecture-inachevee'])
  const conduite = async () =>
    (
      await appeler<{ lectures: { exigee: boolean; inachevees: number } }>(
        nadia,
        'GET',
        `/campagnes/${campagne}/conduite`,
      )
    ).corps.lectures
  assert.deepEqual(await conduite(), { exigee: true, inachevees: 1 })
  await confier(demande, camille.id, paul.id)
  for (const qui of [camille, paul]) {
    assert.deepEqual(codes(await noter(qui, demande, notes({ prioriteFiliere: 1 }))), ['champ-non-lu'])
    await noter(qui, demande, [...notes({ innovation: 0 }), ...notes({ innovation: 0 }, 'F2')])
    assert.equal((await clore(qui, demande)).statut, 204)
  }
  assert.deepEqual(await conduite(), { exigee: true, inachevees: 0 })
  assert.deepEqual(codes(await choisir({ seuil: '1/2' })), ['lectures-closes'])
  assert.equal((await choisir({ exigee: false })).statut, 204)
  // Same value as declared: nothing was corrected, the list stands.
  const figee = await figer()
  assert.equal(figee.statut, 201, JSON.stringify(figee.corps))
})

test('une personne de l’organisme n’est jamais offerte, ni prise', async () => {
  const campagne = await creerAppel(db, 'en_instruction')
  const demande = await deposer(campagne)
  const { rows } = await sql<{ organisation: string }>`
    select organisation from demande where id = ${demande}`.execute(db)
  const id = await transaction(db, (tx) =>
    insertCompte(tx, {
      ...{ emetteur: 'essai', sujet: 'proche', nom: 'Alix Proche', courriel: null, etat: 'active' },
      organisation: rows[0]!.organisation,
    }),
  )
  await sql`insert into attribution (personne, role) values (${id}, 'instructeur')`.execute(db)
  assert.deepEqual(codes(await confier(demande, id, camille.id)), ['propre-organisme'])
  assert.ok((await lire(nadia, demande)).agents.every((agent) => agent.id !== id))
})

test('un complément après les deux lectures ne change pas ce qu’elles ont retenu, et ne glisse rien de non lu', async () => {
  const campagne = await creerAppel(db, 'en_instruction')
  const demande = await deposer(campagne)
  await appeler(nadia, 'PUT', `/campagnes/${campagne}/lectures/choix`, {
    ...{ exigee: true, champs: ['innovation', 'prioriteFiliere'], seuil: '1/3' },
  })
  await confier(demande, camille.id, paul.id)
  for (const qui of [camille, paul]) {
    await noter(qui, demande, notes({ innovation: 0, prioriteFiliere: 1 }))
    assert.equal((await clore(qui, demande)).statut, 204)
  }
  // Not innovative was declared too: nothing was put right, and the body now says otherwise, and adds a formation.
  await sql`update demande_formation set saisie = saisie || '{"innovation": "oui", "prioriteFiliere": "3"}'
    where demande = ${demande}`.execute(db)
  await sql`insert into demande_formation (demande, identifiant, rang, saisie)
    values (${demande}, 'F2', 2, ${JSON.stringify({ ...SAISIE, innovation: 'oui' })})`.execute(db)
  const avis = { nature: 'final', sens: 'favorable', texte: 'Rien à redire.' }
  assert.equal((await appeler(camille, 'POST', `/demandes/${demande}/avis`, avis)).statut, 204)
  const instruire = await appeler(camille, 'POST', `/demandes/${demande}/instruction`)
  assert.equal(instruire.statut, 204, JSON.stringify(instruire.corps))
  const { rows: corrigees } = await sql`select formation, champ, avant, apres from demande_correction
    where demande = ${demande} order by id`.execute(db)
  assert.deepEqual(corrigees, [
    { formation: 'F1', champ: 'prioriteFiliere', avant: '2', apres: '1' },
    { formation: 'F1', champ: 'innovation', avant: 'oui', apres: 'non' },
  ])
  const vue = await lire(nadia, demande)
  assert.deepEqual(
    vue.confrontations.map(({ formation, champ, notes, retenue, aArbitrer }) => [
      ...[formation, champ, notes.length, retenue, aArbitrer],
    ]),
    [
      ['F1', 'prioriteFiliere', 2, 1, false],
      ['F1', 'innovation', 2, 0, false],
      ['F2', 'prioriteFiliere', 0, null, true],
      ['F2', 'innovation', 0, null, true],
    ],
  )
  await sql`update demande set etat = 'validee' where id = ${demande}`.execute(db)
  assert.equal((await appeler(nadia, 'POST', `/campagnes/${campagne}/liste`)).statut, 200)
  const figer = () => appeler(nadia, 'POST', `/campagnes/${campagne}/propositions`, { scenario: null })
  assert.deepEqual(codes(await figer()), ['double-lecture-inachevee'])
  const { ecarts } = await campagneVue(campagne)
  assert.deepEqual(
    ecarts.map(({ formation, notes, arbitrable }) => [formation, notes.length, arbitrable]),
    [
      ['F2', 0, true],
      ['F2', 0, true],
    ],
  )
  for (const { champ } of ecarts) {
    const tranche = { formation: 'F2', champ, note: 0, motif: 'Rien au dossier' }
    assert.equal(
      (await appeler(nadia, 'POST', `/demandes/${demande}/lectures/arbitrages`, tranche)).statut,
      204,
    )
  }
  assert.equal((await appeler(nadia, 'POST', `/campagnes/${campagne}/liste`)).statut, 200)
  const figee = await figer()
  assert.equal(figee.statut, 201, JSON.stringify(figee.corps))
  const { rows: classees } = await sql`select innovation as i, priorite_filiere as p from formation
    where campagne = ${campagne} order by identifiant`.execute(db)
  assert.deepEqual(classees, [
    { i: 0, p: 1 },
    { i: 0, p: 0 },
  ])
})

test('une campagne au vote ne confie plus de lectures, que personne ne pourrait faire', async () => {
  const campagne = await creerAppel(db, 'au_vote')
  const demande = await deposer(campagne, 'validee')
  const repartition = await appeler(nadia, 'POST', `/campagnes/${campagne}/lectures/repartition`)
  assert.deepEqual(codes(repartition), ['campagne-arretee'])
  assert.deepEqual((await lire(nadia, demande)).lectures, [])
})
