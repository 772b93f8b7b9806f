import { fileURLToPath } from 'node:url'
import { type Circonstances, direEdition, type Etat, ecrireCelluleEtat } from '#aides/etat.ts'
import { renderPdf } from '#platform/typst.ts'

const template = fileURLToPath(new URL('./etat.typ', import.meta.url))

/** Renders a statement as a tagged PDF/UA. The same statement on the same day gives the same bytes. */
export const renderEtat = (etat: Etat, circonstances: Circonstances): Promise<Uint8Array> =>
  renderPdf({
    template,
    date: circonstances.date,
    data: {
      ...etat,
      ...{
        region: circonstances.region,
        date: circonstances.date,
        edition: direEdition(circonstances),
      },
      tableaux: etat.tableaux.map(({ titre, colonnes, lignes, totaux }) => {
        const ecrire = (ligne: readonly (string | number | null)[]) =>
          ligne.map((valeur, i) => ecrireCelluleEtat(valeur, colonnes[i]!.nature))
        return {
          titre,
          colonnes: colonnes.map(({ entete, nature, largeur }) => ({
            ...{ entete, largeur },
            droite: nature === 'entier' || nature === 'montant',
          })),
          lignes: lignes.map(ecrire),
          totaux: totaux && ecrire(totaux),
        }
      }),
    },
  })
