import { Worker } from 'node:worker_threads'

/** What a document is made of: a Typst template, and data it reads as JSON. No markup is ever built from data. */
export type PdfRequest = {
  /** Path of the template, under `src`; the look shared by all is `/platform/document.typ`. */
  readonly template: string
  /** Read by the template as `json(bytes(sys.inputs.donnees))`: texts arrive as texts, whatever they contain. */
  readonly data: unknown
  /** Date of the document, `AAAA-MM-JJ`: the same data on the same date gives the same bytes. */
  readonly date: string
}

type Pending = { resolve(pdf: Uint8Array): void; reject(error: Error): void }
export type PdfReply = { id: number; pdf: Uint8Array } | { id: number; error: string }

let worker: Worker | undefined
let lastId = 0
const pending = new Map<number, Pending>()

/**
 * Renders a tagged PDF/UA-1, in a thread of its own: a document of forty pages takes a good part of a second, and the
 * server must keep answering meanwhile. Documents asked for together are rendered one after the other.
 *
 * @throws Error when the template is wrong; never because of what the data contains
 */
export function renderPdf(request: PdfRequest): Promise<Uint8Array> {
  worker ??= startWorker()
  const id = ++lastId
  const answer = new Promise<Uint8Array>((resolve, reject) => pending.set(id, { resolve, reject }))
  worker.ref()
  worker.postMessage({ id, ...request })
  return answer
}

function startWorker(): Worker {
  const started = new Worker(new URL('./typst-worker.ts', import.meta.url))
  started.on('message', (reply: PdfReply) => {
    const waiting = pending.get(reply.id)
    pending.delete(reply.id)
    // An idle worker must not keep the program (or a test) alive.
    if (pending.size === 0) started.unref()
    if ('pdf' in reply) waiting?.resolve(reply.pdf)
    else waiting?.reject(new Error(reply.error))
  })
  const stop = (error: Error) => {
    worker = undefined
    for (const { reject } of pending.values()) reject(error)
    pending.clear()
  }
  started.on('error', stop)
  started.on('exit', (code) => stop(new Error(`the document worker stopped (code ${code})`)))
  return started
}
