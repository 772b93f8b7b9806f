import { importDispositifs } from '#aides/import-dispositifs.ts'
import {
  insertAdmission,
  insertTitrePropose,
  updateAdmise,
  updateAvis,
  updateProposee,
  updateVotee,
} from '#aides/non-valeurs/store-non-valeurs.ts'
import { calculerSolde } from '#aides/soldes/calcul.ts'
import { insertSolde, listSoldes, updateConstat, updateVote } from '#aides/soldes/store-soldes.ts'
import { listEngagementsOfObjet } from '#budget/store-engagements.ts'
import { listTitres } from '#budget/store-titres.ts'
import type { Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { euros } from '#socle/montant.ts'

// Annexes 4 and 5 of the délibération of 5 July 2023. Their figures are real. The nominative lists are not published: real
// amounts are those that the centres stated. No SIRET nor diligence is published either: none is invented here.

const VOTE = { deliberation: 'CP 2023-247', date: '2023-07-05' }
const DISPOSITIF = 'aea-2019-2020'

/** In whole euros, as printed. */
const SOLDES = [
  {
    ...{ gestionnaire: 'CHEP CENT HORTICOLE PRIVE ENSEIGNEMENT PROMO', etablissement: 'CFA du CHEP' },
    ...{ tiers: 'R3763', estime: 16_510, reel: 14_180, apprentis: 125 },
  },
  {
    ...{ gestionnaire: 'CPO APPRENTISSAGE BTP', etablissement: 'CFA des Métiers du BTP - CFM BTP' },
    ...{ tiers: 'R22164', estime: 31_350, reel: 31_680, apprentis: 133 },
  },
]

/** Gives a database without any balance those of 2023, voted, and the dossier of write-offs; traced. */
export async function chargerSoldes(tx: Tx): Promise<void> {
  if ((await listSoldes(tx)).length > 0) return
  const dispositif = importDispositifs().find(({ code }) => code === DISPOSITIF)!
  for (const { estime, reel, ...centre } of SOLDES) {
    const saisie = {
      ...{ ...centre, dispositif: DISPOSITIF, siret: null },
      ...{ estime: euros(estime), reel: euros(reel) },
    }
    const id = (await insertSolde(tx, saisie, 'CP 2023-247, annexe 4'))!
    await insertJournal(tx, { acte: 'solde.ouvert', objet: `solde:${id}`, apres: saisie })
    const calcul = calculerSolde(dispositif, saisie, VOTE.date)
    if (calcul.statut === 'refus' || calcul.valeur.solde === null)
      throw new Error(`solde de démonstration incalculable : ${centre.etablissement}`)
    const { avance, solde } = calcul.valeur
    await updateConstat(tx, id, { avance, solde, reglement: dispositif.version.empreinte })
    const { etablissement } = centre
    await insertJournal(tx, {
      ...{ acte: 'solde.constate', objet: `solde:${id}`, reglement: DISPOSITIF },
      apres: { etablissement, avance, reel: saisie.reel, montant: solde },
    })
    await updateVote(tx, [id], VOTE)
    await insertJournal(tx, {
      ...{ acte: 'solde.vote', objet: `solde:${id}` },
      apres: { etablissement, montant: solde, ...VOTE },
    })
  }
  await chargerDossier(tx)
}

/** The three titres of annexe 5, whose loss the budget of the demonstration already bears. */
async function chargerDossier(tx: Tx): Promise<void> {
  const [engagement] = await listEngagementsOfObjet(tx, `deliberation:${VOTE.deliberation}`)
  const titres = (await listTitres(tx)).filter((un) => un.engagement === engagement?.id)
  if (!engagement) return
  const saisie = {
    objet: 'Subventions de fonctionnement 2018, 2019 et 2020',
    ...{ courrierLe: '2023-03-24', pole: 'PFPA' },
  }
  const id = await insertAdmission(tx, saisie)
  await insertJournal(tx, { acte: 'admission.ouverte', objet: `admission:${id}`, apres: saisie })
  for (const { id: titre } of titres)
    await insertTitrePropose(tx, id, { titre, motif: 'liquidation_close', precision: null })
  await updateProposee(tx, id)
  await updateAvis(tx, id, { sens: 'favorable', date: VOTE.date, observations: null })
  await updateVotee(tx, id, VOTE)
  await updateAdmise(tx, id, engagement.id)
  await insertJournal(tx, {
    ...{ acte: 'admission.faite', objet: `admission:${id}` },
    apres: { nombre: titres.length, montant: engagement.montant, exercice: 2023 },
  })
}
