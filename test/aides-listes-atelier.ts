import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { type ChampListe, COLONNES_LISTE } from '#aides/listes/colonnes-liste.ts'
import { indexerCommunes } from '#aides/listes/communes.ts'
import { cleIban, cleRib } from '#aides/listes/iban.ts'
import type { Db } from '#platform/db.ts'
import { lettreUai } from '#socle/uai.ts'

// Invented people and sessions, for the tests and the measures of lists of aids.

export type Personne = Partial<Record<ChampListe, string>>

const SYLLABES =
  'ba be bo da de do fa fe ga go la le lo ma me mo na ne no pa pe ra re ro sa se ta te to va ve'.split(' ')
const PRENOMS =
  'Adam Alix Anna Axel Basile Cléo Denis Elsa Emma Félix Gaël Ilan Inès Jade Jeanne Joël Léna Léo Lina Louis Lou Manon Marius Mia Milo Nina Noé Paul Rose Sacha Théo Yann Zoé'.split(
    ' ',
  )
const SITES = ['0771234', '0750001', '0930010', '0910020'].map((chiffres) => chiffres + lettreUai(chiffres))

/** A few communes, as the official geography gives them: a rule is tried without reading all of it. */
export const COMMUNES = indexerCommunes([
  { code: '77288', type: 'commune-actuelle' },
  { code: '75056', type: 'commune-actuelle' },
  { code: '75112', type: 'arrondissement-municipal' },
  { code: '2A004', type: 'commune-actuelle', anciensCodes: ['20004'] },
  { code: '01033', type: 'commune-actuelle', anciensCodes: ['01091', '01126'] },
  { code: '01091', type: 'commune-deleguee', chefLieu: '01033' },
  { code: '01033', type: 'commune-deleguee', chefLieu: '01033' },
])

/** A French account that exists nowhere, with right keys. */
export function ibanFictif(rang: number): string {
  const compte = `30004${String(rang % 100_000).padStart(5, '0')}${String(rang).padStart(11, '0')}`
  const entier = compte + cleRib(compte)
  return `FR${cleIban('FR', entier)}${entier}`
}

/** The person number `rang`: never the same names and birth date twice up to some hundred thousand. */
export function personneFictive(rang: number, changements: Personne = {}): Personne {
  const syllabe = (n: number) => SYLLABES[n % SYLLABES.length]!
  const nom = [rang, rang >> 5, rang >> 10, rang >> 15].map(syllabe).join('').toUpperCase()
  const prenom = PRENOMS[(rang * 7) % PRENOMS.length]!
  // Ten years of days, as apprentices have: some ten people of a large list share each.
  const naissance = (rang * 7_919) % 3_650
  const jour = String(1 + (naissance % 28)).padStart(2, '0')
  const mois = String(1 + Math.floor((naissance % 365) / 31)).padStart(2, '0')
  return {
    civilite: rang % 2 ? 'MME' : 'M',
    nomNaissance: nom,
    prenom,
    neLe: `${jour}/${mois}/${1998 + Math.floor(naissance / 365)}`,
    paysNaissance: '99100',
    communeNaissance: '77288',
    numeroVoie: String(1 + (rang % 90)),
    typeVoie: 'RUE',
    libelleVoie: 'DES ESSAIS',
    codePostal: '77000',
    commune: '77288',
    libelleCommune: 'MELUN',
    courriel: `apprenti${rang}@exemple.fr`,
    telephone: '0600000000',
    iban: ibanFictif(rang),
    bic: 'BNPAFRPPXXX',
    titulaire: `${nom} ${prenom}`,
    contrat: `0752025${String(rang).padStart(8, '0')}`,
    debut: '01/09/2025',
    fin: '31/08/2027',
    diplome: 'CAP Cuisine',
    niveau: String(3 + (rang % 3)),
    rncp: 'RNCP38430',
    uai: SITES[rang % SITES.length]!,
    siret: '00000002600013',
    absences: String((rang * 3) % 18),
    dejaAide: 'non',
    ...changements,
  }
}

/** A list as its centre would save it from a spreadsheet. */
export function listeEnCsv(personnes: readonly Personne[]): string {
  const quote = (texte = '') => (/[";\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte)
  const lignes = personnes.map((une) => COLONNES_LISTE.map(({ champ }) => quote(une[champ])).join(';'))
  return `\ufeff${[COLONNES_LISTE.map(({ entete }) => quote(entete)).join(';'), ...lignes].join('\r\n')}\r\n`
}

export type SessionFictive = {
  readonly id?: string
  readonly dispositif?: string
  readonly etat?: string
  readonly ouvreLe?: string
  readonly fermeLe?: string
}

/** A session of a scheme, judged by the text of today. */
export async function ouvrirSession(db: Db, session: SessionFictive = {}): Promise<string> {
  const { id = 'session-2025', dispositif = 'ara-2025', etat = 'ouverte' } = session
  const { ouvreLe = '2025-10-01T07:00:00Z', fermeLe = '2099-01-31T22:59:59Z' } = session
  const texte = readFileSync(new URL(`../reglements/${dispositif}.publicodes`, import.meta.url), 'utf8')
  const version = createHash('sha256').update(texte).digest('hex')
  await sql`
    insert into aide_session (id, dispositif, version, libelle, exercice, etat, ouvre_le, ferme_le, fictif)
    values (${id}, ${dispositif}, ${version}, ${`Aide régionale, ${id}`}, 2025, ${etat}, ${ouvreLe}, ${fermeLe}, true)
  `.execute(db)
  return id
}

/** A database that is lost after so many transactions, as for a server killed in the middle of its work. */
export function baseQuiLache(db: Db, apres: number): Db {
  let faites = 0
  return new Proxy(db, {
    get(cible, nom) {
      const valeur: unknown = Reflect.get(cible, nom, cible)
      if (nom !== 'transaction') return typeof valeur === 'function' ? valeur.bind(cible) : valeur
      return () => ({
        async execute(travail: (tx: never) => Promise<unknown>) {
          if (++faites > apres) throw new Error('base perdue')
          return cible.transaction().execute(travail as never)
        },
      })
    },
  }) as Db
}
