import { ETATS_MANDAT } from '#budget/rules/mandater.ts'
import { NATURES_AVIS, SENS_AVIS } from '#campagnes/demandes/avis.ts'
import type { CampagneMemoire, DemandeMemoire, EngagementMemoire } from '#memoire/memoire.ts'
import { ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** One thing that happened, told in French. `le` is an instant, or a day for acts that only have one. */
export type Fait = {
  readonly le: string
  readonly quoi: string
  /** Reason, text, amounts; empty when the act says it all. */
  readonly detail: string
  /** Empty when the reader may not know who. */
  readonly par: string
  /** What it bears on: « demande n° 3 ». */
  readonly sur: string
}

/** All that happened to a body in a campaign, oldest first. */
export function raconter(campagne: CampagneMemoire): Fait[] {
  const { deliberation, vote, demandes, engagements, rapprochement } = campagne
  const faits = [...demandes.flatMap(faitsDeDemande), ...engagements.flatMap(faitsDEngagement)]
  if (deliberation && vote)
    faits.push({
      ...{ le: deliberation.date, quoi: 'L’assemblée vote les majorations', par: '', sur: campagne.libelle },
      detail: `${deliberation.reference}${INSECABLE}: ${ecrireMontant(vote.majorationTotale)}`,
    })
  if (rapprochement)
    faits.push({
      ...{ le: rapprochement.le, quoi: 'Contrats signés rapprochés', par: '', sur: campagne.libelle },
      detail: `${rapprochement.signes} signés pour ${rapprochement.votes} votés`,
    })
  return ordonner(faits)
}

/** What happened on engagements that pay none of the applications, oldest first. */
export const raconterEngagements = (engagements: readonly EngagementMemoire[]): Fait[] =>
  ordonner(engagements.flatMap(faitsDEngagement))

const ordonner = (faits: readonly Fait[]): Fait[] =>
  faits.toSorted((a, b) => comparerTextes(a.le, b.le) || comparerTextes(a.quoi, b.quoi))

function faitsDeDemande(demande: DemandeMemoire): Fait[] {
  const sur = `demande n°${INSECABLE}${demande.numero}`
  const fait = (le: string, quoi: string, detail = '', par = ''): Fait => ({ le, quoi, detail, par, sur })
  const { etapes, complements, corrections, avis, levees, lettre, pieces } = demande
  return [
    ...etapes.map(({ le, titre, motif, par }) => fait(le, titre, motif ?? '', par)),
    ...pieces.map(({ deposeeLe, nom }) => fait(deposeeLe, 'Pièce déposée', nom)),
    ...complements.map(({ le, texte, echeance }) =>
      fait(le, `Complément à fournir avant le ${ecrireDate(echeance)}`, texte),
    ),
    ...corrections.map(({ le, formation, champ, avant, apres, motif }) =>
      fait(le, 'Valeur corrigée', `${formation}, ${champ}${INSECABLE}: ${avant} → ${apres}. ${motif}`),
    ),
    ...avis.map(({ le, nature, sens, texte, auteur }) =>
      fait(le, `${NATURES_AVIS[nature]} ${SENS_AVIS[sens]}`, texte, auteur),
    ),
    ...levees.map(({ le, code, motif, auteur }) =>
      fait(le, 'Contrôle levé', `${code}${INSECABLE}: ${motif}`, auteur),
    ),
    ...(lettre ? [fait(lettre.le, 'Lettre de notification établie', ecrireMontant(lettre.montant))] : []),
    ...(lettre?.signeeLe ? [fait(lettre.signeeLe, 'Lettre signée', lettre.signataire ?? '')] : []),
  ]
}

function faitsDEngagement({ date, libelle, montant, mandats }: EngagementMemoire): Fait[] {
  const sur = libelle
  return [
    { le: date, quoi: 'Crédits engagés', detail: ecrireMontant(montant), par: '', sur },
    ...mandats.flatMap((mandat) => {
      const detail = `${mandat.reference}, bordereau n°${INSECABLE}${mandat.bordereau} de ${mandat.exercice}${INSECABLE}: ${ecrireMontant(mandat.montant)}`
      return [
        { le: mandat.date, quoi: 'Mandat émis', detail, par: '', sur },
        ...(mandat.constateLe
          ? [
              {
                ...{ le: mandat.constateLe, quoi: `Mandat ${ETATS_MANDAT[mandat.etat]}`, par: '', sur },
                detail: [mandat.reference, mandat.motifRejet].filter(Boolean).join(', '),
              },
            ]
          : []),
      ]
    }),
  ]
}
