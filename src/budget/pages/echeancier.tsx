import type { DetailLigne } from '#budget/pages/budget-donnees.ts'
import { type AnneeEcheancier, etalerEcheanciers, reduireEcheancier } from '#budget/rules/echeancier.ts'
import { INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Jauge } from '#ui/jauge.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Annee = AnneeEcheancier & { readonly vote: number | null }

/** When what is engaged will have to be paid, against the crédits de paiement voted each year. */
export function Echeancier({ detail }: { readonly detail: DetailLigne }) {
  const annees = dresser(detail)
  if (annees.length === 0) return null
  const echelle = Math.max(
    ...annees.map(({ montant, mandate, vote }) => Math.max(montant, mandate, vote ?? 0)),
  )
  return (
    <Carte
      titre="De l’engagement au paiement"
      chapeau="Les engagements de cette imputation, tous exercices, étalés sur les années où ils se paient."
    >
      <TableauDonnees
        fiches
        legende="Échéancier des crédits de paiement, par exercice"
        legendeMasquee
        colonnes={colonnes}
        lignes={annees}
        cle={({ exercice }) => String(exercice)}
      />
      <div className="budget-annees">
        {annees.map(({ exercice, montant, mandate, vote }) => (
          <Jauge
            key={exercice}
            titre={String(exercice)}
            total={echelle}
            ecrire={(centimes) => <Montant centimes={centimes} />}
            segments={[
              { libelle: 'Mandaté', valeur: mandate, serie: 1 },
              { libelle: 'Prévu, pas encore mandaté', valeur: Math.max(0, montant - mandate), serie: 2 },
            ]}
            {...(vote === null
              ? {}
              : { repere: { valeur: vote, libelle: `Voté${INSECABLE}en ${exercice}` } })}
          />
        ))}
      </div>
      <p className="discret">Le trait sur chaque barre est le montant voté en crédits de paiement.</p>
    </Carte>
  )
}

function dresser({ engagements, mandats, annees }: DetailLigne): Annee[] {
  const echeances = engagements.flatMap(({ echeancier, desengage }) =>
    reduireEcheancier(echeancier, desengage),
  )
  const valables = mandats.filter(({ etat }) => etat !== 'rejete')
  return etalerEcheanciers(echeances, valables).map((annee) => ({
    ...annee,
    vote: annees.find(({ ligne }) => ligne.exercice === annee.exercice)?.soldes.voteCreditsDePaiement ?? null,
  }))
}

const montant = (titre: string, lire: (annee: Annee) => number | null): Colonne<Annee> => ({
  ...{ code: titre, titre, nombre: true },
  cellule: (annee) => {
    const valeur = lire(annee)
    return valeur === null ? 'non voté' : <Montant centimes={valeur} />
  },
})

const colonnes: readonly Colonne<Annee>[] = [
  { code: 'exercice', titre: 'Exercice', cellule: ({ exercice }) => exercice },
  montant('Prévu', (annee) => annee.montant),
  montant('Mandaté', (annee) => annee.mandate),
  montant('Voté', (annee) => annee.vote),
]
