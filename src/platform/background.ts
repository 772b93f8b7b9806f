import { Worker } from 'node:worker_threads'

/**
 * Runs a script in a thread of its own, for a computation of seconds that must not stop the server answering. The
 * script reads `workerData` and posts one message, its result; what it throws rejects the promise.
 *
 * @param data anything a structured clone can carry: plain data, no function
 */
export function runInBackground<T>(script: URL, data: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: data })
    worker.once('message', (result: T) => {
      resolve(result)
      void worker.terminate()
    })
    worker.once('error', reject)
    worker.once('exit', (code) =>
      reject(new Error(`${script.pathname} ended (code ${code}) without a result`)),
    )
  })
}
