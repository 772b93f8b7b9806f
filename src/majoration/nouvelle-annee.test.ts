import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { importReglement, importReglements, reglementsFolder } from '#campagnes/import-reglements.ts'
import { campagnesRoutes } from '#campagnes/routes.ts'
import { findCampagne, listFormations } from '#campagnes/store.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import { parametresDe, simuler } from '#majoration/simulation.ts'
import { transaction } from '#platform/db.ts'
import { ecrireFraction } from '#socle/fraction.ts'
import { campagne2023 } from '../../demo/campagne-2023.ts'
import reglement2023 from '../../reglements/majoration-2023.json' with { type: 'json' }
import { createTestApp, openTestDatabase } from '../../test/harness.ts'

const reglement2024 = {
  ...reglement2023,
  code: 'majoration-2024',
  libelle: 'Majoration des coûts-contrats 2024',
  exercice: 2024,
  coupure: { mode: 'aucune' },
  repartition: {
    tauxBonusVert: '12.5',
    tauxPalier1: '10',
    tauxPalier2: '25',
    plafond: null,
    partBonusVertDuPlafond: '5',
  },
}

test('une nouvelle année est un fichier de plus, de la liste des règlements aux montants', async (t) => {
  const dossier = mkdtempSync(join(tmpdir(), 'oriflamme-reglements-'))
  t.after(() => rmSync(dossier, { recursive: true }))
  cpSync(reglementsFolder, dossier, { recursive: true })
  writeFileSync(join(dossier, 'majoration-2024.json'), JSON.stringify(reglement2024))

  const liste = await importReglements(dossier)
  assert.ok(liste.statut === 'accord')
  assert.deepEqual(
    liste.valeur.map(({ code }) => code),
    ['majoration-2024', 'majoration-2023'],
  )
  const database = await openTestDatabase(t)
  const { db } = database
  const app = createTestApp(database, { routes: [campagnesRoutes(dossier)] }, t)
  const reponse = await app.request('/api/reglements')
  assert.equal(((await reponse.json()) as unknown[]).length, 2)

  const reglement = await importReglement('majoration-2024', dossier)
  assert.ok(reglement.statut === 'accord')
  const { campagne, formations } = campagne2023(reglement.valeur)
  const demandes = formations.filter(({ organisme }) =>
    ['AUDRECO FORMATION', 'CFA ENGIE'].includes(organisme),
  )
  const nouvelle = { ...campagne, exercice: 2024, dotation: 1_000_000, publication: [] }
  const id = await transaction(db, (tx) => createCampagne(tx, nouvelle, demandes))

  const relue = await findCampagne(db, id)
  assert.ok(relue)
  assert.equal(relue.reglement.code, 'majoration-2024')
  const { repartition } = simuler(await listFormations(db, id), parametresDe(relue.reglement, relue.dotation))
  assert.ok(repartition.statut === 'accord')
  // M = 10 000 € / 10 = 1 000 €. AUDRECO: 4 contracts, green (125 €) and tier 2 (250 €); ENGIE: 6, green and tier 1
  // (100 €). Complements 4 × 375 + 6 × 225 = 2 850 €, so b = 7 150 / 10 = 715 €; 4 × 1 090 and 6 × 940.
  const { forfaitDeBase, parts } = repartition.valeur
  assert.equal(ecrireFraction(forfaitDeBase!), '715/1')
  assert.deepEqual(
    Object.fromEntries(parts.map(({ identifiant, majoration }) => [identifiant, majoration])),
    {
      'AUDRECO FORMATION': 436_000,
      'CFA ENGIE': 564_000,
    },
  )
})
