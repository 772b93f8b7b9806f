import { fileURLToPath } from 'node:url'
import type { Lettre } from '#courriers/texte-lettre.ts'
import { renderPdf } from '#platform/typst.ts'

const template = fileURLToPath(new URL('./lettre.typ', import.meta.url))

/** Renders a letter as a tagged PDF/UA. The same letter on the same day gives the same bytes. */
export const exportLettre = ({ texte }: Lettre): Promise<Uint8Array> =>
  renderPdf({ template, data: texte, date: texte.date })
