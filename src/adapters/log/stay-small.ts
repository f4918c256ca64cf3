import { setFlagsFromString } from 'node:v8'

/** The bytes from which on a log takes seconds, in which V8 would take memory that it never needs. */
const longLog = 16 * 1024 * 1024

/**
 * Keeps V8's young generation as it is while so many bytes of a log are gone through. On a busy machine it grew by some 40 MB,
 * for lines that were gone when the collector came to look at them.
 */
export function staySmall(bytes: number): void {
  if (bytes >= longLog) setFlagsFromString('--semi-space-growth-factor=1')
}
