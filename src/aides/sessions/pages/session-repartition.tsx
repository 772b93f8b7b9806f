import { Link } from '@tanstack/react-router'
import { ETATS_DOSSIER } from '#aides/dossiers/cycle.ts'
import { type Compte, compterPostes, grouperPostes, type Poste } from '#aides/sessions/consommation.ts'
import { direNiveau, EtiquetteDossier } from '#aides/sessions/pages/session-mots.tsx'
import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { Montant } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Groupe = { readonly cle: string; readonly compte: Compte; readonly poste: Poste }

/** The same dossiers three times: by centre, by level, by state. */
export function Repartition({
  session,
  postes,
}: {
  readonly session: string
  readonly postes: readonly Poste[]
}) {
  const traite = useDroits().has('aide.traiter')
  const vers = (cle: 'organisme' | 'niveau' | 'etat', valeur: string, dit: string) =>
    traite ? (
      <Link
        to="/campagnes-aides/$session/dossiers"
        params={{ session } as never}
        search={{ [cle]: valeur } as never}
      >
        {dit}
      </Link>
    ) : (
      dit
    )
  const etats = Object.keys(ETATS_DOSSIER)
  return (
    <>
      <TableauDonnees<Groupe>
        legende="Par organisme"
        lignes={grouperPostes(postes, 'organisation')}
        cle={({ cle }) => cle}
        hauteur="28rem"
        colonnes={[
          {
            code: 'organisme',
            titre: 'Organisme',
            tri: ({ poste }) => poste.organisme,
            cellule: ({ cle, poste }) => vers('organisme', cle, poste.organisme),
            total: 'Total',
          },
          ...colonnes(compterPostes(postes)),
        ]}
      />
      <div className="suivi-deux">
        <TableauDonnees<Groupe>
          legende="Par niveau"
          lignes={grouperPostes(postes, 'niveau').toSorted((a, b) => a.cle.localeCompare(b.cle))}
          cle={({ cle }) => cle}
          colonnes={[
            {
              code: 'niveau',
              titre: 'Niveau',
              cellule: ({ cle }) => vers('niveau', cle, direNiveau(cle)),
            },
            ...colonnes(),
          ]}
        />
        <TableauDonnees<Groupe>
          legende="Par état"
          lignes={grouperPostes(postes, 'etat').toSorted(
            (a, b) => etats.indexOf(a.cle) - etats.indexOf(b.cle),
          )}
          cle={({ cle }) => cle}
          colonnes={[
            {
              code: 'etat',
              titre: 'État',
              cellule: ({ cle, poste }) =>
                traite ? (
                  vers('etat', cle, ETATS_DOSSIER[poste.etat].libelle)
                ) : (
                  <EtiquetteDossier etat={poste.etat} />
                ),
            },
            { code: 'dossiers', titre: 'Dossiers', nombre: true, cellule: ({ compte }) => compte.nombre },
            {
              code: 'montant',
              titre: 'Montant',
              nombre: true,
              cellule: ({ compte: { accorde, propose, attente } }) => (
                <Montant centimes={accorde + propose + attente} />
              ),
            },
          ]}
        />
      </div>
    </>
  )
}

const colonnes = (total?: Compte): Colonne<Groupe>[] => [
  {
    code: 'dossiers',
    titre: 'Dossiers',
    nombre: true,
    tri: ({ compte }) => compte.nombre,
    cellule: ({ compte }) => compte.nombre,
    ...(total && { total: total.nombre }),
  },
  {
    code: 'accordes',
    titre: 'Accordés',
    nombre: true,
    secondaire: true,
    cellule: ({ compte }) => compte.accordes,
    ...(total && { total: total.accordes }),
  },
  {
    code: 'accorde',
    titre: 'Accordé',
    nombre: true,
    tri: ({ compte }) => compte.accorde,
    cellule: ({ compte }) => <Montant centimes={compte.accorde} />,
    ...(total && { total: <Montant centimes={total.accorde} /> }),
  },
  {
    code: 'attente',
    titre: 'En attente',
    nombre: true,
    secondaire: true,
    cellule: ({ compte }) => compte.enAttente,
    ...(total && { total: total.enAttente }),
  },
]
