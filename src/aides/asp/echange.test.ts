import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { sendFiles } from '#aides/asp/routes-envoi.ts'
import { makeFiles, readFichier } from '#aides/asp/routes-fabrication.ts'
import { fetchRetours, readRetours, receiveRetour } from '#aides/asp/routes-lecture-retours.ts'
import { prepareSession } from '#aides/asp/routes-preparation.ts'
import { openActors } from '#platform/actors.ts'
import { fixedClock } from '#platform/clock.ts'
import { createCoffre } from '#platform/coffre.ts'
import { transaction } from '#platform/db.ts'
import { silentLog } from '#platform/logs.ts'
import { openSftp } from '#platform/sftp.ts'
import { creerDossiersAccordes, sceller } from '../../../test/aides-asp-atelier.ts'
import {
  type Demande,
  type Fichier,
  integrations,
  lireDemandes,
  paiements,
  rejets,
  reversements,
} from '../../../test/asp-agence.ts'
import { CODES, validerXsd } from '../../../test/asp-atelier.ts'
import { openTestDatabase } from '../../../test/harness.ts'
import { openSftpServer } from '../../../test/sftp-serveur.ts'

const { db, settings } = await openTestDatabase()
const actors = openActors({ ...settings, max: 4 })
after(() => actors.close())
const serveur = await openSftpServer({ after })
const sftp = openSftp(serveur.settings)
const coffre = createCoffre(Buffer.alloc(32, 7))
const ctx = {
  systeme: actors.of({ acteur: 'systeme' }),
  coffre,
  clock: fixedClock('2025-11-21T09:05:07Z'),
  log: silentLog(),
}
const plusTard = { ...ctx, clock: fixedClock('2026-01-15T10:00:00Z') }

type Etat = {
  dossier: string
  etat: string
  montant: number
  raison: string | null
  motifs: { code: string }[]
  retenue: string | null
}
const etats = async (session: string): Promise<Etat[]> =>
  (
    await sql<Etat>`select p.dossier, p.etat, p.montant, p.raison, p.motifs, p.retenue from asp_paiement p
      join aide_dossier d on d.id = p.dossier where d.session = ${session} order by p.id`.execute(db)
  ).rows
const etatsDe = async (session: string) => (await etats(session)).map(({ etat }) => etat)
const fichiersDe = async (session: string) =>
  (
    await sql<{ id: string; nom: string; etat: string; revu: boolean | null }>`
      select id, nom, etat, revu from asp_fichier where session = ${session} order by nom`.execute(db)
  ).rows
const lignes = async (nom: string) =>
  (
    await sql<{ ligne: number; etat: string; code: string | null; contenu: object }>`
      select l.ligne, l.etat, l.code, l.contenu from asp_retour_ligne l join asp_retour r on r.id = l.retour
      where r.nom = ${nom} order by r.recu_le, l.ligne`.execute(db)
  ).rows

let jours = 0
/** A day of its own for each sending: the agency takes ten files a day. */
const unAutreJour = () => ({
  ...ctx,
  clock: fixedClock(new Date(Date.UTC(2025, 1, ++jours, 9)).toISOString()),
})

/** Prepares and writes the files of a session. @returns its one file and the payments in it */
async function envoyer(session: string, avec = unAutreJour()): Promise<{ nom: string; demandes: Demande[] }> {
  await prepareSession(avec, session)
  await makeFiles(avec, session)
  const dernier = (await fichiersDe(session)).at(-1)!
  const xml = (await readFichier(avec, db, dernier.id)).toString()
  validerXsd(xml)
  return { nom: dernier.nom, demandes: lireDemandes(xml) }
}
const recevoir = async (fichier: Fichier, avec = ctx) => {
  const recu = await transaction(ctx.systeme, (tx) => receiveRetour(avec, tx, { ...fichier, voie: 'main' }))
  await readRetours(avec)
  return recu.neuf
}

