import { DEPARTEMENTS } from '#campagnes/importation/departements.ts'
import type { Comparaison, LigneComparee } from '#majoration/comparaison.ts'
import { colonnesMesurees } from '#majoration/pages/comparaison-organismes.tsx'
import { Carte } from '#ui/carte.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

/** The same money seen by place, by trade and by level: each table sums to the same totals. */
export const ComparaisonThemes = ({ comparaison }: { readonly comparaison: Comparaison }) => (
  <div className="comparaison-themes">
    <Theme
      titre="Par département"
      nom="Département"
      lignes={comparaison.parDepartement}
      nomDe={nommerDepartement}
    />
    <Theme
      titre="Par niveau"
      nom="Niveau"
      lignes={comparaison.parNiveau}
      nomDe={(niveau) => `Niveau ${niveau}`}
    />
    <Theme titre="Par filière" nom="Filière" lignes={comparaison.parFiliere} nomDe={(filiere) => filiere} />
  </div>
)

const nommerDepartement = (code: string) => {
  const nom = DEPARTEMENTS.get(code)
  return nom ? `${code} ${nom}` : code
}

type ProprietesTheme = {
  readonly titre: string
  readonly nom: string
  readonly lignes: readonly LigneComparee[]
  readonly nomDe: (cle: string) => string
}

const Theme = ({ titre, nom, lignes, nomDe }: ProprietesTheme) => (
  <Carte titre={titre}>
    <TableauDonnees
      legende={`Montants ${titre.toLowerCase()}, avant et après`}
      legendeMasquee
      colonnes={colonnesMesurees(nom, nomDe, lignes)}
      lignes={lignes}
      cle={(ligne) => ligne.cle}
      triInitial={{ colonne: 'nom', sens: 'asc' }}
    />
  </Carte>
)
