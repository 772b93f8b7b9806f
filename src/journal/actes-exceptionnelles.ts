import type { Diction } from '#journal/actes.ts'
import { nommer } from '#journal/actes-demandes.ts'
import { lire } from '#journal/lire.ts'
import { ecrireMontant } from '#socle/francais.ts'

const acte = (debut: string, libelle: string): Diction => ({
  libelle,
  dire: (entree) => `${debut} pour ${nommer(entree)}${montant(lire(entree.apres, 'montant'))}`,
})

const montant = (ecrit: string | undefined): string => {
  const valeur = Number(ecrit ?? Number.NaN)
  return Number.isSafeInteger(valeur) ? `, ${ecrireMontant(valeur)}` : ''
}

/** The acts on an exceptional majoration. What a body asks for is told without its figures: a draft is its own. */
export const ACTES_EXCEPTIONNELLES: Readonly<Record<string, Diction>> = {
  'exceptionnelle.demander': acte(
    'a demandé une majoration exceptionnelle',
    'Majoration exceptionnelle demandée',
  ),
  'exceptionnelle.retirer': acte(
    'a renoncé à la majoration exceptionnelle',
    'Majoration exceptionnelle abandonnée',
  ),
  'exceptionnelle.instruire': acte(
    'a proposé une majoration exceptionnelle',
    'Majoration exceptionnelle proposée',
  ),
  'exceptionnelle.accorder': acte(
    'a accordé une majoration exceptionnelle',
    'Majoration exceptionnelle accordée',
  ),
  'exceptionnelle.refuser': acte(
    'a refusé une majoration exceptionnelle',
    'Majoration exceptionnelle refusée',
  ),
  'exceptionnelle.rendre': acte(
    'est revenu sur la majoration exceptionnelle',
    'Majoration exceptionnelle remise à l’instruction',
  ),
}
