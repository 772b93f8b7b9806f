import { CODES_MOTIF, MOTIFS_ADMISSION, resumer } from '#aides/non-valeurs/admission.ts'
import { CODES_DILIGENCE, GENRES_DILIGENCE, type TitreSuivi } from '#aides/non-valeurs/diligence.ts'
import type { DetailAdmission } from '#aides/non-valeurs/schema-non-valeurs.ts'
import type { ActeOffert, ChampActe } from '#budget/pages/formulaire-acte.tsx'
import { ecrireMontant } from '#socle/francais.ts'

/** The acts on titres and on dossiers of write-offs, each as a form. The server decides. */

/** Today where the agent sits; only what the field shows first. */
const jour = (): string => new Date().toLocaleDateString('sv-SE')
const date = (libelle = 'Date'): ChampActe => ({ cle: 'date', libelle, nature: 'date', initial: jour() })
const nombre = (texte: string | null): number => Number(texte?.replace(/\s/g, ''))
const sous = '/non-valeurs'
const chemin = ({ admission }: DetailAdmission, acte: string) => `${encodeURIComponent(admission.id)}/${acte}`

export const acteEmettre: ActeOffert = {
  ...{ libelle: 'Émettre un titre', titre: 'Titre de recettes', chemin: 'titres' },
  champs: [
    { cle: 'exercice', libelle: 'Exercice', nature: 'texte' },
    { cle: 'numero', libelle: 'Numéro du titre', nature: 'texte' },
    { cle: 'debiteur', libelle: 'Débiteur', nature: 'texte' },
    { cle: 'siret', libelle: 'SIRET', nature: 'texte', facultatif: true },
    { cle: 'objet', libelle: 'Objet', nature: 'texte' },
    date(),
    { cle: 'montant', libelle: 'Montant', nature: 'montant' },
  ],
  corps: ({ texte, montant }) => ({
    ...{ exercice: nombre(texte('exercice')), numero: nombre(texte('numero')), objet: texte('objet') },
    ...{ debiteur: texte('debiteur'), siret: texte('siret')?.replace(/\s/g, '') ?? null },
    ...{ date: texte('date'), montant: montant('montant') },
  }),
}

const nommer = ({ numero, exercice }: TitreSuivi) => `Titre n° ${numero} de ${exercice}`

export const acteNoter = (titre: TitreSuivi): ActeOffert => ({
  ...{ libelle: 'Noter une diligence', titre: nommer(titre) },
  ...{ chemin: `${encodeURIComponent(titre.id)}/diligences`, sous: '/titres' },
  explication: 'Ce qui est noté ne se modifie plus.',
  champs: [
    {
      ...{ cle: 'genre', libelle: 'Diligence', nature: 'choix' },
      options: CODES_DILIGENCE.map((valeur) => ({ valeur, libelle: GENRES_DILIGENCE[valeur] })),
    },
    date(),
    { cle: 'resultat', libelle: 'Résultat', nature: 'texte', aide: 'Sans réponse, compte vide, NPAI…' },
  ],
  corps: ({ texte }) => ({
    ...{ genre: texte('genre'), date: texte('date'), resultat: texte('resultat') },
  }),
})

export const acteEncaisser = (titre: TitreSuivi): ActeOffert => ({
  ...{ libelle: 'Noter un encaissement', titre: nommer(titre) },
  ...{ chemin: `${encodeURIComponent(titre.id)}/encaissements`, sous: '/titres' },
  explication: `Reste à recouvrer : ${ecrireMontant(titre.reste)}. Ce qui complète le titre le clôt ; ce qui est noté ne se modifie plus.`,
  champs: [
    date('Reçu le'),
    { cle: 'montant', libelle: 'Montant reçu', nature: 'montant' },
    {
      ...{ cle: 'reference', libelle: 'Référence', nature: 'texte' },
      aide: 'Celle de l’encaissement en comptabilité ; la même ne se note pas deux fois.',
    },
  ],
  corps: ({ texte, montant }) => ({
    ...{ date: texte('date'), montant: montant('montant'), reference: texte('reference') },
  }),
})

export const acteClore = (titre: TitreSuivi): ActeOffert => ({
  ...{ libelle: 'Clore', titre: nommer(titre) },
  chemin: `titres/${encodeURIComponent(titre.id)}/suite`,
  explication: 'Un titre finit une fois. Une non-valeur passe par un dossier.',
  champs: [
    {
      ...{ cle: 'etat', libelle: 'Ce titre est', nature: 'choix' },
      options: [
        { valeur: 'recouvre', libelle: 'recouvré' },
        { valeur: 'annule', libelle: 'annulé' },
      ],
    },
    date(),
    { cle: 'motif', libelle: 'Motif', nature: 'texte', facultatif: true, aide: 'Une annulation le demande.' },
  ],
  corps: ({ texte }) => ({
    ...{ etat: texte('etat'), date: texte('date'), motif: texte('motif'), engagement: null },
  }),
})

