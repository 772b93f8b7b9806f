import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Feuille } from '#campagnes/paiement/schema-paiement.ts'
import { openApplication } from '../../../test/acces/application.ts'
import { appeler } from '../../../test/espace-atelier.ts'
import { creerVotee } from '../../../test/paiement-atelier.ts'

// What is written to a body once it is paid, in the transaction that says so.

const clock = { now: () => '2027-09-01T08:00:00.000Z', today: () => '2027-09-01' }
const { db, personne } = await openApplication({ after }, { clock })
const [nadia, hugo, anne] = [personne('nadia-benali'), personne('hugo-lemaire'), personne('anne-prevost')]

/** Somebody who may submit for a body, hence to whom one writes. */
const donnerQuelquUn = (siret: string, courriel: string) =>
  sql`
    with p as (insert into personne (emetteur, sujet, nom, courriel, organisation, etat)
      select 'essai', ${courriel}, 'Essai', ${courriel}, id, 'active' from organisation where siret = ${siret} returning id)
    insert into attribution (personne, role) select id, 'ofcfaGestionnaire' from p
  `.execute(db)
const ecritsA = async (destinataire: string) =>
  (
    await sql<{ sujet: string; corps: string }>`
      select sujet, corps from message where destinataire = ${destinataire}`.execute(db)
  ).rows

test('payée jusqu’au bout, une demande l’écrit une fois à son organisme ; avant, à personne', async () => {
  const { campagne, organismes, affectation } = await creerVotee(db, {
    ...{ par: nadia.id, votes: [40_000, 50_000], affecte: 100_000_00 },
  })
  await donnerQuelquUn(organismes[0]!, 'gestion@cfa-paye.exemple')
  const adresse = `/campagnes/${campagne}/paiement`
  const exercice = 2027
  await appeler(hugo, 'POST', `${adresse}/engagements`, { affectation, exercice, organismes })
  const aPayer = async () =>
    (await appeler<Feuille>(hugo, 'GET', adresse)).corps.lignes.flatMap((ligne) =>
      ligne.engagements
        .filter(({ reste }) => reste > 0)
        .map(({ engagement, reference, reste }) => ({
          ...{ engagement: engagement.id, reference, montant: reste },
        })),
    )
  const mandater = (paiements: readonly object[]) =>
    appeler(hugo, 'POST', `${adresse}/mandats`, { exercice, paiements })
  const [vu, autre] = await aPayer()
  await mandater([{ ...vu!, montant: 15_000, motif: 'Acompte' }, autre!])
  const [reste] = await aPayer()
  await mandater([reste!])
  const retour = (reference: string, date: string) =>
    appeler(
      ...([anne, 'POST', `${adresse}/retours?nom=retour.csv`] as const),
      `Référence;État;Date\n${reference};payé;${date}\n`,
    )
  await retour(vu!.reference, '2027-09-10')
  assert.deepEqual(await ecritsA('gestion@cfa-paye.exemple'), [], 'il reste à payer')
  await retour(reste!.reference, '2027-09-11')
  await retour(reste!.reference, '2027-09-11')
  await retour(autre!.reference, '2027-09-11')
  const { rows } = await sql<{ etat: string }>`
    select distinct etat from demande where campagne = ${campagne}`.execute(db)
  assert.deepEqual(rows, [{ etat: 'payee' }])
  const [ecrit, ...encore] = await ecritsA('gestion@cfa-paye.exemple')
  assert.deepEqual(encore, [])
  assert.match(ecrit!.sujet, /^Demande n°\s1\s: le paiement est fait$/)
  assert.match(ecrit!.corps, /Le paiement de la majoration de CFA Payé \d+ .* demande n°\s1\) est fait\./)
})
