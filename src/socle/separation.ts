import type { Acteur } from '#socle/acces.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'

/** The acts on one dossier that must not meet in one hand, in the order of its life. */
export const ETAPES = {
  instruire: { fait: 'instruit', code: 'deja-instruit', faire: 'l’instruire' },
  valider: { fait: 'validé', code: 'deja-valide', faire: 'le valider' },
  payer: { fait: 'payé', code: 'deja-paye', faire: 'le payer' },
} as const
export type Etape = keyof typeof ETAPES

const PROPRE_ORGANISME = 'propre-organisme'

/** Whether a reason comes from the separation of duties: whoever asked nonetheless leaves a trace. */
export const vientDeLaSeparation = (code: string): boolean =>
  code === PROPRE_ORGANISME || Object.values(ETAPES).some((etape) => etape.code === code)

/** What was already done on the dossier, and by whom. `pour`: in whose name, when by delegation. */
export type ActeFait = { readonly etape: Etape; readonly par: string; readonly pour?: string }

export type DossierSepare = {
  /** The organisation that the dossier belongs to. */
  readonly organisation: string
  readonly actes: readonly ActeFait[]
}

/** Steps that the same hand must not hold together: who instructs does not validate, who validates does not pay. */
const INCOMPATIBLES: readonly (readonly [Etape, Etape])[] = [
  ['instruire', 'valider'],
  ['valider', 'payer'],
]

/**
 * Says whether this actor may take this step on this dossier, with every reason why not at once. Acting for someone
 * else changes nothing: both the hand and the person represented are looked at.
 */
export function separer(acteur: Acteur, etape: Etape, dossier: DossierSepare): Decision<true> {
  const motifs: Motif[] = []
  const mains = [acteur.identifiant, acteur.pour].filter((main) => main != null)
  if (acteur.organisation?.identifiant === dossier.organisation)
    motifs.push({
      code: PROPRE_ORGANISME,
      message: 'Ce dossier est celui de votre organisme : une autre personne doit s’en charger.',
      correcteur: 'agent',
    })
  for (const [avant, apres] of INCOMPATIBLES) {
    const autre = etape === avant ? apres : etape === apres ? avant : undefined
    const fait = dossier.actes.find(
      ({ etape, par, pour }) => etape === autre && mains.some((main) => main === par || main === pour),
    )
    if (fait) {
      const deja = ETAPES[fait.etape].fait
      const debut =
        fait.par === acteur.identifiant
          ? `Vous avez déjà ${deja} ce dossier`
          : fait.pour === acteur.identifiant
            ? `Ce dossier a déjà été ${deja} en votre nom`
            : `Ce dossier a déjà été ${deja} par la personne que vous représentez, ou en son nom`
      motifs.push({
        code: ETAPES[fait.etape].code,
        message: `${debut} : une autre personne doit ${ETAPES[etape].faire}.`,
        correcteur: 'agent',
      })
    }
  }
  return motifs.length > 0 ? refus(...motifs) : accord(true)
}
