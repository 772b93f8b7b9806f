import { setImmediate } from 'node:timers/promises'
import { importFile } from '#campagnes/importation/import-travail.ts'

// Reads a file as the server does, into nothing, and prints how many lines it found. Run in a process of its own,
// whose memory is limited, by `importation-memoire.test.ts`.

let lignes = 0
let erreurs = 0
await importFile(process.argv[2]!, {
  header: async () => true,
  async batch(lot) {
    lignes = lot.lignesLues
    erreurs = lot.erreurs
    await setImmediate() // as a database would, it lets the reader run ahead if it can
    return true
  },
})
console.log(JSON.stringify({ lignes, erreurs }))
