import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import type { Transmission } from '#diffusion/schema-transmission.ts'
import { ORGANISATIONS_DEMO } from '../../demo/personnes.ts'
import { type Connecte, openApplication } from '../acces/application.ts'

// What Sarah (AKTO), Marc (ATLAS), the Région and a program of AKTO read of the same vote of 2023.

const { app, personne } = await openApplication({ after })
const [sarah, marc, nadia] = [personne('sarah-klein'), personne('marc-teixeira'), personne('nadia-benali')]
const filieresDe = (code: string) => ORGANISATIONS_DEMO.find((une) => une.code === code)!.filieres!
const adresse = '/api/campagnes/2023/transmission'
const lire = async (qui: Connecte, suite = ''): Promise<Transmission> => {
  const reponse = await qui.request(`${adresse}${suite}`)
  assert.equal(reponse.status, 200, await reponse.clone().text())
  return (await reponse.json()) as Transmission
}
const filieres = ({ formations }: Transmission) =>
  [...new Set(formations.map(({ filiere }) => filiere))].sort()
const somme = ({ formations }: Transmission) => formations.reduce((total, une) => total + une.majoration, 0)

test('chaque OPCO lit son périmètre, et lui seul, avec les montants votés', async () => {
  const [akto, atlas] = [await lire(sarah), await lire(marc)]
  assert.deepEqual(filieres(akto), filieresDe('akto').toSorted())
  assert.deepEqual(filieres(atlas), filieresDe('atlas').toSorted())
  assert.equal(akto.opco!.nom, 'OPCO AKTO')
  assert.equal(akto.partage, null)
  assert.deepEqual(akto.vote, { date: '2023-07-05', reference: 'CP 2023-247' })
  for (const une of akto.formations) {
    assert.deepEqual(une.opcos, ['OPCO AKTO'])
    assert.equal(une.parContrat, Math.round(une.majoration / une.contrats))
  }
  assert.equal(akto.totaux.majoration, somme(akto))
  const communes = new Set(akto.formations.map(({ identifiant }) => identifiant))
  assert.ok(atlas.formations.every(({ identifiant }) => !communes.has(identifiant)))
})

test('la Région lit tout, choisit un OPCO, et chaque euro voté a une place', async () => {
  const toute = await lire(nadia)
  assert.equal(somme(toute), 2_014_000_000)
  assert.equal(toute.totaux.contrats, 30_118)
  const { parOpco, partagees, sansOpco, horsFormation, total } = toute.partage!
  assert.equal(horsFormation, 13_000_000, 'la majoration exceptionnelle d’AFTRAL')
  assert.equal(partagees.formations, 0)
  const seuls = parOpco.reduce((montant, { majoration }) => montant + majoration, 0)
  assert.equal(seuls + sansOpco.majoration + horsFormation, total)
  assert.equal(total, 2_027_000_000)
  const akto = await lire(nadia, `?opco=${sarah.organisation}`)
  assert.deepEqual(akto.formations, (await lire(sarah)).formations)
})

test('nul ne lit le périmètre d’un autre, et un OF-CFA ne lit rien', async () => {
  assert.equal((await sarah.request(`${adresse}?opco=${marc.organisation}`)).status, 404)
  assert.equal((await nadia.request(`${adresse}?opco=inconnu`)).status, 404)
  assert.equal((await personne('lea-fontaine').request(adresse)).status, 403)
  assert.equal((await app.request(adresse)).status, 401)
  assert.equal((await nadia.request('/api/campagnes/absente/transmission')).status, 404)
})

test('le classeur porte les mêmes lignes', async () => {
  const akto = await lire(sarah)
  const reponse = await sarah.request(`${adresse}.xlsx`)
  assert.match(reponse.headers.get('content-disposition')!, /transmission - OPCO AKTO\.xlsx/)
  const { sheets } = await readXlsx(new Uint8Array(await reponse.arrayBuffer()))
  assert.deepEqual(
    sheets.map(({ name }) => name),
    ['Formations', 'Organismes', 'À savoir'],
  )
  const lignes = sheets[0]!.rows.slice(1)
  assert.equal(lignes.length, akto.formations.length)
  assert.equal(
    lignes.reduce((total, ligne) => total + Math.round(Number(ligne[9]) * 100), 0),
    akto.totaux.majoration,
  )
  assert.ok(
    sheets[2]!.rows.some(
      ([quoi, valeur]) => quoi === 'Nature des données' && /Fictives/.test(String(valeur)),
    ),
  )
})

test('le programme d’un OPCO lit la même chose par sa clé, s’il en a la portée', async () => {
  const jetonDe = async (portees: string[]) => {
    const creation = await personne('ines-carpentier').request('/api/cles', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        nom: 'Essai',
        organisation: sarah.organisation,
        role: 'opco',
        portees,
        debit: 60,
      }),
    })
    assert.equal(creation.status, 201, await creation.clone().text())
    const { cle, secret } = (await creation.json()) as { cle: { id: string }; secret: string }
    const reponse = await app.request('/api/oauth/jeton', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: cle.id,
        client_secret: secret,
      }),
    })
    return ((await reponse.json()) as { access_token: string }).access_token
  }
  const lireAvec = async (portees: string[]) =>
    app.request(adresse, { headers: { authorization: `Bearer ${await jetonDe(portees)}` } })
  const permis = await lireAvec(['transmission.lire'])
  assert.deepEqual(await permis.json(), await lire(sarah))
  const refuse = await lireAvec(['formation.lire'])
  assert.equal(refuse.status, 403)
  assert.equal(((await refuse.json()) as { code: string }).code, 'portee-absente')
})
