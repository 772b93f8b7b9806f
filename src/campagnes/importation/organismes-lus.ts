import type { Constat } from '#campagnes/importation/lecture.ts'
import { FINE, INSECABLE } from '#socle/francais.ts'
import { enMots } from '#socle/texte.ts'

/** A constat on the body of a line, in its column « organisme », « siret » or « effectifOrganisme ». */
export type ConstatOrganisme = Constat & { readonly champ: 'organisme' | 'siret' | 'effectifOrganisme' }

export type OrganismeReconnu = {
  readonly identifiant: string
  readonly nom: string
  readonly constats: readonly ConstatOrganisme[]
}

type Connu = {
  identifiant: string
  nom: string
  siret: string | null
  ligne: number
  effectif: number | null
}

/**
 * Recognises the bodies of a file, line after line. A body is its SIRET when there is one, else its name, whatever
 * the case, the accents and the spaces; it keeps the first writing met.
 *
 * One name with a SIRET here and without one there is an error, not a guess: two bodies instead of one would have
 * two ceilings.
 */
export class OrganismesLus {
  readonly #parSiret = new Map<string, Connu>()
  readonly #parNom = new Map<string, Connu>()

  reconnaitre(ligne: number, nom: string, siret: string | null, effectif: number | null): OrganismeReconnu {
    const cle = cleDuNom(nom)
    const homonyme = this.#parNom.get(cle)
    const connu = siret ? this.#parSiret.get(siret) : homonyme?.siret === null ? homonyme : undefined
    const constats = [
      ...(siret === null ? sansSiret(homonyme) : siretNouveau(siret, homonyme)),
      ...(connu ? ecritures(connu, nom, cle) : []),
      ...(connu ? effectifs(connu, effectif) : []),
    ]
    const retenu = connu ?? { identifiant: siret ?? nom, nom, siret, ligne, effectif }
    if (siret) this.#parSiret.set(siret, retenu)
    // The name leads to the body with a SIRET as soon as one is known: later lines without it are then told.
    if (!homonyme || (homonyme.siret === null && siret)) this.#parNom.set(cle, retenu)
    return { identifiant: retenu.identifiant, nom: retenu.nom, constats }
  }
}

const cleDuNom = (nom: string): string => enMots(nom) || nom

function sansSiret(homonyme: Connu | undefined): ConstatOrganisme[] {
  if (!homonyme?.siret) return []
  return [
    {
      champ: 'siret',
      gravite: 'erreur',
      code: 'siret_manquant_ici',
      message: `Cet organisme porte le SIRET ${homonyme.siret} à la ligne ${homonyme.ligne} et aucun ici${INSECABLE}: indiquez-le sur toutes ses lignes, ou sur aucune.`,
    },
  ]
}

function siretNouveau(siret: string, homonyme: Connu | undefined): ConstatOrganisme[] {
  if (!homonyme || homonyme.siret === siret) return []
  if (homonyme.siret === null)
    return [
      {
        champ: 'siret',
        gravite: 'erreur',
        code: 'siret_manquant_avant',
        message: `Cet organisme n’a pas de SIRET à la ligne ${homonyme.ligne}${INSECABLE}: indiquez-le sur toutes ses lignes, ou sur aucune.`,
      },
    ]
  return [
    {
      champ: 'siret',
      gravite: 'avertissement',
      code: 'nom_a_deux_siret',
      message: `Le même nom porte le SIRET ${homonyme.siret} à la ligne ${homonyme.ligne}${INSECABLE}: deux organismes distincts seront créés.`,
    },
  ]
}

function ecritures(connu: Connu, nom: string, cle: string): ConstatOrganisme[] {
  if (connu.nom === nom) return []
  const memeNom = cleDuNom(connu.nom) === cle
  return [
    {
      champ: 'organisme',
      gravite: 'avertissement',
      code: memeNom ? 'nom_variante' : 'siret_a_deux_noms',
      message: memeNom
        ? `Autre écriture de «${INSECABLE}${connu.nom}${INSECABLE}» (ligne ${connu.ligne})${INSECABLE}: lu comme le même organisme.`
        : `Ce SIRET désigne «${INSECABLE}${connu.nom}${INSECABLE}» à la ligne ${connu.ligne}${FINE}; ce premier nom est gardé.`,
    },
  ]
}

function effectifs(connu: Connu, effectif: number | null): ConstatOrganisme[] {
  if (effectif === null || connu.effectif === null || connu.effectif === effectif) return []
  return [
    {
      champ: 'effectifOrganisme',
      gravite: 'avertissement',
      code: 'effectif_different',
      message: `Le même organisme déclare ${connu.effectif} à la ligne ${connu.ligne}${INSECABLE}: son effectif total devrait être le même partout.`,
    },
  ]
}