export const acteOuvrir: ActeOffert = {
  ...{ libelle: 'Ouvrir un dossier', titre: 'Dossier d’admission en non-valeur', chemin: '', sous },
  champs: [
    { cle: 'objet', libelle: 'Objet', nature: 'texte', aide: 'Subventions de fonctionnement 2018 à 2020.' },
    date('Date du courrier'),
    {
      cle: 'pole',
      libelle: 'Pôle',
      nature: 'texte',
      aide: 'Celui de la Région que la créance concerne : PFPA.',
    },
  ],
  corps: ({ texte }) => ({ objet: texte('objet'), courrierLe: texte('date'), pole: texte('pole') }),
}

/** Titres that may enter a dossier: still to be collected, waiting in no other. */
export const acteAjouter = (detail: DetailAdmission, titres: readonly TitreSuivi[]): ActeOffert => ({
  ...{ libelle: 'Ajouter un titre', titre: 'Ajouter un titre au dossier' },
  ...{ chemin: chemin(detail, 'titres'), sous },
  champs: [
    {
      ...{ cle: 'titre', libelle: 'Titre', nature: 'choix' },
      options: titres.map((un) => ({
        valeur: un.id,
        libelle: `${nommer(un)}, ${un.debiteur}, ${ecrireMontant(un.reste)}`,
      })),
    },
    {
      ...{ cle: 'motif', libelle: 'Motif', nature: 'choix' },
      options: CODES_MOTIF.map((valeur) => ({ valeur, libelle: MOTIFS_ADMISSION[valeur].libelle })),
    },
    { cle: 'precision', libelle: 'Précision', nature: 'texte', facultatif: true },
  ],
  corps: ({ texte }) => ({
    ...{ titre: texte('titre'), motif: texte('motif'), precision: texte('precision') },
  }),
})

export const acteProposer = (detail: DetailAdmission): ActeOffert => ({
  ...{ libelle: 'Proposer', titre: `Proposer ${resumer(detail.admission)}` },
  explication: 'Le dossier part à la Région : ses titres ne changeront plus.',
  ...{ chemin: chemin(detail, 'proposition'), sous, champs: [] },
  corps: () => ({}),
})

export const acteRetirer = (detail: DetailAdmission): ActeOffert => ({
  ...{ libelle: 'Retirer le dossier', titre: 'Retirer ce dossier' },
  explication:
    detail.admission.etat === 'votee'
      ? 'La délibération ne sera pas exécutée. Ses titres pourront être proposés de nouveau.'
      : 'Ses titres pourront être proposés de nouveau.',
  ...{ chemin: chemin(detail, 'retrait'), sous },
  champs: [{ cle: 'motif', libelle: 'Motif', nature: 'texte' }],
  corps: ({ texte }) => ({ motif: texte('motif') }),
})

export const acteAviser = (detail: DetailAdmission): ActeOffert => ({
  ...{ libelle: 'Inscrire l’avis', titre: 'Avis de la commission' },
  explication: `${resumer(detail.admission)}.`,
  ...{ chemin: chemin(detail, 'avis'), sous },
  champs: [
    {
      ...{ cle: 'sens', libelle: 'Avis', nature: 'choix' },
      options: [
        { valeur: 'favorable', libelle: 'favorable' },
        { valeur: 'defavorable', libelle: 'défavorable' },
      ],
    },
    date(),
    {
      ...{ cle: 'observations', libelle: 'Observations', nature: 'texte', facultatif: true },
      aide: 'Un avis défavorable les demande.',
    },
  ],
  corps: ({ texte }) => ({
    ...{ sens: texte('sens'), date: texte('date'), observations: texte('observations') },
  }),
})

export const acteVoter = (detail: DetailAdmission): ActeOffert => ({
  ...{ libelle: 'Inscrire la délibération', titre: 'Délibération' },
  ...{ chemin: chemin(detail, 'deliberation'), sous },
  champs: [
    { cle: 'deliberation', libelle: 'Délibération', nature: 'texte', aide: 'Sa référence : CP 2023-247.' },
    date(),
  ],
  corps: ({ texte }) => ({ deliberation: texte('deliberation'), date: texte('date') }),
})

export const acteMandater = (detail: DetailAdmission): ActeOffert => ({
  ...{ libelle: 'Admettre et mandater', titre: `Admettre ${resumer(detail.admission)}` },
  explication:
    'En une fois : l’engagement sans affectation, la fin de chaque titre, le mandat. Cet acte est définitif.',
  ...{ chemin: chemin(detail, 'mandat'), sous },
  champs: [
    {
      ...{ cle: 'ligne', libelle: 'Ligne 931 / 12 / 6541', nature: 'choix' },
      options: detail.lignes.map(({ id, exercice, reste }) => ({
        valeur: id,
        libelle: `Exercice ${exercice} : reste ${ecrireMontant(reste)}`,
      })),
    },
    date(),
  ],
  corps: ({ texte }) => ({ ligne: texte('ligne'), date: texte('date') }),
})
