/** Preloaded (`node --import`) in a process whose peak memory is wanted: writes it, in MiB, on descriptor 3. */
import { writeSync } from 'node:fs'

process.on('exit', () => writeSync(3, String(Math.round(process.resourceUsage().maxRSS / 1024))))
