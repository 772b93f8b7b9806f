import { type FichierLu, receiveFeuille } from '#aides/import-feuille.ts'
import { calculerSolde } from '#aides/soldes/calcul.ts'
import { MODELE_LISTE } from '#aides/soldes/export-modele-liste.ts'
import { COLONNES_LISTE, type ColonneListe, lireListe } from '#aides/soldes/liste.ts'
import { postApercuListe, postListe } from '#aides/soldes/routes-soldes-contrat.ts'
import { findDispositif, importSoldables, loadDetail, loadSolde } from '#aides/soldes/routes-soldes-lire.ts'
import { ETATS_SOLDE, type SoldeLu } from '#aides/soldes/solde.ts'
import { lockSoldes, replaceApprentis } from '#aides/soldes/store-soldes.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'
import { compter } from '#socle/francais.ts'

/** Of what is shown: whoever has more corrects these first. */
const ANOMALIES_MONTREES = 200
const ANOMALIES_CITEES = 20

/** A nominative list: looked at without writing anything, then kept as a whole. */
export function listeSoldesRoutes({ clock, files }: Pick<AppContext, 'clock' | 'files'>) {
  const soldables = importSoldables()
  const regles = () => ({ soldables, aujourdhui: clock.today() })
  return createRoutes()
    .openapi(postApercuListe, async (c) => {
      const lu = await receiveFeuille(files, c.req.raw.body, c.req.valid('query').nom, MODELE_LISTE)
      const solde = await loadSolde(c.var.db, regles(), c.req.valid('param').id)
      const { apprentis, anomalies } = lireListe(lu.lignes, clock.today())
      const reel = apprentis.reduce((total, { montant }) => total + montant, 0)
      const dispositif = findDispositif(regles(), solde.dispositif)
      const calcul = calculerSolde(dispositif, { estime: solde.estime, reel }, clock.today())
      const apercu = {
        ...{ anomalies: anomalies.slice(0, ANOMALIES_MONTREES), nombreAnomalies: anomalies.length },
        ...{ apprentis: apprentis.length, reel },
        solde: calcul.statut === 'accord' ? calcul.valeur.solde : null,
      }
      return c.json(apercu, 200)
    })
    .openapi(postListe, async (c) => {
      const { id } = c.req.valid('param')
      const lu = await receiveFeuille(files, c.req.raw.body, c.req.valid('query').nom, MODELE_LISTE)
      await transaction(c.var.db, async (tx) => {
        await lockSoldes(tx, [id])
        const solde = await loadSolde(tx, regles(), id)
        const apprentis = requireListe(lu, solde, clock.today())
        await replaceApprentis(tx, id, apprentis)
        const montant = apprentis.reduce((total, un) => total + un.montant, 0)
        // Never a name: the journal counts, the list is kept where it can be erased.
        await insertJournal(tx, {
          ...{ acte: 'solde.liste', objet: `solde:${id}` },
          apres: { etablissement: solde.etablissement, nom: lu.nom, apprentis: apprentis.length, montant },
        })
      })
      return c.json(await loadDetail(c.var.db, regles(), id), 200)
    })
}

function requireListe({ lignes }: FichierLu<ColonneListe>, solde: SoldeLu, aujourdhui: string) {
  if (solde.etat !== 'brouillon')
    throw refused('La liste n’est pas gardée.', [
      {
        code: 'solde-etat',
        message: `Ce solde est « ${ETATS_SOLDE[solde.etat]} » : rouvrez-le pour en changer la liste.`,
      },
    ])
  const { apprentis, anomalies } = lireListe(lignes, aujourdhui)
  if (anomalies.length > 0)
    throw refused(
      `Le fichier a ${compter(anomalies.length, 'erreur')} : rien n’est gardé.`,
      anomalies.slice(0, ANOMALIES_CITEES).map(({ ligne, colonne, code, message }) => ({
        ...{ code, message: `Ligne ${ligne}, ${COLONNES_LISTE[colonne]} : ${message}` },
      })),
    )
  if (apprentis.length === 0)
    throw refused('Ce fichier ne nomme aucun apprenti : rien n’est gardé.', [], 'fichier-vide')
  return apprentis
}
