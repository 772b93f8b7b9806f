import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nommerNavigateur } from '#annuaire/navigateur.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test('un navigateur se reconnaît à son nom, même quand il cite les autres', () => {
  for (const [agent, nom] of [
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/149.0.0.0 Safari/537.36 Edg/149.0`,
      'Edge sur Windows',
    ],
    [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/149.0.0.0 Safari/537.36`, 'Chrome sur Linux'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:150.0) Gecko/20100101 Firefox/150.0',
      'Firefox sur macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari sur iOS',
    ],
    [`Mozilla/5.0 (Linux; Android 16) ${webkit} Chrome/149.0.0.0 Mobile Safari/537.36`, 'Chrome sur Android'],
  ] as const)
    assert.equal(nommerNavigateur(agent), nom)
})

test('un programme qui ne dit rien reste un navigateur inconnu', () => {
  assert.equal(nommerNavigateur(null), 'Navigateur inconnu')
  assert.equal(nommerNavigateur('curl/8.10'), 'Navigateur inconnu')
})
