import { sendFiles } from '#aides/asp/routes-envoi.ts'
import { makeFiles } from '#aides/asp/routes-fabrication.ts'
import { fetchRetours, readRetours } from '#aides/asp/routes-lecture-retours.ts'
import { prepareSession } from '#aides/asp/routes-preparation.ts'
import { openActors } from '#platform/actors.ts'
import { systemClock } from '#platform/clock.ts'
import { createCoffre } from '#platform/coffre.ts'
import { silentLog } from '#platform/logs.ts'
import { openSftp } from '#platform/sftp.ts'
import type { SftpSettings } from '#platform/sftp-config.ts'

// A server reduced to its exchanges with the agency, in a process of its own, to be killed at any moment: it says when
// it begins and when it has nothing left to do.

const {
  base,
  sftp: settings,
  session,
} = JSON.parse(process.argv[2]!) as {
  base: object
  sftp: SftpSettings
  session: string
}
const actors = openActors({ ...base, max: 3 })
const ctx = {
  ...{ systeme: actors.of({ acteur: 'systeme' }), coffre: createCoffre(Buffer.alloc(32, 7)) },
  ...{ clock: systemClock, log: silentLog() },
}
const sftp = openSftp(settings)
console.log('début')
await prepareSession(ctx, session)
await makeFiles(ctx, session)
await sendFiles(ctx, sftp)
await fetchRetours(ctx, sftp)
await readRetours(ctx)
await actors.close()
console.log('fin')
process.exit(0)
