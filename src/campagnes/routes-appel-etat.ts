import {
  type ActeCampagne,
  actesDepuis,
  avancer,
  type FaitsCampagne,
  PASSAGES_CAMPAGNE,
  type PassageCampagne,
} from '#campagnes/cycle-campagne.ts'
import { listAccordeesSorties } from '#campagnes/demandes/store-exceptionnelle.ts'
import { composerListe, type Liste, refuserDePerdre, refuserListe } from '#campagnes/liste.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { getConduite, postEtat, postListe } from '#campagnes/routes-appel-contrat.ts'
import type { ListeArretee } from '#campagnes/schema-appel.ts'
import {
  findAppelTenu,
  findFaits,
  lockAppel,
  lockDemandesVivantes,
  updateEtatCampagne,
} from '#campagnes/store-appel.ts'
import {
  listDemandesValidees,
  removeFormations,
  removeOrganismesAbsents,
  updateListe,
} from '#campagnes/store-appel-liste.ts'
import { insertFormations, insertOrganismes } from '#campagnes/store-creation.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'

/** How a campaign goes from a state to the next, and how its list is drawn up on the way. */
export const conduiteRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes()
    .openapi(getConduite, async (c) => {
      const { id } = c.req.valid('param')
      const appel = await findAppelTenu(c.var.db, id)
      if (!appel) throw campagneAbsente(id)
      const faits = await findFaits(c.var.db, id)
      const { etat, demandes, formations, listeAJour, proposition, lectures } = faits
      const { listeLe } = appel
      const passages = actesDepuis(etat).map((acte) => presenter(acte, faits, clock.now()))
      const liste = refuserListe({ etat, formations, listeLe })
      const reponse = {
        etat,
        demandes,
        formations,
        listeLe,
        listeAJour,
        proposition,
        lectures,
        passages,
        liste,
      }
      return c.json(reponse, 200)
    })
    .openapi(postEtat, async (c) => {
      const { id } = c.req.valid('param')
      const { acte, motif } = c.req.valid('json')
      const etat = await transaction(c.var.db, async (tx) => {
        if (!(await lockAppel(tx, id))) throw campagneAbsente(id)
        const faits = { ...(await findFaits(tx, id)), deliberation: null }
        return moveCampagne(tx, id, acte, faits, { maintenant: clock.now(), motif })
      })
      return c.json({ etat }, 200)
    })
    .openapi(postListe, async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await transaction(c.var.db, (tx) => drawListe(tx, id)), 200)
    })

/**
 * Moves a campaign that the transaction holds: decides, writes, traces. The only way to move one.
 *
 * @param details what the journal also keeps of the act
 * @throws HttpRefusal 422 with every reason
 */
export async function moveCampagne(
  tx: Tx,
  id: string,
  acte: ActeCampagne,
  faits: FaitsCampagne,
  {
    maintenant,
    motif = null,
    details = {},
  }: { maintenant: string; motif?: string | null; details?: Readonly<Record<string, unknown>> },
) {
  const decision = avancer(acte, faits, { maintenant, motif })
  if (decision.statut === 'refus') throw refused('La campagne reste à son état.', decision.motifs)
  await updateEtatCampagne(tx, id, decision.valeur)
  await insertJournal(tx, {
    acte: PASSAGES_CAMPAGNE[acte].trace,
    objet: `campagne:${id}`,
    avant: { etat: faits.etat },
    apres: { etat: decision.valeur, ...details },
    ...(motif?.trim() && { motif: motif.trim() }),
  })
  return decision.valeur
}

/** A step as the screen offers it: what is only to be typed with it (why, which délibération) is not missing yet. */
function presenter(acte: ActeCampagne, faits: Omit<FaitsCampagne, 'deliberation'>, maintenant: string) {
  const passage: PassageCampagne = PASSAGES_CAMPAGNE[acte]
  const { libelle, vers } = passage
  const decision = avancer(acte, { ...faits, deliberation: 'à saisir' }, { maintenant, motif: 'à saisir' })
  return {
    acte,
    libelle,
    vers,
    motive: passage.motive === true,
    motifs: decision.statut === 'refus' ? [...decision.motifs] : [],
  }
}

/** Replaces the formations of a campaign by those of its validated applications, none of which moves meanwhile. */
async function drawListe(tx: Tx, id: string): Promise<ListeArretee> {
  const campagne = await lockAppel(tx, id)
  if (!campagne) throw campagneAbsente(id)
  await lockDemandesVivantes(tx, id)
  const { formations: anciennes } = await findFaits(tx, id)
  const contre = refuserListe({ ...campagne, formations: anciennes })
  if (contre.length > 0) throw refused('La liste n’est pas arrêtée.', contre)
  const demandes = await listDemandesValidees(tx, id)
  const liste = composerListe(demandes)
  if (liste.statut === 'refus') throw refused('La liste n’est pas arrêtée.', liste.motifs)
  const presents = liste.valeur.organismes.map(({ identifiant }) => identifiant)
  const perdues = refuserDePerdre(await listAccordeesSorties(tx, id, presents))
  if (perdues.length > 0) throw refused('La liste n’est pas arrêtée.', perdues)
  return replaceListe(tx, id, liste.valeur, { demandes: demandes.length, anciennes })
}

async function replaceListe(
  tx: Tx,
  id: string,
  { organismes, formations }: Liste,
  { demandes, anciennes }: { demandes: number; anciennes: number },
): Promise<ListeArretee> {
  await removeFormations(tx, id)
  const presents = organismes.map(({ identifiant }) => identifiant)
  const organismesSortis = await removeOrganismesAbsents(tx, id, presents)
  await insertOrganismes(tx, id, organismes)
  await insertFormations(tx, id, formations)
  const listeLe = await updateListe(tx, id)
  const contrats = formations.reduce((somme, formation) => somme + formation.contrats, 0)
  const bilan = { demandes, organismes: organismes.length, formations: formations.length, contrats }
  await insertJournal(tx, {
    acte: 'campagne.liste',
    objet: `campagne:${id}`,
    avant: { formations: anciennes },
    apres: { ...bilan, organismesSortis, listeLe },
  })
  return { listeLe, ...bilan, organismesSortis }
}
