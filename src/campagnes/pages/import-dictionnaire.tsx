import { COLONNES, type Colonne as ColonneModele } from '#campagnes/importation/colonnes.ts'
import { compter } from '#socle/francais.ts'
import { Etiquette } from '#ui/etiquette.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

const TABLEAU: readonly Colonne<ColonneModele>[] = [
  {
    code: 'entete',
    titre: 'Colonne',
    cellule: ({ entete, requise }) => (
      <>
        {entete} {!requise && <Etiquette>facultative</Etiquette>}
      </>
    ),
  },
  { code: 'aide', titre: 'Ce qu’elle contient', cellule: ({ aide }) => aide },
  { code: 'attendu', titre: 'Valeur attendue', cellule: ({ attendu }) => attendu },
  {
    code: 'synonymes',
    titre: 'Autres en-têtes reconnus',
    secondaire: true,
    cellule: ({ synonymes }) => <span className="discret">{synonymes.join(', ')}</span>,
  },
]

/** Every column of the model, said from the very rules that read it. */
export const Dictionnaire = () => (
  <details className="carte import-dictionnaire">
    <summary>
      <h2>Dictionnaire des {compter(COLONNES.length, 'colonne')}</h2>
    </summary>
    <TableauDonnees
      legende="Colonnes du modèle"
      legendeMasquee
      colonnes={TABLEAU}
      lignes={COLONNES}
      cle={({ code }) => code}
    />
  </details>
)
