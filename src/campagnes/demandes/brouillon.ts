import type { FormationSaisie, Saisie } from '#campagnes/demandes/saisie.ts'
import type { CodeColonne } from '#campagnes/importation/colonnes.ts'

/** A field as it was when one began to type in it, and as it is typed now. */
export type Retouche = { readonly avant: string; readonly apres: string }

/** What is typed on a screen and not saved yet, field by field: it survives a closed tab, a lost session, another tab. */
export type Brouillon = {
  readonly effectif?: Retouche
  readonly formations: Readonly<Record<string, Readonly<Partial<Record<CodeColonne, Retouche>>>>>
}

/** What the server holds. */
export type Enregistre = { readonly effectif: string; readonly formations: readonly FormationSaisie[] }

/** A field typed here and changed elsewhere since, in two different ways. */
export type Desaccord = {
  /** Null for the head count. */
  readonly formation: string | null
  readonly champ: CodeColonne
  readonly ici: string
  /** Null when the formation was taken away elsewhere. */
  readonly ailleurs: string | null
}

export const BROUILLON_VIDE: Brouillon = { formations: {} }

export const brouillonVide = ({ effectif, formations }: Brouillon): boolean =>
  !effectif && Object.keys(formations).length === 0

/** Notes what is typed in a field; typing back what was there leaves nothing to save. */
export function retoucher(
  brouillon: Brouillon,
  formation: string | null,
  champ: CodeColonne,
  { avant, apres }: Retouche,
): Brouillon {
  const siennes = formation === null ? undefined : brouillon.formations[formation]
  const deja = formation === null ? brouillon.effectif : siennes?.[champ]
  const depart = deja?.avant ?? avant
  return poser(brouillon, formation, champ, apres === depart ? undefined : { avant: depart, apres })
}

function poser(
  { effectif, formations }: Brouillon,
  formation: string | null,
  champ: CodeColonne,
  retouche: Retouche | undefined,
): Brouillon {
  if (formation === null) return retouche ? { effectif: retouche, formations } : { formations }
  const { [champ]: _, ...autres } = formations[formation] ?? {}
  const { [formation]: __, ...reste } = formations
  const siennes = retouche ? { ...autres, [champ]: retouche } : autres
  return {
    ...(effectif && { effectif }),
    formations: Object.keys(siennes).length > 0 ? { ...reste, [formation]: siennes } : reste,
  }
}

/** What the screen shows: what is saved, with what is typed over it. */
export function superposer<E extends Enregistre>(
  enregistre: E,
  { effectif, formations }: Brouillon,
): Enregistre {
  return {
    effectif: effectif?.apres ?? enregistre.effectif,
    formations: enregistre.formations.map((une) => {
      const siennes = formations[une.identifiant]
      return siennes ? { identifiant: une.identifiant, saisie: superposerUne(une.saisie, siennes) } : une
    }),
  }
}

function superposerUne(saisie: Saisie, retouches: Brouillon['formations'][string]): Saisie {
  const apres = Object.entries(retouches).map(([champ, retouche]) => [champ, retouche?.apres ?? ''])
  return { ...saisie, ...Object.fromEntries(apres) }
}

/** The fields that somebody else changed while they were typed here; the others are saved without asking. */
export function confronter(enregistre: Enregistre, { effectif, formations }: Brouillon): Desaccord[] {
  const desaccords: Desaccord[] = []
  const comparer = (
    formation: string | null,
    champ: CodeColonne,
    { avant, apres }: Retouche,
    ailleurs: string | null,
  ) => {
    if (ailleurs !== avant && ailleurs !== apres) desaccords.push({ formation, champ, ici: apres, ailleurs })
  }
  if (effectif) comparer(null, 'effectifOrganisme', effectif, enregistre.effectif)
  for (const [identifiant, retouches] of Object.entries(formations)) {
    const une = enregistre.formations.find((formation) => formation.identifiant === identifiant)
    for (const [champ, retouche] of Object.entries(retouches) as [CodeColonne, Retouche][])
      comparer(identifiant, champ, retouche, une ? (une.saisie[champ] ?? '') : null)
  }
  return desaccords
}

/** Keeps one of the two: what is typed here, which is then saved over the other, or what the other wrote. */
export function trancher(brouillon: Brouillon, desaccord: Desaccord, garde: 'ici' | 'ailleurs'): Brouillon {
  const { formation, champ, ici, ailleurs } = desaccord
  const retouche = garde === 'ici' ? { avant: ailleurs ?? '', apres: ici } : undefined
  return poser(brouillon, formation, champ, retouche)
}

/** Once a formation (or the head count, null) is saved: only what was typed meanwhile is left. */
export function deduire(brouillon: Brouillon, formation: string | null, envoye: Saisie): Brouillon {
  const retouches: readonly [CodeColonne, Retouche][] =
    formation === null
      ? brouillon.effectif
        ? [['effectifOrganisme', brouillon.effectif]]
        : []
      : (Object.entries(brouillon.formations[formation] ?? {}) as [CodeColonne, Retouche][])
  return retouches.reduce((reste, [champ, { apres }]) => {
    const parti = envoye[champ] ?? ''
    return poser(reste, formation, champ, apres === parti ? undefined : { avant: parti, apres })
  }, brouillon)
}

/** Two drafts of the same person in one: on the same field, the second holds. */
export const reunir = (un: Brouillon, autre: Brouillon): Brouillon => {
  const effectif = autre.effectif ?? un.effectif
  const noms = new Set([...Object.keys(un.formations), ...Object.keys(autre.formations)])
  const formations = [...noms].map((nom) => [nom, { ...un.formations[nom], ...autre.formations[nom] }])
  return { ...(effectif && { effectif }), formations: Object.fromEntries(formations) }
}
