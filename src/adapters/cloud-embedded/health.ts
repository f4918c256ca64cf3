import type { EmbeddedService } from '../../cloud/embedded-services.ts'

/** What a healthy service says of itself. `desk` is there for the counter desk. */
interface Health {
  readonly generation: string
  readonly desk?: 'open' | 'frozen'
}

/** The address at which a person on this machine opens a service. */
export function serviceUrl(bind: string, port: number): string {
  const host = bind === '0.0.0.0' ? '127.0.0.1' : bind === '::' ? '::1' : bind
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`
}

/** Asks a service how it is. null: no answer in time, no good answer, or somebody else's answer. */
export async function serviceHealth(
  url: string,
  service: EmbeddedService,
  cloud: string,
  withinMs: number,
): Promise<Health | null> {
  const said = await serviceAnswer(url, service, cloud, withinMs)
  return said === 'lost' ? null : said
}

/** As `serviceHealth`. `lost`: the service runs, but its files are not where anybody would look for them. */
export async function serviceAnswer(
  url: string,
  service: EmbeddedService,
  cloud: string,
  withinMs: number,
): Promise<Health | 'lost' | null> {
  try {
    const response = await fetch(new URL('health', url), { signal: AbortSignal.timeout(withinMs), redirect: 'error' })
    if (!response.ok && response.status !== 503) return null
    const said: unknown = await response.json()
    if (typeof said !== 'object' || said === null) return null
    const { cloud: folder, service: name, generation, desk, lost } = said as Record<string, unknown>
    if (folder !== cloud || name !== service || typeof generation !== 'string') return null
    if (lost === true) return 'lost'
    if (!response.ok) return null
    return desk === 'open' || desk === 'frozen' ? { generation, desk } : { generation }
  } catch {
    return null
  }
}
