import type { Instruction } from '#aides/instruire.ts'
import { compter, ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** Decisions that a person is told of. */
export const DECISIONS = ['accorde', 'refuse', 'en_attente'] as const
export type DecisionDite = (typeof DECISIONS)[number]

/** A dossier that is told to its person. */
export type DossierDit = {
  readonly id: string
  readonly numero: string
  readonly decision: DecisionDite
  readonly civilite: 'M' | 'MME'
  readonly prenom: string
  readonly nom: string
  readonly adresse: Readonly<Record<string, string | null>>
  readonly courriel: string | null
  readonly organisme: string
  readonly montant: Centimes | null
  readonly rang: number | null
  readonly verdict: Instruction
}

export type CirconstancesLettre = {
  /** Title of the scheme, label of the session. */
  readonly aide: string
  readonly campagne: string
  readonly region: string
  readonly recours: string
  /** Whether nobody is paid before the centre certifies attendance. */
  readonly attestation: boolean
}

/** A letter, every text ready to be laid out. */
export type LettreAide = {
  readonly destinataire: readonly string[]
  readonly titre: string
  readonly references: readonly { readonly libelle: string; readonly valeur: string }[]
  readonly corps: readonly string[]
  readonly motifs: readonly string[]
  readonly etapes: readonly { readonly libelle: string; readonly valeur: string; readonly source: string }[]
  readonly lien: string | null
  readonly recours: string
}

const TITRES: Readonly<Record<DecisionDite, string>> = {
  accorde: 'Votre aide est accordée',
  refuse: 'Votre demande d’aide est refusée',
  en_attente: 'Votre demande d’aide est en liste d’attente',
}

/**
 * Writes what a person is told: a grant with how its amount comes, a refusal with all its reasons, or a wait.
 *
 * @param lien address of the follow-up page; null when none was given
 */
export function composerLettreAide(
  dossier: DossierDit,
  { aide, campagne, region, recours, attestation }: CirconstancesLettre,
  lien: string | null,
): LettreAide {
  const { decision, civilite, prenom, nom, numero, organisme, verdict } = dossier
  return {
    destinataire: [`${civilite === 'M' ? 'M.' : 'Mme'} ${prenom} ${nom}`, ...ecrireAdresse(dossier.adresse)],
    titre: TITRES[decision],
    references: [
      { libelle: 'Dossier', valeur: numero },
      { libelle: 'Aide', valeur: aide },
      { libelle: 'Campagne', valeur: campagne },
      { libelle: 'Organisme', valeur: organisme },
    ],
    corps: [civilite === 'M' ? 'Monsieur,' : 'Madame,', ...dire(dossier, region, attestation)],
    motifs: decision === 'refuse' && verdict.statut === 'refus' ? verdict.motifs.map(ecrireMotif) : [],
    etapes:
      decision !== 'refuse' && verdict.statut === 'accord'
        ? verdict.explication.map(({ libelle, valeur, source = '' }) => ({ libelle, valeur, source }))
        : [],
    ...{ lien, recours },
  }
}

const ecrireMotif = ({
  message,
  article,
}: {
  readonly message: string
  readonly article?: string
}): string => (article ? `${message} (${article})` : message)

function dire(
  { decision, montant, rang, verdict }: DossierDit,
  region: string,
  attestation: boolean,
): string[] {
  const somme = montant === null ? '' : ` de ${ecrireMontant(montant)}`
  if (decision === 'accorde')
    return [
      `La ${region} vous accorde une aide${somme}. Elle vous est versée en une fois, sur le compte que votre organisme de formation nous a transmis.`,
      ...(attestation
        ? ['Le versement se fait une fois que votre organisme de formation a attesté votre assiduité.']
        : []),
    ]
  if (decision === 'en_attente')
    return [
      `Vous remplissez les conditions d’une aide${somme}, mais les crédits votés sont consommés. Votre demande reste en liste d’attente${rang === null ? '' : `, au rang ${rang} à ce jour`}.`,
      'Vous n’avez rien à faire : si des crédits sont ajoutés, ou si une personne renonce à son aide, la liste avance et vous êtes prévenu.',
    ]
  const combien = verdict.statut === 'refus' ? verdict.motifs.length : 1
  return [
    `Votre demande a été jugée le ${ecrireDate(verdict.jugeLe)} selon la règle publiée de cette aide. Elle est refusée pour ${combien === 1 ? 'la raison suivante' : `les ${compter(combien, 'raison')} suivantes`}${INSECABLE}:`,
  ]
}

/** The lines of an address, as a letter carries them. */
function ecrireAdresse(adresse: DossierDit['adresse']): string[] {
  const lire = (...cles: readonly string[]) =>
    cles
      .map((cle) => adresse[cle])
      .filter(Boolean)
      .join(' ')
  const voie = lire('numero', 'extension', 'typeVoie', 'libelleVoie')
  const ville = `${adresse.codePostal ?? ''} ${adresse.libelleCommune ?? ''}`.trim()
  return [voie, adresse.complement ?? '', ville].filter(Boolean)
}

/** The message to whoever gave an address: short, without the reasons, which the letter holds. */
export function redigerCourriel(
  { prenom, decision, montant }: DossierDit,
  { aide, region }: Pick<CirconstancesLettre, 'aide' | 'region'>,
  lien: string,
): { readonly sujet: string; readonly corps: string } {
  const somme =
    decision === 'accorde' && montant !== null ? ` Son montant est de ${ecrireMontant(montant)}.` : ''
  return {
    sujet: `${aide} : ${TITRES[decision].toLocaleLowerCase('fr')}`,
    corps: [
      `Bonjour ${prenom},`,
      `${TITRES[decision]}.${somme}`,
      `Vous pouvez suivre votre dossier ici, sans compte${INSECABLE}:\n${lien}`,
      'Ce lien est personnel : ne le transmettez pas. Une lettre vous donne le détail de la décision.',
      region,
    ].join('\n\n'),
  }
}
