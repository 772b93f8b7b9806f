import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { Icone } from '#ui/icone.tsx'

/** A small « i » that explains the word before it, on hover and on focus. `sujet` names it for screen readers. */
export const Infobulle = ({ sujet, children }: { readonly sujet: string; readonly children: ReactNode }) => (
  <TooltipTrigger delay={200}>
    <Button className="infobulle-bouton" aria-label={`Explication : ${sujet}`}>
      <Icone nom="info" />
    </Button>
    <Tooltip className="infobulle">{children}</Tooltip>
  </TooltipTrigger>
)
