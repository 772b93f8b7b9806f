import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Reglement } from '#campagnes/reglement.ts'
import { campagnesRoutes } from '#campagnes/routes.ts'
import { majorationRoutes } from '#majoration/routes.ts'
import type { Scenario } from '#majoration/scenario.ts'
import { type Parametres, parametresDe } from '#majoration/simulation.ts'
import { chargerDemonstration } from '../../demo/charger.ts'
import reglement2023 from '../../reglements/majoration-2023.json' with { type: 'json' }
import { createTestApp, openTestDatabase } from '../../test/harness.ts'

const parametres = parametresDe(reglement2023 as unknown as Reglement, 2_014_000_000)
const database = await openTestDatabase()
const { db } = database
await chargerDemonstration(db)
const app = createTestApp(database, { routes: [campagnesRoutes(), majorationRoutes()] })

type Refus = { code: string; message: string; motifs?: { code: string }[]; courant?: Scenario }

async function envoyer<T>(
  methode: string,
  chemin: string,
  corps?: unknown,
): Promise<{ statut: number; corps: T }> {
  const reponse = await app.request(`/api${chemin}`, {
    method: methode,
    ...(corps === undefined ? {} : { body: typeof corps === 'string' ? corps : JSON.stringify(corps) }),
    headers: { 'content-type': 'application/json' },
  })
  const texte = await reponse.text()
  return { statut: reponse.status, corps: (texte ? JSON.parse(texte) : undefined) as T }
}

const creer = async (nom: string, changes: Partial<Parametres> = {}) => {
  const { statut, corps } = await envoyer<Scenario>('POST', '/campagnes/2023/scenarios', {
    nom,
    parametres: { ...parametres, ...changes },
  })
  assert.equal(statut, 201)
  return corps
}
const listJournal = async (id: string) =>
  (
    await sql<{ acte: string; avant: Scenario | null; apres: Scenario | null }>`
      select acte, avant, apres from journal where objet = ${`scenario:${id}`} order by id
    `.execute(db)
  ).rows

test('un scénario enregistré revient tel quel, sans les espaces autour de son nom', async () => {
  const cree = await creer('  Plafond à 1,5 M€ ', {
    repartition: { ...parametres.repartition, plafond: 150_000_000 },
  })
  assert.equal(cree.nom, 'Plafond à 1,5 M€')
  assert.equal(cree.version, 1)
  assert.equal(cree.campagne, '2023')
  assert.equal(cree.parametres.repartition.plafond, 150_000_000)
  assert.match(cree.creeLe, /^\d{4}-\d\d-\d\dT.*Z$/)
  const { corps } = await envoyer<Scenario[]>('GET', '/campagnes/2023/scenarios')
  assert.deepEqual(
    corps.find(({ id }) => id === cree.id),
    cree,
  )
  assert.deepEqual(await listJournal(cree.id), [{ acte: 'scenario.cree', avant: null, apres: cree }])
})

test('une modification fait grandir la version, et le journal garde avant et après', async () => {
  const avant = await creer('À modifier')
  const { statut, corps: apres } = await envoyer<Scenario>('PUT', `/scenarios/${avant.id}`, {
    nom: 'Modifié',
    parametres: { ...parametres, coupure: { mode: 'points', minimum: 4400 } },
    version: 1,
  })
  assert.equal(statut, 200)
  assert.equal(apres.version, 2)
  assert.deepEqual(apres.parametres.coupure, { mode: 'points', minimum: 4400 })
  assert.deepEqual((await listJournal(avant.id))[1], { acte: 'scenario.modifie', avant, apres })
})

test('une version périmée est refusée avec le scénario courant, et ne change rien', async () => {
  const lu = await creer('Disputé')
  const { corps: gagnant } = await envoyer<Scenario>('PUT', `/scenarios/${lu.id}`, {
    nom: 'Gagné',
    parametres,
    version: 1,
  })
  const perdant = await envoyer<Refus>('PUT', `/scenarios/${lu.id}`, { nom: 'Perdu', parametres, version: 1 })
  assert.equal(perdant.statut, 409)
  assert.equal(perdant.corps.code, 'version_perimee')
  assert.deepEqual(perdant.corps.courant, gagnant)
  const suppression = await envoyer<Refus>('DELETE', `/scenarios/${lu.id}?version=1`)
  assert.equal(suppression.statut, 409)
  assert.equal(suppression.corps.code, 'version_perimee')
  assert.equal((await listJournal(lu.id)).length, 2)
})

test('deux enregistrements simultanés : un seul passe', async () => {
  const { id } = await creer('Simultané')
  const statuts = await Promise.all(
    [1, 2, 3, 4].map(
      async (n) =>
        (await envoyer('PUT', `/scenarios/${id}`, { nom: `Simultané ${n}`, parametres, version: 1 })).statut,
    ),
  )
  assert.deepEqual(statuts.sort(), [200, 409, 409, 409])
})

