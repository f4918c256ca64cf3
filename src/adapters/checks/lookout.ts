import type { SeenBefore } from '../../core/event.ts'
import type { Lookout } from '../../core/ports.ts'
import { elapsed } from '../clock/elapsed.ts'
import { type HeldConnection, type HeldStory, holdConnection } from './held-connection.ts'
import { there } from './seen-once.ts'
import type { Sighting } from './sighting.ts'
import { parseAddress, resolveName } from './tcp-probe.ts'

/**
 * The milliseconds that an address gets to answer before the act: whoever waits with a finger on the switch does not
 * wait long.
 */
export const beforeMs = 3000

/** The connections of a session that were held over an act and went on: a later try is looked at with them too. */
export type Kept = Map<string, readonly HeldConnection[]>

/**
 * The lookout on a port before the act, with a connection to each of its addresses that takes one. Those that an
 * earlier try left open are the ones that count: a new one may already be refused while the old one goes on.
 */
export async function holdPort(
  subject: string,
  address: string,
  sighting: Sighting,
  signal: AbortSignal,
  kept: Kept,
): Promise<Lookout> {
  const earlier = kept.get(subject)
  kept.delete(subject)
  const held = earlier ?? (sighting.kind === 'fails' ? await openAll(address, signal) : [])
  const seen =
    earlier === undefined ? sighting.seen : `${sighting.seen}, and the connection of an earlier try is still held`
  const isThere = earlier !== undefined ? 'yes' : there[sighting.kind]
  const before: SeenBefore = { subject, there: isThere, seen }
  let goingOn: readonly HeldConnection[] = []
  return {
    before,
    actBegins: () => {
      for (const one of held) one.actBegins()
    },
    after: async (stop) => {
      if (before.there !== 'yes') return before
      const stories = await Promise.all(held.map(async (one) => ({ to: one.to, ...(await one.end(stop)) })))
      const story = worst(stories)
      goingOn = held.filter((_one, index) => stories[index]?.end === 'alive')
      return { ...before, held: story }
    },
    release: () => {
      for (const one of held) if (!goingOn.includes(one)) one.close()
      // Another act on the same port may have kept its own meanwhile.
      if (goingOn.length > 0) kept.set(subject, [...(kept.get(subject) ?? []), ...goingOn])
    },
  }
}

async function openAll(address: string, signal: AbortSignal): Promise<readonly HeldConnection[]> {
  const place = parseAddress(address)
  if (place === null) return []
  const addresses = await resolveName(place.host, signal)
  if (typeof addresses === 'string') return []
  const opened = await Promise.all(addresses.map((ip) => holdConnection(ip, place.port, beforeMs, signal)))
  return opened.filter((one) => one !== null)
}

const badness = ['ended', 'stalled', 'lost', 'unknown', 'alive'] as const

/** One that goes on is enough for a way that is open. */
function worst(stories: readonly (HeldStory & { readonly to: string })[]): HeldStory {
  const [first, ...others] = stories.toSorted((a, b) => badness.indexOf(b.end) - badness.indexOf(a.end))
  if (first === undefined)
    return { end: 'unknown', seen: `no connection could be held open within ${elapsed(beforeMs)}` }
  return { end: first.end, seen: others.length === 0 ? first.seen : `${first.to}: ${first.seen}` }
}
