import { sansAccents } from '#socle/texte.ts'

/**
 * Bank accounts of the SEPA zone: country → form of what follows the two check digits (IBAN registry, ISO 13616; list
 * of the countries by the European Payments Council, EPC409-09, 2025).
 */
const FORMES: ReadonlyMap<string, RegExp> = new Map(
  `AD 8n12c;AL 8n16c;AT 16n;BE 12n;BG 4a6n8c;CH 5n12c;CY 8n16c;CZ 20n;DE 18n;DK 14n;EE 16n;ES 20n;FI 14n;FR 10n11c2n
  GB 4a14n;GI 4a15c;GR 7n16c;HR 17n;HU 24n;IE 4a14n;IS 22n;IT 1a10n12c;LI 5n12c;LT 16n;LU 3n13c;LV 4a13c
  MC 10n11c2n;MD 20c;ME 18n;MK 3n10c2n;MT 4a5n18c;NL 4a10n;NO 11n;PL 24n;PT 21n;RO 4a16c;RS 18n;SE 20n;SI 15n
  SK 20n;SM 1a10n12c;VA 18n`
    .split(/[;\s]*\n\s*|;/)
    .map((ligne) => {
      const [pays, forme] = ligne.trim().split(' ') as [string, string]
      const motif = forme.replace(
        /(\d+)([nac])/g,
        (_, n, genre) => `[${{ n: '0-9', a: 'A-Z', c: 'A-Z0-9' }[genre as 'n']}]{${n}}`,
      )
      return [pays, new RegExp(`^${motif}$`)] as const
    }),
)

/** Countries whose banks bear a BIC of their own under a French IBAN, besides France. */
const BIC_DES_COMPTES_FRANCAIS = new Set('FR GF GP MQ RE YT PM BL MF TF PF NC WF MC'.split(' '))

export type Faute = { readonly code: string; readonly message: string }

/** An IBAN as the agency wants it: capitals, no space. */
export const simplifierIban = (texte: string): string =>
  texte
    .toUpperCase()
    .replace(/[\s.\-\u00a0\u202f]/g, '')
    .replace(/^IBAN:?/, '')

/** Why an IBAN, simplified, cannot be paid; null when it can. */
export function fauteIban(iban: string): Faute | null {
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$/.test(iban))
    return {
      code: 'iban_forme',
      message: 'Un IBAN commence par deux lettres, deux chiffres, puis le numéro du compte.',
    }
  const pays = iban.slice(0, 2)
  const forme = FORMES.get(pays)
  if (!forme)
    return {
      code: 'iban_hors_sepa',
      message: `Le compte est dans un pays hors de la zone SEPA (${pays}) : il ne peut pas être payé.`,
    }
  if (!forme.test(iban.slice(4)))
    return {
      code: 'iban_structure',
      message: `Cet IBAN de ${iban.length} caractères n’a pas la structure de ceux de son pays (${pays}).`,
    }
  if (modulo97(iban) !== 1)
    return {
      code: 'iban_cle',
      message: 'La clé de contrôle de cet IBAN est fausse : un caractère a été mal saisi.',
    }
  if ((pays === 'FR' || pays === 'MC') && !cleRibValide(iban.slice(4)))
    return { code: 'rib_cle', message: 'La clé RIB de ce compte est fausse : un caractère a été mal saisi.' }
  return null
}

/** The remainder that a right IBAN leaves: 1 (ISO 7064, MOD 97-10). */
export function modulo97(iban: string): number {
  let reste = 0
  for (const signe of iban.slice(4) + iban.slice(0, 4)) {
    const valeur = Number.parseInt(signe, 36)
    reste = (reste * (valeur > 9 ? 100 : 10) + valeur) % 97
  }
  return reste
}

/** The two digits that make an IBAN of a country and an account. */
export const cleIban = (pays: string, compte: string): string =>
  String(98 - modulo97(`${pays}00${compte}`)).padStart(2, '0')

/** French key: the whole account, letters as digits (A, J = 1; B, K, S = 2…), is a multiple of 97. */
function cleRibValide(compte: string): boolean {
  let reste = 0
  for (const signe of compte) reste = (reste * 10 + chiffreDuRib(signe)) % 97
  return reste === 0
}

const chiffreDuRib = (signe: string): number =>
  /\d/.test(signe) ? Number(signe) : ((signe.charCodeAt(0) - 65 + (signe > 'R' ? 1 : 0)) % 9) + 1

/** The two digits that end a French account. @param compte bank, branch and account: 21 characters */
export function cleRib(compte: string): string {
  let reste = 0
  for (const signe of `${compte}00`) reste = (reste * 10 + chiffreDuRib(signe)) % 97
  return String(97 - reste).padStart(2, '0')
}

/** A BIC as the agency wants it: capitals, no space. */
export const simplifierBic = (texte: string): string =>
  texte.toUpperCase().replace(/[\s.\-\u00a0\u202f]/g, '')

/** Why a BIC, simplified, cannot be sent; null when it can. */
export const fauteBic = (bic: string): Faute | null =>
  /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic)
    ? null
    : {
        code: 'bic_forme',
        message: 'Un BIC compte 8 ou 11 caractères : six lettres, puis deux ou cinq lettres ou chiffres.',
      }

/** Whether the bank that a BIC names may hold the account of an IBAN: same country, or one paid as France is. */
export function bicDuMemePays(bic: string, iban: string): boolean {
  const [duBic, duCompte] = [bic.slice(4, 6), iban.slice(0, 2)]
  return duBic === duCompte || (BIC_DES_COMPTES_FRANCAIS.has(duBic) && BIC_DES_COMPTES_FRANCAIS.has(duCompte))
}

/** A holder as the agency takes it: curly quotes and long dashes made plain, single spaces. */
export const simplifierTitulaire = (texte: string): string =>
  texte
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[–—‐‑]/g, '-')
    .replace(/;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const SIGNES_DU_TITULAIRE = /^[\p{Script=Latin}0-9 /\-?:().,']+$/u

/** Why a holder, simplified, cannot be sent; null when it can. */
export function fauteTitulaire(titulaire: string): Faute | null {
  const intrus = Array.from(titulaire).find((signe) => !SIGNES_DU_TITULAIRE.test(signe))
  if (intrus !== undefined)
    return {
      code: 'titulaire_caracteres',
      message: `Le signe « ${intrus} » n’est pas admis : lettres latines, chiffres, espace et / - ? : ( ) . , ' seulement.`,
    }
  if (titulaire.length > 32)
    return {
      code: 'titulaire_trop_long',
      message: `Ce nom compte ${titulaire.length} caractères ; le maximum est 32.`,
    }
  return null
}

/** Whether the holder bears one of the names of the person: else somebody acts for them, or it is a mistake. */
export function titulaireEstLaPersonne(titulaire: string, noms: readonly string[]): boolean {
  const mots = new Set(enMotsNus(titulaire))
  return noms.some((nom) => {
    const attendus = enMotsNus(nom)
    return attendus.length > 0 && attendus.every((mot) => mots.has(mot))
  })
}

const enMotsNus = (texte: string) =>
  sansAccents(texte)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

/** What may be shown of an account: « FR•• •••• 0189 ». */
export const masquerIban = (iban: string): string => `${iban.slice(0, 2)}•• •••• ${iban.slice(-4)}`
