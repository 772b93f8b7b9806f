import { setTimeout as attendre } from 'node:timers/promises'
import { comparerObjectif, type Mesure, ms, resumer } from './mesure.ts'
import { avecOnglet, type Onglet } from './navigateur.ts'
import { avecServeur } from './serveur.ts'

const PAS = 120
// Longer than a step and all it defers, shorter than the rest after which the address of the page follows.
const CADENCE = 110
const OBJECTIF = 8

type Geste = {
  readonly quoi: string
  readonly ecran: string
  /** Puts the focus where the keys are pressed. */
  readonly viser: (onglet: Onglet) => Promise<void>
  /** The key of each step. */
  readonly touche: (pas: number) => string
}

const allerRetour = (aller: string, retour: string) => (pas: number) => (pas < PAS / 2 ? aller : retour)

const GESTES: readonly Geste[] = [
  {
    quoi: 'Classement : un pas de la ligne de coupure',
    ecran: 'classement',
    viser: ({ page }) => page.getByRole('separator', { name: 'Ligne de coupure' }).focus(),
    touche: allerRetour('ArrowDown', 'ArrowUp'),
  },
  {
    quoi: 'Simulation : un pas du curseur de coupure',
    ecran: 'simulation',
    viser: ({ page }) => page.getByRole('slider', { name: 'Ligne de coupure' }).focus(),
    touche: allerRetour('ArrowRight', 'ArrowLeft'),
  },
  {
    quoi: 'Simulation : un caractère de la dotation',
    ecran: 'simulation',
    viser: async ({ page }) => {
      await page.locator('input[name=dotation]').focus()
      await page.keyboard.press('End')
    },
    touche: (pas) => (pas % 2 === 0 ? 'Backspace' : '1'),
  },
  {
    quoi: 'Simulation : un caractère d’un poids (tout est noté et classé de nouveau)',
    ecran: 'simulation',
    viser: async ({ page }) => {
      await page.locator('input[name^=poids]').first().focus()
      await page.keyboard.press('End')
    },
    touche: (pas) => (pas % 2 === 0 ? '1' : 'Backspace'),
  },
]

/**
 * (c) What one step costs in script, in Chromium, on the 1 167 formations: everything that the page runs because of
 * it, what is deferred after the next image included. Counted by the browser on the clock of its main thread, which
 * stops when another program of the machine takes its turn.
 */
export const mesurerInteraction = (): Promise<Mesure[]> =>
  avecServeur(async (adresse) => {
    const mesures: Mesure[] = []
    for (const geste of GESTES) mesures.push(await avecOnglet((onglet) => mesurer(onglet, adresse, geste)))
    return mesures
  })

async function mesurer(onglet: Onglet, adresse: string, geste: Geste): Promise<Mesure> {
  const { page, cdp } = onglet
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(`${adresse}/campagnes/2023/${geste.ecran}`, { waitUntil: 'networkidle' })
  await geste.viser(onglet)
  const scripts: number[] = []
  const rendus: number[] = []
  for (let pas = -PAS / 4; pas < PAS; pas++) {
    const avant = await compter(onglet)
    await page.keyboard.press(geste.touche(pas))
    await attendre(CADENCE)
    const apres = await compter(onglet)
    if (pas < 0) continue // the first steps are compiled as they run
    scripts.push(apres.script - avant.script)
    rendus.push(apres.rendu - avant.rendu)
  }
  const script = resumer(scripts)
  const rendu = resumer(rendus)
  const p95 = scripts.toSorted((a, b) => a - b)[Math.floor(PAS * 0.95)]!
  return comparerObjectif(
    geste.quoi,
    `${ms(script.mediane)} ms (${ms(script.min)} au mieux, 95ᵉ centile ${ms(p95)}) ; styles et disposition ${ms(rendu.mediane)} ms`,
    script.mediane,
    { valeur: OBJECTIF, unite: 'ms' },
  )
}

async function compter({ cdp }: Onglet): Promise<{ script: number; rendu: number }> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  const lire = (nom: string) => 1000 * (metrics.find(({ name }) => name === nom)?.value ?? Number.NaN)
  return { script: lire('ScriptDuration'), rendu: lire('LayoutDuration') + lire('RecalcStyleDuration') }
}
