import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createCoffre, openCoffre, parseKey } from '#platform/coffre.ts'

const folder = await mkdtemp(join(tmpdir(), 'coffre-'))
after(() => rm(folder, { recursive: true }))
const cle = (octet: number) => new Uint8Array(32).fill(octet)
const IBAN = 'FR7630006000011234567890189'

test('ce qui est scellé se rouvre à sa place, et ne se lit pas', () => {
  const coffre = createCoffre(cle(1))
  const scelle = coffre.seal(`${IBAN} à Zoé`, 'aide_coordonnees:1')
  assert.ok(!scelle.includes(IBAN))
  assert.equal(coffre.open(scelle, 'aide_coordonnees:1'), `${IBAN} à Zoé`)
  assert.notDeepEqual(coffre.seal(IBAN, 'x'), coffre.seal(IBAN, 'x'))
})

test('ni déplacé, ni altéré, ni coupé, ni scellé par une autre clé, rien ne s’ouvre', () => {
  const coffre = createCoffre(cle(1))
  const scelle = coffre.seal(IBAN, 'aide_coordonnees:1')
  assert.throws(() => coffre.open(scelle, 'aide_coordonnees:2'))
  for (let octet = 0; octet < scelle.length; octet++) {
    const altere = Buffer.from(scelle)
    altere[octet]! ^= 1
    assert.throws(() => coffre.open(altere, 'aide_coordonnees:1'), `octet ${octet}`)
  }
  assert.throws(() => coffre.open(scelle.subarray(0, 20), 'aide_coordonnees:1'))
  assert.throws(() => createCoffre(cle(2)).open(scelle, 'aide_coordonnees:1'), /clé que ce serveur n’a pas/)
})

test('changer de clé laisse lire ce que l’ancienne a scellé', () => {
  const scelle = createCoffre(cle(1)).seal(IBAN, 'x')
  const neuf = createCoffre(cle(2), [cle(1)])
  assert.equal(neuf.open(scelle, 'x'), IBAN)
  assert.throws(() => createCoffre(cle(1)).open(neuf.seal(IBAN, 'x'), 'x'))
})

test('l’empreinte reconnaît le même compte, et ne se calcule pas sans la clé', () => {
  const coffre = createCoffre(cle(1))
  assert.equal(coffre.fingerprint(IBAN), coffre.fingerprint(IBAN))
  assert.notEqual(coffre.fingerprint(IBAN), coffre.fingerprint(`${IBAN}0`))
  assert.notEqual(coffre.fingerprint(IBAN), createCoffre(cle(2)).fingerprint(IBAN))
})

test('sans clé donnée, le dossier de données garde la sienne, lisible de son seul compte', async () => {
  const [un, deux] = await Promise.all([openCoffre(folder, []), openCoffre(folder, [])])
  assert.equal(deux.open(un.seal(IBAN, 'x'), 'x'), IBAN)
  const fichier = join(folder, 'cle-du-coffre')
  assert.equal((await stat(fichier)).mode & 0o777, 0o600)
  assert.equal(parseKey(await readFile(fichier, 'utf8')).length, 32)
  assert.throws(() => parseKey('trop court'), /32 octets en base64/)
})
