import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { transact } from '../database.ts'

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)
// 32 MB and about 80 ms a try: a stolen database is of little use, and a login isn't noticed.
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
// No 0/O, 1/I/L, U/V: the code is read aloud and copied by hand.
const letters = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const sessionMs = 12 * 60 * 60 * 1000

/**
 * Makes the access code of a desk and keeps only its hash. null: there is a code already, and it stays. With `renew` the
 * old code and every session end. 12 letters of 29 are 58 bits.
 */
export async function makeAccessCode(database: DatabaseSync, renew: boolean): Promise<string | null> {
  const code = Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('')
  const salt = randomBytes(16)
  const value = `${salt.toString('hex')}:${(await derive(code, salt, 32, cost)).toString('hex')}`
  return transact(database, () => {
    if (!renew && storedHash(database) !== null) return null
    database.prepare("INSERT OR REPLACE INTO settings (name, value) VALUES ('access', ?)").run(value)
    database.exec('DELETE FROM sessions')
    return code.replaceAll(/.{4}(?=.)/g, '$&-')
  })
}

/** Whether this is the code, however it is spaced and capitalised. Takes the same time for any answer. */
export async function isAccessCode(database: DatabaseSync, typed: string): Promise<boolean> {
  const code = typed
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, 64)
  const [salt = '', hash = ''] = (storedHash(database) ?? '').split(':')
  const derived = await derive(code, Buffer.from(salt, 'hex'), 32, cost)
  const known = Buffer.from(hash, 'hex')
  return known.length === derived.length && timingSafeEqual(known, derived)
}

function storedHash(database: DatabaseSync): string | null {
  const row = database.prepare("SELECT value FROM settings WHERE name = 'access'").get()
  return row === undefined ? null : String(row.value)
}

/** Opens a session for 12 hours and returns its token; the database keeps only the token's hash. */
export function openSession(database: DatabaseSync, clerk: string, now: number): string {
  const token = randomBytes(32).toString('base64url')
  database.prepare('DELETE FROM sessions WHERE expires <= ?').run(now)
  database
    .prepare('INSERT INTO sessions (token, clerk, expires) VALUES (?, ?, ?)')
    .run(digest(token), clerk, now + sessionMs)
  return token
}

/** The civil servant of a session, or null. Sessions outlive a restart of the service. */
export function sessionClerk(database: DatabaseSync, token: string, now: number): string | null {
  const row = database.prepare('SELECT clerk FROM sessions WHERE token = ? AND expires > ?').get(digest(token), now)
  return row === undefined ? null : String(row.clerk)
}

export function closeSession(database: DatabaseSync, token: string): void {
  database.prepare('DELETE FROM sessions WHERE token = ?').run(digest(token))
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
