import { abreger, enAscii } from '#aides/asp/ascii.ts'
import type { APayer } from '#aides/asp/controle.ts'
import type { AdresseAsp } from '#aides/asp/enregistrement.ts'
import { type Refuser, refuserSignes } from '#aides/asp/refuser.ts'
import { extensionDeVoie, typeDeVoie } from '#aides/listes/voie.ts'

/** An address as a dossier keeps it: any field may be missing. */
export type AdresseLue = Readonly<
  Partial<
    Record<
      | 'numero'
      | 'extension'
      | 'typeVoie'
      | 'libelleVoie'
      | 'complement'
      | 'codePostal'
      | 'commune'
      | 'libelleCommune'
      | 'pays',
      string | number | null
    >
  >
>

const FRANCE = '99100'
const COMMUNE = /^(?:[0-9]{2}|2[AB])[0-9]{3}$/
/** Of the schema of the agency. */
const LONGUEUR_VOIE = 28
const LONGUEUR_LIGNE = 38

/** A country of the INSEE: 99 and three digits; 990 and 995 mean « unknown », and are refused. */
const estPays = (code: string): boolean => /^99[0-9]{3}$/.test(code) && !['99990', '99995'].includes(code)

/** The commune of birth, which somebody born in France has and nobody else. */
export function communeDeNaissance(
  { paysNaissance, communeNaissance }: Pick<APayer, 'paysNaissance' | 'communeNaissance'>,
  refuser: Refuser,
): string | undefined {
  if (!estPays(paysNaissance))
    refuser(
      'pays-naissance',
      'paysNaissance',
      'centre',
      'Le pays de naissance n’est pas un code de l’INSEE (99…).',
    )
  if (paysNaissance !== FRANCE) return undefined
  if (communeNaissance && COMMUNE.test(communeNaissance)) return communeNaissance
  refuser(
    'commune-naissance',
    'communeNaissance',
    'centre',
    'Une personne née en France a une commune de naissance : son code INSEE de cinq signes manque.',
  )
  return undefined
}

/**
 * The whole address, always: the agency keeps the last one that it received, and a shorter one would lose what it knew.
 */
export function adresserAsp(lue: AdresseLue, refuser: Refuser): AdresseAsp | undefined {
  const lire = (champ: keyof AdresseLue) => String(lue[champ] ?? '').trim()
  const pays = lire('pays') || FRANCE
  for (const [champ, sujet] of [
    ['libelleVoie', 'Le libellé de la voie'],
    ['complement', 'Le complément d’adresse'],
  ] as const)
    refuserSignes(lire(champ), champ, sujet, refuser)
  if (!estPays(pays)) {
    refuser('pays', 'pays', 'centre', 'Le pays de l’adresse n’est pas un code de l’INSEE (99…).')
    return undefined
  }
  return pays === FRANCE ? adresserEnFrance(lire, refuser) : adresserAilleurs(pays, lire, refuser)
}

type Lire = (champ: keyof AdresseLue) => string

function adresserEnFrance(lire: Lire, refuser: Refuser): AdresseAsp {
  const codePostal = lire('codePostal')
  if (!/^[0-9]{5}$/.test(codePostal))
    refuser('code-postal', 'codePostal', 'centre', 'Le code postal doit avoir cinq chiffres.')
  const commune = lire('commune').toUpperCase()
  if (!COMMUNE.test(commune))
    refuser('commune', 'commune', 'centre', 'La commune doit être son code INSEE, de cinq signes.')
  const numero = lire('numero')
  if (!/^[0-9]{0,4}$/.test(numero))
    refuser(
      'numero-voie',
      'numeroVoie',
      'centre',
      'Le numéro de voie doit être un nombre, sans « bis » ni lettre.',
    )
  const type = lire('typeVoie')
  const code = typeDeVoie(type)
  const libelle = enAscii(
    type !== '' && code === undefined ? `${type} ${lire('libelleVoie')}` : lire('libelleVoie'),
  )
  const voie = abreger(libelle, LONGUEUR_VOIE)
  if (voie === '') refuser('voie', 'libelleVoie', 'centre', 'La rue, ou le lieu-dit, manque.')
  if (voie.length > LONGUEUR_VOIE)
    refuser(
      'voie-longue',
      'libelleVoie',
      'centre',
      `Le libellé de la voie a ${voie.length} signes, 28 au plus : mettez le reste en complément.`,
    )
  const extension = extensionDeVoie(lire('extension'))
  const complement = enAscii(lire('complement')).slice(0, LONGUEUR_LIGNE).trim()
  return {
    pays: FRANCE,
    ...(complement && { complement }),
    ...(numero && Number(numero) > 0 && { numero: String(Number(numero)) }),
    ...(extension && { extension }),
    ...(code && { typeVoie: code }),
    ...{ libelleVoie: voie, commune, codePostal },
  }
}

function adresserAilleurs(pays: string, lire: Lire, refuser: Refuser): AdresseAsp {
  const mots = ['numero', 'extension', 'typeVoie', 'libelleVoie'] as const
  const voie = abreger(enAscii(mots.map(lire).join(' ')), LONGUEUR_LIGNE)
  const localite = enAscii(`${lire('codePostal')} ${lire('libelleCommune')}`)
  if (voie === '') refuser('voie', 'libelleVoie', 'centre', 'La rue de l’adresse à l’étranger manque.')
  if (enAscii(lire('libelleCommune')) === '')
    refuser('localite', 'commune', 'centre', 'La ville de l’adresse à l’étranger manque.')
  if (Math.max(voie.length, localite.length) > LONGUEUR_LIGNE)
    refuser('ligne-longue', 'adresse', 'centre', 'Une ligne de l’adresse à l’étranger dépasse 38 signes.')
  return { pays, voie, localite }
}

/** The département of an address, on three signs as the agency writes them: « 075 », « 02A », « 974 ». */
export function departementDe(adresse: AdresseAsp): string | undefined {
  if (!('commune' in adresse)) return undefined
  const { commune } = adresse
  return /^9[78]/.test(commune) ? commune.slice(0, 3) : `0${commune.slice(0, 2)}`
}
