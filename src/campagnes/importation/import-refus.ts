/** A file that cannot be read at all: a stable code, and a French sentence that says what to do. */
export class FichierIllisible extends Error {
  override name = 'FichierIllisible'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