test('de la décision au compte : chaque retour fait avancer, les centimes sont exacts', async () => {
  const { session } = await creerDossiersAccordes(db, coffre, [375_50, 115_00, 30_01])
  const { nom, demandes } = await envoyer(session, ctx)
  assert.match(nom, /^nps_ficimport_idp_ARA_202511211005\d\d\.xml$/, 'l’heure de Paris')
  assert.deepEqual(
    demandes.map(({ montant }) => montant),
    ['375.50', '115.00', '30.01'],
  )
  assert.deepEqual(await etatsDe(session), ['envoyee', 'envoyee', 'envoyee'])
  const [une, deux, trois] = demandes as [Demande, Demande, Demande]
  await recevoir(integrations(nom, [une, deux]))
  await recevoir(rejets(nom, [[trois, 'Le code INSEE de la commune est périmé.']]))
  assert.deepEqual(await etatsDe(session), ['integree', 'integree', 'rejetee'])
  await recevoir(paiements('20251201', [{ demande: une }, { demande: deux, etat: 'INVALIDE', motif: 'ICO' }]))
  await recevoir(reversements('20251215', [{ demande: une, montant: 100_50 }]))
  const fin = await etats(session)
  assert.deepEqual(
    fin.map(({ etat, raison }) => [etat, raison]),
    [
      ['a_reverser', 'C1'],
      ['impayee', 'compte-refuse'],
      ['rejetee', 'commune-perimee'],
    ],
  )
  const { rows } = await sql<{
    n: number
  }>`select a_reverser as n from asp_paiement where a_reverser is not null`.execute(db)
  assert.deepEqual(rows, [{ n: 100_50 }])
  const [ligne] = await lignes('renvoi_paiement_ARA_20251201.xml')
  assert.doesNotMatch(JSON.stringify(ligne), /30006000011/, 'le compte ne reste pas en clair')
})

test('préparer deux fois n’ajoute rien ; ce qui manque se dit, se corrige et se retente', async () => {
  const { session, dossiers } = await creerDossiersAccordes(db, coffre, [100_00, 200_00])
  await sceller(db, coffre, dossiers[1]!, {
    iban: 'FR7630006000011234567890188',
    bic: 'AGRIFRPP',
    titulaire: 'X',
  })
  await Promise.all([prepareSession(ctx, session), prepareSession(ctx, session)])
  assert.deepEqual(await etatsDe(session), ['prete', 'incomplete'])
  assert.deepEqual(
    (await etats(session))[1]!.motifs.map(({ code }) => code),
    ['iban_cle'],
  )
  await sceller(db, coffre, dossiers[1]!, {
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
    titulaire: 'X',
  })
  await prepareSession(ctx, session)
  assert.deepEqual(await etatsDe(session), ['prete', 'prete'])
})

test('sans l’assiduité que la campagne exige, rien ne se paie ; exigée après coup, elle arrête ce qui était prêt', async () => {
  const { session, dossiers } = await creerDossiersAccordes(db, coffre, [100_00, 200_00])
  await prepareSession(ctx, session)
  assert.deepEqual(await etatsDe(session), ['prete', 'prete'])
  await sql`update aide_session set attestation_exigee = true where id = ${session}`.execute(db)
  await sql`
    insert into aide_attestation (dossier, assidu, par)
    select ${dossiers[0]!}, true, id from personne order by id limit 1
  `.execute(db)
  await makeFiles(ctx, session)
  assert.deepEqual(await etatsDe(session), ['envoyee', 'en_attente'])
  await prepareSession(ctx, session)
  assert.deepEqual(
    (await etats(session))[1]!.motifs.map(({ code }) => code),
    ['assiduite-non-attestee'],
  )
})

test('une ligne suspendue retient ce qui attend et ce qui est prêt, avec sa raison ; sa levée le libère', async () => {
  const { session, ligne } = await creerDossiersAccordes(db, coffre, [100_00])
  await prepareSession(ctx, session)
  const quand = async () => (await sql`select maj_le from asp_paiement`.execute(db)).rows
  const avant = await quand()
  await sql`insert into suspension (ligne, motif, du, au) values (${ligne}, 'Crédits gelés', '2025-11-01', '2025-12-31')`.execute(
    db,
  )
  await makeFiles(ctx, session)
  const [retenue] = await etats(session)
  assert.equal(retenue!.etat, 'prete')
  assert.match(retenue!.retenue!, /suspendue jusqu’au 31\u00a0décembre\u00a02025.*Crédits gelés/)
  assert.deepEqual(await quand(), avant, 'rien n’a bougé : ce qui est corrigé depuis son arrêt le reste')
  await makeFiles(plusTard, session)
  assert.deepEqual(
    (await etats(session)).map(({ etat, retenue }) => [etat, retenue]),
    [['envoyee', null]],
  )
})

test('un dossier retiré avant l’envoi n’est pas payé ; un compte changé après ne change pas ce qui part', async () => {
  const { session, dossiers } = await creerDossiersAccordes(db, coffre, [100_00, 200_00])
  await prepareSession(ctx, session)
  await sql`update aide_dossier set etat = 'retire' where id = ${dossiers[0]!}`.execute(db)
  await sceller(db, coffre, dossiers[1]!, { iban: 'DE89370400440532013000', bic: 'COBADEFF', titulaire: 'Y' })
  await makeFiles(ctx, session)
  const [fichier] = await fichiersDe(session)
  const xml = (await readFichier(ctx, db, fichier!.id)).toString()
  assert.deepEqual(
    lireDemandes(xml).map(({ montant }) => montant),
    ['200.00'],
  )
  assert.match(xml, /<CODEISOPAYS>FR/)
  await prepareSession(ctx, session)
  assert.deepEqual(await etatsDe(session), ['incomplete', 'envoyee'])
})

