/** What answers requests: the application without a port, or any other. */
type Application = { request(path: string, init: RequestInit): Response | Promise<Response> }

/** A browser reduced to its cookies: it keeps those that it receives, sends them back, follows nothing. */
export class Visiteur {
  readonly cookies = new Map<string, string>()
  readonly #app: Application

  constructor(app: Application) {
    this.#app = app
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie && { cookie }), ...(init.headers as Record<string, string>) }
    const response = await this.#app.request(path, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  /** Where a request sends the browser. */
  async locationOf(path: string): Promise<string> {
    return (await this.request(path)).headers.get('location') ?? ''
  }

  /** Who the application says this browser is: its role, or null when it knows nobody. */
  async role(): Promise<string | null> {
    const { acteur } = (await (await this.request('/api/compte')).json()) as {
      acteur: { role: string } | null
    }
    return acteur?.role ?? null
  }
}
