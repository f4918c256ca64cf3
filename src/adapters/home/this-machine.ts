import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { harmlessLine } from '../../core/harmless.ts'
import type { Machine } from '../../core/session-event.ts'

/**
 * This machine as a session names it: its host name, and an id that stays the same for it, 16 hex digits. systemd keeps the id of
 * a machine to its users (machine-id(5)), so only a hash of it goes on record; without one the name has to do.
 */
export function thisMachine(read: () => string = machineId): Machine {
  const name = harmlessLine(hostname(), 60)
  const id = createHash('sha256')
    .update(`cyber-respond session ${read() || name}`)
    .digest('hex')
    .slice(0, 16)
  return { id, name }
}

function machineId(): string {
  try {
    return readFileSync('/etc/machine-id', 'latin1').trim()
  } catch {
    return ''
  }
}
