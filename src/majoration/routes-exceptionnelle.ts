import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import type { Demande } from '#campagnes/demandes/demande.ts'
import { actesExceptionnels, verifierSaisieExceptionnelle } from '#campagnes/demandes/exceptionnelle.ts'
import {
  type ExceptionnelleLue,
  type Exceptionnelles,
  voirParOrganisme,
} from '#campagnes/demandes/exceptionnelle-lue.ts'
import { findLisible } from '#campagnes/demandes/routes-demandes-lecture.ts'
import { loadAppel } from '#campagnes/demandes/routes-demandes-tenue.ts'
import { listActesFaits } from '#campagnes/demandes/store-demandes.ts'
import {
  findEnveloppeExceptionnelle,
  findExceptionnelle,
  listEtapesExceptionnelles,
  listExceptionnelles,
  upsertExceptionnelle,
} from '#campagnes/demandes/store-exceptionnelle.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { findCampagne } from '#campagnes/store.ts'
import {
  bound,
  grant,
  holdExceptionnelle,
  moveExceptionnelle,
  propose,
  renounce,
  takeBack,
} from '#majoration/routes-exceptionnelle-actes.ts'
import {
  getExceptionnelle,
  getExceptionnelles,
  postAccord,
  postProposee,
  postRefus,
  postRenoncement,
  postReprise,
  putExceptionnelle,
} from '#majoration/routes-exceptionnelle-contrat.ts'
import { readRetenus } from '#majoration/routes-exceptionnelle-retenus.ts'
import { type Db, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { conflict } from '#platform/refusals.ts'
import { type Acteur, autoriser } from '#socle/acces.ts'
import { type Etape, separer } from '#socle/separation.ts'

/** Exceptional majorations: asked by the body, proposed by an agent, granted or refused by another. */
export const exceptionnellesRoutes = () =>
  createRoutes()
    .openapi(getExceptionnelles, async (c) =>
      c.json(await readExceptionnelles(c.var.db, c.req.valid('param').id), 200),
    )
    .openapi(getExceptionnelle, async (c) => {
      const { db, acteur } = c.var
      const demande = await findLisible(db, c.req.valid('param').id, acteur)
      return c.json(await readExceptionnelle(db, demande, acteur), 200)
    })
    .openapi(putExceptionnelle, async (c) => {
      const { version, ...saisie } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const tenue = await holdExceptionnelle(tx, c.req.valid('param').id)
        if ((tenue.lue?.version ?? null) !== version) throw perimee()
        const juste = verifierSaisieExceptionnelle(saisie)
        const empechements = juste.statut === 'refus' ? juste.motifs : []
        const valeur = juste.statut === 'accord' ? juste.valeur : saisie
        await moveExceptionnelle(tx, tenue, 'demander', c.var.acteur, {
          empechements,
          montant: saisie.montant,
          write: () => upsertExceptionnelle(tx, tenue.demande.id, valeur),
        })
      })
      return c.body(null, 204)
    })
    .openapi(postRenoncement, async (c) => {
      const { motif } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const tenue = await holdExceptionnelle(tx, c.req.valid('param').id)
        await renounce(tx, tenue, c.var.acteur, motif)
      })
      return c.body(null, 204)
    })
    .openapi(postProposee, async (c) => {
      const { montant, motivation } = c.req.valid('json')
      await transaction(c.var.db, async (tx) =>
        propose(tx, await holdExceptionnelle(tx, c.req.valid('param').id), c.var.acteur, {
          montant,
          motif: motivation.trim(),
        }),
      )
      return c.body(null, 204)
    })
    .openapi(postAccord, async (c) => {
      const { montant } = c.req.valid('json')
      await transaction(c.var.db, async (tx) =>
        grant(tx, await holdExceptionnelle(tx, c.req.valid('param').id), c.var.acteur, montant),
      )
      return c.body(null, 204)
    })
    .openapi(postRefus, async (c) => {
      const { motif } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const tenue = await holdExceptionnelle(tx, c.req.valid('param').id)
        await moveExceptionnelle(tx, tenue, 'refuser', c.var.acteur, { motif })
      })
      return c.body(null, 204)
    })
    .openapi(postReprise, async (c) => {
      const { motif } = c.req.valid('json')
      await transaction(c.var.db, async (tx) =>
        takeBack(tx, await holdExceptionnelle(tx, c.req.valid('param').id), c.var.acteur, motif),
      )
      return c.body(null, 204)
    })

const perimee = () =>
  conflict(
    'Cette demande exceptionnelle a changé entre-temps, dans un autre onglet ou par une autre personne : rechargez la page avant de recommencer.',
    'version-perimee',
  )

/** Who sees the amounts before the vote: the Région, never the body itself. */
const VOIENT = 'instruction.lire'

async function readExceptionnelle(db: Db, demande: Demande, acteur: Acteur): Promise<ExceptionnelleLue> {
  const { id, etat, organisation } = demande
  const appel = await loadAppel(db, demande)
  const lue = await findExceptionnelle(db, id)
  const peut = (action: Parameters<typeof autoriser>[1]) => autoriser(acteur, action).statut === 'accord'
  const situation = { etat: lue?.etat ?? 'aucune', campagne: appel.etat, demande: etat } as const
  const dossier = { organisation: organisation.id, actes: await listActesFaits(db, id) }
  const separation = (etape: Etape) => {
    const decision = separer(acteur, etape, dossier)
    return decision.statut === 'refus' ? decision.motifs : []
  }
  const region = peut(VOIENT)
  return {
    exceptionnelle: lue ? (region ? lue : voirParOrganisme(lue, appel.etat as EtatCampagne)) : null,
    etapes: await listEtapesExceptionnelles(db, id),
    bornes: region && lue ? await bound(db, demande) : null,
    actes: actesExceptionnels(situation, peut),
    separation: region
      ? { instruire: separation('instruire'), valider: separation('valider') }
      : { instruire: [], valider: [] },
  }
}

async function readExceptionnelles(db: Db, id: string): Promise<Exceptionnelles> {
  const campagne = await findCampagne(db, id)
  if (!campagne) throw campagneAbsente(id)
  const lues = await listExceptionnelles(db, id)
  const { contrats, base } = await readRetenus(db, campagne)
  const lignes = lues.map(({ identifiant, ...ligne }) => ({
    ...ligne,
    contratsRetenus: identifiant === null ? null : (contrats.get(identifiant) ?? 0),
  }))
  return { ...(await findEnveloppeExceptionnelle(db, id)), base, lignes }
}
