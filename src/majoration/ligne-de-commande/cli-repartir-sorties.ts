import type { Format } from '#majoration/ligne-de-commande/cli-repartir-options.ts'
import type { Repartition } from '#majoration/repartition.ts'
import { ecrireFraction } from '#socle/fraction.ts'
import { ecrireMontant, ecrireMontantExact, ecrireNombre } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { estFormule } from '#socle/tableur.ts'

/** The répartition as text, ending with a line break. Amounts are whole euros, fractions are exact. */
export function presenter(repartition: Repartition, formationsRetenues: number, format: Format): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(enObjet(repartition, formationsRetenues))}\n`
    case 'csv':
      return enCsv(repartition)
    case 'table':
      return enTable(repartition, formationsRetenues)
  }
}

const enEurosEntiers = (montant: Centimes) => montant / 100

/** What other programs read: the names and their order are a contract. */
function enObjet(repartition: Repartition, formationsRetenues: number) {
  return {
    dotation: enEurosEntiers(repartition.dotation),
    contrats: repartition.contrats,
    montantMoyen: ecrireFraction(repartition.montantMoyen),
    forfaitDeBase: repartition.forfaitDeBase && ecrireFraction(repartition.forfaitDeBase),
    reliquat: enEurosEntiers(repartition.reliquat),
    formationsRetenues,
    total: enEurosEntiers(repartition.total),
    organismes: repartition.parts.map((part) => ({
      organisme: part.identifiant,
      contrats: part.contrats,
      majoration: enEurosEntiers(part.majoration),
      dontBonusVert: enEurosEntiers(part.dontBonusVert),
      plafonne: part.plafonne,
    })),
  }
}

function enCsv({ parts }: Repartition): string {
  const lignes = parts.map(({ identifiant, contrats, majoration, dontBonusVert, plafonne }) =>
    [
      ecrireCelluleCsv(identifiant),
      contrats,
      enEurosEntiers(majoration),
      enEurosEntiers(dontBonusVert),
      plafonne ? 'oui' : 'non',
    ].join(';'),
  )
  return `${['organisme;contrats;majoration;dont_bonus_vert;plafonne', ...lignes].join('\n')}\n`
}

/** Quoted when needed; a text that a spreadsheet would run as a formula gets an apostrophe first. */
function ecrireCelluleCsv(texte: string): string {
  const neutre = estFormule(texte) ? `'${texte}` : texte
  return /[";\r\n]/.test(neutre) ? `"${neutre.replaceAll('"', '""')}"` : neutre
}

function enTable(repartition: Repartition, formationsRetenues: number): string {
  const { parts, dotation, contrats, montantMoyen, forfaitDeBase, total, reliquat } = repartition
  const bonus = parts.reduce((somme, part) => somme + part.dontBonusVert, 0)
  const lignes = [
    ['Organisme', 'Contrats', 'Majoration', 'Dont bonus vert', 'Plafonné'],
    ...parts.map((part) => [
      surUneLigne(part.identifiant),
      ecrireNombre(part.contrats),
      ecrireMontant(part.majoration),
      ecrireMontant(part.dontBonusVert),
      part.plafonne ? 'oui' : '',
    ]),
    [
      `Total (${ecrireNombre(parts.length)})`,
      ecrireNombre(contrats),
      ecrireMontant(total),
      ecrireMontant(bonus),
      '',
    ],
  ]
  return `${[
    ...aligner(lignes),
    '',
    ...aligner(
      [
        ['Dotation', ecrireMontant(dotation)],
        ['Montant moyen', `${ecrireMontantExact(montantMoyen, 4)} par contrat`],
        [
          'Forfait de base',
          forfaitDeBase
            ? `${ecrireMontantExact(forfaitDeBase, 4)} par contrat`
            : 'sans objet (tous au plafond)',
        ],
        ['Formations retenues', ecrireNombre(formationsRetenues)],
        ['Reliquat', ecrireMontant(reliquat)],
      ],
      'gauche',
    ),
  ].join('\n')}\n`
}

const surUneLigne = (texte: string) => texte.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
const largeurDe = (texte: string) => [...texte.normalize('NFC')].length

/** Pads the cells of each column to one width: the first to the left, the others to the right unless told. */
function aligner(lignes: string[][], cote: 'gauche' | 'droite' = 'droite'): string[] {
  const largeurs = lignes[0]!.map((_, c) =>
    lignes.reduce((max, ligne) => Math.max(max, largeurDe(ligne[c]!)), 0),
  )
  return lignes.map((ligne) =>
    ligne
      .map((cellule, c) => {
        const blanc = ' '.repeat(largeurs[c]! - largeurDe(cellule))
        return c === 0 || cote === 'gauche' ? cellule + blanc : blanc + cellule
      })
      .join('  ')
      .trimEnd(),
  )
}
