import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import type { Db } from '#platform/db.ts'
import { voterCampagne } from '../campagne-votee.ts'

/** A voted campaign, made through the routes with the session of this page. */
export async function voter(page: Page, address: string, db: Db, autres: number) {
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const request = (path: string, init: RequestInit = {}) =>
    fetch(address + path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } })
  const { rows } = await sql<{ id: string; sujet: string; organisation: string }>`
    select id, sujet, organisation from personne
  `.execute(db)
  const gens = new Map(rows.map((une) => [une.sujet, { ...une, request }]))
  return voterCampagne({ db, personne: (sujet) => gens.get(sujet)! }, autres)
}
