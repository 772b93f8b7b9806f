import { COLONNES, type CodeColonne } from '#campagnes/importation/colonnes.ts'

/** What to write in place of the good value: line of the file (2 is the first under the header) → column → text. */
export type Fautes = Readonly<Record<number, Partial<Record<CodeColonne, string>>>>

export type Candidatures = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** A CSV of applications as a training centre would send it, good but for the faults asked for. */
export function candidatures(name: string, formations: number, fautes: Fautes = {}): Candidatures {
  const lignes = Array.from({ length: formations }, (_, i) => {
    const bonnes: Partial<Record<CodeColonne, string>> = {
      organisme: `CFA Essai ${i % 7}`,
      siret: '',
      identifiant: `E-${i + 1}`,
      intitule: `BTS Essai ${i + 1}`,
      contrats: String(10 + (i % 50)),
      prioriteFiliere: String(i % 4),
    }
    return COLONNES.map(({ code, exemple }) => fautes[i + 2]?.[code] ?? bonnes[code] ?? String(exemple))
  })
  const texte = [COLONNES.map(({ entete }) => entete), ...lignes].map((ligne) => ligne.join(';')).join('\r\n')
  return { name, mimeType: 'text/csv', buffer: Buffer.from(texte) }
}
