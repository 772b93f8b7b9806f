import { Entrees } from '#journal/pages/entrees.tsx'
import { useHistoire } from '#journal/pages/journal-donnees.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'

/**
 * What happened to an object, in sentences, the latest first. To show only to who has the right `historique.lire`.
 *
 * @param objet `campagne:2023` (its scenarios included), `scenario:…`
 */
export function Histoire({ objet }: { readonly objet: string }) {
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useHistoire(objet)
  const entrees = data?.pages.flatMap((page) => page.entrees)
  return (
    <Carte titre="Histoire" className="histoire">
      {!entrees ? (
        isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement de l’histoire" />
        )
      ) : entrees.length === 0 ? (
        <p className="secondaire">Rien n’a encore été fait.</p>
      ) : (
        <>
          <Entrees entrees={entrees} />
          {hasNextPage && (
            <div className="rangee ecran-seulement">
              <Bouton isDisabled={isFetchingNextPage} onPress={() => fetchNextPage()}>
                Afficher la suite
              </Bouton>
            </div>
          )}
        </>
      )}
    </Carte>
  )
}
