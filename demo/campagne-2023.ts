import type { DocumentCampagne, Echeance, LignePubliee } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import type { Reglement, Source } from '#campagnes/reglement.ts'
import type { NouvelleCampagne } from '#campagnes/store-creation.ts'
import { euros } from '#socle/montant.ts'
import { inventerFormations } from './formations-2023.ts'
import { ORGANISMES_FICTIFS } from './organismes.ts'
import { ORGANISATIONS_DEMO } from './personnes.ts'
import publication from './publication-2023.json' with { type: 'json' }

export type Demonstration = {
  readonly campagne: NouvelleCampagne
  readonly formations: readonly Formation[]
}

/**
 * The 2023 campaign of Région Île-de-France: published bodies, counts, envelope and amounts; invented formations
 * whose sums are the published ones. Twice the same for the same règlement.
 */
export function campagne2023(reglement: Reglement): Demonstration {
  const identifiants = [
    ...publication.lignes.map(({ organisme }) => organisme),
    ...Object.keys(ORGANISMES_FICTIFS),
  ]
  return {
    campagne: {
      libelle: 'Majoration des coûts-contrats 2023',
      exercice: 2023,
      fictif: true,
      mention: 'détail fictif, totaux publiés',
      dotation: euros(20_140_000),
      reglement,
      organismes: identifiants.map((identifiant) => ({
        identifiant,
        nom: identifiant,
        siret: siretDe(identifiant),
      })),
      exceptionnelles: [
        {
          organisme: 'AFTRAL',
          montant: euros(130_000),
          motif:
            'Déficit prévisionnel 2023 : coût des carburants, prises en charge en baisse, moins d’apprentis en 2021 et 2022',
          source: 'CP 2023-247',
        },
      ],
      publication: publication.lignes.map(lirePublication),
      calendrier: CALENDRIER,
      documents: reglement.sources.map(documenter),
    },
    formations: inventerFormations(publication.lignes, reglement.grille),
  }
}

const CALENDRIER: readonly Echeance[] = [
  {
    date: '2022-09-01',
    libelle: 'Premiers contrats d’apprentissage pris en compte, par dérogation',
    source: 'CP 2023-247, article 1 ; règlement budgétaire et financier, article 29',
  },
  {
    date: '2023-07-05',
    libelle: 'Vote des majorations par la commission permanente',
    source: 'CP 2023-247',
    nature: 'vote',
  },
  {
    date: '2023-12-31',
    libelle: 'Fin de l’exercice : paiement sur les crédits de paiement 2023 (jour indicatif)',
    source: 'CP 2023-247, exposé des motifs 1',
  },
]

const lirePublication = (ligne: (typeof publication.lignes)[number]): LignePubliee => ({
  organisme: ligne.organisme,
  majoration: euros(ligne.majoration),
  dontBonusVert: euros(ligne.dontBonusVert),
  majorationExceptionnelle: euros(ligne.majorationExceptionnelle),
  majorationTotale: euros(ligne.majorationTotale),
  contrats: ligne.contrats,
})

const documenter = ({ reference, date, objet }: Source): DocumentCampagne => ({
  titre: objet,
  reference,
  date,
  nature: reference.startsWith('CR')
    ? 'Délibération du conseil régional'
    : 'Délibération de la commission permanente',
})

/** Only the bodies of the demonstration's people have one, invented: the published table gives none. */
const siretDe = (identifiant: string): string | null =>
  ORGANISATIONS_DEMO.find(({ organisme }) => organisme === identifiant)?.siret ?? null
