import type { Diction } from '#journal/actes.ts'
import type { Entree } from '#journal/entree.ts'
import { lire } from '#journal/lire.ts'
import { compter, deNom } from '#socle/francais.ts'

/** « le dossier complet d’AFORPA », « le document « Classeur, Campagne 2027 » » */
const dossier = ({ apres, avant, objet }: Entree): string => {
  const nom = lire(apres, 'nom') ?? lire(avant, 'nom')
  if (objet.startsWith('campagne:')) return `le document « ${nom} »`
  return `le dossier complet ${deNom(nom ?? `l’organisme ${objet.slice(objet.indexOf(':') + 1)}`)}`
}

/** Taking away all that was decided about a body is an act: it holds names, messages, documents. */
export const ACTES_MEMOIRE: Readonly<Record<string, Diction>> = {
  'archive.demandee': { libelle: 'Dossier ou document demandé', dire: (e) => `a demandé ${dossier(e)}` },
  'archive.etablie': {
    libelle: 'Dossier ou document établi',
    dire: (e) =>
      `a établi, pour ${e.nomConcerne ?? 'un compte effacé'}, ${dossier(e)} : ${compter(Number(lire(e.apres, 'fichiers') ?? 0), 'fichier')}`,
  },
  'archive.arretee': {
    libelle: 'Dossier ou document arrêté',
    dire: (e) => `a arrêté ${dossier(e)}`,
  },
  'archive.relancee': {
    libelle: 'Dossier ou document repris',
    dire: (e) => `a fait reprendre ${dossier(e)}`,
  },
  'archive.retiree': {
    libelle: 'Dossier ou document retiré',
    dire: (e) => `a retiré ${dossier(e)}, dont la durée de conservation est passée`,
  },
}
