import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { acteTitre } from '#budget/pages/actes-offerts.ts'
import { useTitres } from '#budget/pages/budget-donnees.ts'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import { ETATS_TITRE, type Titre } from '#budget/rules/titres.ts'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** What is owed to the Région, of every exercice, and how it ended. @param exercice of those that are issued here */
export function Titres({ exercice }: { readonly exercice: number }) {
  const { data, error, isError, refetch } = useTitres()
  return (
    <Carte
      titre="Titres de recettes"
      actions={
        <SiDroit action="budget.ecrire">
          <BoutonActe acte={acteTitre(exercice)} />
        </SiDroit>
      }
    >
      {data ? (
        <TableauDonnees
          legende="Titres de tous les exercices"
          fiches
          colonnes={colonnes}
          lignes={data}
          cle={({ id }) => id}
          vide="Aucun titre."
        />
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement des titres" />
      )}
    </Carte>
  )
}

const colonnes: readonly Colonne<Titre>[] = [
  {
    code: 'numero',
    titre: 'Titre',
    cellule: ({ exercice, numero }) => (
      <span className="insecable">
        {exercice}, n° {numero}
      </span>
    ),
  },
  { code: 'debiteur', titre: 'Débiteur', cellule: ({ debiteur }) => debiteur },
  { code: 'objet', titre: 'Objet', secondaire: true, cellule: ({ objet }) => objet },
  {
    code: 'etat',
    titre: 'État',
    cellule: ({ etat }) => (
      <Etiquette ton={etat === 'recouvre' ? 'vert' : 'neutre'}>{ETATS_TITRE[etat]}</Etiquette>
    ),
  },
  {
    ...{ code: 'montant', titre: 'Montant', nombre: true },
    cellule: ({ montant }) => <Montant centimes={montant} />,
  },
]
