import { type ReactNode, useEffect } from 'react'

type ProprietesPage = {
  /** The only <h1>, and the title of the tab. */
  readonly titre: string
  /** A line above the title: where we are. */
  readonly surtitre?: ReactNode
  /** What the page is for, in one sentence. */
  readonly chapeau?: ReactNode
  /** Etiquettes beside the title (« indicatif », « fictif »). */
  readonly etiquettes?: ReactNode
  /** Buttons and links of the page, at the end of the header; left out of prints. */
  readonly actions?: ReactNode
  /** On a large screen the page fills the window and its content scrolls inside it. */
  readonly plein?: boolean
  readonly children: ReactNode
}

/** The frame of every screen: one title, what can be done, then the content. */
export function Page({
  titre,
  surtitre,
  chapeau,
  etiquettes,
  actions,
  plein = false,
  children,
}: ProprietesPage) {
  useEffect(() => {
    document.title = `${titre} · Oriflamme`
  }, [titre])
  return (
    <div className={plein ? 'page page-pleine' : 'page'}>
      <header className="page-entete">
        <div className="page-titres">
          {surtitre && <p className="page-surtitre">{surtitre}</p>}
          <div className="page-titre">
            <h1>{titre}</h1>
            {etiquettes}
          </div>
          {chapeau && <p className="page-chapeau">{chapeau}</p>}
        </div>
        {actions && <div className="page-actions ecran-seulement">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
