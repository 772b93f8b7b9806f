import { Link } from '@tanstack/react-router'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { EtatDe, Instant } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { useMesLectures } from '#campagnes/lectures/pages/lecture-donnees.ts'
import type { LectureMienne } from '#campagnes/lectures/vue-lectures.ts'
import { compter } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'
import './lecture.css'

/** /lectures : the applications that I am to read alone, what is left to mark in each. */
export const PageMesLectures = () => (
  <EcranReserve action="lecture.noter" titre="Mes lectures">
    <EcranMesLectures />
  </EcranReserve>
)

function EcranMesLectures() {
  const { data, error, isError, refetch } = useMesLectures()
  return (
    <Page
      titre="Mes lectures"
      chapeau="Les demandes que vous notez seul, une autre personne les notant de son côté."
    >
      {isError && !data ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : !data ? (
        <Chargement quoi="Chargement de vos lectures" />
      ) : data.length === 0 ? (
        <EtatVide
          titre="Aucune lecture ne vous est confiée."
          action={
            <LienBouton to="/" variante="principal">
              Voir les campagnes
            </LienBouton>
          }
        >
          Un responsable confie les lectures, demande par demande ou d’un coup.
        </EtatVide>
      ) : (
        <Lectures lectures={data} />
      )}
    </Page>
  )
}

function Lectures({ lectures }: { readonly lectures: readonly LectureMienne[] }) {
  const aFaire = lectures.filter(({ valideeLe }) => !valideeLe)
  const restent = aFaire.reduce((somme, { attendues, faites }) => somme + attendues - faites, 0)
  const [suivante] = aFaire
  return (
    <Carte
      titre={
        aFaire.length > 0
          ? `${compter(aFaire.length, 'lecture')} à faire`
          : 'Toutes vos lectures sont validées'
      }
      chapeau={aFaire.length > 0 && `Il vous reste ${compter(restent, 'appréciation')} à donner.`}
      actions={
        suivante && (
          <Link
            className="bouton bouton-principal"
            to="/campagnes/$id/demandes/$demande"
            params={{ id: suivante.campagne, demande: suivante.demande }}
            hash="lecture"
          >
            Lire la suivante
          </Link>
        )
      }
    >
      <TableauDonnees
        legende="Mes lectures, celles à faire d’abord"
        legendeMasquee
        lignes={lectures}
        colonnes={COLONNES}
        cle={({ demande }) => demande}
      />
    </Carte>
  )
}

const COLONNES: readonly Colonne<LectureMienne>[] = [
  {
    code: 'organisme',
    titre: 'Demande',
    cellule: ({ demande, campagne, numero, organisme, libelleCampagne }) => (
      <span className="lecture-objet">
        <Link to="/campagnes/$id/demandes/$demande" params={{ id: campagne, demande }} hash="lecture">
          {organisme}
        </Link>
        <span className="discret">
          n° {numero}, {libelleCampagne}
        </span>
      </span>
    ),
  },
  {
    ...{ code: 'etat', titre: 'État', secondaire: true },
    cellule: ({ etat }) => <EtatDe etat={etat} />,
  },
  {
    ...{ code: 'formations', titre: 'Formations', nombre: true, secondaire: true },
    cellule: ({ formations }) => <Nombre valeur={formations} />,
  },
  {
    code: 'reste',
    titre: 'Reste à noter',
    cellule: ({ attendues, faites, valideeLe }) =>
      valideeLe ? (
        <span className="secondaire">
          validée, <Instant le={valideeLe} />
        </span>
      ) : faites === attendues ? (
        'à valider'
      ) : (
        `${attendues - faites} sur ${attendues}`
      ),
  },
]
