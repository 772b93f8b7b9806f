import type { CodeFiliere } from './metiers.ts'

/** What a body teaches and where, as far as its name says; the rest is invented. */
export type Profil = {
  readonly filieres: readonly CodeFiliere[]
  /** Lowest and highest niveaux taught; any when absent. */
  readonly niveaux?: readonly [number, number]
  /** Its only département, when its name says so. */
  readonly departement?: string
}

/** The 71 bodies of annexe 1: real names and counts, invented courses. */
export const ORGANISMES_PUBLIES: Readonly<Record<string, Profil>> = {
  "ADIP (ASSOCIATION POUR LE DÉVELOPPEMENT DE L'INSERTION PROFESSIONNELLE)": {
    filieres: ['commerce', 'social'],
  },
  'ADMT ASS DEVELOP METIER TABLE/ECOLE PARIS MET TABL': {
    filieres: ['bouche', 'hotellerie'],
    niveaux: [3, 5],
  },
  AFANEM: { filieres: ['commerce', 'gestion'], niveaux: [4, 6] },
  AFGD: { filieres: ['commerce', 'gestion'] },
  'AFIPE ASS FORM INTERPROF PE': { filieres: ['gestion', 'commerce'], niveaux: [4, 6] },
  'AFJS - CFA OMNISPORTS ILE DE FRANCE': { filieres: ['sport'], niveaux: [3, 6] },
  AFMAÉ: { filieres: ['aeronautique'] },
  'AFORP FORMATION': { filieres: ['industrie', 'numerique'], niveaux: [4, 7] },
  AFORPA: { filieres: ['automobile'] },
  AFTRAL: { filieres: ['transport'] },
  'AFUNA CFA SUP 2000 / SUPALIA': { filieres: ['commerce', 'bouche'] },
  'AJ-FORMATION': { filieres: ['beaute', 'commerce'], niveaux: [3, 4] },
  'ANIM&COM CONSULTANT': { filieres: ['sport'], niveaux: [4, 5] },
  'ARFA ASS REG FORM ANIMAT': { filieres: ['sport'], niveaux: [3, 6] },
  'ASS FORMAT DISTRI PRODUIT ELECTRO GD PUB': { filieres: ['electromenager'], niveaux: [3, 5] },
  'ASS GESTION CTRE FORMA APPRENTIS ST-JEAN': { filieres: ['hotellerie', 'bouche'], niveaux: [3, 5] },
  'ASSOCIATION INGENIEURS 2000': { filieres: ['industrie', 'numerique'], niveaux: [6, 7] },
  'ASSOCIATION ORT': { filieres: ['numerique'], niveaux: [5, 5] },
  'ASSOCIATION POUR LA FORMATION AUX METIERS DES ENERGIES ELECTRIQUES': {
    filieres: ['energie'],
    niveaux: [3, 6],
  },
  'AUDRECO FORMATION': { filieres: ['communication'], niveaux: [5, 5] },
  'BTP CFA ILE DE FRANCE': { filieres: ['batiment', 'energie'], niveaux: [3, 5] },
  'CAIA APPRENTIS INDUSTRIE AMEUBLEMENT': { filieres: ['bois'] },
  "CAMPUS FONDERIE DE L'IMAGE": { filieres: ['communication'] },
  "CCI 77 CHAMBRE DE COMMERCE ET D'INDUSTRIE": {
    filieres: ['commerce', 'gestion'],
    niveaux: [4, 6],
    departement: '77',
  },
  'CEFIPA CTRE FORMAT INGENIEURS PAR L ALTERNANCE': {
    filieres: ['industrie', 'energie', 'batiment'],
    niveaux: [6, 7],
  },
  "CENTRE D'ENSEIGNEMENT ZOOTECHNIQUE- BERGERIE NATIONALE": {
    filieres: ['nature'],
    niveaux: [3, 5],
    departement: '78',
  },
  'CEPROC CTRE FORMATION APPRENTIS CHARCUTERIE': { filieres: ['bouche'], niveaux: [3, 4], departement: '75' },
  'CERFAL CENTRE REGIONAL DE FORMATION MULTIPROFESSIONNEL': {
    filieres: ['commerce', 'gestion', 'communication', 'hotellerie'],
  },
  'CESFA BTP CTRE SUPERIEUR FORMAT APPRENTISSAGE BTP': { filieres: ['batiment', 'energie'], niveaux: [5, 7] },
  'CFA DE LA FÉDÉRATION FRANÇAISE DE CARROSSERIE - CARPROMO': { filieres: ['automobile'], niveaux: [3, 4] },
  'CFA ENGIE': { filieres: ['energie'], niveaux: [4, 5] },
  'CFPTS - CENTRE DE FORMATION PROFESSIONNELLE AUX TECHNIQUES DU SPECTACLE': { filieres: ['spectacle'] },
  'CHAMBRE DE COMMERCE ET D INDUSTRIE DE REGION PARIS ILE DE FRANCE': {
    filieres: ['commerce', 'gestion', 'communication', 'ressourcesHumaines'],
    niveaux: [5, 7],
  },
  'CMA REGION IDF': {
    filieres: ['bouche', 'beaute', 'automobile', 'batiment', 'nature', 'commerce'],
    niveaux: [3, 5],
  },
  'COMPETENCES COMMERCE ET INTERNATIONAL': { filieres: ['commerce'], niveaux: [5, 7] },
  'COMPETENCES PRO': { filieres: ['gestion', 'commerce'], niveaux: [4, 6] },
  'CONSERVATOIRE NATIONAL DES ARTS ET METIERS': {
    filieres: ['numerique', 'gestion', 'industrie'],
    niveaux: [6, 7],
  },
  'CPO APPRENTISSAGE BTP': { filieres: ['batiment'], niveaux: [3, 5] },
  'CTRE DE FORMATION D APPRENTIS': { filieres: ['bouche', 'hotellerie'], niveaux: [3, 4] },
  'ECO-CAMPUS DU BATIMENT-GRAND PARIS': {
    filieres: ['batiment', 'energie'],
    niveaux: [3, 6],
    departement: '94',
  },
  'ECOLE DE BOULANGERIE ET DE PÂTISSERIE DE PARIS': {
    filieres: ['bouche'],
    niveaux: [3, 4],
    departement: '75',
  },
  'EDTA SORNAS': { filieres: ['automobile', 'industrie'], niveaux: [3, 5] },
  'EPLEFPA LA BRETONNIERE': { filieres: ['nature', 'alimentaire'], niveaux: [3, 6], departement: '77' },
  "FACULTE DES METIERS DE L'ESSONNE": {
    filieres: ['automobile', 'commerce', 'hotellerie', 'energie', 'gestion', 'beaute'],
    departement: '91',
  },
  'FEDERATION COMPAGNONNIQUE REGIONALE DE "PARIS-ILE DE FRANCE"': {
    filieres: ['batiment', 'bois'],
    niveaux: [3, 5],
  },
  "FONDATION APPRENTIS D'AUTEUIL": {
    filieres: ['hotellerie', 'nature', 'social', 'automobile'],
    niveaux: [3, 5],
  },
  'FORMASUP PARIS ILE-DE-FRANCE': {
    filieres: ['commerce', 'gestion', 'numerique', 'communication'],
    niveaux: [6, 7],
  },
  'FRANCE 2023': { filieres: ['sport', 'commerce'], niveaux: [4, 6] },
  'GIP FORMATION CONTINUE ET INSERTION PROF': {
    filieres: ['gestion', 'industrie', 'social'],
    niveaux: [4, 6],
  },
  'GROUPE IGS - CIEFA': {
    filieres: ['commerce', 'gestion', 'ressourcesHumaines', 'numerique'],
    niveaux: [5, 7],
  },
  'IFPASS INSTITUT DE FORMATION DE LA PROFESSION DE L ASSURANCE': { filieres: ['banque'] },
  'IFPM INST FORM PERF ME TIERS': { filieres: ['gestion', 'commerce'] },
  'IFRIA ILE DE FRANCE': { filieres: ['alimentaire'], niveaux: [4, 5] },
  'IGS INST GESTION SOCIALE': {
    filieres: ['ressourcesHumaines', 'gestion', 'commerce', 'communication'],
    niveaux: [5, 7],
  },
  'INHNI PARIS INST NAL HY GIENE & NETTOYAGE INDUS': { filieres: ['proprete'] },
  'INSTITUT DE SOUDURE INDUSTRIE': { filieres: ['soudage'] },
  'INSTITUT FRANCAIS DE LA MODE': { filieres: ['mode'], departement: '75' },
  'INSTITUT NATIONAL DU CYCLE ET MOTOCYCLE': { filieres: ['automobile'], niveaux: [3, 5] },
  "LE STUDIO D'ASNIERES": { filieres: ['spectacle'], niveaux: [5, 6], departement: '92' },
  "L'ECOLE MULTIMEDIA": { filieres: ['communication', 'numerique'], niveaux: [5, 7], departement: '75' },
  'LYCEE GENERAL ET TECHNOLOGIQUE AGRICOLE CHAMBOURCY': {
    filieres: ['nature'],
    niveaux: [3, 5],
    departement: '78',
  },
  'MAISON FAMILIALE RURALE GRANGE COLOMBE CFA': { filieres: ['nature'], niveaux: [3, 5], departement: '78' },
  'OG DU CENTRE GUSTAVE EIFFEL': { filieres: ['industrie', 'energie'], niveaux: [4, 6] },
  'PRO-ALTERNA': { filieres: ['numerique', 'commerce'] },
  'PROGRESS COM': { filieres: ['communication', 'commerce'], niveaux: [4, 6] },
  'STELO FORMATION': { filieres: ['transport'] },
  'STEPHENSON FORMATION': { filieres: ['commerce', 'hotellerie'] },
  "SUP'EXPERTISE": { filieres: ['gestion'], niveaux: [5, 7] },
  'THE BRIDGE ECOLE ENTREPRISES': { filieres: ['commerce', 'gestion'], niveaux: [5, 7] },
  'TRANS-FAIRE FORMATION': { filieres: ['commerce', 'social', 'banque'], niveaux: [4, 6] },
  'UCPA FORMATION': { filieres: ['sport'], niveaux: [3, 6] },
}

