import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { PDFDocument } from '@cantoo/pdf-lib'
import { ecrireCode, nommerTirage } from '#courriers/scans/code-page.ts'
import type { Lettre } from '#courriers/texte-lettre.ts'
import { drawQr } from '#platform/qr.ts'
import { renderPdf } from '#platform/typst.ts'
import { INSECABLE } from '#socle/francais.ts'

const template = fileURLToPath(new URL('./lettre.typ', import.meta.url))

/** A letter as printed: what its pages say of themselves to whoever scans them. */
export type LettreImprimee = {
  readonly octets: Uint8Array
  /** Name of this printing, in the code of each of its pages. */
  readonly tirage: string
  readonly pages: number
}

/**
 * Renders a letter as a tagged PDF/UA, each page with its code. The same letter on the same day gives the same bytes.
 * A code says of how many pages, known once they are laid out: when the guess is wrong, the letter is laid out again;
 * the place of a code does not depend on what it says, so that the second time is right.
 *
 * @param demande the application that it answers: two bodies never share a printing
 */
export async function exportLettre(
  { texte }: Lettre,
  demande: { readonly id: string; readonly numero: number },
): Promise<LettreImprimee> {
  const empreinte = createHash('sha256')
    .update(JSON.stringify([demande.id, texte]))
    .digest('hex')
  const tirage = nommerTirage(empreinte)
  for (let pages = 2; ; ) {
    const codes = await Promise.all(
      Array.from({ length: pages }, async (_, rang) => ({
        svg: await drawQr(ecrireCode({ lettre: tirage, page: rang + 1, pages })),
        clair: `Demande n°${INSECABLE}${demande.numero}, page ${rang + 1}/${pages}`,
      })),
    )
    const octets = await renderPdf({ template, data: { ...texte, codes }, date: texte.date })
    const obtenues = (await PDFDocument.load(octets, { updateMetadata: false })).getPageCount()
    if (obtenues === pages) return { octets, tirage, pages }
    pages = obtenues
  }
}
