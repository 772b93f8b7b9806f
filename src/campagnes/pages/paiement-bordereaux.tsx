import type { BordereauFeuille, Feuille } from '#campagnes/pages/paiement-donnees.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { LienTelechargement } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** The numbered lists sent to the accountant, to download; filled, they come back as returns. */
export const Bordereaux = ({ feuille: { campagne, bordereaux } }: { readonly feuille: Feuille }) => (
  <Carte
    titre="Bordereaux"
    chapeau="Le comptable remplit les colonnes « État », « Date » et « Motif », puis rend le fichier."
  >
    <TableauDonnees
      fiches
      legende="Bordereaux de la campagne, le dernier d’abord"
      legendeMasquee
      vide="Aucun bordereau n’est encore émis."
      colonnes={colonnes(campagne.id)}
      lignes={bordereaux}
      cle={({ exercice, numero }) => `${exercice}-${numero}`}
    />
  </Carte>
)

const montant = (
  titre: string,
  cle: 'montant' | 'paye' | 'rejete',
  secondaire = false,
): Colonne<BordereauFeuille> => ({
  ...{ code: cle, titre, nombre: true, secondaire },
  cellule: (bordereau) => <Montant centimes={bordereau[cle]} />,
})

const colonnes = (campagne: string): readonly Colonne<BordereauFeuille>[] => [
  {
    code: 'numero',
    titre: 'Bordereau',
    cellule: ({ exercice, numero }) => (
      <span className="insecable">
        n°{INSECABLE}
        {numero} de {exercice}
      </span>
    ),
  },
  { code: 'emis', titre: 'Émis le', secondaire: true, cellule: ({ emisLe }) => ecrireDate(emisLe) },
  { ...{ code: 'mandats', titre: 'Mandats', nombre: true }, cellule: ({ mandats }) => mandats },
  montant('Montant', 'montant'),
  montant('Payé', 'paye', true),
  montant('Rejeté', 'rejete', true),
  {
    code: 'fichiers',
    titre: 'Pour le comptable',
    cellule: ({ exercice, numero }) => {
      const adresse = `/api/campagnes/${encodeURIComponent(campagne)}/paiement/bordereaux/${exercice}/${numero}/liste`
      const sur = `bordereau ${numero} de ${exercice}`
      return (
        <span className="rangee">
          <LienTelechargement href={`${adresse}.xlsx`} format="XLSX">
            Classeur<span className="hors-ecran">, {sur}</span>
          </LienTelechargement>
          <LienTelechargement href={`${adresse}.csv`} format="CSV">
            Fichier<span className="hors-ecran">, {sur}</span>
          </LienTelechargement>
        </span>
      )
    },
  },
]
