import { writeXlsx } from 'hucre/xlsx'
import type { Modele } from '#aides/import-feuille.ts'
import { MOTIFS_ADMISSION } from '#aides/non-valeurs/admission.ts'
import { GENRES_DILIGENCE } from '#aides/non-valeurs/diligence.ts'
import { COLONNES_TITRES, type ColonneTitres } from '#aides/non-valeurs/fichier.ts'

/** How a file of titres to write off is recognised. */
export const MODELE_TITRES: Modele<ColonneTitres> = {
  entetes: {
    exercice: /^(annee|exercice)( titre)?$/,
    numero: /^no( titre)?$/,
    montant: /^montant( titre)?( euros?| eur)?$/,
    motif: /^motif( admission)?$/,
    precision: /^precisions?( motif)?$/,
    acte: /^(diligence|acte)( poursuite)?$/,
    date: /^date( diligence| acte)?$/,
    resultat: /^resultat( diligence| acte)?$/,
  },
  requises: ['exercice', 'numero', 'montant', 'motif'],
  lignesMaximum: 5_000,
  attendu: 'les colonnes « Année », « N° de titre », « Montant » et « Motif »',
}

const CONSEILS = [
  'Une ligne par diligence : répétez le titre et son motif. Un titre sans diligence tient en une ligne.',
  'Le montant est celui du titre inscrit : il sert à vérifier que c’est bien lui.',
  'Dates : JJ/MM/AAAA. Une diligence déjà notée n’est pas notée deux fois.',
  'Motifs (liste indicative) :',
  ...Object.values(MOTIFS_ADMISSION).map(({ libelle }) => `• ${libelle}`),
  'Diligences (liste indicative) :',
  ...Object.values(GENRES_DILIGENCE).map((libelle) => `• ${libelle}`),
]

/** The model of a file of titres to write off: its header, and how to fill it. */
export const exportModeleTitres = (): Promise<Uint8Array> =>
  writeXlsx({
    defaultFont: { name: 'Calibri', size: 11 },
    sheets: [
      {
        name: 'Titres',
        rows: [Object.values(COLONNES_TITRES)],
        cells: new Map(
          Object.keys(COLONNES_TITRES).map((_, i) => [`0,${i}`, { style: { font: { bold: true } } }]),
        ),
        columns: [10, 14, 14, 32, 30, 28, 22, 44].map((width, i) => ({
          width,
          ...(i === 6 && { numFmt: '@' }),
        })),
        freezePane: { rows: 1 },
      },
      {
        name: 'Mode d’emploi',
        rows: [['Mode d’emploi'], ...CONSEILS.map((conseil) => [conseil])],
        columns: [{ width: 110 }],
      },
    ],
  })
