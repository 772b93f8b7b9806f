import { Link, useParams } from '@tanstack/react-router'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import {
  type Exceptionnelles,
  type LigneExceptionnelle,
  resteDe,
} from '#campagnes/demandes/exceptionnelle-lue.ts'
import { BASES, EtatExceptionnel } from '#campagnes/demandes/pages/exceptionnelle-elements.tsx'
import { useExceptionnelles } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { useCampagne } from '#campagnes/pages/donnees.ts'
import { compter, ecrireMontant } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Fictif } from '#ui/etiquette.tsx'
import { Jauge } from '#ui/jauge.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** /campagnes/$id/exceptionnelles : every exceptional majoration of a campaign against the envelope set aside. */
export const PageExceptionnelles = () => (
  <EcranReserve action="instruction.lire" titre="Majorations exceptionnelles">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data: campagne } = useCampagne(id)
  const { data, error, isError, refetch } = useExceptionnelles(id)
  return (
    <Page
      titre="Majorations exceptionnelles"
      surtitre={campagne?.libelle}
      etiquettes={campagne?.fictif && <Fictif mention={campagne.mention} />}
      chapeau="Ce que demandent les organismes en difficulté, ce qui est proposé, ce qui est accordé, et l’enveloppe mise à part."
      actions={
        <>
          <LienBouton to="/campagnes/$id/demandes" params={{ id }}>
            File des demandes
          </LienBouton>
          <LienBouton to="/campagnes/$id/vote" params={{ id }}>
            Vote
          </LienBouton>
        </>
      }
    >
      {data ? (
        <Chargees campagne={id} lues={data} />
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement des majorations exceptionnelles" />
      )}
    </Page>
  )
}

function Chargees({ campagne, lues }: { readonly campagne: string; readonly lues: Exceptionnelles }) {
  const { enveloppe, accordees, lignes } = lues
  const enAttente = lignes
    .filter(({ etat }) => etat === 'instruite')
    .reduce((somme, { proposee }) => somme + (proposee ?? 0), 0)
  return (
    <>
      <Carte titre="Enveloppe" actions={<Montant centimes={enveloppe} />}>
        {enveloppe > 0 ? (
          <Jauge
            titre={`Reste ${ecrireMontant(resteDe(lues))} à accorder`}
            total={enveloppe}
            segments={[
              { libelle: 'Accordé', valeur: accordees, serie: 2 },
              ...(enAttente > 0
                ? [{ libelle: 'Proposé, à décider', valeur: enAttente, serie: 3 } as const]
                : []),
            ]}
            ecrire={(valeur) => <Montant centimes={valeur} />}
          />
        ) : (
          <p className="secondaire">Rien n’est mis à part pour elles dans cette campagne.</p>
        )}
      </Carte>
      {lignes.length === 0 ? (
        <EtatVide titre="Aucun organisme ne demande de majoration exceptionnelle.">
          Un organisme la demande avec sa demande, dans son espace ; elle paraît ici une fois celle-ci
          déposée.
        </EtatVide>
      ) : (
        <Carte
          titre="Organismes"
          actions={<span className="secondaire">{compter(lignes.length, 'organisme')}</span>}
        >
          <TableauDonnees
            legende="Majorations exceptionnelles, organisme par organisme"
            legendeMasquee
            fiches
            colonnes={colonnes(campagne, lues)}
            lignes={lignes}
            cle={({ organisme, demande }) => `${organisme} ${demande?.id ?? ''}`}
          />
        </Carte>
      )}
    </>
  )
}

/** An amount, or a dash where there is none. */
const Somme = ({ centimes }: { readonly centimes: Centimes | null }) =>
  centimes === null ? '—' : <Montant centimes={centimes} />

const colonnes = (
  campagne: string,
  { base, accordees }: Exceptionnelles,
): readonly Colonne<LigneExceptionnelle>[] => [
  {
    ...{ code: 'organisme', titre: 'Organisme', total: 'Total', tri: ({ organisme }) => organisme },
    cellule: ({ organisme, demande }) =>
      demande ? (
        <Link
          to="/campagnes/$id/demandes/$demande"
          params={{ id: campagne, demande: demande.id }}
          search={{}}
        >
          {organisme}
        </Link>
      ) : (
        organisme
      ),
  },
  {
    ...{ code: 'etat', titre: 'État', tri: ({ etat }) => etat },
    cellule: ({ etat }) => <EtatExceptionnel etat={etat} />,
  },
  {
    ...{ code: 'deficit', titre: 'Déficit prévisionnel', nombre: true, secondaire: true },
    cellule: ({ deficit }) => <Somme centimes={deficit} />,
  },
  {
    ...{ code: 'demandee', titre: 'Demandé', nombre: true, tri: ({ demandee }) => demandee ?? 0 },
    cellule: ({ demandee }) => <Somme centimes={demandee} />,
  },
  {
    ...{ code: 'proposee', titre: 'Proposé', nombre: true, secondaire: true },
    cellule: ({ proposee }) => <Somme centimes={proposee} />,
  },
  {
    ...{ code: 'accordee', titre: 'Accordé', nombre: true, tri: ({ accordee }) => accordee ?? 0 },
    cellule: ({ accordee }) => <Somme centimes={accordee} />,
    total: <Montant centimes={accordees} />,
  },
  {
    ...{ code: 'contrats', titre: `Contrats retenus, ${BASES[base]}`, nombre: true, secondaire: true },
    cellule: ({ contratsRetenus }) => (contratsRetenus === null ? '—' : <Nombre valeur={contratsRetenus} />),
  },
]
