import type { Campagne, LignePubliee } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import type { DecisionVotee } from '#courriers/lettre.ts'
import type { VoteRecalcule } from '#majoration/base-du-vote.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { expliquerOrganisme } from '#majoration/explication.ts'
import { expliquerFormation } from '#majoration/explication-formation.ts'
import { redigerEtape } from '#majoration/redaction.ts'
import type { Part, Repartition } from '#majoration/repartition.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { ventiler } from '#majoration/ventilation.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import * as fr from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { ecrireSiret } from '#socle/siret.ts'

/** What the assembly voted, with what it was computed from: the same for every letter of a campaign. */
export type Vote = {
  readonly campagne: Campagne
  /** Reference of the délibération, and its day. */
  readonly deliberation: string
  readonly voteeLe: string
  readonly parametres: Parametres
  readonly recalcul: VoteRecalcule
}

export type Destinataire = {
  readonly numero: number
  readonly nom: string
  readonly siret: string
}

type Circonstances = {
  readonly recours: string
  readonly region: string
  /** Day of the letter, `AAAA-MM-JJ`. */
  readonly date: string
  readonly version: string
}

export type Lettre = {
  readonly decision: DecisionVotee
  /** Voted in all, in cents. */
  readonly montant: Centimes
  /** Every text of the letter, ready to be laid out. */
  readonly texte: ReturnType<typeof rediger>
}

/** The body's lines of the voted ranking, best first: those retained, and the others. */
function lignesDe({ recalcul: { classees, retenues } }: Vote, siret: string) {
  const siennes = (lignes: readonly LigneClassee[]) =>
    lignes.filter(({ formation }) => formation.organisme === siret)
  const gardees = new Set(retenues)
  return { retenues: siennes(retenues), ecartees: siennes(classees).filter((ligne) => !gardees.has(ligne)) }
}

/**
 * Writes the letter of a body. The amounts are those voted; the derivation is worked out again, and a letter that
 * would explain another amount than the one voted is refused.
 */
export function composerLettre(
  vote: Vote,
  destinataire: Destinataire,
  circonstances: Circonstances,
): Decision<Lettre> {
  const { siret } = destinataire
  const votee = vote.campagne.publication.find(({ organisme }) => organisme === siret)
  const { repartition } = vote.recalcul
  const part =
    repartition.statut === 'accord'
      ? repartition.valeur.parts.find(({ identifiant }) => identifiant === siret)
      : undefined
  const calcule = part?.majoration ?? 0
  if (calcule !== (votee?.majoration ?? 0))
    return refus({
      code: 'montant-different',
      message: `Le calcul refait donne ${fr.ecrireMontant(calcule)}, l’assemblée a voté ${fr.ecrireMontant(votee?.majoration ?? 0)} : la lettre ne peut pas l’expliquer.`,
      correcteur: 'administrateur',
    })
  const montant = votee?.majorationTotale ?? 0
  const decision = montant > 0 ? 'retenue' : 'non_retenue'
  const calcul = part && repartition.statut === 'accord' ? { part, repartition: repartition.valeur } : null
  return accord({
    decision,
    montant,
    texte: rediger(vote, destinataire, circonstances, { votee, calcul }),
  })
}

type Calcul = { readonly part: Part; readonly repartition: Repartition }

function rediger(
  vote: Vote,
  { numero, nom, siret }: Destinataire,
  { recours, region, date, version }: Circonstances,
  { votee, calcul }: { votee: LignePubliee | undefined; calcul: Calcul | null },
) {
  const { campagne, deliberation, voteeLe } = vote
  const montant = votee?.majorationTotale ?? 0
  const { retenues, ecartees } = lignesDe(vote, siret)
  const reference = `Demande n°${fr.INSECABLE}${numero}`
  return {
    titre: montant > 0 ? 'Notification de majoration' : 'Notification de décision',
    courant: `${reference} — ${campagne.libelle}`,
    region,
    date,
    edition: `Établie le ${fr.ecrireDate(date)} avec Oriflamme ${version}`,
    lieu: `Le ${fr.ecrireDate(date)}`,
    destinataire: [nom, `SIRET ${ecrireSiret(siret)}`],
    references: [
      { libelle: 'Objet', valeur: campagne.libelle },
      { libelle: 'Votre demande', valeur: `n°${fr.INSECABLE}${numero}` },
      { libelle: 'Délibération', valeur: `${deliberation}, ${fr.ecrireDate(voteeLe)}` },
    ],
    mention: campagne.mention && fr.majuscule(campagne.mention),
    corps: corps(montant, retenues.length, { deliberation, voteeLe, votee }),
    faits: faits(votee),
    explications: calcul ? expliquer(vote, calcul, votee!) : [],
    formations: calcul ? detailler(vote, calcul, retenues) : [],
    exceptionnelles: campagne.exceptionnelles
      .filter(({ organisme }) => organisme === siret)
      .map((une) => `${fr.ecrireMontant(une.montant)}${fr.INSECABLE}: ${une.motif} (${une.source}).`),
    coupure: direCoupure(vote),
    ecartees: ecartees.map(({ formation, rang, points }) => [
      nommer(formation),
      fr.ecrireNombre(formation.contrats),
      fr.ecrirePoints(points),
      fr.ecrireNombre(rang),
    ]),
    recours: recours.split(/\n+/).filter((paragraphe) => paragraphe.trim() !== ''),
  }
}

