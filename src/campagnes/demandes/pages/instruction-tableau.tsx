import { Link } from '@tanstack/react-router'
import type { DemandeListee } from '#campagnes/demandes/instruction.ts'
import type { RechercheEcrite } from '#campagnes/demandes/pages/instruction-adresse.ts'
import { EtatDe, Instant } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { ecrireDate } from '#socle/francais.ts'
import { ecrireSiret } from '#socle/siret.ts'
import { Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees, type Tri } from '#ui/tableau.tsx'

type Proprietes = {
  readonly campagne: string
  readonly demandes: readonly DemandeListee[]
  readonly legende: string
  readonly tri: Tri
  readonly onTri: (tri: Tri) => void
  /** Carried to the study, which goes from one to the next in the same order. */
  readonly recherche: RechercheEcrite
  /** Applications ticked, to be done together; without it nothing is ticked. */
  readonly choix?: Choix | undefined
}

export type Choix = {
  readonly choisies: ReadonlySet<string>
  readonly onChoisir: (demande: string, choisie: boolean) => void
  readonly onTout: (choisies: boolean) => void
}

/** A page of the queue, in the order that the server gave. */
export function TableauFile({ campagne, demandes, tri, recherche, choix, ...reste }: Proprietes) {
  const rangs = new Map(demandes.map(({ id }, rang) => [id, rang]))
  // The server sorts, over all pages: the table is told the order that is already there.
  const rang = ({ id }: DemandeListee) => (tri.sens === 'asc' ? 1 : -1) * (rangs.get(id) ?? 0)
  const colonnes: readonly Colonne<DemandeListee>[] = [
    ...(choix ? [colonneChoix(demandes, choix)] : []),
    {
      code: 'numero',
      titre: 'N°',
      nombre: true,
      secondaire: true,
      tri: rang,
      cellule: ({ numero }) => numero,
    },
    {
      code: 'organisme',
      titre: 'Organisme',
      tri: rang,
      cellule: (une) => <Organisme campagne={campagne} demande={une} recherche={recherche} />,
    },
    { code: 'etat', titre: 'État', cellule: (une) => <Etat demande={une} /> },
    {
      code: 'agent',
      titre: 'Agent',
      secondaire: true,
      cellule: ({ instructeur }) => instructeur?.nom ?? <span className="discret">personne</span>,
    },
    {
      ...{ code: 'formations', titre: 'Formations', nombre: true, secondaire: true },
      cellule: ({ formations }) => <Nombre valeur={formations} />,
    },
    {
      ...{ code: 'contrats', titre: 'Contrats', nombre: true, secondaire: true, tri: rang },
      cellule: ({ contrats }) => <Nombre valeur={contrats} />,
    },
    {
      ...{ code: 'alertes', titre: 'Alertes', nombre: true, tri: rang },
      cellule: ({ alertes, enControle }) =>
        enControle ? <span className="discret">en contrôle</span> : <Nombre valeur={alertes} />,
    },
    {
      ...{ code: 'departements', titre: 'Dép.', secondaire: true },
      cellule: ({ departements }) => departements.join(', '),
    },
    {
      ...{ code: 'depot', titre: 'Déposée le', secondaire: true, tri: rang },
      cellule: ({ deposeeLe }) => (deposeeLe ? <Instant le={deposeeLe} /> : '—'),
    },
  ]
  return (
    <TableauDonnees
      {...reste}
      colonnes={colonnes}
      lignes={demandes}
      cle={({ id }) => id}
      enTete="organisme"
      triCourant={tri}
    />
  )
}

const Organisme = ({
  campagne,
  demande: { id, organisme, siret, deposeeLe },
  recherche,
}: Pick<Proprietes, 'campagne' | 'recherche'> & { readonly demande: DemandeListee }) => (
  <span className="instruction-organisme">
    {deposeeLe ? (
      <Link to="/campagnes/$id/demandes/$demande" params={{ id: campagne, demande: id }} search={recherche}>
        {organisme}
      </Link>
    ) : (
      organisme
    )}
    <span className="discret insecable etroit-masque">{ecrireSiret(siret)}</span>
  </span>
)

const Etat = ({ demande: { etat, echeance } }: { readonly demande: DemandeListee }) => (
  <span className="instruction-organisme">
    <EtatDe etat={etat} />
    {echeance && <span className="discret">avant le {ecrireDate(echeance)}</span>}
  </span>
)

const colonneChoix = (
  demandes: readonly DemandeListee[],
  { choisies, onChoisir, onTout }: Choix,
): Colonne<DemandeListee> => ({
  code: 'choix',
  titre: (
    <input
      type="checkbox"
      aria-label="Choisir toute la page"
      checked={demandes.length > 0 && demandes.every(({ id }) => choisies.has(id))}
      onChange={({ target }) => onTout(target.checked)}
    />
  ),
  cellule: ({ id, numero, organisme }) => (
    <input
      type="checkbox"
      aria-label={`Choisir la demande n° ${numero}, ${organisme}`}
      checked={choisies.has(id)}
      onChange={({ target }) => onChoisir(id, target.checked)}
    />
  ),
})
