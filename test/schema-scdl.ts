import { cleValide } from '#socle/siret.ts'

// The published rules of the national schema « SCDL subventions » 2.1, written again here from its documentation: what
// its own validators check, field by field. Nothing of the program is used but the key of a SIRET.

type Regle = {
  readonly obligatoire: boolean
  readonly motif?: RegExp
  readonly longueur?: number
  readonly valeurs?: readonly string[]
  readonly verifier?: (valeur: string) => boolean
}

const estDate = (valeur: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(valeur) && new Date(`${valeur}T00:00:00Z`).toISOString().startsWith(valeur)
const estNombre = (valeur: string) => /^[+-]?\d+(\.\d+)?$/.test(valeur)
const siret = { motif: /^\d{14}$/, verifier: cleValide }

const REGLES: Readonly<Record<string, Regle>> = {
  nomAttribuant: { obligatoire: true },
  idAttribuant: { obligatoire: true, ...siret },
  dateConvention: { obligatoire: true, verifier: estDate },
  referenceDecision: { obligatoire: false },
  nomBeneficiaire: { obligatoire: true },
  idBeneficiaire: { obligatoire: false, ...siret },
  rnaBeneficiaire: { obligatoire: false, motif: /^W\d{9}$/ },
  objet: { obligatoire: true, longueur: 256 },
  montant: { obligatoire: true, verifier: estNombre },
  nature: {
    obligatoire: true,
    valeurs: [
      'aide en numéraire',
      'aide en nature',
      'aide en numéraire;aide en nature',
      'aide en nature;aide en numéraire',
    ],
  },
  conditionsVersement: { obligatoire: true, longueur: 256 },
  datesPeriodeVersement: {
    obligatoire: true,
    motif: /^[0-9]{4}-[0-9]{2}-[0-9]{2}(\/[0-9]{4}-[0-9]{2}-[0-9]{2})?$/,
    verifier: (valeur) => {
      const dates = valeur.split('/')
      return dates.every(estDate) && dates[0]! <= dates.at(-1)!
    },
  },
  idRAE: { obligatoire: false, longueur: 5 },
  notificationUE: { obligatoire: true, valeurs: ['oui', 'non'] },
  pourcentageSubvention: {
    obligatoire: true,
    verifier: (valeur) => estNombre(valeur) && Number(valeur) >= 0.01 && Number(valeur) <= 1,
  },
  dispositifAide: { obligatoire: false },
}

/** @returns one sentence per departure from the schema, empty when the file holds it; `ligne` counts from 1 */
export function validerScdl(entetes: readonly string[], lignes: readonly (readonly string[])[]): string[] {
  const attendues = Object.keys(REGLES)
  if (entetes.join() !== attendues.join()) return [`colonnes : ${entetes.join()}`]
  return lignes.flatMap((ligne, i) => {
    if (ligne.length !== attendues.length) return [`ligne ${i + 1} : ${ligne.length} cellules`]
    const fautes = attendues.filter((colonne, j) => !tient(REGLES[colonne]!, ligne[j]!))
    const [id, rna] = [ligne[5], ligne[6]]
    // A beneficiary is identified one way or the other.
    const anonyme = id === '' && rna === '' ? ['idBeneficiaire ou rnaBeneficiaire'] : []
    return [...fautes, ...anonyme].map((faute) => `ligne ${i + 1} : ${faute}`)
  })
}

function tient({ obligatoire, motif, longueur, valeurs, verifier }: Regle, valeur: string): boolean {
  if (valeur === '') return !obligatoire
  return (
    (!motif || motif.test(valeur)) &&
    (!longueur || valeur.length <= longueur) &&
    (!valeurs || valeurs.includes(valeur)) &&
    (!verifier || verifier(valeur))
  )
}