test('la base refuse un second paiement vivant, un passage impossible, un montant changé après l’envoi', async () => {
  const { session, dossiers } = await creerDossiersAccordes(db, coffre, [100_00])
  await envoyer(session)
  const [dossier] = dossiers
  await assert.rejects(
    sql`insert into asp_paiement (dossier, montant) values (${dossier}, 1)`.execute(db),
    /asp_paiement_vivant/,
  )
  const changer = (quoi: string) =>
    sql`update asp_paiement set ${sql.raw(quoi)} where dossier = ${dossier}`.execute(db)
  await assert.rejects(changer("etat = 'payee', verse_le = now()"), /passage impossible/)
  await assert.rejects(changer('montant = 1'), /ne change pas/)
})

test('orpheline, état inconnu, montant qui diffère, autre fichier : mis de côté, jamais avalés', async () => {
  const { session } = await creerDossiersAccordes(db, coffre, [100_00, 50_00])
  const { nom, demandes } = await envoyer(session)
  const [une, deux] = demandes as [Demande, Demande]
  const inconnue = { ...une, id: '999999999' }
  await recevoir(integrations(nom, [inconnue, une, deux]))
  const codes = async (fichier: string) => (await lignes(fichier)).map(({ etat, code }) => code ?? etat)
  assert.deepEqual(await codes(integrations(nom, []).nom), ['orpheline', 'appliquee', 'appliquee'])
  const bizarres = paiements('bizarres', [
    ...[
      { demande: une, etat: 'SUSPENDU' },
      { demande: une, montant: 99_99 },
      { demande: deux, le: '01/01/2020' },
    ],
    { demande: { ...une, numero: 'ARA25ZZZ99999999' } },
  ])
  await recevoir(bizarres)
  assert.deepEqual(await codes(bizarres.nom), ['etat-inconnu', 'montant', 'anterieure', 'orpheline'])
  const ailleurs = rejets('nps_ficimport_idp_ARA_20200101000000.xml', [[une, 'RIB invalide']])
  await recevoir(ailleurs)
  assert.deepEqual(await codes(ailleurs.nom), ['autre-fichier'])
  await recevoir({ nom: 'autre_chose.xml', octets: bizarres.octets.subarray(1) })
  const { rows } = await sql`select etat from asp_retour where nom = 'autre_chose.xml'`.execute(db)
  assert.deepEqual(rows, [{ etat: 'inconnu' }])
  await recevoir({ nom: 'renvoi_paiement_ARA_coupe.xml', octets: bizarres.octets.subarray(0, 300) })
  const { rows: coupes } =
    await sql`select etat from asp_retour where nom = 'renvoi_paiement_ARA_coupe.xml'`.execute(db)
  assert.deepEqual(coupes, [{ etat: 'illisible' }])
  assert.deepEqual(await etatsDe(session), ['integree', 'integree'])
})

test('quel que soit l’ordre des fichiers, et lus plusieurs fois, on arrive au même état', async () => {
  let attendu: unknown
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], { minLength: 10 }),
      async (ordre) => {
        const { session } = await creerDossiersAccordes(db, coffre, [100_00, 50_00, 30_00, 20_00])
        const { nom, demandes } = await envoyer(session)
        const [a, b, c, d] = demandes as [Demande, Demande, Demande, Demande]
        const cle = nom.slice(-18, -4) + a.id
        const fichiers = [
          integrations(nom, [a, b, c]),
          rejets(nom, [
            [d, 'RIB invalide'],
            [d, 'Le BIC : non SEPA'],
          ]),
          paiements(`${cle}-1`, [{ demande: a }, { demande: b, etat: 'INVALIDE', motif: 'RJT' }]),
          paiements(`${cle}-2`, [{ demande: c }, { demande: a }]),
          reversements(cle, [{ demande: c, montant: 10_00 }]),
        ]
        for (const i of ordre) await recevoir(fichiers[i]!)
        const fin = (await etats(session)).map(({ etat, montant, raison }) => ({ etat, montant, raison }))
        attendu ??= fin
        assert.deepEqual(fin, attendu)
        assert.deepEqual(
          fin.map(({ etat }) => etat),
          ['payee', 'impayee', 'a_reverser', 'rejetee'],
        )
        const { rows } = await sql<{
          n: number
        }>`select count(*)::int as n from asp_retour_ligne l join asp_retour r on r.id = l.retour
        where l.etat = 'parquee' and r.nom like ${`%${cle}%`}`.execute(db)
        assert.equal(rows[0]!.n, 0)
      },
    ),
    { numRuns: 4 },
  )
})

