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
  try {
    const response = await fetch(new URL('health', url), { signal: AbortSignal.timeout(withinMs), redirect: 'error' })
    if (!response.ok) return null
    const said: unknown = await response.json()
    if (typeof said !== 'object' || said === null) return null
    const { cloud: folder, service: name, generation, desk } = said as Record<string, unknown>
    if (folder !== cloud || name !== service || typeof generation !== 'string') return null
    return desk === 'open' || desk === 'frozen' ? { generation, desk } : { generation }
  } catch {
    return null
  }
}
