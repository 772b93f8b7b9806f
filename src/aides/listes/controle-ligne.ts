import { lireCelluleListe } from '#aides/listes/cellules-liste.ts'
import { type ChampListe, COLONNES_LISTE, colonneDe, type Saisies } from '#aides/listes/colonnes-liste.ts'
import type { Communes } from '#aides/listes/communes.ts'
import { bicDuMemePays, titulaireEstLaPersonne } from '#aides/listes/iban.ts'
import { ageLe, ajouterMois, ecrireJour, lendemain } from '#aides/listes/jours.ts'
import { codePostalCoherent, FRANCE } from '#aides/listes/lieux.ts'
import { PAYS } from '#aides/listes/pays.ts'
import type { Gravite } from '#campagnes/importation/anomalies.ts'
import { ecrireSiret } from '#socle/siret.ts'

/** Something to look at in a line. An error keeps it out of the deposit; a warning only asks for a look. */
export type AnomalieListe = {
  readonly gravite: Gravite
  /** null when the whole line is meant. */
  readonly champ: ChampListe | null
  readonly code: string
  readonly message: string
  readonly attendu: string | null
}

/** A line with each cell read: what could not be read is absent, and said. */
export type LigneControlee = { readonly valeurs: Saisies; readonly anomalies: readonly AnomalieListe[] }

export type Attente = {
  /** SIRET of the body that deposits: its sites share its nine first digits. */
  readonly siret: string
  /** AAAA-MM-JJ */
  readonly aujourdhui: string
  readonly communes: Communes
}

/** Reads every cell of a line and what they say together: all its faults at once. */
export function controlerLigne(saisies: Saisies, attente: Attente): LigneControlee {
  const valeurs: Partial<Record<ChampListe, string>> = {}
  const anomalies: AnomalieListe[] = []
  for (const { champ } of COLONNES_LISTE) {
    const texte = saisies[champ]
    if (texte === undefined || texte === '') continue
    const { valeur, constat } = lireCelluleListe(champ, texte)
    if (valeur !== null) valeurs[champ] = valeur
    if (constat) anomalies.push({ ...constat, champ, attendu: colonneDe(champ).attendu })
  }
  const vides = attendus(valeurs).filter((champ) => !saisies[champ]?.trim())
  anomalies.push(
    ...vides.map((champ) => signaler('erreur', champ, 'valeur_manquante', 'La cellule est vide.')),
  )
  anomalies.push(
    ...controlerNaissance(valeurs, attente),
    ...controlerAdresse(valeurs),
    ...controlerCommunes(valeurs, attente),
  )
  anomalies.push(
    ...controlerContrat(valeurs),
    ...controlerCompte(valeurs),
    ...controlerSite(valeurs, attente),
  )
  return { valeurs, anomalies }
}

/** What every line must say; a commune or a postcode only of somebody born, or living, in France. */
function attendus({ paysNaissance, pays = FRANCE }: Saisies): ChampListe[] {
  return COLONNES_LISTE.filter(({ champ, requise }) => {
    if (champ === 'communeNaissance') return paysNaissance === FRANCE
    if (champ === 'codePostal' || champ === 'commune') return pays === FRANCE
    return requise
  }).map(({ champ }) => champ)
}

export const signaler = (
  gravite: Gravite,
  champ: ChampListe | null,
  code: string,
  message: string,
): AnomalieListe => ({ gravite, champ, code, message, attendu: champ && colonneDe(champ).attendu })
const bloquer = (champ: ChampListe, code: string, message: string) => signaler('erreur', champ, code, message)
const avertir = (champ: ChampListe, code: string, message: string) =>
  signaler('avertissement', champ, code, message)

/** Apprenticeship starts at 15 at the earliest, and before 30 but for exceptions (Code du travail, L. 6222-1 and 2). */
const AGE_MINIMUM = 15
const AGE_HORS_EXCEPTION = 30
const AGE_INVRAISEMBLABLE = 75

function* controlerNaissance(
  { neLe, paysNaissance, communeNaissance, debut }: Saisies,
  { aujourdhui }: Attente,
) {
  if (neLe && neLe > aujourdhui)
    yield bloquer('neLe', 'naissance_future', 'Cette date de naissance est à venir.')
  else if (neLe && debut) {
    const age = ageLe(neLe, debut)
    if (age < AGE_MINIMUM)
      yield bloquer(
        'neLe',
        'age_minimum',
        `${age < 0 ? 'Pas encore né' : `${age} ans`} au début du contrat : un contrat d’apprentissage commence à ${AGE_MINIMUM} ans au plus tôt (Code du travail, L. 6222-1).`,
      )
    else if (age >= AGE_INVRAISEMBLABLE)
      yield bloquer(
        'neLe',
        'age_invraisemblable',
        `${age} ans au début du contrat : vérifiez l’année de naissance.`,
      )
    else if (age >= AGE_HORS_EXCEPTION)
      yield avertir(
        'neLe',
        'age_exception',
        `${age} ans au début du contrat : au-delà de 29 ans, il faut une exception (Code du travail, L. 6222-2).`,
      )
  }
  if (paysNaissance && !PAYS.has(paysNaissance))
    yield avertir(
      'paysNaissance',
      'pays_non_verifie',
      `Le code ${paysNaissance} a la forme d’un code de pays, sans que nous ayons son nom : vérifiez-le.`,
    )
  if (paysNaissance && paysNaissance !== FRANCE && communeNaissance)
    yield avertir(
      'communeNaissance',
      'commune_et_etranger',
      'Née ou né à l’étranger : cette commune de naissance ne sera pas transmise.',
    )
}

