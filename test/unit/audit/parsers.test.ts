import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkpointText, parseCheckpoint } from '../../../src/audit/checkpoint.ts'
import { parseKnownHead, shortHead } from '../../../src/audit/known-head.ts'
import {
  formatNote,
  formatVerifierKey,
  isSignedBy,
  parseNote,
  parseSignatureLines,
  parseVerifierKey,
  publicKeyOf,
  signatureLine,
  signatureType,
  signNote,
  verifierKey,
} from '../../../src/audit/note.ts'
import { formatProof, parseProof } from '../../../src/audit/proof.ts'
import { isSeal, readSeal } from '../../../src/audit/seal.ts'
import { testKey, testOrigin } from '../../support/test-key.ts'

const key = testKey()
const own = verifierKey(testOrigin, signatureType.log, publicKeyOf(key))
const witness = verifierKey('witness.example', signatureType.witness, publicKeyOf(testKey(2)))
const root = Buffer.alloc(32, 7)
const checkpoint = checkpointText({ origin: testOrigin, size: 130, root })
const note = formatNote(signNote(checkpoint, key, own))
const two = `${note}${signatureLine({ name: witness.name, id: witness.id, bytes: Buffer.alloc(72, 3) })}`
const proof = formatProof({ index: 5, hashes: [root, Buffer.alloc(32)], extra: Buffer.from('line'), checkpoint: note })

/** What tends to slip through parsers. */
const odd = fc.constantFrom(
  ...[
    '',
    ' ',
    '\n',
    '\n\n',
    '\r',
    '\0',
    '\t',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\u202e',
    '\ud800',
    '—',
    '– ',
    '+',
    '=',
    '==',
  ],
  ...[
    '0',
    '00',
    '-1',
    '1e3',
    '9007199254740993',
    '٣',
    'é',
    'e\u0301',
    'A',
    '/',
    '_',
    '-',
    '.',
    'index ',
    'extra ',
    'old ',
  ],
)

/** A good text with some parts cut, doubled, moved, or other things put in. */
function mutated(text: string): fc.Arbitrary<string> {
  const place = fc.nat(text.length)
  const change = fc.oneof(
    fc.record({ kind: fc.constant('put' as const), at: place, odd }),
    fc.record({ kind: fc.constant('set' as const), at: place, odd }),
    fc.record({ kind: fc.constant('cut' as const), at: place, length: fc.nat(20) }),
    fc.record({ kind: fc.constant('copy' as const), at: place, from: place, length: fc.nat(90) }),
  )
  return fc.array(change, { maxLength: 3 }).map((changes) =>
    changes.reduce((now, one) => {
      const [before, after] = [now.slice(0, one.at), now.slice(one.at)]
      if (one.kind === 'put') return before + one.odd + after
      if (one.kind === 'set') return before + one.odd + after.slice(1)
      if (one.kind === 'cut') return before + after.slice(one.length)
      return before + now.slice(one.from, one.from + one.length) + after
    }, text),
  )
}

/** What is accepted prints again as the very same text, so that nothing can be said in two ways. */
function acceptsOneForm<T>(good: string, parse: (text: string) => T | null, print: (value: T) => string): void {
  const value = parse(good)
  expect(value === null ? null : print(value)).toBe(good)
  let refused = 0
  fc.assert(
    fc.property(
      fc.oneof({ arbitrary: mutated(good), weight: 9 }, fc.string({ unit: 'binary', maxLength: 300 })),
      (text) => {
        const found = parse(text)
        if (found === null) refused += 1
        else expect(print(found)).toBe(text)
      },
    ),
    { numRuns: 3000 },
  )
  expect(refused).toBeGreaterThan(0)
}

