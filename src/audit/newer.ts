import type { LogEvent } from '../core/event.ts'
import { isKnownType } from '../core/event-shape.ts'

/** An event that this program may not write behind, because it doesn't know what it means. */
export interface NewerEvent {
  /** Counted from 1. */
  readonly line: number
  readonly type: string
  /** The version that the record names for it; null: it names none. */
  readonly needs: string | null
}

/**
 * Finds the first event that needs a newer program than this one (`own`, a version). Any event may say so in its data, with
 * `needs` and a version; every type that comes after 0.2.0 does. One whose type isn't known needs a newer one in any case:
 * without `needs`, the version of the session that wrote it is named, if that is newer.
 */
export class NewerEvents {
  readonly #own: string
  #writer: string | null = null
  found: NewerEvent | null = null

  constructor(own: string) {
    this.#own = own
  }

  take({ seq, type, data }: LogEvent): void {
    if (this.found !== null) return
    const { version, needs } = data as { readonly version?: unknown; readonly needs?: unknown }
    if ((type === 'session.started' || type === 'incident.opened') && isVersion(version)) this.#writer = version
    const wanted = isVersion(needs) && isNewer(needs, this.#own) ? needs : null
    if (wanted === null && isKnownType(type)) return
    const writer = this.#writer !== null && isNewer(this.#writer, this.#own) ? this.#writer : null
    this.found = { line: seq + 1, type, needs: wanted ?? writer }
  }
}

const form = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/

function isVersion(found: unknown): found is string {
  return typeof found === 'string' && form.test(found)
}

/** Whether version `a` comes after version `b`. */
export function isNewer(a: string, b: string): boolean {
  const [left, right] = [a, b].map((one) => (form.exec(one) ?? []).slice(1).map(Number)) as [number[], number[]]
  const at = left.findIndex((part, index) => part !== right[index])
  return at >= 0 && (left[at] as number) > (right[at] ?? -1)
}