test('une copie repart de la version 1 avec les mêmes paramètres', async () => {
  const modele = await creer('Modèle', { dotation: 2_100_000_000 })
  const { statut, corps: copie } = await envoyer<Scenario>('POST', `/scenarios/${modele.id}/dupliquer`, {
    nom: 'Copie',
  })
  assert.equal(statut, 201)
  assert.notEqual(copie.id, modele.id)
  assert.equal(copie.version, 1)
  assert.deepEqual(copie.parametres, modele.parametres)
})

test('deux scénarios d’une campagne ne portent pas le même nom', async () => {
  const premier = await creer('Unique')
  const autre = await creer('Autre')
  const refus = await envoyer<Refus>('POST', '/campagnes/2023/scenarios', { nom: 'UNIQUE', parametres })
  assert.equal(refus.statut, 409)
  assert.equal(refus.corps.code, 'nom_pris')
  assert.equal((await envoyer('POST', `/scenarios/${premier.id}/dupliquer`, { nom: 'unique' })).statut, 409)
  assert.equal(
    (await envoyer('PUT', `/scenarios/${autre.id}`, { nom: 'Unique', parametres, version: 1 })).statut,
    409,
  )
  assert.equal(
    (await envoyer('PUT', `/scenarios/${premier.id}`, { nom: 'Unique', parametres, version: 1 })).statut,
    200,
  )
})

test('un scénario se supprime, le journal garde ce qu’il était', async () => {
  const avant = await creer('À supprimer')
  assert.equal((await envoyer('DELETE', `/scenarios/${avant.id}?version=1`)).statut, 204)
  assert.equal((await envoyer('DELETE', `/scenarios/${avant.id}?version=1`)).statut, 404)
  assert.deepEqual((await listJournal(avant.id))[1], { acte: 'scenario.supprime', avant, apres: null })
})

test('de mauvais paramètres sont tous refusés ensemble, chacun avec son motif', async () => {
  const { statut, corps } = await envoyer<Refus>('POST', '/campagnes/2023/scenarios', {
    nom: ' ',
    parametres: {
      ...parametres,
      dotation: -100,
      coupure: { mode: 'partFormations', part: '1.2' },
      repartition: { ...parametres.repartition, tauxBonusVert: '150', plafond: 50 },
      grille: {
        ...parametres.grille,
        criteres: parametres.grille.criteres.map((critere, i) =>
          i === 0 ? { ...critere, poids: 10_001 } : critere,
        ),
      },
    },
  })
  assert.equal(statut, 422)
  assert.deepEqual(
    corps.motifs?.map(({ code }) => code),
    [
      'nom_invalide',
      'dotation_invalide',
      'part_invalide',
      'plafond_invalide',
      'taux_invalide',
      'poids_invalide',
    ],
  )
})

test('un corps illisible ou mal formé donne 400 en français', async () => {
  const mauvais = [
    '{',
    '[]',
    '{"nom": "x"}',
    '{"nom": 3, "parametres": {}}',
    JSON.stringify({ nom: 'x', parametres: { ...parametres, dotation: 'NaN' } }),
  ]
  for (const corps of mauvais) {
    const refus = await envoyer<Refus>('POST', '/campagnes/2023/scenarios', corps)
    assert.equal(refus.statut, 400, corps)
    assert.equal(refus.corps.code, 'requete-invalide')
  }
  const { id } = await creer('Sans version')
  assert.equal((await envoyer('DELETE', `/scenarios/${id}`)).statut, 400)
})

test('un caractère que la base ne garde pas est refusé, il ne fait pas échouer le serveur', async () => {
  for (const nom of ['nul \u0000', 'moitié \ud83d']) {
    const { statut } = await envoyer('POST', '/campagnes/2023/scenarios', { nom, parametres })
    assert.equal(statut, 422)
  }
  const [critere, ...reste] = parametres.grille.criteres
  const grille = { ...parametres.grille, criteres: [{ ...critere!, libelle: 'a\u0000b' }, ...reste] }
  const { statut } = await envoyer('POST', '/campagnes/2023/scenarios', {
    nom: 'Nul',
    parametres: { ...parametres, grille },
  })
  assert.equal(statut, 400)
})

test('ce qui n’existe pas donne 404', async () => {
  assert.equal((await envoyer('GET', '/campagnes/2031/scenarios')).statut, 404)
  assert.equal((await envoyer('POST', '/campagnes/2031/scenarios', { nom: 'x', parametres })).statut, 404)
  assert.equal((await envoyer('PUT', '/scenarios/inconnu', { nom: 'x', parametres, version: 1 })).statut, 404)
  assert.equal((await envoyer('POST', '/scenarios/inconnu/dupliquer', { nom: 'x' })).statut, 404)
  assert.equal((await envoyer('DELETE', '/scenarios/reglement?version=1')).statut, 404)
})
