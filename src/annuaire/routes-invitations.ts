import { z } from '@hono/zod-openapi'
import {
  etatInvitation,
  type InvitationSuivie,
  verifierInvitation,
  verifierRelance,
  verifierRetrait,
} from '#annuaire/invitation.ts'
import type { Occasion } from '#annuaire/lettre-invitation.ts'
import { schemaRole } from '#annuaire/schema-compte.ts'
import {
  schemaInvitation,
  schemaInvitations,
  schemaRechercheInvitations,
} from '#annuaire/schema-invitations.ts'
import { findCompte } from '#annuaire/store-comptes.ts'
import { insertEnvoi, readContexte, tracerInvitation, updateEnvoi } from '#annuaire/store-envoi.ts'
import { listInvitations, lockInvitation, withdrawInvitation } from '#annuaire/store-invitations.ts'
import { findOrganisation } from '#annuaire/store-organisations.ts'
import type { AppContext } from '#platform/context.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { type Db, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { publicAddress } from '#platform/public-address.ts'
import { absent, errorResponses, refused } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'
import type { Acteur } from '#socle/acces.ts'

const PAGE = 50

/** Invitations: sent with the message that announces them, sent again, withdrawn. */
export function invitationsRoutes({ clock, mail, config }: Pick<AppContext, 'clock' | 'mail' | 'config'>) {
  const occasionOf = async (db: Db, { identifiant }: Acteur, entree: string): Promise<Occasion> => {
    const auteur = await findCompte(db, identifiant!)
    return { auteur: auteur!.nom, region: config.region, entree }
  }

  return createRoutes()
    .openapi(getInvitations, async (c) => {
      const { page = 1, ...recherche } = c.req.valid('query')
      const maintenant = clock.now()
      const bornes = { maintenant, decalage: (page - 1) * PAGE, limite: PAGE }
      const { invitations, total } = await listInvitations(c.var.db, recherche, bornes)
      return c.json({ invitations: invitations.map((une) => publier(une, maintenant)), total }, 200)
    })
    .openapi(postInvitation, async (c) => {
      const { organisation: id, ...demande } = c.req.valid('json')
      const maintenant = clock.now()
      const { acteur } = c.var
      const invitation = await transaction(c.var.db, async (tx) => {
        const organisation = await findOrganisation(tx, id)
        if (!organisation) throw absent('Cet organisme n’existe pas.')
        const contexte = await readContexte(tx, demande.courriel, { auteurs: mainsDe(acteur), maintenant })
        const decision = verifierInvitation({ ...demande, organisation }, contexte)
        if (decision.statut === 'refus') throw refused('L’invitation n’est pas envoyée.', decision.motifs)
        const occasion = await occasionOf(tx, acteur, publicAddress(config, c, '/entrer'))
        return insertEnvoi(tx, decision.valeur, { mail, maintenant, occasion })
      })
      await mail.send()
      return c.json(publier(invitation, maintenant), 201)
    })
    .openapi(postRelance, async (c) => {
      const { id } = c.req.valid('param')
      const maintenant = clock.now()
      const { acteur } = c.var
      const invitation = await transaction(c.var.db, async (tx) => {
        const connue = await lockInvitation(tx, id)
        if (!connue) throw inconnue()
        const contexte = await readContexte(tx, connue.courriel, { auteurs: mainsDe(acteur), maintenant })
        const decision = verifierRelance(connue, contexte)
        if (decision.statut === 'refus') throw refused('L’invitation n’est pas relancée.', decision.motifs)
        const occasion = await occasionOf(tx, acteur, publicAddress(config, c, '/entrer'))
        return updateEnvoi(tx, id, { mail, maintenant, occasion })
      })
      await mail.send()
      return c.json(publier(invitation, maintenant), 200)
    })
    .openapi(deleteInvitation, async (c) => {
      const { id } = c.req.valid('param')
      const maintenant = clock.now()
      await transaction(c.var.db, async (tx) => {
        const connue = await lockInvitation(tx, id)
        if (!connue) throw inconnue()
        const decision = verifierRetrait(connue, maintenant)
        if (decision.statut === 'refus') throw refused('L’invitation n’est pas retirée.', decision.motifs)
        await withdrawInvitation(tx, id, maintenant)
        const avant = tracerInvitation(connue)
        await insertJournal(tx, { acte: 'invitation.retiree', objet: `invitation:${id}`, avant })
      })
      return c.body(null, 204)
    })
}

const mainsDe = ({ identifiant, pour }: Acteur): string[] => [identifiant, pour].filter((un) => un != null)

const inconnue = () => absent('Cette invitation n’existe pas, ou a été purgée.')

function publier(invitation: InvitationSuivie, maintenant: string) {
  const { id, courriel, role, organisation, creeeLe, dernierJour, accepteeLe, retireeLe } = invitation
  const etat = etatInvitation(invitation, maintenant)
  return { id, courriel, role, organisation, etat, creeeLe, dernierJour, accepteeLe, retireeLe }
}

const tags = ['Invitations']
const imprimable = (texte: string) => texte.isWellFormed() && !/\p{Cc}/u.test(texte)
const texte = z.string().max(300).refine(imprimable, 'Caractère non imprimable')
const params = z.object({ id: z.string().max(100) })

const getInvitations = declareRoute({
  droit: 'personne.gerer',
  method: 'get',
  path: '/invitations',
  tags,
  summary: 'Invitations, la plus récente d’abord',
  request: { query: schemaRechercheInvitations },
  responses: { 200: json('Cinquante invitations au plus', schemaInvitations), ...errorResponses(400) },
})

const postInvitation = declareRoute({
  droit: 'personne.gerer',
  method: 'post',
  path: '/invitations',
  tags,
  summary: 'Inviter une personne dans un rôle',
  description: 'Écrit l’invitation et son message, qui part si un serveur de courrier est configuré.',
  request: {
    body: jsonBody(
      z.object({
        courriel: texte.openapi({ example: 'lea.fontaine@exemple.fr' }),
        role: schemaRole,
        organisation: texte.openapi({ description: 'Identifiant de l’organisme' }),
      }),
    ),
  },
  responses: { 201: json('L’invitation', schemaInvitation), ...errorResponses(400, 404, 422) },
})

const postRelance = declareRoute({
  droit: 'personne.gerer',
  method: 'post',
  path: '/invitations/{id}/relance',
  tags,
  summary: 'Renvoyer une invitation, ouverte quatorze jours de plus',
  request: { params },
  responses: { 200: json('L’invitation', schemaInvitation), ...errorResponses(400, 404, 422) },
})

const deleteInvitation = declareRoute({
  droit: 'personne.gerer',
  method: 'delete',
  path: '/invitations/{id}',
  tags,
  summary: 'Retirer une invitation : elle n’ouvre plus rien',
  request: { params },
  responses: { 204: { description: 'L’invitation est retirée' }, ...errorResponses(400, 404, 422) },
})
