import { fileURLToPath } from 'node:url'
import type { LettreAide } from '#aides/dossiers/lettre-aide.ts'
import { renderPdf } from '#platform/typst.ts'
import { ecrireDate } from '#socle/francais.ts'

const template = fileURLToPath(new URL('./lettre-aide.typ', import.meta.url))

/** Letters in one tagged PDF/UA, each on its own page. The same letters on the same day give the same bytes. */
export const renderLettres = (
  lettres: readonly LettreAide[],
  { aide, region, date }: { readonly aide: string; readonly region: string; readonly date: string },
): Promise<Uint8Array> =>
  renderPdf({
    template,
    data: {
      ...{ titre: aide, courant: aide, region, date, lettres, edition: `${region}, le ${ecrireDate(date)}` },
      lieu: `Le ${ecrireDate(date)}`,
    },
    date,
  })
