import { Link } from '@tanstack/react-router'
import type { ResumeCampagne } from '#campagnes/campagne.ts'
import { useCampagnes } from '#campagnes/pages/donnees.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

const COLONNES: readonly Colonne<ResumeCampagne>[] = [
  {
    code: 'libelle',
    titre: 'Campagne',
    tri: (c) => c.libelle,
    cellule: (c) => (
      <span className="rangee">
        <Link to="/campagnes/$id" params={{ id: c.id }}>
          {c.libelle}
        </Link>
        {c.fictif && <Fictif />}
      </span>
    ),
  },
  { code: 'exercice', titre: 'Exercice', nombre: true, tri: (c) => c.exercice, cellule: (c) => c.exercice },
  {
    code: 'formations',
    titre: 'Formations',
    nombre: true,
    secondaire: true,
    tri: (c) => c.formations,
    cellule: (c) => <Nombre valeur={c.formations} />,
  },
  {
    code: 'contrats',
    titre: 'Contrats demandés',
    nombre: true,
    secondaire: true,
    tri: (c) => c.contrats,
    cellule: (c) => <Nombre valeur={c.contrats} />,
  },
  {
    code: 'dotation',
    titre: 'Dotation',
    nombre: true,
    tri: (c) => c.dotation,
    cellule: (c) => <Montant centimes={c.dotation} />,
  },
]

/** The list of campaigns: where the application opens. */
export function PageCampagnes() {
  const { data, error, isError, refetch } = useCampagnes()
  return (
    <Page
      titre="Campagnes"
      chapeau="Chaque campagne répartit une enveloppe entre les formations les mieux classées."
      actions={
        <LienBouton to="/campagnes/nouvelle" variante="principal" icone="plus">
          Nouvelle campagne
        </LienBouton>
      }
    >
      {isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement des campagnes" />
      ) : data.length === 0 ? (
        <EtatVide titre="Aucune campagne pour l’instant.">
          Créez-en une à partir d’un règlement, d’une dotation et d’un fichier de demandes.
        </EtatVide>
      ) : (
        <div className="carte">
          <TableauDonnees
            legende="Campagnes de la Région"
            legendeMasquee
            colonnes={COLONNES}
            lignes={data}
            cle={(c) => c.id}
          />
        </div>
      )}
    </Page>
  )
}
