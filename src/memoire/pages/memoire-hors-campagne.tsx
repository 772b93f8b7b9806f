import { ETATS_TITRE } from '#budget/rules/titres.ts'
import type { Memoire } from '#memoire/memoire.ts'
import { Paiements } from '#memoire/pages/memoire-paiements.tsx'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'

/** What is owed to the body, or by it, outside of any application. */
export function HorsCampagne({ memoire: { autresEngagements, titres } }: { readonly memoire: Memoire }) {
  if (autresEngagements.length === 0 && titres.length === 0) return null
  return (
    <Carte
      titre="Hors campagne"
      chapeau="Engagements et titres de recettes qui ne tiennent à aucune demande."
    >
      <Paiements engagements={autresEngagements} />
      {titres.length > 0 && (
        <ul className="memoire-fil">
          {titres.map(({ exercice, numero, objet, montant, etat }) => (
            <li key={`${exercice} ${numero}`}>
              <p>
                Titre de recettes n°{INSECABLE}
                {numero} de {exercice}, {objet}
                {INSECABLE}: <strong>{ecrireMontant(montant)}</strong> dus à la Région, {ETATS_TITRE[etat]}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Carte>
  )
}
