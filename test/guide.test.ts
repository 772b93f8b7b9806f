import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

// The guide leads where it says: every link of its tables to a chapter, every picture to a file, and none is left over.

const folder = new URL('../docs/guide/', import.meta.url)
const guide = readFileSync(new URL('guide.md', folder), 'utf8')
const all = (pattern: RegExp) => [...guide.matchAll(pattern)].map(([, found]) => found!)

/** The anchor that forges give to a heading: no capitals, no punctuation, a hyphen a space. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')

test('chaque lien du guide mène à un de ses chapitres', () => {
  const chapters = new Set(all(/^#{2,3} (.+)$/gm).map(anchor))
  const links = all(/\]\(#([^)]+)\)/g)
  assert.ok(links.length > 20)
  assert.deepEqual(
    links.filter((link) => !chapters.has(link)),
    [],
  )
})

test('chaque image du guide existe, se décrit, et aucune n’est oubliée', () => {
  const shown = all(/!\[.{20,}\]\(images\/([^)]+)\)/g)
  assert.deepEqual(shown.toSorted(), readdirSync(new URL('images/', folder)).sort())
})
