import { formatCell, formatEuros } from '#budget/export-execution.ts'
import { direInstant } from '#campagnes/demandes/export-recepisse.ts'
import { COLONNES_SAISIE, type FormationSaisie } from '#campagnes/demandes/saisie.ts'
import { type Fichier, NATURES } from '#memoire/archive.ts'
import { chiffresDe, UNITES } from '#memoire/chiffres.ts'
import { type Fait, raconter, raconterEngagements } from '#memoire/chronologie.ts'
import type { DemandeMemoire, Memoire } from '#memoire/memoire.ts'
import { ecrireDate } from '#socle/francais.ts'

// The tables and texts of an archive, as French spreadsheets open them: UTF-8 with its mark, semicolons, CRLF.

const csv = (...lignes: readonly (readonly string[])[]): string =>
  `\ufeff${lignes.map((cellules) => `${cellules.map(formatCell).join(';')}\r\n`).join('')}`

const campagnesDe = ({ exercices }: Memoire) => exercices.flatMap(({ campagnes }) => campagnes)

/** Every figure of every campaign, with its unit and its source. */
export const exportMontants = (memoire: Memoire): string =>
  csv(
    ['Exercice', 'Campagne', 'Ce qui est compté', 'Valeur', 'Unité', 'Source'],
    ...campagnesDe(memoire).flatMap((campagne) =>
      chiffresDe(campagne).map(({ libelle, valeur, unite, source }) => [
        ...[String(campagne.exercice), campagne.libelle, libelle],
        unite === 'euros' ? formatEuros(valeur) : String(valeur),
        ...[UNITES[unite], source],
      ]),
    ),
    ...memoire.autresEngagements.map((un) => [
      ...[String(un.exercice), 'Hors campagne', un.libelle, formatEuros(un.montant - un.desengage)],
      ...[UNITES.euros, `engagement du ${ecrireDate(un.date)}`],
    ]),
    ...memoire.titres.map(({ exercice, numero, objet, montant }) => [
      ...[String(exercice), 'Dû à la Région', objet, formatEuros(montant), UNITES.euros],
      `titre de recettes n° ${numero} de ${exercice}`,
    ]),
  )

/** All that happened, campaign by campaign, oldest first. */
export const exportHistoire = (memoire: Memoire): string =>
  csv(
    ['Exercice', 'Campagne', 'Quand', 'Sur quoi', 'Ce qui s’est passé', 'Détail', 'Par'],
    ...campagnesDe(memoire).flatMap((campagne) =>
      raconter(campagne).map((fait) => [String(campagne.exercice), campagne.libelle, ...ligneDe(fait)]),
    ),
    ...raconterEngagements(memoire.autresEngagements).map((fait) => [
      ...[fait.le.slice(0, 4), 'Hors campagne'],
      ...ligneDe(fait),
    ]),
  )

const ligneDe = ({ le, sur, quoi, detail, par }: Fait) => [dire(le), sur, quoi, detail, par]

/** A day, or an instant in Paris time. */
const dire = (le: string): string => (le.length > 10 ? direInstant(le) : ecrireDate(le))

/** Each declared figure that an agent put right: both values, and why. */
export const exportCorrections = (memoire: Memoire): string =>
  csv(
    [
      'Exercice',
      'Campagne',
      'Demande',
      'Formation',
      'Champ',
      'Valeur déclarée',
      'Valeur corrigée',
      'Motif',
      'Quand',
    ],
    ...campagnesDe(memoire).flatMap(({ exercice, libelle, demandes }) =>
      demandes.flatMap(({ numero, corrections }) =>
        corrections.map(({ formation, champ, avant, apres, motif, le }) => [
          ...[String(exercice), libelle, String(numero), formation, champ, avant, apres, motif, dire(le)],
        ]),
      ),
    ),
  )

/** The formations of an application as its body declared them. */
export const exportFormationsDeclarees = (formations: readonly FormationSaisie[]): string =>
  csv(
    ['Identifiant de la formation', ...COLONNES_SAISIE.map(({ entete }) => entete)],
    ...formations.map(({ identifiant, saisie }) => [
      identifiant,
      ...COLONNES_SAISIE.map(({ code }) => saisie[code] ?? ''),
    ]),
  )

const SENS = {
  region: 'La Région à l’organisme',
  organisme: 'L’organisme à la Région',
  interne: 'Note interne à la Région',
} as const

/** What was written about an application, oldest first, as a text. */
export function exportMessages({ numero, messages, complements }: DemandeMemoire): string {
  const ecrits = [
    ...messages.map(({ le, sens, auteur, texte }) => ({
      ...{ le, texte },
      titre: `${SENS[sens]}${auteur ? `, ${auteur}` : ''}`,
    })),
    ...complements.map(({ le, echeance, reponduLe, texte }) => ({
      ...{ le, texte },
      titre: `La Région demande un complément avant le ${ecrireDate(echeance)}${reponduLe ? `, répondu le ${dire(reponduLe)}` : ', sans réponse'}`,
    })),
  ].toSorted((a, b) => (a.le < b.le ? -1 : a.le > b.le ? 1 : 0))
  const corps = ecrits.map(({ le, titre, texte }) => `${dire(le)}\r\n${titre}\r\n\r\n${lignes(texte)}\r\n`)
  return `\ufeffMessages de la demande n° ${numero}\r\n\r\n${corps.join('\r\n----\r\n\r\n')}`
}

const lignes = (texte: string): string => texte.replace(/\r?\n/g, '\r\n')

/** What an archive holds but its two indexes: name, kind, date, SHA-256, size. */
export const exportIndex = (fichiers: readonly Fichier[]): string =>
  csv(
    ['Fichier', 'Nature', 'Titre', 'Date', 'SHA-256', 'Octets'],
    ...fichiers.map(({ nom, nature, titre, le, sha256, taille }) => [
      ...[nom, NATURES[nature], titre, le, sha256, String(taille)],
    ]),
  )