describe('a parser accepts one form, and throws at nothing', () => {
  it('of a note', () => acceptsOneForm(two, parseNote, formatNote))
  it('of signature lines', () =>
    acceptsOneForm(two.slice(checkpoint.length + 1), parseSignatureLines, (lines) => lines.map(signatureLine).join('')))
  it('of a checkpoint', () => acceptsOneForm(checkpoint, parseCheckpoint, checkpointText))
  it("of a log's key", () => acceptsOneForm(formatVerifierKey(own), parseVerifierKey, formatVerifierKey))
  it("of a witness's key", () => acceptsOneForm(formatVerifierKey(witness), parseVerifierKey, formatVerifierKey))
  it('of a proof', () => acceptsOneForm(proof, parseProof, formatProof))

  it('of a head on paper notices one wrong sign and two that changed places', () => {
    const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    let tried = 0
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, bytes) => {
        const head = shortHead(size, Buffer.from(bytes))
        const places = [...head].flatMap((sign, at) => (sign === '-' ? [] : [at]))
        for (const [index, at] of places.entries()) {
          const others = at < head.indexOf('-') ? '0123456789' : signs
          for (const other of others.replace(head[at] ?? '', '')) {
            tried += 1
            const wrong = head.slice(0, at) + other + head.slice(at + 1)
            expect(parseKnownHead(wrong), wrong).toBe('slip')
          }
          const next = places[index + 1] ?? at
          const [one = '', two = ''] = [head[at], head[next]]
          if (one === two || (at < head.indexOf('-') && next > head.indexOf('-'))) continue
          const swapped = head.slice(0, at) + two + head.slice(at + 1, next) + one + head.slice(next + 1)
          expect(parseKnownHead(swapped), swapped).toBe('slip')
        }
      }),
      { numRuns: 10 },
    )
    expect(tried).toBeGreaterThan(10_000)
  })

  it('of a head on paper, apart from how it is typed', () => {
    const head = shortHead(130, root)
    const again = (text: string): string | null => {
      const found = parseKnownHead(text)
      if (found === null || found === 'slip') return null
      return [String(found.size), ...(found.letters.match(/.{4}/g) ?? [])].join('-')
    }
    // Those of 0.1.0 and 0.2.0 have no letters to check them.
    expect(again(head)).toBe(head.slice(0, -3))
    expect(again(head.slice(0, -3))).toBe(head.slice(0, -3))
    const reached = { read: 0, refused: 0 }
    fc.assert(
      fc.property(mutated(head), (text) => {
        const found = again(text)
        if (found !== null) expect(again(found)).toBe(found)
        reached[found === null ? 'refused' : 'read'] += 1
      }),
      { numRuns: 3000 },
    )
    expect(reached.read).toBeGreaterThan(300)
    expect(reached.refused).toBeGreaterThan(300)
  })
})

describe('a seal', () => {
  it('that was changed in any way is not signed any more, or says the same', () => {
    const reached = { read: 0, signed: 0 }
    fc.assert(
      fc.property(mutated(note), (text) => {
        const seal = readSeal('checkpoints/130.note', text)
        if (!isSeal(seal)) return
        reached.read += 1
        const good = seal.note.signatures.some(
          ({ name, id, bytes }) => name === own.name && id.equals(own.id) && isSignedBy(seal.note.text, bytes, own),
        )
        if (!good) return
        reached.signed += 1
        expect(seal.note.text).toBe(checkpoint)
      }),
      { numRuns: 2000 },
    )
    expect(reached.read).toBeGreaterThan(300)
    expect(reached.signed).toBeGreaterThan(200)
  })

  it('of a hundred thousand odd characters is refused at once', () => {
    for (const text of [' ', '+', '—', '\n', '=', 'A', '0', '— a ', '\n\n'].map((part) => part.repeat(100_000))) {
      const start = performance.now()
      for (const parse of [
        parseNote,
        parseCheckpoint,
        parseVerifierKey,
        parseProof,
        parseSignatureLines,
        parseKnownHead,
      ]) {
        expect(parse(text)).toBeNull()
        expect(parse(`${note}${text}`)).toBeNull()
      }
      expect(performance.now() - start).toBeLessThan(2000)
    }
  })
})

it('a key whose name holds a sign that nobody sees is none', () => {
  const key = (name: string) => formatVerifierKey({ ...verifierKey(name, signatureType.witness, Buffer.alloc(32, 1)) })
  expect(parseVerifierKey(key('witness.example'))).not.toBeNull()
  for (const hidden of ['\u200b', '\u00ad', '\u3164', '\u034f', '\ufe0f', '\u202e'])
    expect(parseVerifierKey(key(`witness${hidden}.example`)), JSON.stringify(hidden)).toBeNull()
})
