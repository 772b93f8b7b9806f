import { DEPOSER_LISTE, depositListWork } from '#aides/listes/routes-listes-depot.ts'
import { LIRE_LISTE, readListWork } from '#aides/listes/routes-listes-lecture.ts'
import { findListe, updateEnDepot, updateSilentListes } from '#aides/listes/store-listes.ts'
import { openActors } from '#platform/actors.ts'
import { fixedClock } from '#platform/clock.ts'
import { createCoffre } from '#platform/coffre.ts'
import { openFiles } from '#platform/files.ts'

// A server reduced to its work on one list, in a process of its own, to be killed at any moment: it takes back what was
// left, says when it begins and when the list is deposited.

const {
  base,
  liste: id,
  par,
  dossier,
  instant,
} = JSON.parse(process.argv[2]!) as {
  base: object
  liste: string
  par: string
  dossier: string
  instant: string
}
const actors = openActors({ ...base, max: 4 })
const db = actors.of({ acteur: 'systeme' })
const coffre = createCoffre(Buffer.alloc(32, 7))
const files = await openFiles(dossier)
const clock = fixedClock(instant)
console.log('début')
await updateSilentListes(db, 0)
await readListWork({ db, coffre, files, clock }, id)
if ((await findListe(db, id))?.etat === 'prete') await updateEnDepot(db, id, par, instant)
await depositListWork({ db, coffre }, id)
const etat = (await findListe(db, id))?.etat
await actors.close()
console.log(etat === 'deposee' ? 'fin' : `${LIRE_LISTE}, ${DEPOSER_LISTE} : ${etat}`)
process.exit(0)
