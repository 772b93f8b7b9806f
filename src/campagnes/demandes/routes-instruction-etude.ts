import { type Alerte, alertesOuvertes } from '#campagnes/demandes/alerte.ts'
import {
  cleFormation,
  controler,
  type FormationLue,
  lireFormations,
  sommerContrats,
} from '#campagnes/demandes/alertes.ts'
import type { Appel, Demande } from '#campagnes/demandes/demande.ts'
import { LIBELLE_PLAN, PIECE_PLAN } from '#campagnes/demandes/espace.ts'
import type { Identifiants } from '#campagnes/demandes/identifiants.ts'
import { type AlerteLue, type Etude, rapprocher } from '#campagnes/demandes/instruction.ts'
import type { FormationSaisie } from '#campagnes/demandes/saisie.ts'
import {
  type CorrectionFaite,
  findPrecedent,
  type LeveeFaite,
  listCorrections,
  listFormationsPrecedentes,
  listHomologues,
  listLevees,
  listNiveauxAilleurs,
  lockControlePerime,
  lockControles,
  type Precedent,
  updateControle,
} from '#campagnes/demandes/store-alertes.ts'
import {
  findAppel,
  findDemande,
  listActesFaits,
  listEtapes,
  listFormationsSaisies,
} from '#campagnes/demandes/store-demandes.ts'
import { findIdentifiants, listMemeUai } from '#campagnes/demandes/store-identifiants.ts'
import { listAgents } from '#campagnes/demandes/store-instruction.ts'
import {
  listAilleurs,
  listAvis,
  listComplements,
  listMessagesDe,
} from '#campagnes/demandes/store-instruction-etude.ts'
import { listPieces } from '#campagnes/demandes/store-pieces.ts'
import { type Db, transaction } from '#platform/db.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'
import { type Etape, separer } from '#socle/separation.ts'
import { enMots } from '#socle/texte.ts'

/** An application with its checks run on it as it is. */
export type Controlee = {
  readonly appel: Appel
  readonly formations: readonly FormationSaisie[]
  readonly corrections: readonly CorrectionFaite[]
  readonly lues: readonly FormationLue[]
  readonly precedent: Precedent | undefined
  readonly levees: readonly LeveeFaite[]
  readonly identifiants: Identifiants
  readonly alertes: readonly Alerte[]
}

/** Reads an application and runs the automatic checks on it. */
export async function readControle(db: Db, demande: Demande): Promise<Controlee> {
  const { id, campagne, organisation, effectif } = demande
  const appel = (await findAppel(db, campagne))!
  const formations = await listFormationsSaisies(db, id)
  const corrections = await listCorrections(db, id)
  const lues = lireFormations(formations, corrections)
  const cles = lues.map(cleFormation).filter((cle) => cle !== null)
  const homologues = await listHomologues(db, { id, campagne, organisation: organisation.id }, cles)
  const precedent = await findPrecedent(db, organisation.siret, appel.exercice)
  const pieces = (await listPieces(db, id)).map(({ code }) => code)
  const { exercice, ecartContrats } = appel
  const { siret } = organisation
  const codes = [...new Set(lues.map(({ codeRncp }) => codeRncp).filter((code) => code !== null))]
  const niveauxAilleurs = await listNiveauxAilleurs(db, { campagne, exercice, siret }, codes)
  const identifiants = await findIdentifiants(db, organisation.id)
  const { uai } = identifiants
  const memeUai = uai ? await listMemeUai(db, { campagne, organisation: organisation.id, uai }) : []
  const alertes = controler({
    ...{ effectif, formations, corrections, pieces, homologues, niveauxAilleurs, ecartContrats },
    ...{ demandees: appel.pieces, siret, precedent: precedent ?? null },
    identifiants: { ...identifiants, memeUai },
  })
  const levees = await listLevees(db, id)
  return { appel, formations, corrections, lues, precedent, alertes, levees, identifiants }
}

