import type { EmbeddedService } from '../../../cloud/embedded-services.ts'

/** A healthy service's word of itself. `desk` is there for the counter desk. */
interface Health {
  readonly generation: string
  readonly desk?: 'open' | 'frozen'
}

/** The address at which a person on this machine opens a service. */
export function serviceUrl(bind: string, port: number): string {
  const host = bind === '0.0.0.0' ? '127.0.0.1' : bind === '::' ? '::1' : bind
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`
}

/**
 * Asks a service how it is. null: no answer in time, no good answer, or somebody else's answer. `lost`: the service runs, but
 * its files are not where anybody would look for them.
 */
export async function serviceAnswer(
  url: string,
  service: EmbeddedService,
  cloud: string,
  withinMs: number,
): Promise<Health | 'lost' | null> {
  const said = await healthSaid(url, withinMs)
  if (said === null || said.cloud !== cloud || said.service !== service) return null
  const { generation, desk, lost, status } = said
  if (typeof generation !== 'string') return null
  if (lost === true) return 'lost'
  if (status !== 200) return null
  return desk === 'open' || desk === 'frozen' ? { generation, desk } : { generation }
}

/** Whether a service of this run answers there that it lost its folder, wherever that was. */
export async function answersLost(url: string, service: EmbeddedService, generation: string): Promise<boolean> {
  const said = await healthSaid(url, 1000)
  return said !== null && said.service === service && said.generation === generation && said.lost === true
}

async function healthSaid(url: string, withinMs: number): Promise<Record<string, unknown> | null> {
  try {
    const response = await fetch(new URL('health', url), { signal: AbortSignal.timeout(withinMs), redirect: 'error' })
    const { status } = response
    if (status !== 200 && status !== 503) return null
    const said: unknown = await response.json()
    return typeof said === 'object' && said !== null ? { ...said, status } : null
  } catch {
    return null
  }
}
