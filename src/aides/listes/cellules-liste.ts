import { type ChampListe, colonneDe, type NatureChamp } from '#aides/listes/colonnes-liste.ts'
import {
  type Faute,
  fauteBic,
  fauteIban,
  fauteTitulaire,
  simplifierBic,
  simplifierIban,
  simplifierTitulaire,
} from '#aides/listes/iban.ts'
import { lireJour } from '#aides/listes/jours.ts'
import { departementDeCommune, departementDeUai, villeEntiere } from '#aides/listes/lieux.ts'
import { lireCodePays } from '#aides/listes/pays.ts'
import { typeDeVoie } from '#aides/listes/voie.ts'
import { nettoyer } from '#campagnes/importation/cellule.ts'
import { erreur, type Lecture, lu, luAvec, rien } from '#campagnes/importation/lecture.ts'
import { lirePourcentage } from '#campagnes/importation/nombres.ts'
import { lireSiret } from '#campagnes/importation/siret.ts'
import { ecrireDecimal, fraction } from '#socle/fraction.ts'
import { INSECABLE } from '#socle/francais.ts'
import { estFormule } from '#socle/tableur.ts'
import { enMots, sansAccents } from '#socle/texte.ts'
import { lettreUai } from '#socle/uai.ts'

/**
 * Reads one cell as its column asks: the value to keep, written one way only (a day as AAAA-MM-JJ, « oui » or « non », a
 * percentage with a point), or why it cannot be. An empty cell is read as nothing: the line says whether it must be filled.
 */
export function lireCelluleListe(champ: ChampListe, texte: string): Lecture<string> {
  const propre = nettoyer(texte)
  if (propre === '') return rien()
  if (ERREUR_DE_FORMULE.test(propre))
    return erreur('formule_en_erreur', 'La formule de cette cellule est en erreur : écrivez la valeur.')
  const { nature } = colonneDe(champ)
  return LECTEURS[nature.genre](propre, nature)
}

const ERREUR_DE_FORMULE = /^#(N\/?A|REF!|VALUE!|VALEUR!|DIV\/0!|NAME\?|NOM\?|NULL!|NUL!|NUM!|NOMBRE!)/i

type Lecteur = (texte: string, nature: NatureChamp) => Lecture<string>
const LECTEURS: Readonly<Record<NatureChamp['genre'], Lecteur>> = {
  nom: (texte, nature) => lireNom(texte, maximumDe(nature)),
  texte: (texte, nature) => lireTexte(texte, maximumDe(nature)),
  civilite: lireCivilite,
  date: (texte) =>
    choisir(
      lireJour(texte),
      'date_invalide',
      'Cette date ne se lit pas : écrivez JJ/MM/AAAA, avec quatre chiffres pour l’année.',
    ),
  pays: (texte) =>
    choisir(
      lireCodePays(texte),
      'pays_inconnu',
      'Ce pays n’est pas reconnu : écrivez son code INSEE (99100 pour la France).',
    ),
  communeNaissance: lireCommuneNaissance,
  commune: lireCommune,
  numeroVoie: (texte) =>
    selon(/^\d{1,5}$/, texte, 'numero_voie', 'Un numéro de voie est un nombre de cinq chiffres au plus.'),
  extensionVoie: lireExtension,
  typeVoie: (texte) =>
    choisir(
      typeDeVoie(texte),
      'type_voie',
      `Ce type de voie n’est pas reconnu : quatre caractères au plus (RUE, AV, BD, CHE…).`,
    ),
  codePostal: lireCodePostal,
  courriel: (texte) =>
    selon(
      /^[^\s@;,]+@[^\s@;,]+\.[^\s@;,.]{2,}$/,
      texte,
      'courriel_invalide',
      'Ce n’est pas une adresse électronique.',
    ),
  telephone: lireTelephone,
  iban: (texte) => verifier(simplifierIban(texte), fauteIban),
  bic: (texte) => verifier(simplifierBic(texte), fauteBic),
  titulaire: (texte) => verifier(simplifierTitulaire(texte), fauteTitulaire),
  niveau: lireNiveau,
  rncp: lireRncp,
  uai: lireUai,
  siret: lireSiret,
  pourcentage: lireAbsences,
  ouiNon: lireOuiNon,
}

const maximumDe = (nature: NatureChamp): number => ('maximum' in nature ? nature.maximum : 0)

const choisir = (valeur: string | undefined, code: string, message: string): Lecture<string> =>
  valeur === undefined ? erreur(code, message) : lu(valeur)
const selon = (forme: RegExp, texte: string, code: string, message: string): Lecture<string> =>
  choisir(forme.test(texte) ? texte : undefined, code, message)

function verifier(valeur: string, faute: (valeur: string) => Faute | null): Lecture<string> {
  const trouvee = faute(valeur)
  return trouvee ? erreur(trouvee.code, trouvee.message) : lu(valeur)
}

function lireTexte(texte: string, maximum: number): Lecture<string> {
  if (estFormule(texte))
    return erreur(
      'texte_formule',
      `Ce texte commence par «${INSECABLE}${texte[0]}${INSECABLE}» : un tableur l’exécuterait. Retirez ce signe.`,
    )
  if (texte.length > maximum)
    return erreur(
      'texte_trop_long',
      `Ce texte compte ${texte.length} caractères ; le maximum est ${maximum}.`,
    )
  return lu(texte)
}

