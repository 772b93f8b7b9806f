import { fileURLToPath } from 'node:url'
import { type Deliberation, DISPOSITIF } from '#deliberations/composer.ts'
import { renderPdf } from '#platform/typst.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'

const template = fileURLToPath(new URL('./deliberation.typ', import.meta.url))

/** A délibération ready to leave: its words, who votes, and whether it is still a project. */
export type Edition = Deliberation & {
  readonly region: string
  /** Day of the vote once locked, otherwise of the printing. */
  readonly date: string
  /** Number given by the assembly, once locked; null for a project. */
  readonly reference: string | null
  readonly empreinte: string | null
  /** What part of it is invented. */
  readonly mention: string | null
}

/** What both files say of themselves, in the running header and footer. */
export const direEtat = ({ reference, date, empreinte }: Edition) => ({
  courant: reference ? `Délibération n°${INSECABLE}${reference}` : 'Délibération',
  edition: reference
    ? `Votée le ${ecrireDate(date)} · empreinte ${empreinte}`
    : `Projet établi le ${ecrireDate(date)}, sans valeur avant le vote`,
})

/** A tagged PDF/UA, to archive. The same words on the same date give the same bytes. */
export const renderDeliberationPdf = (edition: Edition): Promise<Uint8Array> =>
  renderPdf({
    template,
    data: {
      ...edition,
      ...direEtat(edition),
      dispositif: DISPOSITIF,
      projet: edition.reference === null,
    },
    date: edition.date,
  })
