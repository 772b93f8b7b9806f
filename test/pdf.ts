/** What tests look at in a PDF: Typst leaves its structure and metadata uncompressed, so the bytes are enough. */
export type PdfLu = {
  readonly pages: number
  contient(texte: string): boolean
  compter(texte: string): number
}

export function lirePdf(octets: Uint8Array): PdfLu {
  const latin = Buffer.from(octets).toString('latin1')
  const compter = (texte: string) => latin.split(Buffer.from(texte, 'utf8').toString('latin1')).length - 1
  return {
    pages: (latin.match(/\/Type \/Page\b(?!s)/g) ?? []).length,
    contient: (texte) => compter(texte) > 0,
    compter,
  }
}
