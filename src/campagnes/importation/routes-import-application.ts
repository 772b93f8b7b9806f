import { importReglement } from '#campagnes/import-reglements.ts'
import {
  type DemandeCampagne,
  motifsContreApplication,
  motifsContreDemande,
} from '#campagnes/importation/importation.ts'
import {
  findImportForUpdate,
  type ImportationStockee,
  removeAnomalies,
  removeLignes,
  updateEtat,
} from '#campagnes/importation/store-import.ts'
import { removeMorceaux } from '#campagnes/importation/store-import-fichier.ts'
import {
  insertFormationsOfImport,
  insertOrganismesOfImport,
  sumLignes,
} from '#campagnes/importation/store-import-lecture.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import { insertCampagne } from '#campagnes/store-creation.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, conflict, refused } from '#platform/refusals.ts'

/** For every route under an import: the same words for the same absence. */
export const importAbsent = (id: string) => absent(`L’import « ${id} » n’existe pas, ou n’existe plus.`)

/**
 * Turns an import into a campaign, whole or not at all.
 *
 * @returns the campaign; the one that exists already when the import was applied before
 * @throws HttpRefusal with every reason at once
 */
export async function applyImport(
  db: Db,
  id: string,
  demande: DemandeCampagne,
): Promise<{ campagne: string; creee: boolean }> {
  const decision = await importReglement(demande.reglement)
  return transaction(db, async (tx) => {
    const importation = await findImportForUpdate(tx, id)
    if (!importation) throw importAbsent(id)
    if (importation.etat === 'applique' && importation.campagne)
      return { campagne: importation.campagne, creee: false }
    const motifs = [
      ...motifsContreApplication(importation),
      ...motifsContreDemande(demande),
      ...(decision.statut === 'refus' ? decision.motifs : []),
    ]
    if (motifs.length > 0 || decision.statut === 'refus')
      throw refused('La campagne n’est pas créée : rien n’a été enregistré.', motifs)
    return { campagne: await create(tx, importation, demande, decision.valeur), creee: true }
  })
}

async function create(
  tx: Tx,
  { id, nom, sha256 }: ImportationStockee,
  { libelle, dotation }: DemandeCampagne,
  reglement: Reglement,
): Promise<string> {
  const totaux = await sumLignes(tx, id)
  const campagne = await insertCampagne(tx, {
    libelle: libelle.trim(),
    exercice: reglement.exercice,
    fictif: false,
    mention: null,
    dotation,
    reglement,
    organismes: [],
    exceptionnelles: [],
    publication: [],
    calendrier: [],
    documents: [],
  })
  await insertOrganismesOfImport(tx, campagne, id)
  await insertFormationsOfImport(tx, campagne, id)
  await removeContent(tx, id)
  await updateEtat(tx, id, 'applique', campagne)
  const apres = {
    libelle: libelle.trim(),
    exercice: reglement.exercice,
    fictif: false,
    dotation,
    reglement: reglement.code,
    ...totaux,
  }
  const source = { import: id, fichier: nom, sha256 }
  await insertJournal(tx, {
    acte: 'campagne.creee',
    objet: `campagne:${campagne}`,
    apres: { ...apres, ...source },
  })
  await insertJournal(tx, {
    acte: 'import.applique',
    objet: `import:${id}`,
    apres: { campagne },
  })
  return campagne
}

/**
 * Gives an import up: its lines, its anomalies and its file go, its trace stays. Given up twice, nothing changes.
 *
 * @throws HttpRefusal when it has become a campaign
 */
export async function abandonImport(db: Db, id: string): Promise<void> {
  await transaction(db, async (tx) => {
    const importation = await findImportForUpdate(tx, id)
    if (!importation) throw importAbsent(id)
    if (importation.etat === 'applique')
      throw conflict(
        'Cet import est déjà devenu une campagne : supprimez plutôt la campagne.',
        'import_applique',
      )
    if (importation.etat === 'abandonne') return
    await removeContent(tx, id)
    await updateEtat(tx, id, 'abandonne', null)
    const avant = { nom: importation.nom, etat: importation.etat }
    await insertJournal(tx, { acte: 'import.abandonne', objet: `import:${id}`, avant })
  })
}

async function removeContent(tx: Tx, id: string): Promise<void> {
  await removeLignes(tx, id)
  await removeAnomalies(tx, id)
  await removeMorceaux(tx, id)
}
