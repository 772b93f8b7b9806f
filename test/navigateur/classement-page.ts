import type { Locator, Page } from 'playwright-core'
import { plain } from './demonstration.ts'

/** The classement as a person sees it: its lines, its cut-off, its count. */
export type Classement = {
  readonly page: Page
  readonly grid: Locator
  /** The cut-off line, in the table. */
  readonly line: Locator
  /** The lines in sight, header left out. */
  readonly rows: Locator
  /** The text of one cell of the nth line in sight. */
  cell(row: number, column: string): Promise<string>
  /** « 1 167 formations », « 12 formations sur 1 167 ». */
  count(): Promise<string>
  /** How many formations the line retains. */
  retained(): Promise<number>
  /** A parameter of the address, null when absent. */
  address(name: string): string | null
}

export function classementOf(page: Page): Classement {
  const grid = page.getByRole('grid', { name: 'Classement des formations' })
  const line = page.getByRole('separator', { name: 'Ligne de coupure' })
  const rows = grid.locator('[role=row][data-retenue]')
  return {
    page,
    grid,
    line,
    rows,
    cell: async (row, column) =>
      plain((await rows.nth(row).locator(`.colonne-${column}`).textContent()) ?? ''),
    count: async () => plain((await page.locator('.classement-compte').textContent()) ?? '').split(' · ')[0]!,
    retained: async () => Number(await line.getAttribute('aria-valuenow')),
    address: (name) => new URL(page.url()).searchParams.get(name),
  }
}
