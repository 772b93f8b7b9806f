import { Worker } from 'node:worker_threads'

/** What is seen on one page of a scan. */
export type PageNumerisee = {
  /** The page alone, as scanned, shown upright when a code tells which way is up. */
  readonly pdf: Uint8Array
  /** To know the page by, PNG in grey, about 75 dots per inch; upright as the page is. */
  readonly vignette: Uint8Array
  /** Texts of the QR codes found; several when two sheets lie side by side. */
  readonly codes: readonly string[]
  /** Nothing is written on it: the back of a sheet. */
  readonly blanche: boolean
}

export type ScanRequest =
  | { readonly what: 'open'; readonly path: string; readonly type: string }
  | { readonly what: 'read'; readonly index: number }
  | { readonly what: 'join'; readonly pages: readonly Uint8Array[] }
export type ScanReply = { id: number; value: unknown } | { id: number; error: string }

/** Looks at scans in a thread of its own, one page at a time; all its memory is given back by `close`. */
export type Scanner = {
  /** Opens a PDF, a PNG or a JPEG on the disk. @returns how many pages @throws Error when it cannot be read */
  open(path: string, type: string): Promise<number>
  /** @param index from 0 @throws Error when the page cannot be drawn */
  read(index: number): Promise<PageNumerisee>
  /** Puts pages together in one PDF, none of them drawn again. */
  join(pages: readonly Uint8Array[]): Promise<Uint8Array>
  close(): Promise<void>
}

/** Beyond this, a page is a trap rather than a page. */
const PATIENCE_MS = 60_000

/** Starts the thread. Its answers come one after the other; a page that takes too long ends it. */
export function openScanner(): Scanner {
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 1_024 },
  })
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0
  let dead: Error | undefined
  const stop = (error: Error) => {
    dead ??= error
    for (const { reject } of pending.values()) reject(dead)
    pending.clear()
  }
  worker.on('message', (reply: ScanReply) => {
    const waiting = pending.get(reply.id)
    pending.delete(reply.id)
    if ('error' in reply) waiting?.reject(new Error(reply.error))
    else waiting?.resolve(reply.value)
  })
  worker.on('error', stop)
  worker.on('exit', (code) => stop(new Error(`the scan worker stopped (code ${code})`)))
  const ask = <T>(request: ScanRequest): Promise<T> => {
    if (dead) return Promise.reject(dead)
    const id = ++lastId
    const answer = new Promise((resolve, reject) => pending.set(id, { resolve, reject }))
    const patience = setTimeout(() => void worker.terminate(), PATIENCE_MS)
    worker.postMessage({ id, ...request })
    return answer.finally(() => clearTimeout(patience)) as Promise<T>
  }
  return {
    open: (path, type) => ask({ what: 'open', path, type }),
    read: (index) => ask({ what: 'read', index }),
    join: (pages) => ask({ what: 'join', pages }),
    close: async () => {
      await worker.terminate()
    },
  }
}
