import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchOf, type LogEnd } from '../../../src/audit/batch.ts'
import { genesis } from '../../../src/audit/print-line.ts'
import { exitCodeOf, type Verification, verificationJson } from '../../../src/audit/verification.ts'
import { LogVerifier } from '../../../src/audit/verify.ts'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { note, testClock } from '../../support/log-samples.ts'

const { witness } = testClock()
const empty: LogEnd = { lines: 0, head: genesis, witness: null }

function logOf(
  drafts: readonly Draft[],
  from = empty,
): { readonly bytes: Buffer; readonly events: readonly LogEvent[]; readonly next: LogEnd } {
  return batchOf(from, drafts, witness())
}

function verify(
  segments: readonly Buffer[],
  chunk = 1_000_000,
  take: (event: LogEvent) => void = () => {},
): Verification {
  const verifier = new LogVerifier(take)
  segments.forEach((segment, index) => {
    verifier.begin(index)
    for (let at = 0; at < segment.length; at += chunk) verifier.push(Buffer.from(segment.subarray(at, at + chunk)))
  })
  return verifier.end()
}

const small = logOf([note('één'), { ...note('two "quoted"\n'), step: 'isolate/declare' }, note('three')])
const lines = small.bytes.toString('utf8').split('\n').slice(0, -1)
const lastLine = small.bytes.lastIndexOf(0x0a, small.bytes.length - 2) + 1

describe('a whole log', () => {
  it('verifies, says what that does not rule out, and gives the events that were written', () => {
    const events: LogEvent[] = []
    const result = verify([small.bytes], undefined, (event) => events.push(event))
    expect(result).toMatchObject({
      verdict: 'unsealed',
      state: 'open',
      lines: 3,
      sealed: 0,
      tail: 3,
      firstBadLine: null,
    })
    expect(result.limits.length).toBeGreaterThan(0)
    expect(events).toEqual(small.events)
    expect(exitCodeOf(result)).toBe(1)
    const { found, ...json } = verificationJson(result, 'nl')
    expect(found).toBe('3 regels zijn heel en volgen uit elkaar')
    expect(Object.keys(json).sort()).toEqual(
      [
        ...[
          'checked',
          'firstBadLine',
          'limits',
          'lines',
          'origin',
          'remarks',
          'root',
          'sealed',
          'signatures',
          'state',
          'tail',
        ],
        'verdict',
      ].sort(),
    )
  })

  it('gives each line its own names, however alike they end', () => {
    const drafts = ['a/one-1234', 'b/one-1234', 'a/one-1234', 'a/b/one-1234'].map((step) => ({ ...note('same'), step }))
    const log = logOf(drafts)
    const events: LogEvent[] = []
    verify([log.bytes], undefined, (event) => events.push(event))
    expect(events).toEqual(log.events)
  })

  it('knows who wrote the last whole line, whatever stands behind it', () => {
    const one = logOf([note('one')])
    for (let chunk = 1; chunk <= one.bytes.length + 3; chunk += 1) {
      const verifier = new LogVerifier()
      const bytes = Buffer.concat([one.bytes, Buffer.from('!!!')])
      verifier.begin(0)
      for (let at = 0; at < bytes.length; at += chunk) verifier.push(Buffer.from(bytes.subarray(at, at + chunk)))
      expect(verifier.position.witness).toEqual(one.next.witness)
      expect(verifier.torn).toBe(3)
    }
  })

  it('verifies whatever the size of the chunks', () => {
    for (let chunk = 1; chunk < small.bytes.length; chunk += 1) {
      const events: LogEvent[] = []
      expect(verify([small.bytes], chunk, (event) => events.push(event)).verdict).toBe('unsealed')
      expect(events).toEqual(small.events)
    }
  })

  it('gives back what was written, for any text', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 })
    fc.assert(
      fc.property(
        fc.array(fc.record({ text, step: text }), { minLength: 1 }),
        fc.integer({ min: 1, max: 300 }),
        (items, chunk) => {
          const log = logOf(
            items.map((item) => (item.step === '' ? note(item.text) : { ...note(item.text), step: item.step })),
          )
          const events: LogEvent[] = []
          expect(verify([log.bytes], chunk, (event) => events.push(event)).verdict).toBe('unsealed')
          expect(events).toStrictEqual(log.events)
        },
      ),
    )
  })

  it('is closed when the incident was', () => {
    const { bytes } = logOf([note('x'), { type: 'incident.closed', actor: 'a', data: { summary: 's' } }, note('y')])
    expect(verify([bytes]).state).toBe('closed')
  })

  it('may be empty', () => {
    expect(verify([Buffer.alloc(0)])).toMatchObject({ verdict: 'unsealed', lines: 0 })
  })
})

