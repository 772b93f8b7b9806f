import type { Diction } from '#journal/actes.ts'
import type { Entree } from '#journal/entree.ts'
import { lire } from '#journal/lire.ts'
import { compter, ecrireDate, INSECABLE } from '#socle/francais.ts'

/** « la demande n° 12 (AFORPA) » */
const demande = ({ apres, objet }: Entree): string => {
  const numero = lire(apres, 'numero')
  const organisme = lire(apres, 'organisme')
  if (!numero) return `la demande ${objet.slice(objet.indexOf(':') + 1)}`
  return `la demande n°${INSECABLE}${numero}${organisme ? ` (${organisme})` : ''}`
}

const citer = (texte: string): string => `«${INSECABLE}${texte}${INSECABLE}»`

const LOTS: Readonly<Record<string, string>> = {
  attribuer: 'attribuer',
  constaterComplete: 'constater complètes',
  valider: 'valider',
  genererLettre: 'générer les lettres',
  notifierLettre: 'notifier les décisions',
}

function correction(entree: Entree): string {
  const champ = lire(entree.apres, 'champ')
  const [avant, apres] = champ ? [lire(entree.avant, champ), lire(entree.apres, champ)] : []
  const valeurs = champ ? ` (${champ}${INSECABLE}: ${avant || 'rien'} → ${apres || 'rien'})` : ''
  return `a corrigé la formation ${lire(entree.apres, 'formation') ?? ''}${valeurs} dans ${demande(entree)}`
}

/** The acts of the instruction desk that do not move an application. */
export const ACTES_INSTRUCTION: Readonly<Record<string, Diction>> = {
  'demande.attribuee': {
    libelle: 'Demande attribuée',
    dire: (e) =>
      lire(e.apres, 'agent')
        ? `a attribué ${demande(e)}${e.nomConcerne ? ` à ${e.nomConcerne}` : ''}`
        : `a retiré son agent à ${demande(e)}`,
  },
  'demande.corrigee': { libelle: 'Valeur corrigée', dire: correction },
  'alerte.levee': {
    libelle: 'Alerte levée',
    dire: (e) => `a levé une alerte sur ${demande(e)}${INSECABLE}: ${lire(e.apres, 'message') ?? ''}`,
  },
  'avis.donne': {
    libelle: 'Avis donné',
    dire: (e) => `a donné un avis sur ${demande(e)}`,
  },
  'demande.commentee': {
    libelle: 'Message sur une demande',
    dire: (e) =>
      lire(e.apres, 'destinataire') === 'organisme'
        ? `a écrit à l’organisme au sujet de ${demande(e)}`
        : `a écrit une note interne sur ${demande(e)}`,
  },
  'complement.rappele': {
    libelle: 'Échéance rappelée',
    dire: (e) => {
      const echeance = lire(e.apres, 'echeance')
      return `a rappelé le complément attendu${echeance ? ` pour le ${ecrireDate(echeance)}` : ''} sur ${demande(e)}`
    },
  },
  'lot.lance': {
    libelle: 'Acte sur plusieurs demandes',
    dire: (e) =>
      `a lancé un travail sur ${compter(Number(lire(e.apres, 'demandes') ?? 0), 'demande')}${INSECABLE}: ${LOTS[lire(e.apres, 'acte') ?? ''] ?? ''}`,
  },
  'lot.relance': {
    libelle: 'Acte sur plusieurs demandes repris',
    dire: (e) => `a repris un travail sur ${compter(Number(lire(e.apres, 'demandes') ?? 0), 'demande')}`,
  },
  'lot.annule': {
    libelle: 'Acte sur plusieurs demandes arrêté',
    dire: () => 'a arrêté un travail sur plusieurs demandes',
  },
  'vue.partagee': {
    libelle: 'Vue partagée',
    dire: (e) => `a partagé la vue ${citer(lire(e.apres, 'nom') ?? '')}`,
  },
  'vue.renommee': {
    libelle: 'Vue renommée',
    dire: (e) =>
      `a renommé la vue ${citer(lire(e.avant, 'nom') ?? '')} en ${citer(lire(e.apres, 'nom') ?? '')}`,
  },
  'vue.supprimee': {
    libelle: 'Vue supprimée',
    dire: (e) => `a supprimé la vue ${citer(lire(e.avant, 'nom') ?? '')}`,
  },
}
