import { accueillir, type Identite } from '#annuaire/accueil.ts'
import {
  insertAttribution,
  insertCompte,
  lockArrivals,
  lockCompteOfSujet,
  updateEtatCompte,
  updateIdentite,
} from '#annuaire/store-comptes.ts'
import { acceptInvitation, findInvitations } from '#annuaire/store-invitations.ts'
import { findOrganisationBySiret, insertOrganisation } from '#annuaire/store-organisations.ts'
import type { Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import type { Claims } from '#platform/openid.ts'
import { accord, type Decision } from '#socle/decision.ts'

/**
 * Lets in somebody whom a provider vouches for: recognises the account or opens it, and takes up the invitations that
 * were waiting.
 *
 * @returns the identifier of the account, or why the door stays shut
 */
export async function welcome(
  tx: Tx,
  claims: Claims,
  { maintenant, courrielFiable }: { maintenant: string; courrielFiable: boolean },
): Promise<Decision<string>> {
  const identite = identiteDe(claims, courrielFiable)
  // Always in this order: two people of one organisation never wait for each other in circles.
  await lockArrivals(tx, `${identite.emetteur} ${identite.sujet}`)
  if (identite.siret) await lockArrivals(tx, `siret ${identite.siret}`)
  const connu = await lockCompteOfSujet(tx, identite)
  const organisation = identite.siret ? await findOrganisationBySiret(tx, identite.siret) : undefined
  const attendues = identite.courriel ? await findInvitations(tx, identite.courriel) : []
  const decision = accueillir(identite, { connu, organisation, invitations: attendues, maintenant })
  if (decision.statut === 'refus') return decision
  const accueil = decision.valeur
  let personne = connu?.id
  if (personne) await updateIdentite(tx, personne, identite)
  if (personne && accueil.geste === 'reconnaitre' && (accueil.activer || accueil.organisation)) {
    const etat = accueil.activer ? 'active' : connu!.etat
    const apres = { etat, organisation: accueil.organisation?.id ?? connu!.organisation?.id ?? null }
    await updateEtatCompte(tx, personne, apres)
    const avant = { etat: connu!.etat, organisation: connu!.organisation?.id ?? null }
    await insertJournal(tx, { acte: 'compte.rattache', objet: `personne:${personne}`, avant, apres })
  }
  if (!personne) {
    const { etat, organisation: chez, aDeclarer } = accueil as Extract<typeof accueil, { geste: 'inscrire' }>
    const declaree = aDeclarer ? await insertOrganisation(tx, aDeclarer) : null
    const { emetteur, sujet, nom, courriel } = identite
    const compte = { emetteur, sujet, nom, courriel, etat, organisation: chez?.id ?? declaree }
    personne = await insertCompte(tx, compte)
    const apres = { etat, organisation: compte.organisation }
    await insertJournal(tx, { acte: 'compte.ouvert', objet: `personne:${personne}`, apres })
  }
  for (const { id, role } of accueil.invitations) {
    await acceptInvitation(tx, id, personne)
    await insertAttribution(tx, personne, role)
    await insertJournal(tx, {
      acte: 'role.donne',
      objet: `personne:${personne}`,
      apres: { role, invitation: id },
    })
  }
  return accord(personne)
}

/** The claims of ProConnect, and those of any standard provider. */
function identiteDe({ iss, sub, ...claims }: Claims, courrielFiable: boolean): Identite {
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name].trim() : '')
  const nom =
    [text('given_name'), text('usual_name') || text('family_name')].filter(Boolean).join(' ') || text('name')
  // An address opens invitations: nobody may simply claim it.
  const verifie = (courrielFiable || claims.email_verified === true) && text('email')
  const siret = text('siret').replace(/\s/g, '')
  return {
    emetteur: iss,
    sujet: sub,
    nom: (nom || text('email') || sub).slice(0, 200),
    courriel: verifie ? verifie.toLowerCase() : null,
    siret: /^\d{14}$/.test(siret) ? siret : null,
  }
}
