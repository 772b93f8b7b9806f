/**
 * What stops the program for a reason that the person who starts it can put right: it is told as one French
 * message on standard error, without a stack, and the program ends with this exit code.
 */
export class StartupRefusal extends Error {
  override name = 'StartupRefusal'
  readonly exitCode: number

  constructor(message: string, exitCode = 1, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}