const nommer = ({ intitule, commune, identifiant }: Formation) => `${intitule}, ${commune} (${identifiant})`

/** The decision in plain words. */
function corps(
  montant: Centimes,
  retenues: number,
  {
    deliberation,
    voteeLe,
    votee,
  }: Pick<Vote, 'deliberation' | 'voteeLe'> & { votee?: LignePubliee | undefined },
): string[] {
  const vote = `Par sa délibération ${deliberation} du ${fr.ecrireDate(voteeLe)}, l’assemblée régionale`
  if (montant === 0)
    return [
      'Madame, Monsieur,',
      `${vote} a arrêté la liste des formations dont le coût-contrat est majoré. Aucune formation de votre organisme n’y figure${fr.INSECABLE}: aucune majoration ne vous est attribuée au titre de cette campagne.`,
    ]
  const formations =
    retenues > 0 ? `, pour ${fr.compter(retenues, 'formation retenue', 'formations retenues')}` : ''
  const contrats = votee && votee.contrats > 0 ? ` et ${fr.compter(votee.contrats, 'contrat')}` : ''
  return [
    'Madame, Monsieur,',
    `${vote} a attribué à votre organisme une majoration de ${fr.ecrireMontant(montant)}${formations}${contrats}.`,
    'Cette lettre dit d’où vient ce montant. Le paiement suivra l’engagement des crédits ; votre espace Oriflamme en montre l’état.',
  ]
}

const fait = (libelle: string, montant: Centimes, precision: string) => ({
  ...{ libelle, precision },
  valeur: fr.ecrireMontant(montant),
})

const faits = (votee: LignePubliee | undefined) =>
  votee && votee.majorationTotale > 0
    ? [
        fait('Majoration totale', votee.majorationTotale, 'votée'),
        fait('Majoration', votee.majoration, `dont bonus vert ${fr.ecrireMontant(votee.dontBonusVert)}`),
        fait('Majoration exceptionnelle', votee.majorationExceptionnelle, 'en plus, sur instruction'),
      ]
    : []

/** How the amount of the body is worked out, step by step. */
const expliquer = ({ campagne, parametres }: Vote, { part, repartition }: Calcul, votee: LignePubliee) =>
  expliquerOrganisme(
    repartition,
    part,
    parametres.repartition,
    campagne.reglement.references,
    votee.majorationExceptionnelle,
  ).map(redigerEtape)

/** Titles of the steps of a formation that are not one of its terms. */
const HORS_TERMES = ['Montant moyen par contrat', 'Montant exact', 'Part de la formation']

/** What each retained formation brings, and of which terms. */
function detailler(
  { campagne, parametres }: Vote,
  { part, repartition }: Calcul,
  lignes: readonly LigneClassee[],
) {
  const { references } = campagne.reglement
  const rangs = new Map(lignes.map((ligne) => [ligne.formation.identifiant, ligne]))
  const formations = lignes.map(({ formation }) => formation)
  return ventiler(repartition, part, formations, parametres.repartition).map((ventilee) => {
    const { rang, points } = rangs.get(ventilee.formation.identifiant)!
    return {
      nom: nommer(ventilee.formation),
      contrats: fr.ecrireNombre(ventilee.formation.contrats),
      points: fr.ecrirePoints(points),
      rang: fr.ecrireNombre(rang),
      montant: fr.ecrireMontant(ventilee.majoration),
      termes: expliquerFormation(repartition, part, ventilee, parametres.repartition, references)
        .filter(({ titre }) => !HORS_TERMES.includes(titre))
        .map(({ titre, calcul, resultat }) => `${titre}${fr.INSECABLE}: ${calcul} = ${resultat}`),
    }
  })
}

/** Where the list stops: the last retained line. */
function direCoupure({ recalcul: { classees, retenues } }: Vote): string {
  const derniere = retenues.at(-1)
  if (!derniere) return 'Aucune formation n’a été retenue.'
  const total = fr.compter(classees.length, 'formation classée', 'formations classées')
  return `La dernière formation retenue est au rang ${fr.ecrireNombre(derniere.rang)}, avec ${fr.ecrirePoints(derniere.points)} points, sur ${total}.`
}
