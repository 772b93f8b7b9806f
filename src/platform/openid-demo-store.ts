import type { Adapter, AdapterPayload } from 'oidc-provider'

type Kept = { payload: AdapterPayload; expires: number }

/** What the demonstration's provider remembers: in memory, bounded, gone when the program stops. */
export class DemoStore implements Adapter {
  static readonly #kept = new Map<string, Kept>()
  static readonly #limit = 10_000
  readonly #model: string

  constructor(model: string) {
    this.#model = model
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    DemoStore.#kept.delete(this.#key(id))
    DemoStore.#kept.set(this.#key(id), { payload, expires: performance.now() + expiresIn * 1000 })
    const [oldest] = DemoStore.#kept.keys()
    if (DemoStore.#kept.size > DemoStore.#limit) DemoStore.#kept.delete(oldest!)
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const found = DemoStore.#kept.get(this.#key(id))
    return found && found.expires > performance.now() ? found.payload : undefined
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#search((payload) => payload.uid === uid)
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#search((payload) => payload.userCode === userCode)
  }

  async consume(id: string): Promise<void> {
    const found = DemoStore.#kept.get(this.#key(id))
    if (found) found.payload.consumed = true
  }

  async destroy(id: string): Promise<void> {
    DemoStore.#kept.delete(this.#key(id))
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of DemoStore.#kept)
      if (key.startsWith(`${this.#model}:`) && payload.grantId === grantId) DemoStore.#kept.delete(key)
  }

  #key(id: string): string {
    return `${this.#model}:${id}`
  }

  #search(matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload, expires }] of DemoStore.#kept)
      if (key.startsWith(`${this.#model}:`) && expires > performance.now() && matches(payload)) return payload
    return undefined
  }
}
