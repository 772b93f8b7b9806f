import { DEPARTEMENTS } from '#campagnes/importation/departements.ts'
import { type Annees, type LigneDemande, THEMES, type Theme } from '#majoration/annees.ts'
import { ecrireEvolution } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { ChoixSegmente } from '#ui/choix.tsx'
import { Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = {
  readonly demandes: Annees['demandes']
  readonly exercices: readonly [number, number]
  readonly theme: Theme
  readonly onTheme: (theme: Theme) => void
}

const OPTIONS = (Object.keys(THEMES) as Theme[]).map((valeur) => ({ valeur, libelle: THEMES[valeur] }))

/** The contracts asked for, both years: what moved in the demand, before any ranking. */
export const AnneesDemandes = ({ demandes, exercices, theme, onTheme }: Proprietes) => (
  <Carte titre="Contrats demandés" chapeau="Retenus ou non : ce qui a bougé dans la demande.">
    <div className="ecran-seulement">
      <ChoixSegmente libelle="Par" valeur={theme} options={OPTIONS} onChange={onTheme} />
    </div>
    <TableauDonnees
      legende={`Contrats demandés par ${THEMES[theme].toLowerCase()}, ${exercices[0]} et ${exercices[1]}`}
      legendeMasquee
      colonnes={colonnes(theme, demandes[theme], exercices)}
      lignes={demandes[theme]}
      cle={({ cle }) => cle}
    />
  </Carte>
)

const NOMS: Record<Theme, (cle: string) => string> = {
  niveau: (niveau) => `Niveau ${niveau}`,
  departement: (code) => [code, DEPARTEMENTS.get(code)].filter(Boolean).join(' '),
  filiere: (filiere) => filiere,
}

function colonnes(
  theme: Theme,
  lignes: readonly LigneDemande[],
  [alors, maintenant]: readonly [number, number],
): Colonne<LigneDemande>[] {
  const somme = (cote: 'avant' | 'apres') => lignes.reduce((total, ligne) => total + ligne[cote], 0)
  const [avant, apres] = [somme('avant'), somme('apres')]
  return [
    {
      ...{ code: 'nom', titre: THEMES[theme], total: 'Total' },
      tri: ({ cle }) => cle,
      cellule: ({ cle }) => NOMS[theme](cle),
    },
    {
      ...{ code: 'avant', titre: String(alors), nombre: true },
      tri: (ligne) => ligne.avant,
      cellule: (ligne) => <Nombre valeur={ligne.avant} />,
      total: <Nombre valeur={avant} />,
    },
    {
      ...{ code: 'apres', titre: String(maintenant), nombre: true },
      tri: (ligne) => ligne.apres,
      cellule: (ligne) => <Nombre valeur={ligne.apres} />,
      total: <Nombre valeur={apres} />,
    },
    {
      ...{ code: 'ecart', titre: 'Écart', nombre: true },
      tri: (ligne) => ligne.apres - ligne.avant,
      cellule: (ligne) => <Nombre valeur={ligne.apres - ligne.avant} ecart />,
      total: <Nombre valeur={apres - avant} ecart />,
    },
    {
      ...{ code: 'evolution', titre: 'Évolution', nombre: true, secondaire: true },
      // From nothing, no rate: after every other.
      tri: (ligne) => (ligne.avant > 0 ? ligne.apres / ligne.avant : Number.POSITIVE_INFINITY),
      cellule: (ligne) => <span className="insecable">{ecrireEvolution(ligne.avant, ligne.apres)}</span>,
      total: ecrireEvolution(avant, apres),
    },
  ]
}