describe('a log that was cut', () => {
  it('at every byte is whole, or torn behind the last LF', () => {
    for (let size = 0; size < small.bytes.length; size += 1) {
      const cut = small.bytes.subarray(0, size)
      const whole = cut.filter((byte) => byte === 0x0a).length
      const result = verify([cut], 64)
      expect([size, result.verdict, result.lines]).toEqual([
        size,
        size === 0 || cut[size - 1] === 0x0a ? 'unsealed' : 'torn',
        whole,
      ])
      expect(exitCodeOf(result)).toBe(1)
    }
  })

  it('and filled up with zeros is torn, however many there are', () => {
    for (const zeros of [1, 512, 70_000, 300_000]) {
      const result = verify([Buffer.concat([small.bytes.subarray(0, -20), Buffer.alloc(zeros)])], 4096)
      expect(result).toMatchObject({ verdict: 'torn', lines: 2 })
    }
  })

  it('with zeros before its last LF is tampered with, and says that a disk can do that too', () => {
    const bytes = Buffer.from(small.bytes)
    bytes.fill(0, lastLine, lastLine + 30)
    expect(verify([bytes])).toMatchObject({ verdict: 'tampered', firstBadLine: 3 })
    expect(verify([bytes]).found.en).toContain('zero bytes')
  })
})

describe('a log that was changed', () => {
  it('in any bit is found, but for what the last line says', () => {
    for (let at = 0; at < small.bytes.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const bytes = Buffer.from(small.bytes)
        bytes[at] = (bytes[at] as number) ^ (1 << bit)
        const { verdict, firstBadLine } = verify([bytes], 200)
        const changed = small.bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1
        if (at < lastLine) {
          expect([at, bit, verdict]).toEqual([at, bit, 'tampered'])
          // A change that leaves the line in form shows in the next one, which no longer follows from it.
          expect([changed, changed + 1]).toContain(firstBadLine)
        } else if (verdict === 'unsealed') {
          // A chain alone can't see this; the next line, or a seal, will.
          const next = logOf([note('next')], small.next)
          expect(verify([Buffer.concat([bytes, next.bytes])]).verdict).toBe('tampered')
        }
      }
    }
  })

  it.each([
    ['removed at the start', [1, 2], 1],
    ['removed in the middle', [0, 2], 2],
    ['doubled', [0, 1, 1, 2], 3],
    ['swapped', [1, 0, 2], 1],
    ['swapped at the end', [0, 2, 1], 2],
    ['added behind', [0, 1, 2, 0], 4],
  ])('by a line %s is found at that line', (_, order, bad) => {
    const bytes = Buffer.from(order.map((index) => `${lines[index]}\n`).join(''))
    const result = verify([bytes])
    expect(result).toMatchObject({ verdict: 'tampered', firstBadLine: bad })
    expect(exitCodeOf(result)).toBe(5)
  })

  it('by a line of another log is found', () => {
    const other = logOf([note('one'), note('two'), note('three')])
    const spliced = `${lines[0]}\n${other.bytes.toString('utf8').split('\n')[1]}\n`
    expect(verify([Buffer.from(spliced)])).toMatchObject({ verdict: 'tampered', firstBadLine: 2 })
  })

  const first = lines[0] as string
  it.each([
    ['a member twice', first.replace('{"actor"', '{"actor":"x","actor"')],
    ['a member more', first.replace('"type"', '"tz":"x","type"')],
    ['a member less', first.replace(/"mono":"\d+",/, '')],
    ['another order', first.replace(/("actor":"[^"]*"),("boot":"[^"]*")/, '$2,$1')],
    ['a space', first.replace(',"boot"', ', "boot"')],
    ['a carriage return', `${first}\r`],
    ['another version', first.replace('"v":1', '"v":2')],
    ['1.0', first.replace('"seq":0', '"seq":0.0')],
    ['-0', first.replace('"seq":0', '"seq":-0')],
    ['no day', first.replace(/"t":"\d{4}-\d\d-\d\d/, '"t":"2026-02-30')],
    ['no object in data', first.replace(/"data":\{[^}]*\}/, '"data":[]')],
    ['an empty actor', first.replace(/"actor":"[^"]*"/, '"actor":""')],
    ['a byte-order mark', `\ufeff${first}`],
    ['nothing', ''],
  ])('to %s is found at once', (_, line) => {
    expect(line).not.toBe(first)
    expect(verify([Buffer.from(`${line}\n`)])).toMatchObject({ verdict: 'tampered', firstBadLine: 1 })
  })

  it('to a line longer than a line can be is found, in chunks of any size', () => {
    const long = Buffer.from(`${first.replace('é', 'é'.repeat(40_000))}\n`)
    for (const chunk of [1000, 65_537, 1_000_000]) {
      expect(verify([long], chunk)).toMatchObject({ verdict: 'tampered', firstBadLine: 1 })
    }
  })

  it('never makes the verifier throw, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), fc.nat(400), (parts, chunk) => {
        const bytes = Buffer.concat(parts.flatMap((part) => [small.bytes.subarray(0, part[0] ?? 0), part]))
        expect(['unsealed', 'torn', 'tampered']).toContain(verify([bytes], chunk + 1).verdict)
      }),
    )
  })
})

