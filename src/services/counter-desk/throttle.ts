const free = 5
const longestMs = 30_000
const forgetMs = 15 * 60_000
const mostSources = 1000

/** Tells who guesses access codes to wait. It decides about wrong codes only: what it says never stops a right one. */
export interface Throttle {
  /** The milliseconds that this source must wait before its next try. 0: it may try. */
  waitMs(source: string, now: number): number
  /** Counts one wrong try. A try while one must wait is not counted, so that nobody waits longer than was said. */
  count(source: string, now: number): void
}

/**
 * Five wrong tries are free; each one after that doubles the wait, from 1 to 30 seconds. A source is forgotten 15 minutes
 * after its last try. `now` is in milliseconds of a clock that never runs backwards.
 */
export function createThrottle(): Throttle {
  const sources = new Map<string, { tries: number; last: number }>()
  const known = (source: string, now: number) => {
    const seen = sources.get(source)
    return seen === undefined || now - seen.last >= forgetMs ? null : seen
  }
  const waitMs = (source: string, now: number): number => {
    const seen = known(source, now)
    if (seen === null || seen.tries < free) return 0
    return Math.max(0, seen.last + Math.min(longestMs, 1000 * 2 ** (seen.tries - free)) - now)
  }
  return {
    waitMs,
    count: (source, now) => {
      if (waitMs(source, now) > 0) return
      const tries = (known(source, now)?.tries ?? 0) + 1
      sources.delete(source)
      if (sources.size >= mostSources) dropOne(sources, now)
      sources.set(source, { tries, last: now })
    },
  }
}

/**
 * Makes room: a forgotten source goes first, then the one with the fewest tries, the oldest among equals. So a flood of
 * addresses pushes out its own, and not the one who goes on guessing.
 */
function dropOne(sources: Map<string, { readonly tries: number; readonly last: number }>, now: number): void {
  let fewest: { readonly source: string; readonly tries: number } | null = null
  for (const [source, { tries, last }] of sources) {
    const weight = now - last >= forgetMs ? 0 : tries
    if (fewest === null || weight < fewest.tries) fewest = { source, tries: weight }
  }
  if (fewest !== null) sources.delete(fewest.source)
}

/** The source of a try: an address, or for IPv6 its network of 64 bits, which is what one subscriber has. */
export function sourceOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length)
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...after]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
