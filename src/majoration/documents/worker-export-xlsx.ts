import { parentPort, workerData } from 'node:worker_threads'
import type { Formation } from '#campagnes/formation.ts'
import { exportXlsx } from '#majoration/documents/export-xlsx.ts'
import { simuler } from '#majoration/simulation.ts'
import type { Tirage } from '#majoration/tirage.ts'

/** What the thread receives: a tirage before its computation, which is made here too. */
export type TirageACalculer = Omit<Tirage, 'simulation'> & { readonly formations: readonly Formation[] }

const { formations, ...tirage } = workerData as TirageACalculer
parentPort!.postMessage(await exportXlsx({ ...tirage, simulation: simuler(formations, tirage.parametres) }))
