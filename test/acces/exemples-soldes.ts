import { insertAdmission, insertTitrePropose } from '#aides/non-valeurs/store-non-valeurs.ts'
import { insertSolde, updateConstat, updateEngagement, updateVote } from '#aides/soldes/store-soldes.ts'
import { createAffectation, createEngagement } from '#budget/store-actes.ts'
import { createLigne, createVote } from '#budget/store-credits.ts'
import { listLignes } from '#budget/store-lignes.ts'
import { createTitre } from '#budget/store-titres.ts'
import { type Tx, transaction } from '#platform/db.ts'
import type { Decision } from '#socle/decision.ts'
import { euros } from '#socle/montant.ts'
import { ouvrirNonValeur } from '../soldes-atelier.ts'
import type { Application, Connecte } from './application.ts'
import type { Exemple } from './exemples.ts'

const DATE = '2023-06-01'
const SIRET = '00000002600013'
/** The body of the first manager of a training centre: a body only sees its own. */
const siretDe = (qui: Connecte | undefined) => (qui?.role === 'ofcfaGestionnaire' ? '00000003400017' : SIRET)
const LISTE = 'Nom;Prénom;Date de naissance;Montant versé\r\nBernard;Zoé;14/02/2003;340\r\n'

const poster = (corps: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})
const fichier = (body: string): RequestInit => ({
  ...{ method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } },
})

/** Balances and dossiers of write-offs in every state, each made when it is asked for. */
export function preparerSoldes({ db }: Pick<Application, 'db'>) {
  let rang = 5_000
  const exiger = async <T>(acte: (tx: Tx) => Promise<Decision<T> | undefined>): Promise<T> => {
    const decision = await transaction(db, acte)
    if (decision?.statut !== 'accord') throw new Error(JSON.stringify(decision))
    return decision.valeur
  }
  const saisie = () => ({
    ...{ dispositif: 'aea-2019-2020', gestionnaire: 'AFORPA', etablissement: `CFA d’essai ${++rang}` },
    ...{ tiers: null, siret: SIRET, estime: euros(10_000), reel: euros(7_990), apprentis: 20 },
  })
  /** Established at −10 € unless another real amount is given; seen by AFORPA. */
  const constate = (reel = euros(7_990), siret = SIRET) =>
    transaction(db, async (tx) => {
      const id = (await insertSolde(tx, { ...saisie(), reel, siret }))!
      const montants = { avance: euros(8_000), solde: reel - euros(8_000), reglement: 'essai' }
      await updateConstat(tx, id, montants)
      return id
    })
  const brouillon = () => transaction(db, async (tx) => (await insertSolde(tx, saisie()))!)
  const vote = async (reel?: number, siret?: string) => {
    const id = await constate(reel, siret)
    await transaction(db, (tx) => updateVote(tx, [id], { deliberation: 'CP 2023-247', date: '2023-07-05' }))
    return id
  }
  /** The affectation of a hundred euros, on the line of the scheme, by the délibération of these votes. */
  const affectation = async () => {
    const lignes = await listLignes(db, 2023)
    const ligne = lignes.find(({ action }) => action === '12600302')!.id
    const credits = { autorisationEngagement: euros(100), creditsDePaiement: euros(100) }
    const acte = 'decision_modificative' as const
    await exiger((tx) => createVote(tx, ligne, { acte, reference: 'DM', date: DATE, ...credits }))
    const operation = `Soldes ${++rang}`
    const demande = { operation, deliberation: 'CP 2023-247', date: DATE, montant: euros(100) }
    return (await exiger((tx) => createAffectation(tx, ligne, demande))).id
  }
  const engage = async () => {
    const id = await vote(euros(8_010))
    const demande = {
      ...{ objet: `solde:${id}`, libelle: 'Essai', beneficiaire: 'AFORPA', siret: SIRET, date: DATE },
      ...{ montant: euros(10), echeancier: [{ exercice: 2023, montant: euros(10) }] },
    }
    const ou = { affectation: await affectation() }
    const fait = await exiger((tx) => createEngagement(tx, ou, demande, { aujourdhui: DATE }))
    await transaction(db, (tx) => updateEngagement(tx, id, fait.id))
    return id
  }
  const titre = async () =>
    exiger((tx) =>
      createTitre(tx, {
        ...{ exercice: 2019, numero: ++rang, debiteur: 'CFA d’essai', siret: null, objet: 'Essai' },
        ...{ date: null, montant: euros(5) },
      }),
    )
  const courrier = { objet: 'Essai', courrierLe: '2023-03-24', pole: 'PFPA' }
  const mettre = (id: string, un: string) =>
    transaction(db, (tx) =>
      insertTitrePropose(tx, id, { titre: un, motif: 'liquidation_close', precision: null }),
    )
  /** In preparation, with a titre unless it is to stay empty. */
  const dossier = async (vide = false) => {
    const id = await transaction(db, (tx) => insertAdmission(tx, courrier))
    if (!vide) await mettre(id, (await titre()).id)
    return id
  }
  const avance = async (etat: 'proposee' | 'avis_favorable' | 'votee') =>
    ouvrirNonValeur(db, await dossier(), etat)
  let porteuse: Promise<string> | undefined
  /** The line of write-offs of a year to come, with money for all. */
  const ligne = () => (porteuse ??= ouvrirLigne())
  const ouvrirLigne = async () => {
    const imputation = { chapitre: '931', codeFonctionnel: '12', programme: null, action: null }
    const nouvelle = { ...imputation, nature: '6541', exercice: 2090, libelle: 'Essai', indicatif: true }
    const { id } = await exiger((tx) => createLigne(tx, nouvelle))
    const credits = { autorisationEngagement: 0, creditsDePaiement: euros(100_000) }
    const acte = 'budget_primitif' as const
    await exiger((tx) => createVote(tx, id, { acte, reference: 'BP', date: DATE, ...credits }))
    return id
  }
  const suivant = () => ++rang
  return {
    ...{ saisie, brouillon, constate, vote, engage, affectation, titre, courrier, dossier, avance },
    ...{ ligne, mettre, suivant },
  }
}

