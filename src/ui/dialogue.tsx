import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Bouton } from '#ui/bouton.tsx'

type ProprietesDialogue = {
  readonly titre: ReactNode
  readonly ouvert: boolean
  readonly onFermer: () => void
  /** Closed by its own buttons alone: what it shows will not be seen again. */
  readonly ferme?: boolean
  /** `centre`: a question; `panneau`: details beside the page (a sheet from below on narrow screens). */
  readonly forme?: 'centre' | 'panneau'
  readonly surtitre?: ReactNode
  /** Buttons, at the end. */
  readonly pied?: ReactNode
  readonly children: ReactNode
}

/** A modal dialog: focus goes in and comes back, Escape and a click outside close it. */
export const Dialogue = ({
  titre,
  ouvert,
  onFermer,
  ferme = false,
  forme = 'centre',
  surtitre,
  pied,
  children,
}: ProprietesDialogue) => (
  <ModalOverlay
    isOpen={ouvert}
    onOpenChange={(reste) => !reste && onFermer()}
    isDismissable={!ferme}
    isKeyboardDismissDisabled={ferme}
    className={`voile voile-${forme}`}
  >
    <Modal className={`dialogue dialogue-${forme}`}>
      <Dialog className="dialogue-corps">
        <header className="dialogue-entete">
          <div>
            {surtitre && <p className="page-surtitre">{surtitre}</p>}
            <Heading slot="title" level={2}>
              {titre}
            </Heading>
          </div>
          {!ferme && <Bouton variante="discret" icone="fermer" aria-label="Fermer" onPress={onFermer} />}
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <div className="dialogue-contenu" tabIndex={0}>
          {children}
        </div>
        {pied && <footer className="dialogue-pied">{pied}</footer>}
      </Dialog>
    </Modal>
  </ModalOverlay>
)
