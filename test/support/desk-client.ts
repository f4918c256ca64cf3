/** A civil servant's browser, as far as the counter desk can tell. `fetch` reaches the desk; `url` is where it answers. */
export interface DeskClient {
  get(path: string): Promise<Response>
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
  login(code: string, clerk?: string): Promise<Response>
  /** Opens a new form of a kind and returns its token. */
  openForm(path: string): Promise<string>
}

export function deskClient(
  url: string,
  fetch: (url: string, init: RequestInit) => Response | Promise<Response>,
): DeskClient {
  const origin = new URL(url).origin
  let cookie = ''
  const send = async (path: string, init: RequestInit, headers: Readonly<Record<string, string>> = {}) => {
    const host = new URL(url).host
    const response = await fetch(`${origin}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { host, cookie, ...(init.method === 'POST' ? { origin } : {}), ...headers },
    })
    const set = response.headers.getSetCookie()[0]
    if (set !== undefined) cookie = set.split(';')[0] ?? ''
    return response
  }
  const client: DeskClient = {
    get: (path) => send(path, { method: 'GET' }),
    post: (path, fields, headers) => send(path, { method: 'POST', body: new URLSearchParams(fields) }, headers),
    login: (code, clerk = 'Els Verzinsel') => client.post('/login', { clerk, code }),
    openForm: async (path) => {
      const page = await (await client.get(path)).text()
      const token = /name="form" value="([^"]+)"/.exec(page)?.[1]
      if (token === undefined) throw new Error(`no form on ${path}`)
      return token
    },
  }
  return client
}

/** A lost identity card, with everything that its form needs. */
export const lostCard = {
  family_name: 'Verzinsel',
  first_names: 'Jan',
  document: 'identity-card',
  how: 'lost',
  lost_date: '2026-01-02',
  phone: '03 000 00 00',
} as const
