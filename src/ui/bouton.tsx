import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button, type ButtonProps } from 'react-aria-components/Button'
import { Icone, type NomIcone } from '#ui/icone.tsx'

export type VarianteBouton = 'principal' | 'secondaire' | 'discret' | 'danger'
type Apparence = {
  readonly variante?: VarianteBouton
  readonly icone?: NomIcone
  readonly children?: ReactNode
}

const classe = (variante: VarianteBouton) => `bouton bouton-${variante}`

/** A button. An icon alone needs `aria-label`. */
export const Bouton = ({
  variante = 'secondaire',
  icone,
  children,
  ...props
}: Apparence & Omit<ButtonProps, 'children' | 'className'>) => (
  <Button {...props} className={classe(variante)}>
    {icone && <Icone nom={icone} />}
    {children}
  </Button>
)

type ProprietesLien = Apparence & {
  readonly to: string
  readonly params?: Readonly<Record<string, string>>
  readonly search?: Readonly<Record<string, unknown>>
}

/** A link to another screen, drawn as a button. */
export const LienBouton = ({
  variante = 'secondaire',
  icone,
  children,
  to,
  params = {},
  search = {},
}: ProprietesLien) => (
  <Link to={to} params={params} search={search} className={classe(variante)}>
    {icone && <Icone nom={icone} />}
    {children}
  </Link>
)

/** A file to download, with its format said. */
export const LienTelechargement = ({
  href,
  format,
  children,
}: {
  readonly href: string
  /** Left out where the name of the file says it. */
  readonly format?: string
  readonly children: ReactNode
}) => (
  <a href={href} download className="telechargement">
    <Icone nom="telecharger" />
    <span>{children}</span>
    {format && <span className="telechargement-format">{format}</span>}
  </a>
)
