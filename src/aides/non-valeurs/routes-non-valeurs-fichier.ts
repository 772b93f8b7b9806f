import { receiveFeuille } from '#aides/import-feuille.ts'
import { modifier, proposerTitre } from '#aides/non-valeurs/admission.ts'
import { noter } from '#aides/non-valeurs/diligence.ts'
import { MODELE_TITRES } from '#aides/non-valeurs/export-modele-titres.ts'
import { COLONNES_TITRES, lireTitres, type TitreLu } from '#aides/non-valeurs/fichier.ts'
import { loadAdmission } from '#aides/non-valeurs/routes-non-valeurs.ts'
import { postApercuTitres, postFichierTitres } from '#aides/non-valeurs/routes-non-valeurs-contrat.ts'
import {
  insertDiligence,
  insertTitrePropose,
  listTitresSuivis,
  lockAdmission,
} from '#aides/non-valeurs/store-non-valeurs.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, refused } from '#platform/refusals.ts'
import type { Motif } from '#socle/decision.ts'
import { compter } from '#socle/francais.ts'

/** Of what is shown: whoever has more corrects these first. */
const ANOMALIES_MONTREES = 200
const ANOMALIES_CITEES = 20

/** A file of titres to write off, with what was done for each: looked at, then added to the dossier as a whole. */
export const fichierNonValeursRoutes = ({ clock, files }: Pick<AppContext, 'clock' | 'files'>) =>
  createRoutes()
    .openapi(postApercuTitres, async (c) => {
      const { lignes } = await receiveFeuille(files, c.req.raw.body, c.req.valid('query').nom, MODELE_TITRES)
      await loadAdmission(c.var.db, c.req.valid('param').id)
      const { lus, anomalies } = lireTitres(lignes, await listTitresSuivis(c.var.db))
      const apercu = {
        ...{ anomalies: anomalies.slice(0, ANOMALIES_MONTREES), nombreAnomalies: anomalies.length },
        ...{ titres: lus.length, montant: lus.reduce((total, { titre }) => total + titre.reste, 0) },
        diligences: lus.reduce((total, { diligences }) => total + diligences.length, 0),
      }
      return c.json(apercu, 200)
    })
    .openapi(postFichierTitres, async (c) => {
      const { id } = c.req.valid('param')
      const lu = await receiveFeuille(files, c.req.raw.body, c.req.valid('query').nom, MODELE_TITRES)
      await transaction(c.var.db, async (tx) => {
        const admission = await lockAdmission(tx, id)
        if (!admission) throw absent('Ce dossier de non-valeur n’existe pas.')
        const ouvert = modifier(admission.etat)
        if (ouvert.statut === 'refus') throw refused('Rien n’est ajouté.', ouvert.motifs)
        const { lus, anomalies } = lireTitres(lu.lignes, await listTitresSuivis(tx))
        if (anomalies.length > 0)
          throw refused(
            `Le fichier a ${compter(anomalies.length, 'erreur')} : rien n’est ajouté.`,
            anomalies.slice(0, ANOMALIES_CITEES).map(({ ligne, colonne, code, message }) => ({
              ...{ code, message: `Ligne ${ligne}, ${COLONNES_TITRES[colonne]} : ${message}` },
            })),
          )
        if (lus.length === 0) throw refused('Ce fichier ne cite aucun titre.', [], 'fichier-vide')
        await addAll(tx, id, lus, clock.today())
        await insertJournal(tx, {
          ...{ acte: 'admission.importee', objet: `admission:${id}` },
          apres: { nom: lu.nom, nombre: lus.length, empreinte: lu.empreinte },
        })
      })
      return c.json(await loadAdmission(c.var.db, id), 200)
    })

/** Every titre with its diligences, or none of them: every reason at once. */
async function addAll(tx: Tx, id: string, lus: readonly TitreLu[], aujourdhui: string): Promise<void> {
  const motifs: Motif[] = []
  for (const { titre, motif, precision, diligences } of lus) {
    const decisions = [
      ...diligences.map((une) => noter(une, titre, aujourdhui)),
      proposerTitre({ motif, precision }, { ...titre, diligences: [...titre.diligences, ...diligences] }, id),
    ]
    motifs.push(...decisions.flatMap((une) => (une.statut === 'refus' ? une.motifs : [])))
  }
  if (motifs.length > 0) throw refused('Rien n’est ajouté.', motifs)
  for (const { titre, motif, precision, diligences } of lus) {
    for (const une of diligences) await insertDiligence(tx, titre.id, une)
    if (!(await insertTitrePropose(tx, id, { titre: titre.id, motif, precision })))
      throw refused('Rien n’est ajouté.', [
        {
          code: 'titre-deja-propose',
          message: `Le titre n° ${titre.numero} de ${titre.exercice} vient d’entrer dans un autre dossier.`,
        },
      ])
  }
}
