import { pathToFileURL } from 'node:url'
import { startFile } from './fichier-courant.ts'

// Runs several test files one after the other in one process: `node test/lot.ts a.test.ts b.test.ts`. What they import
// is read once, and their stories share a browser.

for (const path of process.argv.slice(2)) {
  startFile(path)
  await import(pathToFileURL(path).href)
}
