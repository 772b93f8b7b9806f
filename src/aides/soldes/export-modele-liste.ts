import { writeXlsx } from 'hucre/xlsx'
import type { Modele } from '#aides/import-feuille.ts'
import { COLONNES_LISTE, type ColonneListe } from '#aides/soldes/liste.ts'

/** How a nominative list is recognised. */
export const MODELE_LISTE: Modele<ColonneListe> = {
  entetes: {
    nom: /^nom( (apprenti|famille|naissance))?$/,
    prenom: /^prenoms?( apprenti)?$/,
    neLe: /^(date naissance|nee?( e)?( le)?|naissance)$/,
    montant: /^montant( verse| aide)?( euros?| eur)?$/,
  },
  requises: ['nom', 'prenom', 'neLe', 'montant'],
  lignesMaximum: 5_000,
  attendu: 'les colonnes « Nom », « Prénom », « Date de naissance » et « Montant versé »',
}

const CONSEILS = [
  'Une ligne par apprenti à qui l’aide a été versée ; le montant réel est leur somme.',
  'Un même apprenti (nom, prénom, date de naissance) ne figure qu’une fois.',
  'Date de naissance : JJ/MM/AAAA. Montant : en euros, au centime au plus.',
  'Les quatre colonnes de ce modèle sont notre choix (indicatif) : aucun document publié n’en fixe la forme.',
]

/** The model of a nominative list: its header, and how to fill it. */
export const exportModeleListe = (): Promise<Uint8Array> =>
  writeXlsx({
    defaultFont: { name: 'Calibri', size: 11 },
    sheets: [
      {
        name: 'Liste nominative',
        rows: [Object.values(COLONNES_LISTE)],
        cells: new Map(
          Object.keys(COLONNES_LISTE).map((_, i) => [`0,${i}`, { style: { font: { bold: true } } }]),
        ),
        columns: [{ width: 26 }, { width: 22 }, { width: 18, numFmt: '@' }, { width: 18 }],
        freezePane: { rows: 1 },
      },
      {
        name: 'Mode d’emploi',
        rows: [['Mode d’emploi'], ...CONSEILS.map((conseil) => [conseil])],
        columns: [{ width: 110 }],
      },
    ],
  })
