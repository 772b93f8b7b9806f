import { Link } from '@tanstack/react-router'
import { type Admission, ETATS_ADMISSION } from '#aides/non-valeurs/admission.ts'
import { acteOuvrir } from '#aides/non-valeurs/pages/actes-non-valeur.ts'
import { useAdmissions } from '#aides/non-valeurs/pages/non-valeurs-donnees.ts'
import { TitresSuivis } from '#aides/non-valeurs/pages/titres-suivis.tsx'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import { ecrireDate } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette, type TonEtiquette } from '#ui/etiquette.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'
import '#aides/soldes/pages/soldes.css'

/** /non-valeurs : titres to collect, and the dossiers by which the Région gives some of them up. */
export const PageNonValeurs = () => (
  <EcranReserve action="nonvaleur.lire" titre="Titres et non-valeurs">
    <Page
      titre="Titres et non-valeurs"
      chapeau="Le comptable note ce qu’il fait pour recouvrer, puis propose d’admettre en non-valeur ce qui ne peut plus l’être."
    >
      <Dossiers />
      <TitresSuivis />
    </Page>
  </EcranReserve>
)

export const TONS_ADMISSION: Readonly<Record<Admission['etat'], TonEtiquette>> = {
  ...{ preparation: 'neutre', proposee: 'or', avis_favorable: 'retenu', avis_defavorable: 'ecarte' },
  ...{ votee: 'retenu', admise: 'vert', retiree: 'ecarte' },
}

function Dossiers() {
  const { data, error, isError, refetch } = useAdmissions()
  return (
    <Carte
      titre="Dossiers d’admission en non-valeur"
      actions={
        <SiDroit action="nonvaleur.proposer">
          <BoutonActe variante="principal" acte={acteOuvrir} />
        </SiDroit>
      }
    >
      {data ? (
        <TableauDonnees<Admission>
          fiches
          legende="Dossiers, le dernier courrier d’abord"
          legendeMasquee
          vide="Aucun dossier : le comptable en ouvre un pour proposer des titres."
          lignes={data}
          cle={({ id }) => id}
          colonnes={[
            {
              code: 'objet',
              titre: 'Dossier',
              cellule: ({ id, objet, pole, courrierLe }) => (
                <>
                  <Link to="/non-valeurs/$admission" params={{ admission: id }}>
                    {objet}
                  </Link>
                  <span className="soldes-precision">
                    {pole}, courrier du {ecrireDate(courrierLe)}
                  </span>
                </>
              ),
            },
            {
              code: 'etat',
              titre: 'État',
              cellule: ({ etat, deliberation }) => (
                <>
                  <Etiquette ton={TONS_ADMISSION[etat]}>{ETATS_ADMISSION[etat]}</Etiquette>
                  {deliberation && <span className="soldes-precision">{deliberation}</span>}
                </>
              ),
            },
            {
              ...{ code: 'nombre', titre: 'Titres', nombre: true, secondaire: true },
              cellule: ({ nombre }) => <Nombre valeur={nombre} />,
            },
            {
              ...{ code: 'montant', titre: 'Montant', nombre: true },
              cellule: ({ montant }) => <Montant centimes={montant} />,
            },
          ]}
        />
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement des dossiers" />
      )}
    </Carte>
  )
}
