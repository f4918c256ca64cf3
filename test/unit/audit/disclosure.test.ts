import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  absent,
  conceal,
  concealedIn,
  concealIn,
  type Disclosure,
  disclosedValue,
  revealIn,
} from '../../../src/audit/disclosure.ts'
import type { Json } from '../../../src/core/event.ts'

const salt = (): Buffer => randomBytes(16)
const name = fc.string({ unit: fc.constantFrom('a', 'b', '/', '~', '~1', 'é', ' ') })
const json = fc.letrec<{ value: Json; object: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.array(fc.string()),
    tie('object'),
  ),
  object: fc.dictionary(name, tie('value'), { maxKeys: 4 }),
})).object as fc.Arbitrary<{ readonly [name: string]: Json }>

const pointerPart = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1')

/** The pointers at everything in a value that can be hidden. */
function pointers(value: Json, path = ''): readonly string[] {
  if (value === null) return []
  if (typeof value !== 'object' || Array.isArray(value)) return [path]
  return Object.entries(value).flatMap(([key, item]) => pointers(item as Json, `${path}/${pointerPart(key)}`))
}

describe('a personal value', () => {
  it('is hidden as SD-JWT does it: the digest is over the text of the disclosure', () => {
    const { digest, disclosure } = conceal(3, '/facts/lead', 'An', Buffer.alloc(16, 1))
    expect(Buffer.from(disclosure, 'base64url').toString()).toBe('["AQEBAQEBAQEBAQEBAQEBAQ","/facts/lead","An"]')
    expect(digest).toBe(createHash('sha256').update(disclosure, 'ascii').digest('base64url'))
  })

  it('comes back, wherever it stood, and leaves nothing of itself in the line', () => {
    fc.assert(
      fc.property(json, fc.nat(), (data, pick) => {
        const all = pointers(data)
        const paths = all.filter((_, index) => (index + pick) % 2 === 0)
        const { data: hidden, disclosures } = concealIn(data, paths, 7, salt)
        const found = new Map(disclosures.map((one) => [one.digest, one]))
        expect(revealIn(hidden, (digest) => found.get(digest) ?? null)).toEqual(data)
        expect(
          concealedIn(hidden)
            .map(({ path }) => path)
            .toSorted(),
        ).toEqual(paths.toSorted())
        expect(disclosures.every((one) => one.seq === 7)).toBe(true)
      }),
    )
  })

  it('that was erased leaves something of its kind', () => {
    const data = { name: 'An', names: ['An', 'Bo'], age: 42, kept: 'x' }
    const { data: hidden } = concealIn(data, ['/name', '/names', '/age'], 0, salt)
    expect(revealIn(hidden, () => null)).toEqual({ name: absent.text, names: [], age: null, kept: 'x' })
    expect(JSON.stringify(hidden)).not.toContain('"An"')
  })

  it('never has the same digest twice', () => {
    const digests = Array.from({ length: 50 }, () => conceal(0, '/a', 'An', salt()).digest)
    expect(new Set(digests).size).toBe(50)
  })

  it('is believed only for its own digest and its own place, with a real salt', () => {
    const one = conceal(0, '/a', 'An', salt())
    const of = (disclosure: string): Disclosure => ({ ...one, disclosure })
    expect(disclosedValue(one, one.digest, '/a')).toBe('An')
    expect(disclosedValue(one, one.digest, '/b')).toBeUndefined()
    expect(disclosedValue(conceal(0, '/a', 'Bo', salt()), one.digest, '/a')).toBeUndefined()
    expect(disclosedValue(of(`${one.disclosure}A`), one.digest, '/a')).toBeUndefined()
    const short = conceal(0, '/a', 'An', Buffer.alloc(4))
    expect(disclosedValue(short, short.digest, '/a')).toBeUndefined()
    const garbage = { disclosure: 'bm8ganNvbg' }
    const digest = createHash('sha256').update(garbage.disclosure).digest('base64url')
    expect(disclosedValue(garbage, digest, '/a')).toBeUndefined()
  })

  it('where nothing stands, or an object, is passed over', () => {
    const data = { a: null, b: { c: 'x' } }
    expect(concealIn(data, ['/a', '/b', '/d', '/a/e'], 0, salt)).toEqual({ data, disclosures: [] })
  })
})