function* controlerAdresse({ codePostal, commune, pays = FRANCE }: Saisies) {
  if (pays === FRANCE && codePostal && commune && !codePostalCoherent(codePostal, commune))
    yield avertir(
      'codePostal',
      'code_postal_commune',
      `Le code postal ${codePostal} et la commune ${commune} ne sont pas du même département.`,
    )
}

/** One may be born in a commune merged since; one lives in a commune of today. Abroad, neither is looked at. */
function* controlerCommunes(
  { paysNaissance, communeNaissance, pays = FRANCE, commune }: Saisies,
  { communes }: Attente,
) {
  if (communeNaissance && paysNaissance === FRANCE && !communes.connue(communeNaissance))
    yield bloquer('communeNaissance', 'commune_inexistante', communeInexistante(communeNaissance))
  if (!commune || pays !== FRANCE) return
  if (!communes.connue(commune)) yield bloquer('commune', 'commune_inexistante', communeInexistante(commune))
  const actuelle = communes.actuelle(commune)
  if (actuelle)
    yield avertir(
      'commune',
      'commune_ancienne',
      `Le code ${commune} n’est plus celui d’une commune entière : l’adresse est aujourd’hui dans la commune ${actuelle}.`,
    )
}

const communeInexistante = (code: string) =>
  `Aucune commune n’a, ni n’a eu, le code ${code} : cherchez celui de l’INSEE au nom de la commune ; ce n’est pas le code postal.`

/** A contract lasts six months to three years, but for exceptions (Code du travail, L. 6222-7-1). */
const MOIS_MINIMUM = 6
const MOIS_MAXIMUM = 36

const dureeOrdinaire = (debut: string, apres: string) =>
  apres >= ajouterMois(debut, MOIS_MINIMUM) && apres <= ajouterMois(debut, MOIS_MAXIMUM)

function* controlerContrat({ debut, fin, rupture }: Saisies) {
  if (debut && fin && fin <= debut)
    yield bloquer(
      'fin',
      'contrat_dates',
      `Le contrat finit le ${ecrireJour(fin)}, avant d’avoir commencé le ${ecrireJour(debut)}.`,
    )
  else if (debut && fin && !dureeOrdinaire(debut, lendemain(fin)))
    yield avertir(
      'fin',
      'contrat_duree',
      'Un contrat dure de six mois à trois ans, sauf exception (Code du travail, L. 6222-7-1).',
    )
  if (rupture && debut && rupture < debut)
    yield bloquer('rupture', 'rupture_avant_debut', 'La rupture est datée d’avant le début du contrat.')
  if (rupture && fin && rupture > fin)
    yield bloquer('rupture', 'rupture_apres_fin', 'La rupture est datée d’après la fin du contrat.')
}

function* controlerCompte({ iban, bic, titulaire, nomNaissance = '', nomUsage = '' }: Saisies) {
  if (iban && bic && !bicDuMemePays(bic, iban))
    yield avertir('bic', 'bic_pays', 'Le BIC et l’IBAN ne sont pas du même pays.')
  if (titulaire && nomNaissance && !titulaireEstLaPersonne(titulaire, [nomNaissance, nomUsage]))
    yield avertir(
      'titulaire',
      'titulaire_autre',
      'Le titulaire ne porte pas le nom de la personne : est-ce son représentant légal ?',
    )
}

function* controlerSite({ siret }: Saisies, attente: Attente) {
  if (siret && siret.slice(0, 9) !== attente.siret.slice(0, 9))
    yield avertir(
      'siret',
      'site_autre',
      `Ce site n’a pas le SIREN de votre organisme (${ecrireSiret(attente.siret)}) : gardez-le s’il est bien des vôtres.`,
    )
}

/** How many errors and warnings. */
export function compterListe(anomalies: readonly AnomalieListe[]) {
  const erreurs = anomalies.filter(({ gravite }) => gravite === 'erreur').length
  return { erreurs, avertissements: anomalies.length - erreurs }
}
