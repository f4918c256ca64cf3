import { createHmac, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { transact } from '../database.ts'
import { createSemaphore } from './semaphore.ts'

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)
// 32 MB and about 80 ms a try: a stolen database is of little use, and a login isn't noticed.
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
// No 0/O, 1/I/L, U/V: the code is read aloud and copied by hand.
const letters = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const sieveBytes = 2
const mostWrong = 10_000

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
    const set = database.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)')
    set.run('access', value)
    set.run('access-sieve', newSieve(code))
    database.exec('DELETE FROM sessions')
    return code.replaceAll(/.{4}(?=.)/g, '$&-')
  })
}

/** Looks at access codes, a few at a time: however many come, the desk goes on. */
export interface AccessCheck {
  /**
   * Whether it could be the code, at no cost: of wrong ones, one in 65,536 could. null: a database of an earlier version
   * can't tell before somebody has logged in.
   */
  couldBe(typed: string): boolean | null
  /** Whether it is the code, however it is spaced and capitalised. Waits for its turn. */
  isCode(typed: string): Promise<boolean>
  /** The number of codes that are being looked at or wait for that. */
  waiting(): number
}

export function createAccessCheck(database: DatabaseSync): AccessCheck {
  const inTurn = createSemaphore(2)
  // Who finds a wrong code that passes the sieve, and sends it again and again, takes nobody's turn.
  const wrong = new Map<string, Promise<boolean>>()
  const own = randomBytes(32)
  let waiting = 0
  const look = async (code: string): Promise<boolean> => {
    waiting += 1
    try {
      return await inTurn(() => isRight(database, code))
    } finally {
      waiting -= 1
    }
  }
  return {
    waiting: () => waiting,
    couldBe: (typed) => {
      const [key, tag] = (setting(database, 'access-sieve') ?? '').split(':')
      if (key === undefined || tag === undefined) return null
      return equal(sieve(Buffer.from(key, 'hex'), plain(typed)), Buffer.from(tag, 'hex'))
    },
    isCode: async (typed) => {
      const code = plain(typed)
      const name = createHmac('sha256', own)
        .update(`${storedHash(database)} ${code}`)
        .digest('base64')
      const before = wrong.get(name)
      if (before !== undefined) return before
      const looked = look(code)
      wrong.set(name, looked)
      const [oldest = name] = wrong.keys()
      if (wrong.size > mostWrong) wrong.delete(oldest)
      // Only what is wrong is kept in mind.
      const right = await looked.catch((error: unknown) => {
        wrong.delete(name)
        throw error
      })
      if (right) wrong.delete(name)
      return right
    },
  }
}

async function isRight(database: DatabaseSync, code: string): Promise<boolean> {
  const [salt = '', hash = ''] = (storedHash(database) ?? '').split(':')
  const right = equal(await derive(code, Buffer.from(salt, 'hex'), 32, cost), Buffer.from(hash, 'hex'))
  if (right && setting(database, 'access-sieve') === null) keepSieve(database, code)
  return right
}

/** The hash of the code that counts now: another one means another code. */
export function storedHash(database: DatabaseSync): string | null {
  return setting(database, 'access')
}

function setting(database: DatabaseSync, name: string): string | null {
  const row = database.prepare('SELECT value FROM settings WHERE name = ?').get(name)
  return row === undefined ? null : String(row.value)
}

function keepSieve(database: DatabaseSync, code: string): void {
  try {
    database.prepare("INSERT OR IGNORE INTO settings (name, value) VALUES ('access-sieve', ?)").run(newSieve(code))
  } catch {
    // On a full disk the next login does it.
  }
}

/** 16 bits of a keyed hash: enough to throw out wrong codes, and 42 bits too few to find the right one with. */
function newSieve(code: string): string {
  const key = randomBytes(16)
  return `${key.toString('hex')}:${sieve(key, code).toString('hex')}`
}

function sieve(key: Buffer, code: string): Buffer {
  return createHmac('sha256', key).update(code).digest().subarray(0, sieveBytes)
}

function plain(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, 64)
}

function equal(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
