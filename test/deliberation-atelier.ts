import { createCampagne } from '#campagnes/store-creation.ts'
import { type Db, transaction } from '#platform/db.ts'
import { campagne2023 } from './tirage-2023.ts'

/** A campaign of 2023 voted by the délibération whose affectations the demonstration's budget holds. @returns its identifier */
export async function creerDeliberee(db: Db, id: string): Promise<string> {
  const calendrier = [
    { date: '2023-07-05', libelle: 'Vote des majorations', source: 'CP 2023-247', nature: 'vote' as const },
  ]
  await transaction(db, (tx) =>
    createCampagne(
      tx,
      { ...campagne2023, id, etat: 'votee', calendrier, libelle: 'Majoration 2023 bis' },
      [],
    ),
  )
  return id
}
