import {
  COLONNES_SAISIE,
  type FormationSaisie,
  lireEffectif,
  lireSaisie,
} from '#campagnes/demandes/saisie.ts'
import type { Motif } from '#socle/decision.ts'
import { compter, INSECABLE } from '#socle/francais.ts'

/** A document that the call asks of each body. */
export type PieceDemandee = {
  readonly code: string
  readonly libelle: string
  readonly aide: string
  readonly obligatoire: boolean
}

/** Something to do before an application may be submitted, and where. */
export type Manque = Motif & {
  /** `formation` and `champ` name a field; `piece` a document; neither, the application itself. */
  readonly formation?: string
  readonly champ?: string
  readonly piece?: string
}

export type Completude = {
  /** What is filled and sound, out of what is expected: fields of the formations, head count, documents. */
  readonly faits: number
  readonly attendus: number
  readonly manques: readonly Manque[]
  /** Worth a second look; they prevent nothing. */
  readonly avertissements: readonly Manque[]
}

export type Preparation = {
  readonly effectif: string
  readonly formations: readonly FormationSaisie[]
  /** Codes of the documents already joined. */
  readonly pieces: readonly string[]
  readonly demandees: readonly PieceDemandee[]
}

const REQUISES = COLONNES_SAISIE.filter(({ requise }) => requise).length

/** Measures how far an application is from being submitted, and lists all that is left to do. */
export function mesurerCompletude({ effectif, formations, pieces, demandees }: Preparation): Completude {
  const manques: Manque[] = []
  const avertissements: Manque[] = []
  const constatEffectif = lireEffectif(effectif)
  if (constatEffectif)
    manques.push({
      code: constatEffectif.code,
      champ: 'effectifOrganisme',
      message: `Effectif de l’organisme${INSECABLE}: ${constatEffectif.message}`,
      ...demandeur,
    })
  if (formations.length === 0)
    manques.push({ code: 'sans-formation', message: 'Ajoutez au moins une formation.', ...demandeur })
  for (const formation of formations) {
    for (const { gravite, code, message, champ } of lireSaisie(formation.saisie, effectif).constats) {
      const dit = { code, message, formation: formation.identifiant, champ, ...demandeur }
      if (gravite === 'erreur') manques.push(dit)
      else avertissements.push(dit)
    }
  }
  avertissements.push(...jumelles(formations))
  const obligatoires = demandees.filter(({ obligatoire }) => obligatoire)
  const absentes = obligatoires.filter(({ code }) => !pieces.includes(code))
  for (const { code, libelle } of absentes)
    manques.push({
      code: 'piece-absente',
      piece: code,
      message: `Joignez «${INSECABLE}${libelle}${INSECABLE}».`,
      ...demandeur,
    })
  const attendus = 1 + Math.max(formations.length, 1) * REQUISES + obligatoires.length
  const enFaute = new Set(manques.map(({ formation, champ, piece }) => `${formation} ${champ} ${piece}`)).size
  const faits = formations.length === 0 ? attendus - REQUISES - enFaute + 1 : attendus - enFaute
  return { faits: Math.max(0, faits), attendus, manques, avertissements }
}

const demandeur = { correcteur: 'demandeur' } as const

/** The same formation twice, its reference aside: it would be paid twice. */
function jumelles(formations: readonly FormationSaisie[]): Manque[] {
  const premieres = new Map<string, string>()
  return formations.flatMap(({ identifiant, saisie }) => {
    const contenu = JSON.stringify(COLONNES_SAISIE.map(({ code }) => saisie[code]?.trim() ?? ''))
    const premiere = premieres.get(contenu)
    if (premiere === undefined) {
      premieres.set(contenu, identifiant)
      return []
    }
    const message = `Cette formation répète «${INSECABLE}${premiere}${INSECABLE}», à la référence près${INSECABLE}: vérifiez qu’elle n’est pas demandée deux fois.`
    return [{ code: 'formation-jumelle', message, formation: identifiant, ...demandeur }]
  })
}

/** In one sentence: « 3 points à corriger, 1 avertissement ». */
export const direCompletude = ({ manques, avertissements }: Completude): string =>
  manques.length === 0
    ? avertissements.length === 0
      ? 'Rien ne manque.'
      : `Rien ne manque ; ${compter(avertissements.length, 'avertissement')} à relire.`
    : `${compter(manques.length, 'point')} à corriger avant le dépôt.`
