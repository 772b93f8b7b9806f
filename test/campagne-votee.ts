import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Connecte } from './acces/application.ts'
import { creerAppel, creerDemande, saisieSaine } from './demandes-validees.ts'
import { appeler } from './espace-atelier.ts'
import { creerOrganisme, siretDEssai } from './instruction-atelier.ts'

type Acteurs = {
  readonly db: Db
  readonly personne: (sujet: string) => Pick<Connecte, 'id' | 'organisation' | 'request'>
}

/** What a body says to come last at the ranking. */
const FAIBLE = {
  ...{ prioriteFiliere: '0', innovation: 'non', jeunesQpvRuraux: '0', apprentisHandicap: '0' },
  ...{ partFemmes: '0', partPremiersNiveaux: '0', besoinFinancement: '0', jeunesSansContrat: '0' },
  ...{ partSansContrat: '0', territoirePeuPourvu: 'non', heuresEnvironnement: '0' },
  ...{ partHeuresEnvironnement: '0', contrats: '1' },
}

/**
 * A campaign that the assembly has voted: AFORPA (Léa) is retained, STELO (Julie) is not; the others are as far as the
 * cut of 2023 goes, which keeps three formations out of four.
 *
 * @returns the campaign, and the applications by body
 */
export async function voterCampagne({ db, personne }: Acteurs, autres = 1) {
  const nadia = personne('nadia-benali')
  const [lea, julie] = [personne('lea-fontaine'), personne('julie-moreau')]
  const campagne = await creerAppel(db, 'en_instruction')
  const deposer = (organisation: string, formations: Parameters<typeof creerDemande>[1]['formations']) =>
    creerDemande(db, { campagne, organisation, par: lea.id, formations })
  const aforpa = await deposer(lea.organisation, [
    { identifiant: 'F1', saisie: saisieSaine({ contrats: '24', environnementale: 'oui', palier: '1' }) },
    { identifiant: 'F2', saisie: saisieSaine({ contrats: '12' }) },
  ])
  const stelo = await deposer(julie.organisation, [{ identifiant: 'F1', saisie: saisieSaine(FAIBLE) }])
  const reste: string[] = []
  for (let rang = 1; rang <= autres; rang++) {
    const organisation = await creerOrganisme(db, `CFA Essai ${rang}`, siretDEssai(rang))
    reste.push(await deposer(organisation, [{ identifiant: 'F1', saisie: saisieSaine({ contrats: '8' }) }]))
  }
  const faire = async (chemin: string, corps: object) => {
    const { statut, corps: recu } = await appeler(nadia, 'POST', `/campagnes/${campagne}${chemin}`, corps)
    assert.ok(statut < 300, `${chemin} : ${JSON.stringify(recu)}`)
  }
  await faire('/liste', {})
  await faire('/propositions', { scenario: null, motif: null })
  await sql`update campagne set etat = 'au_vote' where id = ${campagne}`.execute(db)
  await faire('/vote', { deliberation: 'CR 2026-041', voteeLe: '2026-07-02' })
  return { campagne, aforpa, stelo, autres: reste, demandes: [aforpa, stelo, ...reste] }
}
