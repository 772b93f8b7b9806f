import type { Context } from 'hono'

/**
 * Answers with a file to keep. The name is given twice (RFC 6266): in full for today's browsers, without accents for
 * what does not read RFC 5987.
 *
 * @param body the bytes, or pieces of bytes or of text that are sent as the reader takes them
 */
export function sendFile(
  c: Context,
  body: Uint8Array | ReadableStream<Uint8Array> | Iterable<string>,
  name: string,
  type: string,
): Response {
  c.header('content-type', type)
  c.header('content-disposition', contentDisposition(name))
  c.header('x-content-type-options', 'nosniff')
  c.header('cache-control', 'private, no-cache')
  if (body instanceof Uint8Array) return c.body(new Uint8Array(body))
  return c.body(body instanceof ReadableStream ? body : streamText(body))
}

export function contentDisposition(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/’/g, "'")
    .replace(/[^\u0020-\u007e]|["\\%]/gu, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}

/** One piece at each turn: other requests are served in between, and a reader that leaves stops the work. */
function streamText(pieces: Iterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = pieces[Symbol.iterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull(controller) {
      const { value, done } = iterator.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: () => void iterator.return?.(),
  })
}
