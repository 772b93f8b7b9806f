import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { DISPOSITIF } from '#deliberations/composer.ts'
import { direEtat, type Edition } from '#deliberations/render-pdf.ts'
import { INSECABLE } from '#socle/francais.ts'

/** XML 1.0 has no place for these; a name typed by a stranger may hold any. */
const INTERDITS = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const run = (texte: string, options: { bold?: boolean; italics?: boolean; size?: number } = {}) =>
  new TextRun({ text: texte.toWellFormed().replace(INTERDITS, ' '), ...options })
const titre = (texte: string, heading: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
  new Paragraph({ heading, children: [run(texte)] })
const paragraphe = (texte: string) =>
  new Paragraph({ children: [run(texte)], spacing: { after: 160 }, alignment: AlignmentType.JUSTIFIED })

/** A Word document to rework: real headings, a header row that repeats, figures on the right. */
export async function renderDeliberationDocx(edition: Edition): Promise<Uint8Array> {
  const { courant, edition: pied } = direEtat(edition)
  const projet = edition.reference === null
  const document = new Document({
    creator: edition.region,
    title: edition.titre,
    styles: {
      default: { document: { run: { font: 'Liberation Serif', size: 22, language: { value: 'fr-FR' } } } },
    },
    sections: [
      {
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                children: [
                  run(edition.region, { bold: true }),
                  run(`   ${courant}${projet ? '   PROJET' : ''}`),
                ],
              }),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                children: [
                  run(`${pied}   `, { size: 16 }),
                  new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 }),
                ],
              }),
            ],
          }),
        },
        children: [...corps(edition), ...annexe(edition)],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const corps = ({ titre: intitule, mention, expose, visas, articles }: Edition): Paragraph[] => [
  titre(intitule, HeadingLevel.TITLE),
  ...(mention ? [new Paragraph({ children: [run(mention, { italics: true })] })] : []),
  titre('Exposé des motifs', HeadingLevel.HEADING_1),
  ...expose.map(paragraphe),
  titre('Délibération', HeadingLevel.HEADING_1),
  ...visas.map(paragraphe),
  new Paragraph({
    children: [run(DISPOSITIF, { bold: true })],
    spacing: { before: 240, after: 160 },
    keepNext: true,
  }),
  ...articles.flatMap((article, i) => [
    titre(`Article ${i + 1}${INSECABLE}: ${article.titre}`, HeadingLevel.HEADING_2),
    ...article.alineas.map(paragraphe),
  ]),
]

/** Widths of the six columns in hundredths of the text width. */
const LARGEURS = [30, 15, 13, 14, 16, 12]

function annexe({ annexe: { titre: intitule, colonnes, lignes, totaux } }: Edition): (Paragraph | Table)[] {
  const rangee = (cellules: readonly string[], gras: boolean, entete = false) =>
    new TableRow({
      ...(entete && { tableHeader: true }),
      cantSplit: true,
      children: cellules.map(
        (texte, i) =>
          new TableCell({
            width: { size: LARGEURS[i] ?? 10, type: WidthType.PERCENTAGE },
            children: [
              new Paragraph({
                alignment: i === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT,
                children: [run(texte, { bold: gras, size: 17 })],
              }),
            ],
          }),
      ),
    })
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, pageBreakBefore: true, children: [run(intitule)] }),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [
        rangee(colonnes, true, true),
        ...lignes.map((ligne) => rangee(ligne, false)),
        rangee(totaux, true),
      ],
    }),
  ]
}