/** Bodies whose applications stay below the line: the délibération does not name any, so all are invented. */
export const ORGANISMES_FICTIFS: Readonly<Record<string, Profil>> = {
  'CFA DES DEUX RIVES (FICTIF)': { filieres: ['commerce', 'gestion'] },
  'ÉCOLE DU PONT-VERT (FICTIF)': { filieres: ['communication', 'numerique'] },
  'INSTITUT DES QUATRE-VENTS (FICTIF)': { filieres: ['banque', 'gestion'] },
  'CAMPUS DE LA LANTERNE (FICTIF)': { filieres: ['numerique'] },
  'CFA DU GRAND CÈDRE (FICTIF)': { filieres: ['nature', 'beaute'] },
  'ACADÉMIE DES TROIS FONTAINES (FICTIF)': { filieres: ['ressourcesHumaines', 'commerce'] },
  'CENTRE DE FORMATION DE L’HIRONDELLE (FICTIF)': { filieres: ['commerce', 'transport'] },
  'ÉCOLE SUPÉRIEURE DU MÉRIDIEN (FICTIF)': { filieres: ['commerce', 'communication'] },
  'CFA DES BELLES-ALLÉES (FICTIF)': { filieres: ['beaute', 'mode'] },
  'INSTITUT CLAIRE-FONTAINE (FICTIF)': { filieres: ['gestion', 'banque'] },
  'ATELIER-ÉCOLE DU FIL BLEU (FICTIF)': { filieres: ['mode'] },
  'CAMPUS DU BELVÉDÈRE (FICTIF)': { filieres: ['commerce', 'ressourcesHumaines', 'numerique'] },
  'FORMATION HORIZON-SEINE (FICTIF)': { filieres: ['transport', 'commerce'] },
  'ÉCOLE DE LA ROSE DES VENTS (FICTIF)': { filieres: ['communication', 'spectacle'] },
  'CFA DU MOULIN NEUF (FICTIF)': { filieres: ['bouche', 'hotellerie'] },
  'INSTITUT DES ARCADES (FICTIF)': { filieres: ['banque', 'commerce'] },
  'CENTRE LES GRANDS TILLEULS (FICTIF)': { filieres: ['social', 'gestion'] },
  'ACADÉMIE DU COMPAS (FICTIF)': { filieres: ['industrie', 'numerique'] },
  'ÉCOLE DU QUAI NORD (FICTIF)': { filieres: ['commerce', 'gestion'] },
  'CFA DE LA CROISÉE (FICTIF)': { filieres: ['automobile', 'transport'] },
  'CAMPUS DES HAUTES-TERRES (FICTIF)': { filieres: ['nature', 'commerce'] },
  'INSTITUT DU PHARE (FICTIF)': { filieres: ['ressourcesHumaines', 'banque'] },
  'SUP DES PASSERELLES (FICTIF)': { filieres: ['commerce', 'communication', 'gestion'] },
  'ÉCOLE DES SABLIERS (FICTIF)': { filieres: ['communication'] },
  'CFA DE L’ORANGERIE (FICTIF)': { filieres: ['hotellerie', 'beaute'] },
  'FORMATION LES CINQ CHEMINS (FICTIF)': { filieres: ['gestion', 'commerce'] },
  'INSTITUT BELLE-ÉTOILE (FICTIF)': { filieres: ['mode', 'commerce'] },
  'CAMPUS DE L’ATRIUM (FICTIF)': { filieres: ['commerce', 'numerique', 'banque', 'ressourcesHumaines'] },
  'CENTRE DE LA GRANDE OURSE (FICTIF)': { filieres: ['numerique', 'gestion'] },
  'ÉCOLE DU JARDIN CLOS (FICTIF)': { filieres: ['social'] },
  'CFA DES ÉCLUSES (FICTIF)': { filieres: ['batiment', 'energie'] },
  'ACADÉMIE DE LA MARGELLE (FICTIF)': { filieres: ['banque'] },
  'INSTITUT DU VIADUC (FICTIF)': { filieres: ['industrie', 'commerce'] },
  'ÉCOLE DES PERSIENNES (FICTIF)': { filieres: ['communication', 'beaute'] },
  'CAMPUS DU CADRAN (FICTIF)': { filieres: ['gestion', 'ressourcesHumaines'] },
  'CFA DE LA HALTE (FICTIF)': { filieres: ['hotellerie', 'commerce'] },
  'FORMATION DU SÉMAPHORE (FICTIF)': { filieres: ['numerique', 'commerce'] },
  'ÉCOLE DE L’ENCRIER (FICTIF)': { filieres: ['gestion', 'communication'] },
}
