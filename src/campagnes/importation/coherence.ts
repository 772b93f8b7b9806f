import type { CodeColonne } from '#campagnes/importation/colonnes.ts'
import type { Constat } from '#campagnes/importation/lecture.ts'
import type { Valeur } from '#campagnes/importation/valeurs.ts'
import { INSECABLE } from '#socle/francais.ts'

type ConstatCroise = Constat & { readonly champ: CodeColonne }
type Regle = (nombre: (code: CodeColonne) => number | undefined) => ConstatCroise | undefined

/**
 * What does not hold together in one line although each cell is readable. All are warnings: the declared apprentices
 * may be those of the whole course, not of the contracts asked for; only the body knows.
 */
export function constatsCroises(valeurs: ReadonlyMap<CodeColonne, Valeur>): ConstatCroise[] {
  const nombre = (code: CodeColonne) => valeurs.get(code) as number | undefined
  return REGLES.flatMap((regle) => regle(nombre) ?? [])
}

const auDelaDesContrats =
  (champ: CodeColonne): Regle =>
  (nombre) => {
    const contrats = nombre('contrats')
    const valeur = nombre(champ)
    if (contrats === undefined || valeur === undefined || valeur <= contrats) return undefined
    return avertir(
      champ,
      'au_dela_des_contrats',
      `${valeur} apprentis déclarés pour ${contrats} contrats demandés.`,
    )
  }

const REGLES: readonly Regle[] = [
  auDelaDesContrats('jeunesQpvRuraux'),
  auDelaDesContrats('apprentisHandicap'),
  (nombre) => {
    const contrats = nombre('contrats')
    const effectif = nombre('effectifOrganisme')
    if (contrats === undefined || effectif === undefined || effectif >= contrats) return undefined
    return avertir(
      'effectifOrganisme',
      'effectif_sous_contrats',
      `L’effectif de l’organisme (${effectif}) est inférieur aux contrats de cette seule formation (${contrats}).`,
    )
  },
  (nombre) =>
    nombre('contrats') === 0
      ? avertir(
          'contrats',
          'aucun_contrat',
          `Aucun contrat demandé${INSECABLE}: la formation sera classée sans rien recevoir.`,
        )
      : undefined,
  (nombre) =>
    nombre('environnementale') === 1 && nombre('heuresEnvironnement') === 0
      ? avertir(
          'environnementale',
          'environnement_sans_heures',
          'Dimension environnementale déclarée, sans aucune heure consacrée à l’environnement.',
        )
      : undefined,
  (nombre) => {
    const heures = nombre('heuresEnvironnement')
    const part = nombre('partHeuresEnvironnement')
    if (heures === undefined || part === undefined || (heures === 0) === (part === 0)) return undefined
    return avertir(
      'partHeuresEnvironnement',
      'heures_et_part_discordantes',
      'Le nombre d’heures et leur part se contredisent : l’un est nul, l’autre non.',
    )
  },
  (nombre) => {
    const jeunes = nombre('jeunesSansContrat')
    const part = nombre('partSansContrat')
    if (jeunes === undefined || part === undefined || (jeunes === 0) === (part === 0)) return undefined
    return avertir(
      'partSansContrat',
      'jeunes_et_part_discordants',
      'Le nombre de jeunes sans contrat et leur part se contredisent : l’un est nul, l’autre non.',
    )
  },
]

const avertir = (champ: CodeColonne, code: string, message: string): ConstatCroise => ({
  champ,
  gravite: 'avertissement',
  code,
  message,
})
