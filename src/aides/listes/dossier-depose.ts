import type { Instruction } from '#aides/instruire.ts'
import type { Saisies } from '#aides/listes/colonnes-liste.ts'
import { FRANCE } from '#aides/listes/lieux.ts'
import { cleDeRapprochement } from '#aides/listes/rapprochement.ts'

export type EtatDossierDepose = 'a_verifier' | 'incomplet' | 'refuse' | 'non_calculable' | 'proposable'

const ETATS: Readonly<Record<Instruction['statut'], EtatDossierDepose>> = {
  accord: 'proposable',
  refus: 'refuse',
  incomplet: 'incomplet',
  'non calculable': 'non_calculable',
}

/** The state of a dossier that nobody is mistaken about. */
export const etatDuVerdict = ({ statut }: Pick<Instruction, 'statut'>): EtatDossierDepose => ETATS[statut]

/** In cents; null when nothing is granted. */
export const montantDuVerdict = (verdict: Instruction): number | null =>
  verdict.statut === 'accord' ? verdict.montant : null

/** Who the person of a line is, as kept in the register of those aided. */
export function identiteDe(valeurs: Saisies) {
  const { civilite, nomNaissance, nomUsage, prenom, neLe, paysNaissance, communeNaissance } = valeurs
  if (!civilite || !nomNaissance || !prenom || !neLe || !paysNaissance)
    throw new Error('identité incomplète dans une ligne sans erreur')
  return {
    ...{ civilite, nomNaissance, nomUsage: nomUsage ?? null, prenom, neLe, paysNaissance },
    communeNaissance: paysNaissance === FRANCE ? (communeNaissance ?? null) : null,
    rapprochement: cleDeRapprochement(nomNaissance, prenom),
  }
}
export type Identite = ReturnType<typeof identiteDe>

export const contratDe = ({ contrat, debut, fin, rupture, diplome, niveau, rncp, uai, siret }: Saisies) => ({
  ...{
    numero: contrat,
    debut,
    fin,
    rupture: rupture ?? null,
    diplome,
    niveau,
    rncp: rncp ?? null,
    uai,
    siret,
  },
})

export const adresseDe = (valeurs: Saisies) => ({
  numero: valeurs.numeroVoie ?? null,
  extension: valeurs.extensionVoie ?? null,
  typeVoie: valeurs.typeVoie ?? null,
  libelleVoie: valeurs.libelleVoie,
  complement: valeurs.complement ?? null,
  codePostal: valeurs.codePostal ?? null,
  commune: valeurs.commune ?? null,
  libelleCommune: valeurs.libelleCommune ?? null,
  pays: valeurs.pays ?? FRANCE,
})