/** All that the desk shows of an application, for whoever looks. */
export async function readEtude(db: Db, demande: Demande, acteur: Acteur): Promise<Etude> {
  const { id, campagne, organisation } = demande
  const lue = await readControle(db, demande)
  const { appel, precedent } = lue
  const precedentes = precedent ? await listFormationsPrecedentes(db, precedent) : []
  const { paires, disparues } = rapprocher(lue.lues, precedentes)
  const dossier = { organisation: organisation.id, actes: await listActesFaits(db, id) }
  const separation = (etape: Etape): readonly Motif[] => {
    const decision = separer(acteur, etape, dossier)
    return decision.statut === 'refus' ? decision.motifs : []
  }
  const libelles = new Map(appel.pieces.map(({ code, libelle }) => [code, libelle]))
  libelles.set(PIECE_PLAN, LIBELLE_PLAN)
  return {
    ...{ id, campagne, libelleCampagne: appel.libelle, numero: demande.numero, etat: demande.etat },
    ...{ organisme: organisation.nom, siret: organisation.siret, effectif: demande.effectif },
    identifiants: lue.identifiants,
    ...{ deposeeLe: demande.deposeeLe, instructeur: demande.instructeur },
    contratsDeclares: sommerContrats(lireFormations(lue.formations, [])),
    contrats: sommerContrats(lue.lues),
    formations: lue.formations.map(({ identifiant, saisie }) => ({
      identifiant,
      declaree: saisie,
      corrections: lue.corrections.filter(({ formation }) => formation === identifiant),
      precedente: paires.get(identifiant) ?? null,
    })),
    disparues,
    precedent: precedent ?? null,
    ailleurs: await listAilleurs(db, { id, campagne, siret: organisation.siret }),
    alertes: lue.alertes.map((alerte) => ({ ...alerte, levee: leveeDe(alerte, lue.levees) })),
    avis: await listAvis(db, id),
    messages: await listMessagesDe(db, id),
    complements: await listComplements(db, id),
    etapes: await listEtapes(db, id),
    pieces: (await listPieces(db, id)).map(({ id, code, nom, taille }) => ({
      ...{ id, nom, taille, libelle: libelles.get(code) ?? code },
    })),
    agents: await listAgents(db),
    separation: { instruire: separation('instruire'), valider: separation('valider') },
  }
}

function leveeDe({ code, cible, gravite }: Alerte, levees: readonly LeveeFaite[]): AlerteLue['levee'] {
  if (gravite !== 'avertissement') return null
  return levees.find((levee) => levee.code === code && levee.cible === cible) ?? null
}

/**
 * Reads again one application whose line in the queue is out of date, and keeps what the queue shows of it.
 *
 * @param demande this one; without it, the one that waits for longest
 * @returns whether there was one
 */
export const refreshControle = (db: Db, demande?: string): Promise<boolean> =>
  transaction(db, async (tx) => {
    await lockControles(tx)
    const id = await lockControlePerime(tx, demande)
    const lue = id && (await findDemande(tx, id))
    if (!lue) return false
    await updateControle(tx, lue.id, lue.deposeeLe ? resumer(lue, await readControle(tx, lue)) : RIEN)
    return true
  })

const RIEN = { formations: 0, contrats: 0, alertes: 0, departements: [], cles: [], lues: [], texte: '' }

/** Those whose formations no longer compete with those of others. */
const HORS_CONCOURS: readonly string[] = ['retiree', 'ineligible', 'non_retenue']

function resumer({ etat }: Demande, { lues, alertes, levees, identifiants: { uai } }: Controlee) {
  const horsConcours = HORS_CONCOURS.includes(etat)
  const enLice = horsConcours
    ? []
    : lues.flatMap((lue) => {
        const cle = cleFormation(lue)
        const { identifiant, contrats, codeRncp, niveau } = lue
        return cle === null ? [] : [{ identifiant, cle, contrats, codeRncp, niveau }]
      })
  const mots = lues.flatMap(({ intitule, commune, codeRncp }) => [intitule, commune, codeRncp])
  return {
    formations: lues.length,
    contrats: sommerContrats(lues),
    alertes: alertesOuvertes(alertes, levees).length,
    departements: [...new Set(lues.map(({ departement }) => departement).filter((un) => un !== null))].sort(),
    cles: [...new Set([...enLice.map(({ cle }) => cle), ...(uai && !horsConcours ? [`uai|${uai}`] : [])])],
    lues: enLice,
    texte: [...new Set(mots.filter((mot) => mot !== null).map(enMots))].join('\n'),
  }
}
