import type { ReactNode } from 'react'
import type { Motif } from '#socle/decision.ts'
import { Icone } from '#ui/icone.tsx'

export type Ton = 'info' | 'avertissement' | 'erreur' | 'succes'

type ProprietesMessage = {
  readonly ton?: Ton
  readonly titre?: ReactNode
  /** Reasons of a refusal, all of them, each with the article that it comes from. */
  readonly motifs?: readonly Motif[]
  /** Announced at once by screen readers; false for what is there when the page opens. */
  readonly annonce?: boolean
  readonly children?: ReactNode
}

/** What the agent should know or put right. */
export const Message = ({
  ton = 'info',
  titre,
  motifs = [],
  annonce = false,
  children,
}: ProprietesMessage) => (
  <div
    className={`message message-${ton}`}
    {...(annonce ? { role: ton === 'erreur' ? 'alert' : 'status' } : {})}
  >
    <Icone nom={ton === 'info' ? 'info' : ton === 'succes' ? 'valide' : 'alerte'} />
    <div>
      {titre && <p className="message-titre">{titre}</p>}
      {children}
      {motifs.length === 1 && <UnMotif motif={motifs[0]!} />}
      {motifs.length > 1 && (
        <ul>
          {motifs.map((motif) => (
            <li key={motif.code + motif.message}>
              <UnMotif motif={motif} />
            </li>
          ))}
        </ul>
      )}
    </div>
  </div>
)

const UnMotif = ({ motif }: { motif: Motif }) => (
  <p>
    {motif.message}
    {motif.article && <span className="discret"> ({motif.article})</span>}
  </p>
)