function lireNom(texte: string, maximum: number): Lecture<string> {
  const simple = texte.replace(/[‘’ʼ`´]/g, "'").replace(/[–—‐‑]/g, '-')
  if (!/^\p{Script=Latin}[\p{Script=Latin}\p{M} '.-]*$/u.test(simple))
    return erreur(
      'nom_caracteres',
      'Un nom ne compte que des lettres latines, l’espace, le trait d’union et l’apostrophe.',
    )
  return lireTexte(simple, maximum)
}

function lireCivilite(texte: string): Lecture<string> {
  const mot = enMots(texte)
  if (['m', 'mr', 'monsieur', 'masculin', 'homme', 'h'].includes(mot)) return lu('M')
  if (['mme', 'mlle', 'mle', 'madame', 'mademoiselle', 'feminin', 'femme', 'f'].includes(mot))
    return lu('MME')
  return erreur('civilite_inconnue', 'La civilité s’écrit M ou MME.')
}

function lireCommune(texte: string): Lecture<string> {
  const complete = /^\d{4}$/.test(texte) ? `0${texte}` : texte.toUpperCase()
  if (!departementDeCommune(complete))
    return erreur(
      'commune_inconnue',
      'Ce n’est pas le code INSEE d’une commune : 5 caractères, qui ne sont pas le code postal.',
    )
  if (complete !== texte.toUpperCase())
    return luAvec(complete, 'commune_zero', `Le tableur a retiré le zéro de tête : lu ${complete}.`)
  return lu(complete)
}

/** Births are registered in an arrondissement: the agency may not know the code of the whole town. */
function lireCommuneNaissance(texte: string): Lecture<string> {
  const lecture = lireCommune(texte)
  const ville = lecture.valeur === null ? undefined : villeEntiere(lecture.valeur)
  if (!ville || lecture.valeur === null) return lecture
  return luAvec(
    lecture.valeur,
    'arrondissement',
    `Ce code est celui de ${ville} entière : préférez celui de l’arrondissement.`,
  )
}

function lireExtension(texte: string): Lecture<string> {
  const mot = enMots(texte)
  const lettre = { b: 'B', bis: 'B', t: 'T', ter: 'T', q: 'Q', quater: 'Q', c: 'C' }[mot]
  return choisir(
    lettre,
    'extension_voie',
    'L’extension est B, T, Q ou C ; portez une autre lettre dans le complément d’adresse.',
  )
}

function lireCodePostal(texte: string): Lecture<string> {
  const chiffres = texte.replace(/\s/g, '')
  if (/^\d{4}$/.test(chiffres))
    return luAvec(
      `0${chiffres}`,
      'code_postal_zero',
      `Le tableur a retiré le zéro de tête : lu 0${chiffres}.`,
    )
  return selon(/^\d{5}$/, chiffres, 'code_postal', 'Un code postal compte 5 chiffres.')
}

function lireTelephone(texte: string): Lecture<string> {
  const chiffres = texte.replace(/[\s.\-()/]/g, '').replace(/^00/, '+')
  if (/^[1-9]\d{8}$/.test(chiffres))
    return luAvec(`0${chiffres}`, 'telephone_zero', `Le tableur a retiré le zéro de tête : lu 0${chiffres}.`)
  return selon(
    /^(?:0\d{9}|\+\d{8,15})$/,
    chiffres,
    'telephone',
    'Un numéro de téléphone compte 10 chiffres, ou commence par + et l’indicatif du pays.',
  )
}

function lireNiveau(texte: string): Lecture<string> {
  const chiffre = /^(?:niveau\s*)?([3-8])(?:[.,]0+)?$/i.exec(texte)?.[1]
  return choisir(
    chiffre,
    'niveau_inconnu',
    'Le niveau est un chiffre de 3 à 8 (nomenclature de 2019 : CAP 3, bac 4, BTS 5).',
  )
}

function lireRncp(texte: string): Lecture<string> {
  const numero = /^(?:rncp)?\s*[-n°]?\s*(\d{1,6})$/i.exec(texte)?.[1]
  return choisir(numero && `RNCP${numero}`, 'rncp_invalide', 'Un code RNCP s’écrit RNCP suivi de chiffres.')
}

function lireUai(texte: string): Lecture<string> {
  const uai = texte.replace(/\s/g, '').toUpperCase().padStart(8, '0')
  if (!/^\d{7}[A-Z]$/.test(uai)) return erreur('uai_forme', 'Un UAI compte sept chiffres et une lettre.')
  if (lettreUai(uai.slice(0, 7)) !== uai[7])
    return erreur(
      'uai_cle',
      'La lettre de cet UAI ne correspond pas à ses chiffres : un caractère a été mal saisi.',
    )
  if (!departementDeUai(uai))
    return luAvec(uai, 'uai_departement', 'Les premiers chiffres de cet UAI ne désignent pas un département.')
  return lu(uai)
}

function lireAbsences(texte: string): Lecture<string> {
  const { valeur, constat } = lirePourcentage(texte)
  return { valeur: valeur === null ? null : ecrireDecimal(fraction(valeur, 100), 2), constat }
}

function lireOuiNon(texte: string): Lecture<string> {
  const mot = sansAccents(texte)
  if (['oui', 'o', 'vrai', 'true', '1', 'x'].includes(mot)) return lu('oui')
  if (['non', 'n', 'faux', 'false', '0'].includes(mot)) return lu('non')
  return erreur('oui_non', 'Écrivez oui ou non.')
}
