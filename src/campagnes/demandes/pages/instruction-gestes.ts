import { NATURES_AVIS, SENS_AVIS } from '#campagnes/demandes/avis.ts'
import { type ActeDemande, PASSAGES } from '#campagnes/demandes/cycle.ts'
import type { AlerteLue, Etude } from '#campagnes/demandes/instruction.ts'
import { JOURS_DE_RAPPEL } from '#campagnes/demandes/instruction-actes.ts'
import type { LigneFormation } from '#campagnes/demandes/pages/instruction-comparaison.ts'
import { cheminDemande } from '#campagnes/demandes/pages/instruction-donnees.ts'
import type { ChampGeste, Geste } from '#campagnes/demandes/pages/instruction-geste.tsx'
import type { Colonne } from '#campagnes/importation/colonnes.ts'
import { compter, majuscule } from '#socle/francais.ts'

// The acts that the desk offers on one application, each as a form. The server decides, whatever is shown.

const motif: ChampGeste = { cle: 'motif', libelle: 'Motif', nature: 'long' }
const enOptions = (mots: Readonly<Record<string, string>>) =>
  Object.entries(mots).map(([valeur, libelle]) => ({ valeur, libelle: majuscule(libelle) }))

/** Where each passage of the desk is asked for; the others are made elsewhere. */
const PASSAGES_DU_BUREAU: Partial<
  Readonly<Record<ActeDemande, { chemin: string } & Pick<Geste, 'explication' | 'champs'>>>
> = {
  constaterComplete: {
    chemin: 'constat-complet',
    explication: 'Rien ne manque à cette demande : elle peut être instruite.',
  },
  demanderComplement: {
    chemin: 'complements',
    explication: 'L’organisme le lit dans son espace, avec la date ; il peut alors changer sa demande.',
    champs: [
      { cle: 'texte', libelle: 'Ce qui est demandé', nature: 'long' },
      {
        ...{ cle: 'echeance', libelle: 'À répondre avant le, inclus', nature: 'date' },
        aide: `Sans réponse, un rappel part ${compter(JOURS_DE_RAPPEL, 'jour')} avant (indicatif).`,
      },
    ],
  },
  instruire: {
    chemin: 'instruction',
    explication: 'Une autre personne que vous devra la valider.',
  },
  valider: { chemin: 'validation', explication: 'Ses formations entreront au classement.' },
  rendre: {
    chemin: 'rendu',
    explication: 'La demande redevient complète ; il y faudra un nouvel avis final.',
    champs: [motif],
  },
  rejeter: {
    chemin: 'rejet',
    explication: 'Les motifs sont dits à l’organisme, tous à la fois.',
    champs: [{ cle: 'motifs', libelle: 'Motifs, un par ligne', nature: 'long' }],
  },
  retablir: {
    chemin: 'retablissement',
    explication: 'La demande redevient complète, et s’instruit de nouveau.',
    champs: [motif],
  },
}

/** A passage as the desk offers it; undefined for those that are made elsewhere. */
export function gesteDePassage(acte: ActeDemande, { id, numero }: Etude): Geste | undefined {
  const passage = PASSAGES_DU_BUREAU[acte]
  if (!passage) return undefined
  const { chemin, ...reste } = passage
  const { libelle } = PASSAGES[acte]
  return {
    ...reste,
    libelle,
    titre: `${libelle} : demande n° ${numero}`,
    envoi: (valeurs) => ({ chemin: `${cheminDemande(id)}/${chemin}`, ...corpsDe(reste.champs, valeurs) }),
  }
}

const corpsDe = (champs: Geste['champs'], { motifs, ...valeurs }: Readonly<Record<string, string>>) =>
  champs && {
    corps: motifs ? { motifs: motifs.split('\n').filter((ligne) => ligne.trim()) } : valeurs,
  }

export const gesteAttribution = ({ id, numero, agents, instructeur }: Etude): Geste => ({
  libelle: instructeur ? 'Confier à quelqu’un d’autre' : 'Confier à un agent',
  titre: `Confier la demande n° ${numero}`,
  champs: [
    {
      ...{ cle: 'agent', libelle: 'Agent', nature: 'choix', initial: instructeur?.id ?? '' },
      facultatif: true,
      options: [
        { valeur: '', libelle: 'Personne' },
        ...agents.map((agent) => ({ valeur: agent.id, libelle: agent.nom })),
      ],
    },
  ],
  envoi: ({ agent }) => ({ chemin: `${cheminDemande(id)}/attribution`, corps: { agent: agent || null } }),
})

export const gesteLevee = ({ id }: Etude, { code, cible, message }: AlerteLue): Geste => ({
  libelle: 'Lever',
  titre: 'Lever cette alerte',
  explication: `${message} Elle reviendra si ces chiffres changent.`,
  champs: [{ ...motif, libelle: 'Pourquoi elle n’empêche rien' }],
  envoi: (valeurs) => ({
    chemin: `${cheminDemande(id)}/alertes/levee`,
    corps: { code, cible, motif: valeurs.motif },
  }),
})

/** The value as the agent saw it goes with the correction: somebody else's in between is not overwritten. */
export const gesteCorrection = (
  { id }: Etude,
  { identifiant, instruite, declaree }: LigneFormation,
  { code, entete, attendu }: Colonne,
): Geste => ({
  libelle: 'Corriger',
  titre: `Corriger : ${entete}`,
  explication: `L’organisme a déclaré « ${declaree[code] || 'rien'} » : sa valeur reste, à côté de la vôtre.`,
  champs: [
    {
      ...{ cle: 'apres', libelle: 'Nouvelle valeur', nature: 'texte', initial: instruite[code] ?? '' },
      ...{ aide: `Attendu : ${attendu}.`, facultatif: true },
    },
    motif,
  ],
  envoi: ({ apres = '', motif }) => ({
    chemin: `${cheminDemande(id)}/corrections`,
    corps: { formation: identifiant, champ: code, avant: instruite[code] ?? '', apres, motif },
  }),
})

export const gesteAvis = ({ id, etat }: Etude): Geste => ({
  libelle: 'Donner un avis',
  titre: 'Donner un avis',
  explication: 'Il reste à la demande sous votre nom. L’avis final permet de conclure l’instruction.',
  champs: [
    {
      ...{ cle: 'nature', libelle: 'Nature', nature: 'choix', options: enOptions(NATURES_AVIS) },
      initial: etat === 'complete' ? 'final' : 'prealable',
    },
    { cle: 'sens', libelle: 'Sens', nature: 'choix', options: enOptions(SENS_AVIS) },
    { cle: 'texte', libelle: 'Ce qui le fonde', nature: 'long' },
  ],
  envoi: (corps) => ({ chemin: `${cheminDemande(id)}/avis`, corps }),
})
