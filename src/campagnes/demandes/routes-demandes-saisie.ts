import { FORMATIONS_MAXIMUM } from '#campagnes/demandes/espace.ts'
import { verifierIdentifiants } from '#campagnes/demandes/identifiants.ts'
import { formationsAReprendre } from '#campagnes/demandes/renouvellement.ts'
import {
  deleteFormation,
  postRenouvellement,
  putEffectif,
  putFormation,
  putIdentifiants,
} from '#campagnes/demandes/routes-demandes-contrat.ts'
import { listPrecedente } from '#campagnes/demandes/routes-demandes-lecture.ts'
import {
  answerSaisie,
  endSaisie,
  holdModifiable,
  holdSaisie,
  loadAppel,
  requireVersion,
} from '#campagnes/demandes/routes-demandes-tenue.ts'
import { COLONNES_SAISIE, type FormationSaisie, type Saisie } from '#campagnes/demandes/saisie.ts'
import { removeFormationSaisie, upsertFormationSaisie } from '#campagnes/demandes/store-demandes.ts'
import { updateControlesDe, upsertIdentifiants } from '#campagnes/demandes/store-identifiants.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { absent, refused } from '#platform/refusals.ts'
import { ecrireNombre } from '#socle/francais.ts'

/** Typing an application: a formation at a time, the head count, the formations of last year. */
export const saisieRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes()
    .openapi(putFormation, async (c) => {
      const { id, identifiant } = c.req.valid('param')
      const { version, saisie } = c.req.valid('json')
      const maintenant = clock.now()
      const enregistre = await transaction(c.var.db, async (tx) => {
        const demande = await holdModifiable(tx, id)
        const ancienne = demande.formations.find((une) => une.identifiant === identifiant)
        const champs = COLONNES_SAISIE.filter(({ code }) => saisie[code] !== ancienne?.saisie[code])
        const suite = { identifiant, maintenant }
        // The answer to a save may be lost on its way: the same save again is not a conflict.
        const rejouee = version === demande.version - 1
        if (ancienne && champs.length === 0 && (rejouee || version === demande.version))
          return answerSaisie(tx, demande, { ...suite, formations: demande.formations })
        requireVersion(demande, version)
        const formation = { identifiant, saisie }
        const formations = placer(demande.formations, [formation])
        requireNombre(formations)
        await upsertFormationSaisie(tx, id, formation)
        return endSaisie(tx, demande, {
          acte: ancienne ? 'demande.enregistrer' : 'demande.ajouterFormation',
          dit: { formation: identifiant, champs: champs.map(({ code }) => code) },
          ...suite,
          formations,
        })
      })
      return c.json(enregistre, 200)
    })
    .openapi(deleteFormation, async (c) => {
      const { id, identifiant } = c.req.valid('param')
      const { version } = c.req.valid('query')
      const maintenant = clock.now()
      const enregistre = await transaction(c.var.db, async (tx) => {
        const demande = await holdSaisie(tx, id, version)
        if (!(await removeFormationSaisie(tx, id, identifiant)))
          throw absent('Cette formation n’est pas, ou n’est plus, dans la demande.')
        return endSaisie(tx, demande, {
          acte: 'demande.retirerFormation',
          dit: { formation: identifiant },
          formations: demande.formations.filter((une) => une.identifiant !== identifiant),
          maintenant,
        })
      })
      return c.json(enregistre, 200)
    })
    .openapi(putEffectif, async (c) => {
      const { id } = c.req.valid('param')
      const { version, effectif } = c.req.valid('json')
      const maintenant = clock.now()
      const enregistre = await transaction(c.var.db, async (tx) => {
        const demande = await holdModifiable(tx, id)
        const { formations } = demande
        const rejouee = version === demande.version - 1
        if (effectif === demande.effectif && (rejouee || version === demande.version))
          return answerSaisie(tx, demande, { formations, maintenant })
        requireVersion(demande, version)
        const dit = { champs: ['effectifOrganisme'] }
        return endSaisie(tx, demande, { acte: 'demande.enregistrer', dit, formations, effectif, maintenant })
      })
      return c.json(enregistre, 200)
    })
    .openapi(putIdentifiants, async (c) => {
      const { id } = c.req.valid('param')
      const { version, ...saisis } = c.req.valid('json')
      const maintenant = clock.now()
      const enregistre = await transaction(c.var.db, async (tx) => {
        const demande = await holdSaisie(tx, id, version)
        const { formations, organisation } = demande
        const decision = verifierIdentifiants(saisis)
        if (decision.statut === 'refus')
          throw refused('Les identifiants ne sont pas enregistrés.', decision.motifs)
        const { valeur: dit } = decision
        const par = c.var.acteur.identifiant!
        await upsertIdentifiants(tx, organisation.id, { ...dit, par, le: maintenant })
        await updateControlesDe(tx, organisation.id)
        return endSaisie(tx, demande, { acte: 'demande.identifier', dit, formations, maintenant })
      })
      return c.json(enregistre, 200)
    })
    .openapi(postRenouvellement, async (c) => {
      const { id } = c.req.valid('param')
      const { version } = c.req.valid('json')
      const maintenant = clock.now()
      const enregistre = await transaction(c.var.db, async (tx) => {
        const demande = await holdSaisie(tx, id, version)
        const precedente = await listPrecedente(tx, demande, await loadAppel(tx, demande))
        if (!precedente) throw sansPrecedente()
        const reprises = formationsAReprendre(demande.formations, precedente)
        const formations = placer(demande.formations, reprises)
        requireNombre(formations)
        for (const formation of reprises) await upsertFormationSaisie(tx, id, formation)
        const dit = { formations: reprises.length, de: precedente.libelle }
        return endSaisie(tx, demande, { acte: 'demande.renouveler', dit, formations, maintenant })
      })
      return c.json(enregistre, 200)
    })

/** The formations with these in their place: under the same reference, or after the others. */
export function placer(
  formations: readonly FormationSaisie[],
  nouvelles: readonly FormationSaisie[],
): FormationSaisie[] {
  const saisies = new Map<string, Saisie>()
  for (const { identifiant, saisie } of [...formations, ...nouvelles]) saisies.set(identifiant, saisie)
  return [...saisies].map(([identifiant, saisie]) => ({ identifiant, saisie }))
}

/** @throws HttpRefusal 422 when there are more formations than one body has */
export function requireNombre(formations: readonly FormationSaisie[]): void {
  if (formations.length <= FORMATIONS_MAXIMUM) return
  const message = `Une demande compte au plus ${ecrireNombre(FORMATIONS_MAXIMUM)} formations.`
  throw refused(message, [], 'trop-de-formations')
}

const sansPrecedente = () =>
  refused(
    'Votre organisme n’a de formations dans aucune campagne précédente : rien n’est à reprendre.',
    [],
    'sans-precedente',
  )
