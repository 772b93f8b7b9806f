import { type Entete, lireEntete } from '#majoration/ligne-de-commande/import-csv-colonnes.ts'
import { Encodage } from '#majoration/ligne-de-commande/import-csv-octets.ts'
import { type LigneEffectifs, Verificateur } from '#majoration/ligne-de-commande/import-csv-verificateur.ts'
import { DictionnaireOctets } from '#majoration/ligne-de-commande/import-dictionnaire.ts'

export type Lecture = { readonly encodage: Encodage; readonly organismes: DictionnaireOctets }

/**
 * Reads a file of counts, line by line, in bounded memory (the bodies' names and one chunk).
 *
 * @param avecPoints read the points too; otherwise their column may be missing and is not looked at
 * @param recevoir called for each line, in the order of the file
 * @returns what is needed to name the bodies
 * @throws RefusDeLecture at the first line that does not hold
 */
export async function lireEffectifs(
  morceaux: AsyncIterable<Buffer>,
  avecPoints: boolean,
  recevoir: (ligne: LigneEffectifs) => void,
): Promise<Lecture> {
  const encodage = new Encodage()
  const organismes = new DictionnaireOctets()
  let verificateur: Verificateur | undefined
  let entete: Entete | undefined
  let reste: Buffer = Buffer.alloc(0)

  /** Reads every whole line of `octets`, and keeps the beginning of the one that is not. */
  const avancer = (octets: Buffer, fini: boolean) => {
    let p = 0
    if (!entete) {
      entete = lireEntete(octets, fini, encodage, avecPoints)
      if (entete) {
        verificateur = new Verificateur(entete, encodage, organismes, avecPoints)
        p = entete.suite
      }
    }
    if (entete && verificateur) {
      const { lecteur } = entete
      lecteur.octets = octets
      while (p < octets.length) {
        const suite = lecteur.lire(p, fini)
        if (suite < 0) break
        if (!lecteur.estVide()) recevoir(verificateur.verifier())
        p = suite
      }
    }
    reste = octets.subarray(p)
  }

  for await (const morceau of morceaux) {
    encodage.verifier(morceau)
    avancer(reste.length > 0 ? Buffer.concat([reste, morceau]) : morceau, false)
  }
  encodage.terminer()
  avancer(reste, true)
  return { encodage, organismes }
}
