import { MOTIFS_ECART } from '#diffusion/rapprochement-motifs.ts'
import type { LigneEcart, Rapprochement } from '#diffusion/schema-rapprochement.ts'
import { compter } from '#socle/francais.ts'
import { Montant, Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** Gaps by formation, by body and by reason; each with the totals of what is shown. */

export type LigneMontree = LigneEcart
type Cumul = Rapprochement['totaux']
type Figures = {
  readonly votes: number
  readonly signes: number | null
  readonly ecart: number | null
  readonly montant: number | null
}

const inconnu = <span className="discret">—</span>

const figures = <L extends Figures>(totaux: Cumul): readonly Colonne<L>[] => [
  {
    code: 'votes',
    titre: 'Votés',
    nombre: true,
    cellule: ({ votes }) => <Nombre valeur={votes} />,
    tri: ({ votes }) => votes,
    total: <Nombre valeur={totaux.votesRapproches} />,
  },
  {
    code: 'signes',
    titre: 'Signés',
    nombre: true,
    cellule: ({ signes }) => (signes === null ? inconnu : <Nombre valeur={signes} />),
    tri: ({ signes }) => signes ?? -1,
    total: <Nombre valeur={totaux.signes} />,
  },
  {
    code: 'ecart',
    titre: 'Écart',
    nombre: true,
    cellule: ({ ecart }) => (ecart === null ? inconnu : <Nombre ecart valeur={ecart} />),
    tri: ({ ecart }) => ecart ?? 0,
    total: <Nombre ecart valeur={totaux.ecart} />,
  },
  {
    code: 'montant',
    titre: 'Montant de l’écart',
    nombre: true,
    cellule: ({ montant }) => (montant === null ? inconnu : <Montant ecart centimes={montant} />),
    tri: ({ montant }) => montant ?? 0,
    total: <Montant ecart centimes={totaux.montant} />,
  },
]

export const TableauFormations = ({
  legende,
  lignes,
  totaux,
  hauteur = '40rem',
}: {
  readonly legende: string
  readonly lignes: readonly LigneMontree[]
  readonly totaux: Cumul
  readonly hauteur?: string
}) => (
  <TableauDonnees
    legende={legende}
    colonnes={colonnesFormations(totaux)}
    lignes={lignes}
    cle={({ identifiant }) => identifiant}
    vide="Aucune formation ne répond à ces filtres."
    hauteur={hauteur}
  />
)

const colonnesFormations = (totaux: Cumul): readonly Colonne<LigneMontree>[] => [
  {
    code: 'intitule',
    titre: 'Formation',
    cellule: ({ intitule, identifiant, organisme }) => (
      <>
        {intitule}
        <span className="diffusion-organisme">
          {organisme.nom}, {identifiant}
        </span>
      </>
    ),
    tri: ({ intitule }) => intitule,
    total: 'Total des formations rapprochées',
  },
  ...figures<LigneMontree>(totaux),
  {
    code: 'motif',
    titre: 'Motif',
    cellule: ({ motif, precision, signes }) =>
      signes === null ? (
        <span className="discret">à rapprocher</span>
      ) : motif ? (
        <>
          {MOTIFS_ECART[motif]}
          {precision && <span className="diffusion-organisme">{precision}</span>}
        </>
      ) : (
        ''
      ),
    tri: ({ motif }) => (motif ? MOTIFS_ECART[motif] : ''),
  },
]

type Organisme = Rapprochement['organismes'][number]

export const TableauOrganismes = ({
  lignes,
  totaux,
}: {
  readonly lignes: readonly Organisme[]
  readonly totaux: Cumul
}) => (
  <TableauDonnees
    legende={`${compter(lignes.length, 'organisme')}, contrats des formations rapprochées`}
    colonnes={[
      { code: 'nom', titre: 'Organisme', cellule: ({ nom }) => nom, tri: ({ nom }) => nom, total: 'Total' },
      rapprochees(totaux),
      ...figures<Organisme>(totaux),
    ]}
    lignes={lignes.map((un) => ({ ...un, votes: un.votesRapproches }))}
    cle={({ organisme }) => organisme}
    hauteur="28rem"
  />
)

type CumulMotif = Rapprochement['motifs'][number]

export const TableauMotifs = ({ lignes }: { readonly lignes: readonly CumulMotif[] }) => (
  <TableauDonnees
    legende="Écarts par motif"
    legendeMasquee
    colonnes={[
      { code: 'motif', titre: 'Motif', cellule: ({ motif }) => MOTIFS_ECART[motif] },
      {
        code: 'formations',
        titre: 'Formations',
        nombre: true,
        cellule: ({ formations }) => <Nombre valeur={formations} />,
      },
      {
        code: 'ecart',
        titre: 'Écart',
        nombre: true,
        cellule: ({ ecart }) => <Nombre ecart valeur={ecart} />,
      },
      {
        code: 'montant',
        titre: 'Montant de l’écart',
        nombre: true,
        cellule: ({ montant }) => <Montant ecart centimes={montant} />,
      },
    ]}
    lignes={lignes}
    cle={({ motif }) => motif}
  />
)

const rapprochees = (totaux: Cumul): Colonne<Organisme> => ({
  code: 'rapprochees',
  titre: 'Rapprochées',
  nombre: true,
  secondaire: true,
  cellule: ({ rapprochees, formations }) => `${rapprochees} / ${formations}`,
  tri: ({ rapprochees }) => rapprochees,
  total: `${totaux.rapprochees} / ${totaux.formations}`,
})
