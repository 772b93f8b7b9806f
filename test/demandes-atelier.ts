import { sql } from 'kysely'
import type { Saisie } from '#campagnes/demandes/saisie.ts'
import type { Db } from '#platform/db.ts'

// An open call and what a training centre types in it, for the tests of applications.

/** What one types for a formation without fault. */
export const SAISIE: Saisie = {
  ...{ intitule: 'BTS Électrotechnique', niveau: '5', codeRncp: 'RNCP35349', commune: 'Melun' },
  ...{ departement: '77', filiere: 'Industrie', contrats: '24', environnementale: 'oui', palier: '1' },
  ...{ prioriteFiliere: '2', innovation: 'non', jeunesQpvRuraux: '6', apprentisHandicap: '1' },
  ...{ partFemmes: '12,5', partPremiersNiveaux: '40', besoinFinancement: '3,2', jeunesSansContrat: '2' },
  ...{
    partSansContrat: '8',
    territoirePeuPourvu: 'oui',
    heuresEnvironnement: '70',
    partHeuresEnvironnement: '5',
  },
}

export type Appel = {
  readonly id?: string
  readonly ouvreLe?: string
  readonly fermeLe?: string
  readonly etat?: string
  readonly obligatoire?: boolean
}

/** Opens a call of 2024, with the règlement of the demonstration's campaign. */
export async function ouvrirAppel(db: Db, appel: Appel = {}): Promise<string> {
  const { id = 'appel-2024', ouvreLe = '2024-01-15T08:00:00Z', fermeLe = '2099-03-29T22:59:59Z' } = appel
  const pieces = [
    {
      code: 'comptes',
      libelle: 'Comptabilité analytique',
      aide: 'Le dernier exercice clos.',
      obligatoire: appel.obligatoire ?? false,
    },
    { code: 'note', libelle: 'Note de présentation', aide: 'Une à deux pages.', obligatoire: false },
  ]
  const contacts = [
    { nom: 'Service apprentissage', courriel: 'apprentissage@exemple.fr', telephone: '01 00 00 00 00' },
  ]
  const questions = [{ question: 'Qui peut répondre ?', reponse: 'Tout OF-CFA qui forme en Île-de-France.' }]
  await sql`
    insert into campagne (id, libelle, exercice, fictif, mention, dotation, reglement, calendrier, documents, etat,
      ouvre_le, ferme_le, vote_le, pieces, contacts, questions)
    select ${id}, 'Majoration des coûts-contrats 2024', 2024, true, mention, dotation, reglement, '[]', '[]',
      ${appel.etat ?? 'ouverte'}, ${ouvreLe}, ${fermeLe}, '2099-07-05', ${JSON.stringify(pieces)}::jsonb,
      ${JSON.stringify(contacts)}::jsonb, ${JSON.stringify(questions)}::jsonb
    from campagne where id = '2023'
  `.execute(db)
  return id
}

/** A small PDF, as its first bytes tell. */
export const PDF_MINUSCULE = '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'
