import type { Organisme } from '#campagnes/formation.ts'
import { type Cellule, ecrireEntiere, estVide, nettoyer } from '#campagnes/importation/cellule.ts'
import { lireSiret } from '#campagnes/importation/siret.ts'
import { depouiller } from '#majoration/annees-organismes.ts'
import type { CodeReprise } from '#majoration/reprise/colonnes-reprise.ts'
import { INSECABLE } from '#socle/francais.ts'

/** The signs by which a file names a body, the surest first. */
const SIGNES = ['siret', 'identifiant', 'nom'] as const
type Signe = (typeof SIGNES)[number]

/** Bodies by each sign; null where several bear it. */
export type IndexOrganismes = Readonly<Record<Signe, ReadonlyMap<string, Organisme | null>>>

const LIRE: Readonly<Record<Signe, (organisme: Organisme) => string | null>> = {
  siret: ({ siret }) => siret,
  identifiant: ({ identifiant }) => identifiant,
  nom: ({ nom }) => depouiller(nom),
}

export function indexerOrganismes(organismes: readonly Organisme[]): IndexOrganismes {
  const indexer = (signe: Signe) => {
    const index = new Map<string, Organisme | null>()
    for (const organisme of organismes) {
      const valeur = LIRE[signe](organisme)
      if (valeur) index.set(valeur, index.has(valeur) ? null : organisme)
    }
    return index
  }
  return { siret: indexer('siret'), identifiant: indexer('identifiant'), nom: indexer('nom') }
}

export type Reconnu = {
  /** Its identifier in the campaign; undefined when none is surely meant. */
  readonly organisme: string | undefined
  /** The cell that names it. */
  readonly colonne: Signe
  readonly fautes: readonly { readonly colonne: Signe; readonly code: string; readonly message: string }[]
}

/** Which body a line is about: by the surest sign that it gives, none of the others saying another one. */
export function reconnaitre(
  cellules: Readonly<Record<CodeReprise, Cellule>>,
  index: IndexOrganismes,
): Reconnu {
  const dits = SIGNES.filter((signe) => !estVide(cellules[signe]))
  const premier = dits[0]
  if (!premier)
    return rejeter('siret', 'organisme-absent', 'Cette ligne ne dit pas de quel organisme il s’agit.')
  const siret = estVide(cellules.siret) ? null : lireSiret(cellules.siret)
  if (siret?.constat?.gravite === 'erreur') return rejeter('siret', siret.constat.code, siret.constat.message)
  const trouves = dits.map((signe) => {
    const texte = nettoyer(ecrireEntiere(cellules[signe]))
    const valeur = signe === 'siret' ? siret!.valeur! : signe === 'nom' ? depouiller(texte) : texte
    return { signe, organisme: index[signe].get(valeur) }
  })
  const trouve = trouves.find(({ organisme }) => organisme)
  if (!trouve?.organisme) {
    const ambigu = trouves.find(({ organisme }) => organisme === null)
    return ambigu
      ? rejeter(
          ambigu.signe,
          'organisme-ambigu',
          'Plusieurs organismes de cette campagne répondent à ce signe : donnez leur identifiant.',
        )
      : rejeter(
          premier,
          'organisme-inconnu',
          `Aucun organisme de cette campagne n’y répond${INSECABLE}: reprenez le fichier modèle, et retirez une ligne de total.`,
        )
  }
  const { organisme, signe } = trouve
  const autre = trouves.find((un) => un.organisme && un.organisme !== organisme)
  const contredit =
    siret?.valeur && organisme.siret && organisme.siret !== siret.valeur ? 'siret' : autre?.signe
  if (contredit)
    return rejeter(
      contredit,
      'organisme-contredit',
      `Cette cellule désigne un autre organisme que «${INSECABLE}${organisme.nom}${INSECABLE}», que dit la même ligne.`,
    )
  return { organisme: organisme.identifiant, colonne: signe, fautes: [] }
}

const rejeter = (colonne: Signe, code: string, message: string): Reconnu => ({
  organisme: undefined,
  colonne,
  fautes: [{ colonne, code, message }],
})
