import { Link } from '@tanstack/react-router'
import type { Importation } from '#campagnes/importation/importation.ts'
import { BoutonAbandon } from '#campagnes/pages/import-abandon.tsx'
import { useImports } from '#campagnes/pages/import-donnees.ts'
import { ecrireInstant } from '#campagnes/pages/import-taille.ts'
import { compter, ecrirePart } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** Imports that were begun and not finished: from here, from another tab, or before the server stopped. */
export function Reprise() {
  const { data, error, isError } = useImports()
  if (isError && !data)
    return (
      <Message ton="avertissement" titre="Les imports commencés ne peuvent pas être affichés">
        <p>{error.message}</p>
      </Message>
    )
  if (!data || data.length === 0) return null
  return (
    <Carte
      className="import-reprise"
      titre="Imports commencés"
      chapeau="Envoyés et pas encore devenus une campagne."
    >
      <TableauDonnees
        legende="Imports à reprendre"
        legendeMasquee
        colonnes={COLONNES}
        lignes={data}
        cle={({ id }) => id}
      />
    </Carte>
  )
}

const COLONNES: readonly Colonne<Importation>[] = [
  {
    code: 'nom',
    titre: 'Fichier',
    cellule: ({ id, nom }) => (
      <Link to="/campagnes/nouvelle" search={{ import: id } as never} className="import-nom">
        {nom}
      </Link>
    ),
  },
  { code: 'etat', titre: 'État', cellule: (importation) => <EtatImport importation={importation} /> },
  {
    code: 'lignes',
    titre: 'Lignes',
    nombre: true,
    secondaire: true,
    cellule: ({ lignesLues }) => <Nombre valeur={lignesLues} />,
  },
  {
    code: 'recu',
    titre: 'Reçu le',
    secondaire: true,
    cellule: ({ creeLe }) => <time dateTime={creeLe}>{ecrireInstant(creeLe)}</time>,
  },
  {
    code: 'abandon',
    titre: <span className="hors-ecran">Abandonner</span>,
    cellule: ({ id, nom }) => <BoutonAbandon id={id} nom={nom} discret />,
  },
]

function EtatImport({ importation }: { readonly importation: Importation }) {
  const { etat, progression, erreurs } = importation
  if (etat === 'recu') return <Etiquette>en attente</Etiquette>
  if (etat === 'en_lecture') return <Etiquette>lecture, {ecrirePart(progression, 1_000)}</Etiquette>
  return erreurs > 0 ? (
    <Etiquette ton="flamme">{compter(erreurs, 'erreur')}</Etiquette>
  ) : (
    <Etiquette ton="vert">prêt</Etiquette>
  )
}
