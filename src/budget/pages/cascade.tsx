import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCascade } from '#budget/pages/budget-donnees.ts'
import { Suggestions } from '#budget/pages/cascade-suggestions.tsx'
import { ANS_SANS_MOUVEMENT, type AnneeCascade } from '#budget/rules/cascade.ts'
import { INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Jauge } from '#ui/jauge.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** From what was promised to what was ordered to be paid, exercice after exercice, and what that suggests. */
export function CascadeBudget({ exercice }: { readonly exercice: number }) {
  const { ans: adresse } = useSearch({ strict: false }) as { ans?: unknown }
  const naviguer = useNavigate()
  const ans =
    Number.isInteger(adresse) && Number(adresse) >= 1 && Number(adresse) <= 20
      ? Number(adresse)
      : ANS_SANS_MOUVEMENT
  const { data, error, isError, refetch } = useCascade(exercice, ans)
  if (!data)
    return (
      <Carte titre="De l’engagement au mandat">
        {isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement des engagements" />
        )}
      </Carte>
    )
  const { annees } = data
  const echelle = Math.max(0, ...annees.map(({ engage }) => engage))
  return (
    <>
      <Carte
        titre="De l’engagement au mandat"
        chapeau="Ce qui est engagé sur affectation, tous exercices, et ce qu’il en reste à mandater."
      >
        <TableauDonnees
          fiches
          legende="Engagé et mandaté, par exercice d’engagement, en euros"
          legendeMasquee
          colonnes={colonnes(annees, exercice)}
          lignes={annees}
          cle={(annee) => String(annee.exercice)}
          vide="Rien n’est encore engagé sur affectation."
        />
        {annees.length > 0 && (
          <div className="budget-annees">
            {annees.map((annee) => (
              <Jauge
                key={annee.exercice}
                titre={`Engagé en ${annee.exercice}`}
                total={echelle}
                ecrire={(centimes) => <Montant centimes={centimes} />}
                segments={[
                  { libelle: 'Mandaté la même année', valeur: annee.mandateMemeAnnee, serie: 1 },
                  { libelle: 'Mandaté ensuite', valeur: annee.mandateEnsuite, serie: 4 },
                  { libelle: 'Reste à mandater', valeur: annee.reste, serie: 2 },
                ]}
              />
            ))}
          </div>
        )}
      </Carte>
      <Suggestions
        cascade={data}
        onAns={(voulu) =>
          void naviguer({
            to: '.',
            search: ((avant: object) => ({
              ...avant,
              ans: voulu === ANS_SANS_MOUVEMENT ? undefined : voulu,
            })) as never,
            replace: true,
            resetScroll: false,
          })
        }
      />
    </>
  )
}

type CleMontant = Exclude<keyof AnneeCascade, 'exercice'>

function colonnes(annees: readonly AnneeCascade[], exercice: number): readonly Colonne<AnneeCascade>[] {
  const montant = (titre: string, cle: CleMontant, secondaire = false): Colonne<AnneeCascade> => ({
    ...{ code: cle, titre, secondaire, nombre: true },
    tri: (annee) => annee[cle],
    cellule: (annee) => <Montant centimes={annee[cle]} />,
    total: <Montant centimes={annees.reduce<Centimes>((somme, annee) => somme + annee[cle], 0)} />,
  })
  return [
    {
      ...{ code: 'exercice', titre: 'Engagé en', total: 'Total', tri: (annee) => annee.exercice },
      cellule: (annee) => (
        <Link to="/budget" search={{ exercice: annee.exercice }}>
          {annee.exercice}
        </Link>
      ),
    },
    montant('Engagé', 'engage'),
    montant('Mandaté la même année', 'mandateMemeAnnee', true),
    montant('Mandaté ensuite', 'mandateEnsuite', true),
    montant('Reste à mandater', 'reste'),
    montant(`dont prévu jusqu’en${INSECABLE}${exercice}`, 'resteEchu', true),
  ]
}
