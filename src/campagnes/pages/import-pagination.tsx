import { ecrireNombre } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'

type ProprietesPagination = {
  /** What is counted: « Cellules », « Lignes ». */
  readonly quoi: string
  readonly page: number
  readonly taille: number
  readonly total: number
  readonly onPage: (page: number) => void
}

/** Where one is in a long list, and how to go on. Nothing when it holds on one page. */
export function Pagination({ quoi, page, taille, total, onPage }: ProprietesPagination) {
  const derniere = Math.max(1, Math.ceil(total / taille))
  if (derniere === 1 && page === 1) return null
  const debut = Math.min(total, (page - 1) * taille + 1)
  return (
    <nav className="import-pagination ecran-seulement" aria-label={`Pages : ${quoi.toLowerCase()}`}>
      <Bouton isDisabled={page <= 1} onPress={() => onPage(Math.min(page - 1, derniere))}>
        Précédentes
      </Bouton>
      <span role="status">
        {quoi} {ecrireNombre(debut)} à {ecrireNombre(Math.min(total, page * taille))} sur{' '}
        {ecrireNombre(total)}
      </span>
      <Bouton isDisabled={page >= derniere} onPress={() => onPage(page + 1)}>
        Suivantes
      </Bouton>
    </nav>
  )
}
