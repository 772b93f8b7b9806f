import { createCampagne } from '#campagnes/store-creation.ts'
import { type Db, transaction } from '#platform/db.ts'
import { campagne2023, formations2023, lignes2023 } from './tirage-2023.ts'

/** A campaign that came from a file: its 71 bodies and their formations, neither vote nor application. */
export const creerVenueDunFichier = (db: Db, id: string, exercice = 2023): Promise<string> =>
  transaction(db, (tx) =>
    createCampagne(
      tx,
      {
        ...campagne2023,
        ...{ id, exercice, libelle: `Majoration ${id}`, fictif: false, mention: null },
        ...{ publication: [], exceptionnelles: [], calendrier: [], documents: [] },
      },
      formations2023,
    ),
  )

export const ENTETES_VOTES =
  'Organisme;Contrats;Majoration (€);dont bonus vert;Majoration exceptionnelle;Majoration totale'

/** The published table of 2023 as a CSV, its amounts as an administration prints them. */
export const tableau2023 = (): string => {
  const euros = (montant: number) => `${montant.toLocaleString('fr-FR')} €`
  const lignes = lignes2023.map((ligne) => [
    ...[ligne.organisme, ligne.contrats, euros(ligne.majoration), euros(ligne.dontBonusVert)],
    ...[euros(ligne.majorationExceptionnelle), euros(ligne.majorationTotale)],
  ])
  return [ENTETES_VOTES, ...lignes.map((ligne) => ligne.join(';'))].join('\r\n')
}
