import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { FichierLu } from '#campagnes/demandes/espace.ts'
import { PDF_MINUSCULE } from '../../../test/demandes-atelier.ts'
import { appeler, openEspace } from '../../../test/espace-atelier.ts'
import { classeur, ENTETES, enCsv, ligne } from '../../../test/importation-fichiers.ts'

// What a training centre attaches, and the formations that it brings as a file.

const horloge = { maintenant: '2024-03-29T22:40:00.000Z' }
const { lea, julie, brouillon, lire } = await openEspace({ after }, horloge)

test('le contenu dit ce qu’est un document : un nom changé ne trompe pas', async () => {
  const { chemin } = await brouillon()
  const joindre = (nom: string, corps: string | Uint8Array, code = 'note') =>
    appeler<{ id: string }>(
      lea,
      'POST',
      `${chemin}/pieces?code=${code}&nom=${encodeURIComponent(nom)}`,
      corps,
    )
  const refuses = [
    ['virus.pdf', 'MZ\u0090\u0000programme', 'format_inconnu'],
    ['page.pdf', '<!doctype html><script>alert(1)</script>', 'format_inconnu'],
    ['image.png', '<svg onload="alert(1)"/>', 'format_inconnu'],
    ['ancien.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'format_ancien'],
    ['archive.docx', Buffer.from('504b0304aaaa', 'hex'), 'archive_incomplete'],
    ['vide.pdf', '', 'fichier_vide'],
  ] as const
  for (const [nom, corps, code] of refuses) {
    const refus = await joindre(nom, corps)
    assert.deepEqual([refus.statut, refus.corps.code], [422, code], nom)
  }
  const table = classeur([{ nom: 'Feuille', lignes: [['a', 'b']] }])
  const xlsx = await joindre('comptes.pdf', table)
  assert.equal(xlsx.statut, 201)
  assert.equal((await joindre('gros.pdf', `%PDF-${'x'.repeat(20 * 1_048_576)}`)).statut, 413)
  const inconnue = await joindre('a.pdf', PDF_MINUSCULE, 'inventee')
  assert.deepEqual([inconnue.statut, inconnue.corps.code], [422, 'piece-non-demandee'])
  const { pieces } = await lire(chemin)
  assert.deepEqual(
    pieces.map(({ nom }) => nom),
    ['comptes.xlsx'],
  )
  const reponse = await lea.request(`/api${chemin}/pieces/${pieces[0]!.id}`)
  assert.match(reponse.headers.get('content-disposition')!, /^attachment/)
  assert.equal(reponse.headers.get('x-content-type-options'), 'nosniff')
  assert.deepEqual(Buffer.from(await reponse.arrayBuffer()), Buffer.from(table))
  assert.equal((await appeler(julie, 'GET', `${chemin}/pieces/${pieces[0]!.id}`)).statut, 404)
  assert.equal((await appeler(lea, 'DELETE', `${chemin}/pieces/${pieces[0]!.id}`)).statut, 204)
  assert.equal((await appeler(lea, 'DELETE', `${chemin}/pieces/${pieces[0]!.id}`)).statut, 404)
})

test('un fichier entre après un aperçu, fautes comprises ; il se retélécharge et revient pareil', async () => {
  const { chemin } = await brouillon()
  const { siret } = (await lire(chemin)).demande.organisation
  const csv = enCsv([
    [...ENTETES],
    ligne({ siret, identifiant: 'A', contrats: 'beaucoup' }),
    ligne({ siret, identifiant: 'A', commune: 'Créteil' }),
    ligne({ siret: '', identifiant: '', partFemmes: '45,5 %' }),
    ligne({ siret: '73282932000074', identifiant: 'Z' }),
  ])
  const envoyer = (mode: string, version: number, corps: string | Uint8Array = csv) =>
    appeler<FichierLu>(
      lea,
      'POST',
      `${chemin}/formations/fichier?nom=f.csv&mode=${mode}&version=${version}`,
      corps,
    )
  const apercu = (await envoyer('apercu', 1)).corps
  assert.deepEqual(
    apercu.formations.map(({ identifiant }) => identifiant),
    ['A', 'A-2', 'L4'],
  )
  assert.deepEqual([apercu.version, apercu.effectif, apercu.remarques.length], [null, '320', 3])
  assert.equal((await lire(chemin)).formations.length, 0)
  const ajout = (await envoyer('ajouter', 1)).corps
  const lue = await lire(chemin)
  assert.deepEqual(
    [lue.formations.length, lue.demande.effectif, lue.demande.version],
    [3, '320', ajout.version],
  )
  assert.equal(lue.formations[0]!.saisie.contrats, 'beaucoup')
  assert.deepEqual(
    lue.completude.manques.map(({ formation, champ }) => [formation, champ]),
    [['A', 'contrats']],
  )
  const xlsx = await lea.request(`/api${chemin}/formations.xlsx`)
  const octets = new Uint8Array(await xlsx.arrayBuffer())
  const retour = (await envoyer('remplacer', lue.demande.version, octets)).corps
  assert.deepEqual(retour.remarques, [])
  const revenue = await lire(chemin)
  assert.deepEqual(
    revenue.formations.map(({ identifiant, saisie }) => [identifiant, saisie]),
    lue.formations.map(({ identifiant, saisie }) => [identifiant, saisie]),
  )
  const image = await envoyer('ajouter', revenue.demande.version, Buffer.from('89504e470d0a1a0a', 'hex'))
  assert.deepEqual([image.statut, image.corps.code], [422, 'format_image'])
})

test('deux cents formations entrent d’un coup, se lisent et se déposent', async () => {
  const { chemin } = await brouillon()
  const lignes = Array.from({ length: 200 }, (_, i) => ligne({ identifiant: `F${i}`, intitule: `BTS ${i}` }))
  const csv = enCsv([[...ENTETES], ...lignes])
  const adresse = `${chemin}/formations/fichier?nom=f.csv&mode=ajouter&version=1`
  const { corps } = await appeler<FichierLu>(lea, 'POST', adresse, csv)
  const lue = await lire(chemin)
  assert.deepEqual([lue.formations.length, lue.completude.manques], [200, []])
  assert.deepEqual(
    lue.formations.map(({ identifiant }) => identifiant),
    lignes.map((_, i) => `F${i}`),
  )
  assert.equal((await appeler(lea, 'POST', `${chemin}/depot`, { version: corps.version })).statut, 204)
  const trop = enCsv([
    [...ENTETES],
    ...Array.from({ length: 1_001 }, (_, i) => ligne({ identifiant: `T${i}` })),
  ])
  const autre = await brouillon()
  const refus = await appeler(lea, 'POST', `${autre.chemin}/formations/fichier?mode=ajouter&version=1`, trop)
  assert.deepEqual([refus.statut, refus.corps.code], [422, 'trop_de_lignes'])
})
