import type { Coupure } from '#campagnes/reglement.ts'
import { ordonner } from '#majoration/classement.ts'
import { couper } from '#majoration/coupure.ts'
import { type Lecture, lireEffectifs } from '#majoration/ligne-de-commande/import-csv-effectifs.ts'
import type { LigneEffectifs } from '#majoration/ligne-de-commande/import-csv-verificateur.ts'
import { LignesGardees } from '#majoration/ligne-de-commande/import-lignes-gardees.ts'
import { type DecimalCanonique, enEntiers, Seuil } from '#majoration/ligne-de-commande/points-exacts.ts'
import type { Beneficiaire } from '#majoration/repartition.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** A cut-off as asked on the command line: the minimum of points keeps all its digits. */
export type CoupureDemandee =
  | { readonly mode: 'aucune' }
  | { readonly mode: 'points'; readonly minimum: DecimalCanonique }
  | Extract<Coupure, { mode: 'partFormations' | 'partContrats' }>

export type Retenues = {
  /** Bodies with at least one retained line, in code-point order. */
  readonly beneficiaires: readonly Beneficiaire[]
  readonly formationsRetenues: number
}

/**
 * Reads a file of counts and sums, body by body, the lines that the cut-off retains.
 *
 * Without a cut-off, and with a minimum of points, a line is judged alone and forgotten: memory does not grow with
 * the file. A share needs the whole ranking: points descending, then formation, organisme and counts, so that the
 * order of the lines changes nothing.
 *
 * @throws RefusDeLecture when the file does not hold
 */
export async function lireRetenues(
  morceaux: AsyncIterable<Buffer>,
  coupure: CoupureDemandee,
): Promise<Retenues> {
  const sommes = new Sommes()
  const lire = (recevoir: (ligne: LigneEffectifs) => void) =>
    lireEffectifs(morceaux, coupure.mode !== 'aucune', recevoir)

  if (coupure.mode === 'aucune') return sommes.rendre(await lire((ligne) => sommes.ajouter(ligne)))
  if (coupure.mode === 'points') {
    const seuil = new Seuil(coupure.minimum)
    const lecture = await lire((ligne) => {
      if (seuil.estAtteint(ligne.mantisse, ligne.decimales, ligne.pointsLongs)) sommes.ajouter(ligne)
    })
    return sommes.rendre(lecture)
  }
  const lignes = new LignesGardees()
  const lecture = await lire((ligne) => lignes.ajouter(ligne))
  const points = enEntiers(lignes.points())
  const ordre = ordonner(points, lignes.departageur(lecture))
  const retenues = couper(dansLOrdre(points, ordre), dansLOrdre(lignes.contrats, ordre), coupure)
  for (const i of ordre.subarray(0, retenues)) sommes.ajouter(lignes.effectifs(i))
  return sommes.rendre(lecture)
}

/** A plain loop: at a million lines, `Float64Array.from` with a function takes ten times longer. */
function dansLOrdre(valeurs: Float64Array, ordre: Uint32Array): Float64Array {
  const rangees = new Float64Array(ordre.length)
  for (let rang = 0; rang < ordre.length; rang++) rangees[rang] = valeurs[ordre[rang]!]!
  return rangees
}

type Effectifs = Pick<
  LigneEffectifs,
  'organisme' | 'contrats' | 'contratsVerts' | 'contratsPalier1' | 'contratsPalier2'
>

/** The sums of the retained lines, by number of body. */
class Sommes {
  #lignes = 0
  readonly #parOrganisme: (Effectifs | undefined)[] = []

  ajouter({ organisme, contrats, contratsVerts, contratsPalier1, contratsPalier2 }: Effectifs): void {
    this.#lignes++
    const somme = this.#parOrganisme[organisme]
    if (somme === undefined) {
      while (this.#parOrganisme.length < organisme) this.#parOrganisme.push(undefined)
      this.#parOrganisme[organisme] = { organisme, contrats, contratsVerts, contratsPalier1, contratsPalier2 }
      return
    }
    somme.contrats += contrats
    somme.contratsVerts += contratsVerts
    somme.contratsPalier1 += contratsPalier1
    somme.contratsPalier2 += contratsPalier2
  }

  rendre({ encodage, organismes }: Lecture): Retenues {
    const beneficiaires = this.#parOrganisme
      .filter((somme) => somme !== undefined)
      .map(({ organisme, ...effectifs }) => ({
        identifiant: encodage.decoder(organismes.octetsDe(organisme)),
        ...effectifs,
      }))
      .sort((a, b) => comparerTextes(a.identifiant, b.identifiant))
    return { beneficiaires, formationsRetenues: this.#lignes }
  }
}
