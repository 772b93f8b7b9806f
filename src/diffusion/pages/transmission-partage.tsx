import { Link } from '@tanstack/react-router'
import type { Transmission } from '#diffusion/schema-transmission.ts'
import { ecrirePart } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Partage = NonNullable<Transmission['partage']>
type Ligne = {
  readonly id: string
  readonly nom: string
  /** A place of the vote that is not an OPCO has no list of its own. */
  readonly opco: boolean
  readonly formations: number | null
  readonly contrats: number | null
  readonly majoration: number
}

/** Where each voted euro goes: every formation in one line only, so that the lines sum to the vote. */
export function PartageDuVote({ partage, choisi }: { readonly partage: Partage; readonly choisi: string }) {
  const { parOpco, partagees, sansOpco, horsFormation, total } = partage
  const lignes: Ligne[] = [
    ...parOpco.map((une) => ({ ...une, opco: true })),
    { id: ' partagees', nom: 'Suivies par plusieurs OPCO', opco: false, ...partagees },
    { id: ' sans', nom: 'Sans OPCO connu', opco: false, ...sansOpco },
    {
      ...{ id: ' hors', nom: 'Hors formation (majorations exceptionnelles)', opco: false },
      ...{ formations: null, contrats: null, majoration: horsFormation },
    },
  ]
  return (
    <Carte
      titre="Où va le montant voté"
      chapeau="Chaque formation compte une fois : les lignes totalisent exactement le vote."
    >
      <TableauDonnees
        legende="Montant voté par OPCO"
        legendeMasquee
        colonnes={colonnes(total, choisi)}
        lignes={lignes}
        cle={({ id }) => id}
      />
    </Carte>
  )
}

const colonnes = (total: number, choisi: string): readonly Colonne<Ligne>[] => [
  {
    code: 'nom',
    titre: 'OPCO',
    cellule: ({ id, nom, opco }) =>
      opco ? (
        <Link to="." search={{ opco: id }} replace aria-current={id === choisi || undefined}>
          {nom}
        </Link>
      ) : (
        nom
      ),
    total: 'Total voté',
  },
  {
    code: 'formations',
    titre: 'Formations',
    nombre: true,
    secondaire: true,
    cellule: ({ formations }) => (formations === null ? '—' : <Nombre valeur={formations} />),
  },
  {
    code: 'contrats',
    titre: 'Contrats',
    nombre: true,
    secondaire: true,
    cellule: ({ contrats }) => (contrats === null ? '—' : <Nombre valeur={contrats} />),
  },
  {
    code: 'majoration',
    titre: 'Majoration',
    nombre: true,
    cellule: ({ majoration }) => <Montant centimes={majoration} />,
    total: <Montant centimes={total} />,
  },
  {
    code: 'part',
    titre: 'Part',
    nombre: true,
    cellule: ({ majoration }) => ecrirePart(majoration, total),
  },
]