test('le fichier part par SFTP, une fois, sous son nom ; les retours sont pris, une fois', async () => {
  const { session } = await creerDossiersAccordes(db, coffre, [100_00])
  const { nom, demandes } = await envoyer(session)
  serveur.deposes.length = 0
  await sendFiles(ctx, sftp)
  await sendFiles(ctx, sftp)
  assert.equal(serveur.deposes.filter((un) => un === `depot/${nom}`).length, 1)
  assert.ok([...serveur.fichiers.keys()].every((chemin) => !chemin.endsWith('.part')))
  assert.deepEqual(
    (await fichiersDe(session)).map(({ etat, revu }) => [etat, revu]),
    [['depose', true]],
  )
  const retour = integrations(nom, demandes)
  serveur.fichiers.set(`retours/${retour.nom}`, retour.octets)
  for (let i = 0; i < 2; i++) {
    await fetchRetours(ctx, sftp)
    await readRetours(ctx)
  }
  assert.deepEqual(await etatsDe(session), ['integree'])
  assert.equal((await lignes(retour.nom)).length, 1)
})

test('coupé avant, pendant ou après le dépôt, le fichier ne part qu’une fois et tout entier', async () => {
  for (const [operation, aveugle] of [
    ['mesurer', false],
    ['ouvrir', false],
    ['ecrire', false],
    ['renommer', false],
    ['renommé', false],
    ['renommé', true],
  ] as const) {
    const { session } = await creerDossiersAccordes(db, coffre, [100_00])
    const { nom } = await envoyer(session)
    serveur.aveugle = aveugle
    let coupures = 1
    serveur.avant = (faite, chemin) => {
      if (faite === operation && chemin.includes(nom) && coupures-- > 0) throw new Error('coupé')
    }
    await assert.rejects(sendFiles(ctx, sftp), /à déposer de nouveau/, operation)
    // The agency takes what bears its name at once: nothing is left to be seen again.
    const pris = operation === 'renommé' ? serveur.fichiers.get(`depot/${nom}`) : undefined
    if (pris) serveur.fichiers.delete(`depot/${nom}`)
    await sendFiles(ctx, sftp)
    serveur.avant = () => {}
    serveur.aveugle = false
    assert.equal(serveur.deposes.filter((un) => un === `depot/${nom}`).length, 1, operation)
    const [fichier] = await fichiersDe(session)
    assert.equal(fichier!.etat, 'depose', operation)
    const octets = pris ?? serveur.fichiers.get(`depot/${nom}`)!
    assert.deepEqual(octets, await readFichier(ctx, db, fichier!.id), operation)
    assert.deepEqual(
      [...serveur.fichiers.keys()].filter((chemin) => chemin.endsWith('.part')),
      [],
      operation,
    )
  }
})

test('un autre serveur, un mauvais mot de passe : rien n’est dit ni envoyé', async () => {
  const { session } = await creerDossiersAccordes(db, coffre, [100_00])
  const { nom } = await envoyer(session)
  const empreinte = `SHA256:${'A'.repeat(43)}`
  await assert.rejects(sendFiles(ctx, openSftp({ ...serveur.settings, empreinte })))
  await assert.rejects(sendFiles(ctx, openSftp({ ...serveur.settings, password: 'faux' })))
  assert.ok(!serveur.fichiers.has(`depot/${nom}`))
  await sendFiles(ctx, sftp)
})

test('dix fichiers par jour, sept mille paiements par fichier : le reste attend le lendemain', async () => {
  const { session } = await creerDossiersAccordes(db, coffre, [100_00])
  await sql`insert into asp_fichier (nom, session, sha256, taille, paiements, montant, cree_le, jour)
    select 'x' || n, ${session}, ${'0'.repeat(64)}, 1, 1, 1, now(), '2026-01-15' from generate_series(1, 10) n`.execute(
    db,
  )
  await prepareSession(plusTard, session)
  await makeFiles(plusTard, session)
  assert.deepEqual(await etatsDe(session), ['prete'])
  const lendemain = { ...ctx, clock: fixedClock('2026-01-16T10:00:00Z') }
  await makeFiles(lendemain, session)
  assert.deepEqual(await etatsDe(session), ['envoyee'])
  await sql`delete from asp_fichier where nom like 'x%'`.execute(db)
  assert.equal(CODES.indicatif, true)
})
