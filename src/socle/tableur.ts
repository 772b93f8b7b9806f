/**
 * What a spreadsheet would run as a formula when it opens a file: = + - @, ASCII or full width, even after spaces.
 * A program that sends somebody else's text to a spreadsheet owes its reader this precaution.
 */
export const estFormule = (texte: string): boolean => /^\s*[=+\-@＝＋－＠]/.test(texte)

/**
 * A text that no spreadsheet will take for a formula: an apostrophe before it when it would, spaces in place of the
 * control characters and non-characters that break a workbook or a line of CSV, U+FFFD for half a character.
 */
export function neutraliser(texte: string): string {
  const propre = texte.replace(/[\p{Cc}\ufffe\uffff]/gu, ' ').toWellFormed()
  return estFormule(propre) ? `'${propre}` : propre
}
