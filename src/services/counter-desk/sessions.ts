import { createHash, randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { storedHash } from './access.ts'

const sessionMs = 12 * 60 * 60 * 1000
const mostInMemory = 1000

/**
 * The sessions of who is logged in. `now` is in milliseconds of the wall clock: sessions outlive a restart of the
 * service.
 */
export interface Sessions {
  /** Opens a session for 12 hours and returns its token; only the token's hash is kept. */
  open(clerk: string, now: number): string
  /** The civil servant of a session, or null. */
  clerk(token: string, now: number): string | null
  close(token: string): void
}

/**
 * Sessions in the database, and in memory where that can't be written: on a full disk civil servants still get in, to see
 * what is there, and out.
 */
export function createSessions(database: DatabaseSync): Sessions {
  const unwritten = new Map<
    string,
    { readonly clerk: string; readonly expires: number; readonly code: string | null }
  >()
  const closed = new Set<string>()
  return {
    open: (clerk, now) => {
      const token = randomBytes(32).toString('base64url')
      const expires = now + sessionMs
      try {
        database.prepare('DELETE FROM sessions WHERE expires <= ?').run(now)
        database
          .prepare('INSERT INTO sessions (token, clerk, expires) VALUES (?, ?, ?)')
          .run(digest(token), clerk, expires)
      } catch {
        keepFew(unwritten)
        unwritten.set(digest(token), { clerk, expires, code: storedHash(database) })
      }
      return token
    },
    clerk: (token, now) => {
      const key = digest(token)
      if (closed.has(key)) return null
      const row = database.prepare('SELECT clerk FROM sessions WHERE token = ? AND expires > ?').get(key, now)
      if (row !== undefined) return String(row.clerk)
      const session = unwritten.get(key)
      // A renewed code ends these too.
      return session !== undefined && session.expires > now && session.code === storedHash(database)
        ? session.clerk
        : null
    },
    close: (token) => {
      const key = digest(token)
      unwritten.delete(key)
      try {
        database.prepare('DELETE FROM sessions WHERE token = ?').run(key)
      } catch {
        keepFew(closed)
        closed.add(key)
      }
    },
  }
}

/** Lets the oldest go when there are too many. */
function keepFew(kept: Map<string, unknown> | Set<string>): void {
  if (kept.size < mostInMemory) return
  for (const oldest of kept.keys()) return void kept.delete(oldest)
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