/** What whoever only verifies says of one event in a chain that fits: nobody reads it besides. */
function withoutReader(draft: unknown): Verification {
  const verifier = new LogVerifier()
  verifier.begin(0)
  verifier.push(Buffer.from(logOf([draft as Draft]).bytes))
  return verifier.end()
}

describe('an event in a chain that fits, without the members of its type', () => {
  it.each(['key.added', 'redaction', 'step.approved', 'incident.closed', 'incident.opened', 'note.added'])(
    'is no event of a record: %s',
    (type) => {
      expect(withoutReader({ type, actor: 'a', data: {} })).toMatchObject({ verdict: 'tampered', firstBadLine: 1 })
    },
  )

  it('may be one of a later program', () => {
    const later = { type: 'of.a.later.program', actor: 'a', data: {} }
    expect(withoutReader(later)).toMatchObject({ verdict: 'unsealed', lines: 1 })
  })

  it('closes a record only with them', () => {
    const closed = (data: object) => withoutReader({ type: 'incident.closed', actor: 'a', data }).state
    expect([closed({ summary: 'over' }), closed({})]).toEqual(['closed', 'open'])
  })
})

describe('segments', () => {
  const start = (index: number, prev: string): Draft => ({ type: 'segment.start', actor: 'a', data: { index, prev } })
  const second = logOf([start(1, small.next.head), note('four')], small.next)

  it('follow from each other', () => {
    expect(verify([small.bytes, second.bytes], 100)).toMatchObject({ verdict: 'unsealed', lines: 5 })
  })

  it.each<[string, readonly Buffer[], number]>([
    ['without a start', [small.bytes, logOf([note('four')], small.next).bytes], 4],
    ['with the wrong number', [small.bytes, logOf([start(2, small.next.head)], small.next).bytes], 4],
    ['with the wrong leaf', [small.bytes, logOf([start(1, genesis)], small.next).bytes], 4],
    ['with a start in the middle', [Buffer.concat([small.bytes, second.bytes])], 4],
    ['that stop halfway', [small.bytes.subarray(0, -5), second.bytes], 3],
    ['that come back', [small.bytes, small.bytes], 4],
  ])('%s are found', (_, segments, bad) => {
    expect(verify(segments, 77)).toMatchObject({ verdict: 'tampered', firstBadLine: bad })
  })

  it('that are missing are found', () => {
    const verifier = new LogVerifier()
    verifier.begin(0)
    verifier.push(Buffer.from(small.bytes))
    verifier.begin(2)
    expect(verifier.end()).toMatchObject({ verdict: 'tampered', firstBadLine: 4 })
    expect(verifier.end().found.en).toContain('log.000001.jsonl')
  })

  it.each<[string, number, readonly Buffer[]]>([
    ['another number', 2, [second.bytes]],
    ['other bytes', 1, [Buffer.from('changed\n')]],
    ['half a line before it', 1, [small.bytes.subarray(0, 20), second.bytes]],
  ])('behind the last line that is wanted are not looked at: %s', (_, index, rest) => {
    const verifier = new LogVerifier(null, { until: 3 })
    verifier.begin(0)
    verifier.push(Buffer.from(small.bytes))
    const before = verifier.position
    for (const [at, bytes] of rest.entries()) {
      if (at === rest.length - 1) verifier.begin(index)
      verifier.push(Buffer.from(bytes))
    }
    expect(verifier.end()).toMatchObject({ verdict: 'unsealed', lines: 3, firstBadLine: null })
    expect(verifier.position).toEqual(before)
  })
})
