import type { LogEvent } from '../core/event.ts'
import { parseVerifierKey, signatureType } from './note.ts'
import type { LogKey } from './seal.ts'

/** The keys that a record names, and the digests of what was erased in it. Filled while its lines are read. */
export interface RecordKeys {
  readonly log: LogKey[]
  /** The key of each person, as in `key.added`. */
  readonly operators: string[]
  readonly erased: Set<string>
}

/** Collects the keys that a record names. */
export function keyCollector(): {
  readonly keys: RecordKeys
  notable(event: LogEvent): void
} {
  const keys: RecordKeys = { log: [], operators: [], erased: new Set() }
  return {
    keys,
    notable(event) {
      if (event.type === 'redaction') keys.erased.add(event.data.digest)
      if (event.type !== 'key.added') return
      if (event.data.use === 'operator') keys.operators.push(event.data.key)
      const key = event.data.use === 'log' ? parseVerifierKey(event.data.key) : null
      if (key?.type !== signatureType.log) return
      // A log has one name: every machine that goes on with it signs under the first one's.
      const origin = keys.log[0]?.key.name ?? key.name
      if (key.name === origin) keys.log.push({ key, seq: event.seq })
    },
  }
}
