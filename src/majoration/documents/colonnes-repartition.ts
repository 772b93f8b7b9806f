import type { Annexe, LigneAnnexe } from '#majoration/documents/annexe.ts'
import type { ColonneExport } from '#majoration/documents/colonnes-export.ts'
import type { Tirage } from '#majoration/tirage.ts'

/** The columns of the annex; those that compare with the publication only when there is one. */
export function colonnesRepartition({ campagne }: Tirage, annexe: Annexe): ColonneExport<LigneAnnexe>[] {
  const sirets = new Map(campagne.organismes.map(({ identifiant, siret }) => [identifiant, siret]))
  const { references } = campagne.reglement
  const montant = (entete: string, sens: string, source: string, valeur: (l: LigneAnnexe) => number | null) =>
    ({ entete, sens, source, nature: 'montant', largeur: 20, sommable: true, valeur }) as const
  return [
    {
      entete: 'OF-CFA bénéficiaire',
      sens: 'Organisme qui reçoit la majoration',
      source: 'Candidature',
      nature: 'texte',
      largeur: 58,
      valeur: (l) => l.nom,
    },
    {
      entete: 'SIRET',
      sens: 'Numéro de l’établissement, en texte',
      source: 'Candidature',
      nature: 'texte',
      largeur: 17,
      valeur: (l) => sirets.get(l.organisme) ?? '',
    },
    montant(
      'Majoration des coûts-contrats',
      'Part de la dotation ordinaire, bonus vert compris',
      references.arrondi,
      (l) => l.majoration,
    ),
    montant(
      'Dont bonus vert',
      'Compris dans la majoration, arrondi de son côté',
      references.bonusVert,
      (l) => l.dontBonusVert,
    ),
    montant(
      'Majoration exceptionnelle',
      'Montant instruit, ajouté à part',
      references.exceptionnelle,
      (l) => l.exceptionnelle,
    ),
    montant(
      'Majoration totale',
      'Majoration + majoration exceptionnelle',
      'Somme des deux colonnes',
      (l) => l.totale,
    ),
    {
      entete: 'Nombre de contrats',
      sens: 'Contrats des formations retenues de l’organisme',
      source: references.coupure,
      nature: 'entier',
      largeur: 12,
      sommable: true,
      valeur: (l) => l.contrats,
    },
    {
      entete: 'Au plafond',
      sens: 'Oui quand le plafond par organisme limite la majoration',
      source: references.plafond,
      nature: 'ouiNon',
      largeur: 10,
      valeur: (l) => l.plafonne,
    },
    ...(annexe.totauxPublies
      ? [
          montant(
            'Majoration publiée',
            'Majoration du tableau voté',
            'Tableau publié',
            (l) => l.publie?.majoration ?? null,
          ),
          montant(
            'Écart avec la publication',
            'Majoration calculée − majoration publiée',
            'Différence',
            (l) => l.ecart,
          ),
        ]
      : []),
  ]
}
