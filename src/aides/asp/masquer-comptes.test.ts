import assert from 'node:assert/strict'
import { test } from 'node:test'
import { masquerComptes } from '#aides/asp/masquer-comptes.ts'

test('un compte cité par l’ASP ne laisse que ses quatre derniers signes, juste ou faux, groupé ou non', () => {
  const cas = {
    'RIB FR7630006000011234567890188 refusé': 'RIB FR•• •••• 0188 refusé',
    'Compte FR76 3000 6000 0112 3456 7890 189 clos': 'Compte FR•• •••• 0189 clos',
    DE89370400440532013000: 'DE•• •••• 3000',
    '30006 00001 12345678901 89': '•••• 0189',
    '30006000011234567890189 inconnu': '•••• 0189 inconnu',
  }
  for (const [dit, garde] of Object.entries(cas)) assert.equal(masquerComptes(dit), garde)
})

test('ni un numéro de dossier, ni un identifiant de l’ASP, ni une date ne sont masqués', () => {
  for (const texte of [
    '2025A1B2C3D4E5F6',
    'ARA25ZZZ99999999',
    '123456789012345678',
    'Le BIC : non SEPA',
    '01/12/2025',
  ])
    assert.equal(masquerComptes(texte), texte)
})
