import { fileURLToPath } from 'node:url'
import type { composerLettreSolde } from '#aides/soldes/lettre-solde.ts'
import { renderPdf } from '#platform/typst.ts'
import type { Accord } from '#socle/decision.ts'

/** Letters of the Région have one look, whatever they tell. */
const template = fileURLToPath(new URL('../../courriers/lettre.typ', import.meta.url))

type Lettre = Extract<ReturnType<typeof composerLettreSolde>, Accord<unknown>>['valeur']

/** Renders the letter of a balance as a tagged PDF/UA. */
export const renderLettreSolde = (lettre: Lettre): Promise<Uint8Array> =>
  renderPdf({ template, data: lettre, date: lettre.date })
