import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/** Invented formations in columns, the same on every run and every machine. */
export type Donnees = {
  readonly nombre: number
  readonly organismes: readonly string[]
  /** Index into `organismes` of each formation. */
  readonly organisme: Int32Array
  readonly identifiants: readonly string[]
  readonly contrats: Float64Array
  readonly contratsVerts: Float64Array
  readonly contratsPalier1: Float64Array
  readonly contratsPalier2: Float64Array
  /** Hundredths of a point, 0 to 10 000: at a million lines, a hundred of each. */
  readonly points: Float64Array
}

/**
 * As many bodies as the campaign of 2023 has for its formations up to 100 000, then about a thousand: a Région has
 * no more.
 */
export function tirer(nombre: number): Donnees {
  const hasard = generateur(2023)
  const entre = (bas: number, haut: number) => bas + Math.floor(hasard() * (haut - bas + 1))
  const organismes = Array.from(
    { length: Math.min(1000, Math.ceil(nombre / 12)) },
    (_, i) =>
      `CFA FICTIF ${['DES MÉTIERS', 'DU BÂTIMENT', 'DE L’AGRICULTURE', 'DU COMMERCE'][i % 4]} ${String(i + 1).padStart(4, '0')}`,
  )
  const colonnes = Array.from({ length: 5 }, () => new Float64Array(nombre)) as Float64Array[]
  const [contrats, contratsVerts, contratsPalier1, contratsPalier2, points] = colonnes as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const organisme = new Int32Array(nombre)
  const identifiants = new Array<string>(nombre)
  for (let i = 0; i < nombre; i++) {
    organisme[i] = entre(0, organismes.length - 1)
    identifiants[i] = `F${String((i * 7_368_787) % 10_000_000).padStart(7, '0')}-${entre(10, 99)}`
    contrats[i] = entre(1, 60)
    contratsVerts[i] = hasard() < 0.2 ? contrats[i]! : 0
    const palier = hasard()
    contratsPalier1[i] = palier < 0.3 ? contrats[i]! : 0
    contratsPalier2[i] = palier > 0.8 ? contrats[i]! : 0
    points[i] = entre(0, 10_000)
  }
  return {
    nombre,
    organismes,
    organisme,
    identifiants,
    contrats,
    contratsVerts,
    contratsPalier1,
    contratsPalier2,
    points,
  }
}

/** Writes the file that `majoration repartir` reads, as a spreadsheet in French would. */
export async function ecrireCsv(donnees: Donnees, chemin: string): Promise<void> {
  const sortie = createWriteStream(chemin)
  sortie.write(
    'organisme;formation;contrats;contrats_verts;contrats_perimetre_15;contrats_perimetre_20;points\n',
  )
  let tampon = ''
  for (let i = 0; i < donnees.nombre; i++) {
    const {
      organismes,
      organisme,
      identifiants,
      contrats,
      contratsVerts,
      contratsPalier1,
      contratsPalier2,
      points,
    } = donnees
    tampon += `${organismes[organisme[i]!]};${identifiants[i]};${contrats[i]};${contratsVerts[i]};${contratsPalier1[i]};${contratsPalier2[i]};${(points[i]! / 100).toFixed(2)}\n`
    if (tampon.length > 1 << 20) {
      if (!sortie.write(tampon)) await once(sortie, 'drain')
      tampon = ''
    }
  }
  sortie.end(tampon)
  await once(sortie, 'finish')
}

/** Mulberry32: small, seeded, good enough to shuffle formations. */
function generateur(graine: number): () => number {
  let etat = graine
  return () => {
    etat = (etat + 0x6d2b79f5) | 0
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