/** One example a route of the balances and of the write-offs. */
export function exemplesSoldes(soldes: ReturnType<typeof preparerSoldes>) {
  let dernier = ''
  /** The address of a fresh object, which the sending that follows may name. */
  const sur =
    (base: 'soldes' | 'non-valeurs' | 'titres', objet: () => Promise<string>, fin = '') =>
    async () => {
      dernier = await objet()
      return `/api/${base}/${dernier}${fin}`
    }
  const solde = (
    fin: string,
    objet: () => Promise<string>,
    droit: Exemple['droit'],
    envoi?: Exemple['envoi'],
  ) => ({ droit, chemin: sur('soldes', objet, fin), ...(envoi && { envoi }) }) as Exemple
  const dossier = (
    fin: string,
    objet: () => Promise<string>,
    droit: Exemple['droit'],
    envoi?: Exemple['envoi'],
  ) => ({ droit, chemin: sur('non-valeurs', objet, fin), ...(envoi && { envoi }) }) as Exemple
  const annexe = (format: string): Exemple => ({
    droit: 'solde.exporter',
    chemin: async () => `/api/soldes/annexe.${format}?dispositif=aea-2019-2020&deliberation=CP%202023-247`,
  })
  /** What the sending names is made first: a role that has no right never sends it. */
  let prepare = ''
  const avec =
    (
      objet: () => Promise<string>,
      aussi: () => Promise<string>,
      base: 'soldes' | 'non-valeurs',
      fin: string,
    ) =>
    async (_: Connecte | undefined) => {
      prepare = await aussi()
      return `/api/${base}/${await objet()}${fin}`
    }
  const { vote, constate, brouillon, avance } = soldes
  return {
    'GET /api/soldes': { droit: 'solde.lire' },
    'GET /api/soldes/annexe.pdf': annexe('pdf'),
    'GET /api/soldes/annexe.xlsx': annexe('xlsx'),
    'GET /api/soldes/modele.xlsx': { droit: 'solde.preparer' },
    'GET /api/soldes/{id}': {
      droit: 'solde.lire',
      chemin: async (qui: Connecte | undefined) => `/api/soldes/${await constate(undefined, siretDe(qui))}`,
    },
    'GET /api/soldes/{id}/lettre.pdf': {
      droit: 'solde.lire',
      chemin: async (qui: Connecte | undefined) =>
        `/api/soldes/${await vote(undefined, siretDe(qui))}/lettre.pdf`,
    },
    'GET /api/soldes/{id}/ligne-comptable.pdf': solde('/ligne-comptable.pdf', () => vote(), 'solde.exporter'),
    'POST /api/soldes': { droit: 'solde.preparer', envoi: () => poster(soldes.saisie()) },
    'POST /api/soldes/{id}/correction': solde('/correction', brouillon, 'solde.preparer', () =>
      poster(soldes.saisie()),
    ),
    'POST /api/soldes/{id}/liste/apercu': solde(
      '/liste/apercu?nom=liste.csv',
      brouillon,
      'solde.preparer',
      () => fichier(LISTE),
    ),
    'POST /api/soldes/{id}/liste': solde('/liste?nom=liste.csv', brouillon, 'solde.preparer', () =>
      fichier(LISTE),
    ),
    'POST /api/soldes/{id}/constat': solde('/constat', brouillon, 'solde.preparer'),
    'POST /api/soldes/{id}/reprise': solde('/reprise', () => constate(), 'solde.preparer'),
    'POST /api/soldes/vote': {
      droit: 'solde.voter',
      chemin: async () => {
        prepare = await constate()
        return '/api/soldes/vote'
      },
      envoi: () => poster({ soldes: [prepare], deliberation: 'CP 2023-247', date: '2023-07-05' }),
    },
    'POST /api/soldes/{id}/abandon': solde(
      '/abandon',
      () => constate(),
      'solde.voter',
      () => poster({ motif: 'Sous le seuil' }),
    ),
    'POST /api/soldes/seuil': {
      droit: 'solde.voter',
      envoi: () => poster({ montant: euros(15), motif: 'Essai' }),
    },
    'POST /api/soldes/{id}/engagement': {
      droit: 'budget.ecrire',
      chemin: avec(() => vote(euros(8_010)), soldes.affectation, 'soldes', '/engagement'),
      envoi: () => poster({ affectation: prepare, date: DATE }),
    },
    'POST /api/soldes/{id}/mandat': solde('/mandat', soldes.engage, 'mandat.emettre', () =>
      poster({ exercice: 2023, date: DATE }),
    ),
    'POST /api/soldes/{id}/titre': solde(
      '/titre',
      () => vote(),
      'budget.ecrire',
      () => poster({ exercice: 2023, numero: soldes.suivant(), date: DATE }),
    ),
    'GET /api/titres': { droit: 'nonvaleur.lire' },
    'POST /api/titres/{id}/encaissements': {
      droit: 'nonvaleur.proposer',
      chemin: sur('titres', async () => (await soldes.titre()).id, '/encaissements'),
      envoi: () => poster({ date: '2023-03-24', montant: 1_00, reference: 'P1' }),
    },
    'POST /api/titres/{id}/diligences': {
      droit: 'nonvaleur.proposer',
      chemin: sur('titres', async () => (await soldes.titre()).id, '/diligences'),
      envoi: () => poster({ genre: 'relance', date: '2020-01-15', resultat: 'Sans réponse' }),
    },
    'GET /api/non-valeurs': { droit: 'nonvaleur.lire' },
    'GET /api/non-valeurs/modele.xlsx': { droit: 'nonvaleur.proposer' },
    'GET /api/non-valeurs/{id}': dossier('', () => soldes.dossier(), 'nonvaleur.lire'),
    'GET /api/non-valeurs/{id}/annexe.pdf': dossier('/annexe.pdf', () => soldes.dossier(), 'nonvaleur.lire'),
    'GET /api/non-valeurs/{id}/annexe.xlsx': dossier(
      '/annexe.xlsx',
      () => soldes.dossier(),
      'nonvaleur.lire',
    ),
    'GET /api/non-valeurs/{id}/dossier.zip': dossier(
      '/dossier.zip',
      () => soldes.dossier(),
      'nonvaleur.lire',
    ),
    'POST /api/non-valeurs': { droit: 'nonvaleur.proposer', envoi: () => poster(soldes.courrier) },
    'POST /api/non-valeurs/{id}/titres': {
      droit: 'nonvaleur.proposer',
      chemin: avec(
        () => soldes.dossier(true),
        async () => (await soldes.titre()).id,
        'non-valeurs',
        '/titres',
      ),
      envoi: () => poster({ titre: prepare, motif: 'liquidation_close', precision: null }),
    },
    'DELETE /api/non-valeurs/{id}/titres/{titre}': {
      droit: 'nonvaleur.proposer',
      chemin: async () => {
        const id = await soldes.dossier(true)
        const { id: titre } = await soldes.titre()
        await soldes.mettre(id, titre)
        return `/api/non-valeurs/${id}/titres/${titre}`
      },
    },
    'POST /api/non-valeurs/{id}/fichier/apercu': fichierTitres('/fichier/apercu'),
    'POST /api/non-valeurs/{id}/fichier': fichierTitres('/fichier'),
    'POST /api/non-valeurs/{id}/proposition': dossier(
      '/proposition',
      () => soldes.dossier(),
      'nonvaleur.proposer',
    ),
    'POST /api/non-valeurs/{id}/retrait': dossier(
      '/retrait',
      () => soldes.dossier(),
      'nonvaleur.proposer',
      () => poster({ motif: 'Essai' }),
    ),
    'POST /api/non-valeurs/{id}/avis': dossier(
      '/avis',
      () => avance('proposee'),
      'nonvaleur.aviser',
      () => poster({ sens: 'favorable', date: '2023-07-05', observations: null }),
    ),
    'POST /api/non-valeurs/{id}/deliberation': dossier(
      '/deliberation',
      () => avance('avis_favorable'),
      'nonvaleur.aviser',
      () => poster({ deliberation: 'CP 2023-247', date: '2023-07-05' }),
    ),
    'POST /api/non-valeurs/{id}/mandat': {
      droit: 'mandat.emettre',
      chemin: avec(() => avance('votee'), soldes.ligne, 'non-valeurs', '/mandat'),
      envoi: () => poster({ ligne: prepare, date: DATE }),
    },
  } satisfies Readonly<Record<string, Exemple>>

  function fichierTitres(fin: string): Exemple {
    let corps = ''
    return {
      droit: 'nonvaleur.proposer',
      chemin: async () => {
        const { exercice, numero } = await soldes.titre()
        corps = `Année;N° de titre;Montant;Motif\r\n${exercice};${numero};5;Liquidation close\r\n`
        return `/api/non-valeurs/${await soldes.dossier(true)}${fin}?nom=titres.csv`
      },
      envoi: () => fichier(corps),
    }
  }
}
