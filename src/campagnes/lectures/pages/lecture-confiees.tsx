import { Link } from '@tanstack/react-router'
import { EtatDe } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { ARRETEES } from '#campagnes/lectures/lecture-actes.ts'
import type {
  DemandeEnLecture,
  LectureConfiee,
  LecturesDeCampagne,
} from '#campagnes/lectures/vue-lectures.ts'
import { compter } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Nombre } from '#ui/montant.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

/** The applications of a campaign with their two agents: who has closed, who has not. What each marked is not here. */
export const LecturesConfiees = ({
  campagne,
  lectures: { demandes, etat },
}: {
  readonly campagne: string
  readonly lectures: LecturesDeCampagne
}) => (
  <Carte titre="Demandes">
    <TableauDonnees<DemandeEnLecture>
      legende={compter(demandes.length, 'demande à lire', 'demandes à lire')}
      legendeMasquee
      lignes={demandes}
      cle={({ id }) => id}
      colonnes={[
        {
          code: 'organisme',
          titre: 'Demande',
          cellule: ({ id, numero, organisme }) => (
            <span className="lecture-objet">
              <Link
                to="/campagnes/$id/demandes/$demande"
                params={{ id: campagne, demande: id }}
                hash="lecture"
              >
                {organisme}
              </Link>
              <span className="discret">n° {numero}</span>
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
          code: 'agents',
          titre: 'Agents',
          cellule: ({ lectures }) =>
            lectures.length === 0 ? (
              <span className="discret">personne encore</span>
            ) : (
              <ul className="lecture-agents">
                {([1, 2] as const).map((rang) => (
                  <li key={rang}>
                    <Agent lecture={lectures.find((une) => une.rang === rang)} />
                  </li>
                ))}
              </ul>
            ),
        },
        {
          code: 'lecture',
          titre: 'Lecture',
          cellule: (une) => <Avancement demande={une} arretee={ARRETEES.includes(etat)} />,
        },
      ]}
    />
  </Carte>
)

const Agent = ({ lecture }: { readonly lecture: LectureConfiee | undefined }) =>
  lecture ? (
    <>
      {lecture.nom || 'Compte effacé'} {lecture.valideeLe && <span className="discret">a fini</span>}
    </>
  ) : (
    <span className="discret">personne</span>
  )

function Avancement({
  demande: { lectures, levee, ecarts, arbitres },
  arretee,
}: {
  readonly demande: DemandeEnLecture
  readonly arretee: boolean
}) {
  if (!levee && arretee) return <Etiquette>non lue à deux</Etiquette>
  if (!levee) return <Etiquette>{lectures.length < 2 ? 'à confier' : 'en cours'}</Etiquette>
  if (arbitres < ecarts) return <Etiquette ton="or">{ecarts - arbitres} à arbitrer</Etiquette>
  return <Etiquette ton="vert">finie</Etiquette>
}
