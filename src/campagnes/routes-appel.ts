import { type BrouillonAppel, verifierAppel, verifierDotationAppel } from '#campagnes/appel.ts'
import { updateControlesPerimes } from '#campagnes/demandes/store-alertes.ts'
import { completerHeure, verifierHoraires } from '#campagnes/horaires.ts'
import { importReglement, reglementsFolder } from '#campagnes/import-reglements.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { getAppel, postCampagne, putAppel } from '#campagnes/routes-appel-contrat.ts'
import {
  type AppelTenu,
  findAppelTenu,
  findHeureParis,
  lockAppel,
  updateAppel,
} from '#campagnes/store-appel.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { conflict, refused } from '#platform/refusals.ts'
import type { Motif } from '#socle/decision.ts'

/** The call of a campaign: prepared, read, saved. */
export const appelRoutes = ({ clock }: Pick<AppContext, 'clock'>, folder = reglementsFolder) =>
  createRoutes()
    .openapi(postCampagne, async (c) => {
      const { libelle, exercice, reglement: code, dotation } = c.req.valid('json')
      const reglement = await importReglement(code, folder)
      const motifs: Motif[] = [
        ...(libelle.trim() ? [] : [{ code: 'libelle-vide', message: 'Donnez un libellé à la campagne.' }]),
        ...verifierDotationAppel(dotation),
        ...(reglement.statut === 'refus' ? reglement.motifs : []),
      ]
      if (motifs.length > 0 || reglement.statut === 'refus')
        throw refused('L’appel n’est pas créé : rien n’a été enregistré.', motifs)
      const nouvelle = { libelle: libelle.trim(), exercice, dotation, reglement: reglement.valeur }
      const vide = { organismes: [], exceptionnelles: [], publication: [], calendrier: [], documents: [] }
      const id = await transaction(c.var.db, (tx) =>
        createCampagne(tx, { ...nouvelle, ...vide, etat: 'preparation', fictif: false, mention: null }, []),
      )
      return c.json({ id }, 201)
    })
    .openapi(getAppel, async (c) => {
      const { id } = c.req.valid('param')
      const appel = await findAppelTenu(c.var.db, id)
      if (!appel) throw campagneAbsente(id)
      return c.json(rendre(appel), 200)
    })
    .openapi(putAppel, async (c) => {
      const { id } = c.req.valid('param')
      const { version, ...saisi } = c.req.valid('json')
      const brouillon = {
        ...saisi,
        ouvre: completerHeure(saisi.ouvre),
        ferme: completerHeure(saisi.ferme),
      }
      const illisibles = verifierHoraires(brouillon)
      if (illisibles.length > 0) throw refused('L’appel n’est pas enregistré.', illisibles)
      const appel = await transaction(c.var.db, async (tx) => {
        const avant = await lockAppel(tx, id)
        if (!avant) throw campagneAbsente(id)
        if (avant.version !== version)
          throw conflict(
            'Cet appel a changé entre-temps : rechargez la page avant de recommencer.',
            'version_perimee',
          )
        return saveAppel(tx, avant, brouillon, clock.now())
      })
      return c.json(rendre(appel), 200)
    })

/** Places the times, judges, writes and traces. @throws HttpRefusal 422 with every reason */
async function saveAppel(
  tx: Tx,
  avant: AppelTenu,
  brouillon: BrouillonAppel,
  maintenant: string,
): Promise<AppelTenu> {
  const ouvre = brouillon.ouvre ? await findHeureParis(tx, brouillon.ouvre) : null
  const ferme = brouillon.ferme ? await findHeureParis(tx, brouillon.ferme) : null
  const decision = verifierAppel(brouillon, {
    ...{ etat: avant.etat, avant: extraire(avant), ouvre, ferme, maintenant },
  })
  if (decision.statut === 'refus') throw refused('L’appel n’est pas enregistré.', decision.motifs)
  const instants = { ouvreLe: ouvre?.instant ?? null, fermeLe: ferme?.instant ?? null }
  const version = await updateAppel(tx, avant.id, { ...decision.valeur, ...instants })
  if (decision.valeur.ecartContrats !== avant.ecartContrats) await updateControlesPerimes(tx, avant.id)
  await insertJournal(tx, {
    acte: 'appel.modifie',
    objet: `campagne:${avant.id}`,
    avant: resume(avant),
    apres: resume(decision.valeur),
  })
  return { ...avant, ...decision.valeur, ...instants, version }
}

const CHAMPS: Readonly<Record<keyof BrouillonAppel, true>> = {
  ...{ libelle: true, dotation: true, enveloppeExceptionnelle: true, ecartContrats: true },
  ...{ ouvre: true, ferme: true, voteLe: true, pieces: true, contacts: true, questions: true },
}

/** What is typed of a call, without what its campaign adds. */
const extraire = (appel: BrouillonAppel): BrouillonAppel =>
  Object.fromEntries(Object.entries(appel).filter(([champ]) => champ in CHAMPS)) as BrouillonAppel

/** What the journal keeps for ever: the people to write to are only counted. */
const resume = (appel: BrouillonAppel) => ({
  ...extraire(appel),
  pieces: appel.pieces.map((piece) => piece.libelle),
  contacts: appel.contacts.length,
  questions: appel.questions.length,
})

const rendre = (appel: AppelTenu) => ({
  ...appel,
  pieces: [...appel.pieces],
  contacts: [...appel.contacts],
  questions: [...appel.questions],
})
