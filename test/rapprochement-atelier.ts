import { createCampagne } from '#campagnes/store-creation.ts'
import { type Db, transaction } from '#platform/db.ts'
import { formationEssai } from './formation.ts'
import { reglement2023 } from './tirage-2023.ts'

const AFORPA = '00000002600013'
const STELO = '00000003400017'
let rang = 0

/**
 * A campaign voted for AFORPA, 30 000 € for 10 + 20 contracts, and STELO, 10 000 € for 7; a fourth formation, STELO's
 * too, is under the cut of 2023. Formations are `<id>-A1`, `-A2`, `-S1` and `-S2`.
 *
 * @returns its identifier
 */
export async function creerSignee(db: Db, votee = true): Promise<string> {
  const id = `signee-${++rang}`
  const formation = (nom: string, organisme: string, contrats: number, innovation: number) =>
    formationEssai({
      ...{
        identifiant: `${id}-${nom}`,
        intitule: `Formation ${nom}`,
        organisme,
        contrats,
        filiere: 'Commerce',
      },
      ...{ commune: 'Paris', declaration: { innovation, prioriteFiliere: innovation } },
    })
  const vote = (organisme: string, majoration: number, contrats: number) => ({
    ...{ organisme, majoration, dontBonusVert: 0, majorationExceptionnelle: 0, majorationTotale: majoration },
    contrats,
  })
  const publication = [vote(AFORPA, 30_000_00, 30), vote(STELO, 10_000_00, 7)]
  await transaction(db, (tx) =>
    createCampagne(
      tx,
      {
        ...{ id, libelle: `Majoration signée ${rang}`, exercice: 2026, fictif: false, mention: null },
        ...{ etat: votee ? 'votee' : 'en_instruction', dotation: 40_000_00, reglement: reglement2023 },
        organismes: [
          { identifiant: AFORPA, nom: 'AFORPA', siret: AFORPA },
          { identifiant: STELO, nom: 'STELO FORMATION', siret: STELO },
        ],
        ...{ exceptionnelles: [], calendrier: [], documents: [], publication: votee ? publication : [] },
      },
      [
        ...[formation('A1', AFORPA, 10, 1), formation('A2', AFORPA, 20, 1)],
        ...[formation('S1', STELO, 7, 1), formation('S2', STELO, 3, 0)],
      ],
    ),
  )
  return id
}

/** A file of signed contracts, as somebody types it. */
export const enFichier = (...lignes: string[]): string =>
  ['Identifiant de la formation;Contrats signés;Motif de l’écart;Précision', ...lignes, ''].join('\r\n')
