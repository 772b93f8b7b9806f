import type { Demande } from '#campagnes/demandes/demande.ts'
import { listFormationsSaisies } from '#campagnes/demandes/store-demandes.ts'
import { CHAMPS } from '#campagnes/formation.ts'
import { champsPossibles } from '#campagnes/lectures/lecture.ts'
import { ETATS_LISIBLES } from '#campagnes/lectures/lecture-actes.ts'
import {
  type Arbitrage,
  type CampagneLue,
  countCloses,
  findCampagneLue,
  listAgentsLecteurs,
  listAppreciations,
  listArbitrages,
  listLectures,
} from '#campagnes/lectures/store-lectures.ts'
import {
  countComparees,
  type EcartLu,
  listDemandesEnLecture,
  listEcarts,
  listLecturesDe,
} from '#campagnes/lectures/store-lectures-vues.ts'
import {
  type ArbitrageRendu,
  type CadreLecture,
  type Confrontee,
  cadreDe,
  dresserBilan,
  type EcartAArbitrer,
  type LectureMienne,
  type LecturesDeCampagne,
  type LecturesDeDemande,
  presenter,
} from '#campagnes/lectures/vue-lectures.ts'
import type { Db } from '#platform/db.ts'
import { type Acteur, perimetreDe } from '#socle/acces.ts'

/** The readings given to whoever asks. */
export async function readMesLectures(db: Db, acteur: Acteur): Promise<LectureMienne[]> {
  const lectures = await listLecturesDe(db, acteur.identifiant!)
  const cadres = new Map<string, CadreLecture>()
  for (const { campagne } of lectures)
    if (!cadres.has(campagne)) cadres.set(campagne, cadreDe((await findCampagneLue(db, campagne))!))
  return lectures.map(({ faites, ...lecture }) => {
    const { criteres } = cadres.get(lecture.campagne)!
    return {
      ...lecture,
      attendues: lecture.formations * criteres.length,
      faites: criteres.reduce((somme, { champ }) => somme + (faites[champ] ?? 0), 0),
    }
  })
}

/** The readings of a campaign: who reads what, what is too far apart. */
export async function readLecturesDeCampagne(
  db: Db,
  campagne: CampagneLue,
  acteur: Acteur,
): Promise<LecturesDeCampagne> {
  const cadre = cadreDe(campagne)
  const demandes = await listDemandesEnLecture(db, campagne.id)
  const comparees = await countComparees(db, campagne.id)
  return {
    ...{ etat: campagne.etat, cadre, closes: await countCloses(db, campagne.id), demandes },
    possibles: champsPossibles(campagne.grille).map((champ) => ({
      champ,
      libelle: CHAMPS.find(({ code }) => code === champ)!.libelle,
    })),
    bilan: dresserBilan(demandes, comparees),
    ecarts: (await listEcarts(db, campagne.id)).flatMap((ecart) => dire(ecart, cadre, acteur)),
  }
}

function dire(ecart: EcartLu, cadre: CadreLecture, acteur: Acteur): EcartAArbitrer[] {
  const critere = cadre.criteres.find(({ champ }) => champ === ecart.champ)
  if (!critere) return []
  const { demande, numero, organisme, intitule } = ecart
  const confrontee = presenter(ecart, ecart.notes, critere, cadre.seuil, rendu(ecart))
  return [
    {
      ...{ ...confrontee, demande, numero, organisme, intitule },
      arbitrable: confrontee.aArbitrer && departage(acteur, ecart.agents, ecart.organisation),
    },
  ]
}

const rendu = ({
  note,
  motif,
  nomPar,
  nomPour,
  le,
}: Omit<Arbitrage, 'formation' | 'champ'>): ArbitrageRendu | null =>
  note === null ? null : { note, motif: motif!, nomPar: nomPar ?? '', nomPour, le: le! }

/** Whether the screen offers to settle: the decision itself says every reason why not. */
const departage = (
  { role, identifiant, pour, organisation }: Acteur,
  agents: readonly string[],
  de: string,
) =>
  perimetreDe(role, 'lecture.conduire') !== undefined &&
  organisation?.identifiant !== de &&
  !agents.some((agent) => agent === identifiant || agent === pour)

/** The readings of one application, as far as whoever looks may see them. */
export async function readLecturesDeDemande(
  db: Db,
  demande: Demande,
  acteur: Acteur,
): Promise<LecturesDeDemande> {
  const cadre = cadreDe((await findCampagneLue(db, demande.campagne))!)
  const lectures = await listLectures(db, demande.id)
  const levee = lectures.some(({ leveeLe }) => leveeLe !== null)
  const saisies = await listFormationsSaisies(db, demande.id)
  const appreciations = await listAppreciations(db, demande.id)
  const sienne = lectures.find(({ agent }) => agent === acteur.identifiant)
  const arbitrages = levee ? await listArbitrages(db, demande.id) : []
  const confrontations = levee
    ? saisies.flatMap(({ identifiant }) =>
        cadre.criteres.flatMap((critere) => {
          const champ = critere.champ
          const notes = lectures.flatMap(({ agent, nom }) => {
            const sa = appreciations.find(
              (avis) => avis.agent === agent && avis.formation === identifiant && avis.champ === champ,
            )
            return sa?.note == null ? [] : [{ nom, note: sa.note, justification: sa.justification }]
          })
          const arbitrage = arbitrages.find((un) => un.formation === identifiant && un.champ === champ)
          if (notes.length < 2 && !arbitrage) return []
          const rendue = arbitrage && rendu(arbitrage)
          return [presenter({ formation: identifiant, champ }, notes, critere, cadre.seuil, rendue)]
        }),
      )
    : ([] as Confrontee[])
  const agents = lectures.map(({ agent }) => agent)
  return {
    ...{ cadre, levee, confrontations },
    lectures: lectures.map(({ agent, nom, rang, valideeLe }) => ({ agent, nom, rang, valideeLe })),
    formations: saisies.map(({ identifiant, saisie }) => ({
      ...{ identifiant, intitule: saisie.intitule ?? identifiant },
      declarees: Object.fromEntries(cadre.criteres.map(({ champ }) => [champ, saisie[champ] ?? ''])),
    })),
    siennes: appreciations
      .filter(({ agent }) => agent === acteur.identifiant)
      .map(({ agent: _, ...appreciation }) => appreciation),
    notable:
      sienne !== undefined && !sienne.valideeLe && !acteur.pour && ETATS_LISIBLES.includes(demande.etat),
    arbitrable: departage(acteur, agents, demande.organisation.id),
    agents: (await listAgentsLecteurs(db))
      .filter(({ organisation }) => organisation !== demande.organisation.id)
      .map(({ id, nom }) => ({ id, nom })),
  }
}
