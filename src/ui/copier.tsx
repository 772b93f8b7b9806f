import { useId, useRef, useState } from 'react'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'

/** A value to take elsewhere: seen whole, selected at a touch, copied by a button. */
export function TexteACopier({ libelle, texte }: { readonly libelle: string; readonly texte: string }) {
  const id = useId()
  const champ = useRef<HTMLInputElement>(null)
  const annoncer = useAnnonce()
  const [copie, setCopie] = useState<'fait' | 'refuse'>()
  const copier = async () => {
    try {
      await navigator.clipboard.writeText(texte)
      setCopie('fait')
      annoncer(`${libelle} : copié`)
    } catch {
      // Without TLS, or when the browser is told to refuse, only the keyboard copies.
      champ.current?.select()
      setCopie('refuse')
    }
  }
  return (
    <div className="champ">
      <label htmlFor={id} className="champ-libelle">
        {libelle}
      </label>
      <div className="copier">
        <div className="champ-groupe">
          <input
            ref={champ}
            id={id}
            className="champ-saisie"
            readOnly
            value={texte}
            onFocus={({ target }) => target.select()}
          />
        </div>
        <Bouton icone={copie === 'fait' ? 'valide' : 'copier'} onPress={copier}>
          {copie === 'fait' ? 'Copié' : 'Copier'}
          <span className="hors-ecran"> : {libelle}</span>
        </Bouton>
      </div>
      {copie === 'refuse' && (
        <p className="champ-aide" role="status">
          Le navigateur ne laisse pas copier : le texte est sélectionné, copiez-le au clavier.
        </p>
      )}
    </div>
  )
}
