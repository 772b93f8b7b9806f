import assert from 'node:assert/strict'
import { existsSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { test } from 'node:test'
import { runStory, skip } from './navigateur.ts'
import { checkAccessibility, checkNoSidewaysScroll } from './verifications.ts'

// The proof of the proof: a page that does wrong is seen.

const faults: readonly (readonly [string, () => void, RegExp])[] = [
  ['une erreur à la console', () => console.error('oh'), /console : oh/],
  ['une exception', () => void setTimeout(() => Promise.reject(new Error('perdue'))), /erreur : .*perdue/],
  [
    'une requête vers une autre machine',
    () => {
      new Image().src = 'https://exemple.invalid/pixel.png'
    },
    /requête vers une autre machine : https:\/\/exemple\.invalid/,
  ],
]

for (const [name, fault, trouble] of faults)
  test(`${name} fait échouer le parcours`, { skip }, () =>
    assert.rejects(
      runStory(async ({ open }) => {
        const page = await open('/')
        await page.evaluate(fault)
        // What the fault provokes reaches the test before this answer does.
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)))
      }),
      trouble,
    ),
  )

test('un texte trop pâle et un bloc trop large sont vus', { skip }, () =>
  runStory(async ({ open }) => {
    const page = await open('/')
    await page.evaluate(() => {
      document.querySelector('h1')!.style.color = '#ccc'
    })
    await assert.rejects(checkAccessibility(page), /color-contrast/)
    await page.evaluate(() => {
      document.querySelector('main')!.style.minInlineSize = '2000px'
    })
    await assert.rejects(checkNoSidewaysScroll(page), /px pour 1280 px/)
  }),
)

test('un parcours qui échoue montre où il en était', { skip }, async () => {
  const failure = await runStory(async ({ open }) => {
    await open('/')
    throw new Error('pas content')
  }).catch((error: Error) => error.message)
  const [, picture] = /^pas content\nhttp:\/\/127\.0\.0\.1:\d+\/ : (.*1\.png)$/.exec(failure ?? '') ?? []
  assert.ok(picture && existsSync(picture), failure ?? 'aucun échec')
  rmSync(dirname(picture), { recursive: true })
})
