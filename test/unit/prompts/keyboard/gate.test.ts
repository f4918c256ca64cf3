import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGate, type Gate, type Passed } from '../../../../src/prompts/keyboard/gate.ts'
import { createTokenReader } from '../../../../src/prompts/keyboard/token.ts'

/** Packets with the milliseconds at which they come. */
type Packets = readonly (readonly [at: number, text: string])[]

const encoder = new TextEncoder()

/** What passes, with when. Time goes by between the packets as the gate asks for it, and five seconds after the last one. */
function play(packets: Packets, gate: Gate = opened()): readonly (readonly [number, Passed])[] {
  const reader = createTokenReader()
  const out: (readonly [number, Passed])[] = []
  let now = 0
  const until = (end: number): void => {
    for (;;) {
      const due = gate.due()
      if (due === null || due > end) break
      now = Math.max(now, due)
      const passed = gate.passed(now)
      if (passed.length === 0) break
      for (const one of passed) out.push([now, one])
    }
    now = end
  }
  for (const [at, text] of packets) {
    until(at)
    const part = typeof text === 'string' ? Buffer.from(text, 'latin1') : encoder.encode(text)
    gate.heard(at)
    for (const token of reader.read(part)) for (const one of gate.came(token, at)) out.push([at, one])
    if (reader.open !== 'nothing') gate.heard(at, reader.open)
  }
  until(now + 5000)
  return out
}

/** The gate of a question that is on the screen, at the time 0. */
function opened(): Gate {
  const gate = createGate()
  gate.drawn(-1000, 40)
  gate.came({ kind: 'cursor', row: 3, column: 40 }, -900)
  expect(gate.isOpen).toBe(true)
  return gate
}

const events = (packets: Packets, gate?: Gate): readonly string[] =>
  play(packets, gate).map(([, one]) => {
    if (one.kind === 'token') return one.token.kind === 'text' ? one.token.text : one.token.name
    return one.kind === 'paste' ? `paste ${JSON.stringify(one.text)}` : one.kind
  })

/** Each character alone, so many milliseconds apart. */
const slowly = (text: string, every: number, from = 0): Packets =>
  [...text].map((character, index) => [from + index * every, character] as const)

describe('what is meant', () => {
  test('keys that a person types, and an Enter of its own', () => {
    expect(events(slowly('Els\r', 90))).toEqual(['E', 'l', 's', 'enter'])
    expect(
      events([
        [0, '\x1b[B'],
        [120, '\x1b[B'],
        [300, '\r'],
      ]),
    ).toEqual(['down', 'down', 'enter'])
  })

  test.each([0, 1, 8, 20, 30])('lines that come a byte each %i ms are one paste, and decide nothing', (every) => {
    const text = 'Nov 29 sshd[1]: accepted\rNov 29 sshd[2]: refused\r\rdone\r'
    const passed = events(slowly(text, every)).join('')
    expect(passed).not.toContain('enter')
    expect(passed).toContain(JSON.stringify('sshd[1]: accepted\nNov 29 sshd[2]: refused\n\ndone\n').slice(1, -1))
  })

  test('a paste that begins with an Enter, and one in which lines come as packets', () => {
    expect(events(slowly('\rIt is I\r', 8))).toEqual([`paste ${JSON.stringify('\nIt is I\n')}`])
    const lines = ['one line\r', 'another line\r', 'the third\r'].map((line, index) => [index * 50, line] as const)
    expect(events(lines)).toEqual([`paste ${JSON.stringify('one line\nanother line\nthe third\n')}`])
  })

  test('a bracketed paste is one, whatever it holds, and Enter in the same packet is none', () => {
    expect(events([[0, '\x1b[200~a\r\nb\r\x1b[201~\r']])).toEqual([`paste ${JSON.stringify('a\nb\n')}`, 'together'])
    expect(events([[0, '\r\x1b[200~a\x1b[201~']])).toEqual(['paste "a"'])
  })

  test('text and Enter in one packet were held up on the way or pasted: the text stays, Enter does not count', () => {
    expect(events([[0, 'no\r']])).toEqual(['n', 'o', 'together'])
    expect(events([[0, '\x1b[B\x1b[B\r']])).toEqual(['down', 'down', 'together'])
    expect(
      events([
        [0, '03:12\r'],
        [2000, '\r'],
      ]),
    ).toEqual([`paste ${JSON.stringify('03:12\n')}`, 'enter'])
  })

  test('Enter that is held down is none, after the first', () => {
    const repeated = Array.from({ length: 40 }, (_none, index) => [index * 33, '\r'] as const)
    expect(events(repeated)).toEqual([])
    expect(events([[0, '\r'], ...repeated.map(([at, text]) => [at + 500, text] as const)])).toEqual(['enter'])
    // Two presses with a pause are two.
    expect(
      events([
        [0, '\r'],
        [400, '\r'],
      ]),
    ).toEqual(['enter', 'enter'])
  })

  test('arrows that are held down move on', () => {
    const arrows = Array.from({ length: 30 }, (_none, index) => [index * 10, '\x1b[B'] as const)
    expect(events(arrows)).toEqual(arrows.map(() => 'down'))
  })

  test('Ctrl-C at any time: before the question counts, in a burst, and behind text', () => {
    const waiting = createGate()
    waiting.drawn(0, 40)
    expect(waiting.came({ kind: 'key', name: 'interrupt' }, 1)).toEqual([{ kind: 'interrupt' }])
    expect(events([[0, 'some line\rand more\x03']])).toEqual(['interrupt'])
  })
})

describe('when keys begin to count', () => {
  const asked = (column: number | null = 40): Gate => {
    const gate = createGate()
    gate.drawn(0, column)
    return gate
  }

  test('from the answer on: what was sent before is dropped, what is sent after counts', () => {
    expect(
      events(
        [
          [0, 'y\r'],
          [10, '\r'],
          [700, '\x1b[5;40RN'],
          [900, '\r'],
        ],
        asked(),
      ),
    ).toEqual(['open', 'N', 'enter'])
  })

  test('an answer to another question, or a key that looks like one, opens nothing', () => {
    const passed = play(
      [
        [0, '\x1b[5;39R'],
        [10, '\x1b[1;2R'],
        [300, 'y'],
        [400, '\r'],
      ],
      asked(),
    )
    expect(passed.map(([at, { kind }]) => [at, kind])).toEqual([[2000, 'open']])
  })

  test('a burst that was under way is not cut in two by the answer', () => {
    const late = slowly('and one more line\r', 8, 20)
    expect(events([[0, 'a line\rand '], [15, '\x1b[5;40R'], ...late, [2000, '\r']], asked())).toEqual(['open', 'enter'])
  })

  test('where no terminal answers, from a quiet half second on, once that is known', () => {
    const gate = asked()
    // It may yet answer: two seconds, the first time.
    expect(play([[1800, 'y']], gate)).toEqual([[2300, { kind: 'open' }]])
    gate.drawn(10_000, 40)
    const passed = play(
      [
        [10_100, '\r'],
        [10_400, '\r'],
        [11_000, 'N'],
        [11_400, '\r'],
      ],
      gate,
    )
    expect(passed.map(([at]) => at)).toEqual([10_900, 11_030, 11_480])
    // Which can't be asked at all: at once.
    expect(play([[400, 'y']], asked(null))).toEqual([[900, { kind: 'open' }]])
  })

  test('an answer that comes late counts for the next question: then this terminal is waited for', () => {
    const gate = asked()
    play([[2500, '\x1b[5;40R']], gate)
    gate.drawn(10_000, 41)
    expect(
      play(
        [
          [10_100, 'y'],
          [10_900, '\x1b[5;41R'],
        ],
        gate,
      ).map(([at]) => at),
    ).toEqual([10_900])
  })
})

/** Keys as terminals send them, and what is made to look like something else. */
const keysOf = (letters: readonly string[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...letters) },
    { weight: 2, arbitrary: fc.constantFrom('\r', '\n', '\t', '\x7f', '\x04') },
    { weight: 2, arbitrary: fc.constantFrom('\x1b[A', '\x1b[B', '\x1bOB', '\x1b', '\x1b[', '\x1bO', '\x1b[3~') },
    { weight: 1, arbitrary: fc.constantFrom('\x1b[1;2R', '\x1b[1;5R', '\x1b[7;39R', '\x1bOR') },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.constantFrom(...letters, '\r', '\n'), { maxLength: 6 })
        .map((inside) => `\x1b[200~${inside.join('')}\x1b[201~`),
    },
    { weight: 1, arbitrary: fc.constantFrom('\x1b[200~', '\x1b[201~', '\xc3', '\xff') },
  )

/** A text in packets of any size, with any time between them. */
function packetsOf(text: string, cuts: readonly number[], gaps: readonly number[]): Packets {
  const out: [number, string][] = []
  let now = 0
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = cuts[turn % cuts.length] ?? 1
    out.push([now, text.slice(at, at + size)])
    at += size
    now += gaps[turn % gaps.length] ?? 0
  }
  return out
}

const cuts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 })
const gaps = fc.array(fc.constantFrom(0, 1, 8, 25, 33, 60, 90, 160, 420, 600, 1200), { minLength: 1, maxLength: 12 })
const before = fc.array(keysOf(['a', 'b', 'y']), { maxLength: 25 })
const after = fc.array(fc.oneof(keysOf(['A', 'B', 'Y']), fc.constant('\r')), { maxLength: 25 })

describe('whatever bytes arrive in whatever packets', () => {
  test('no key counts that was sent before the question was on screen (10,000 packetings)', () => {
    let counted = 0
    let crowded = 0
    fc.assert(
      fc.property(before, after, cuts, gaps, (early, late, sizes, times) => {
        const gate = createGate()
        gate.drawn(0, 40)
        const sent = early.join('')
        const answer = '\x1b[9;40R'
        const packets = packetsOf(sent + answer + late.join(''), sizes, times)
        // The packet in which the answer ends, and the Enters that were sent behind it.
        let seen = 0
        const answered = packets.find(([, text]) => {
          seen += text.length
          return seen >= sent.length + answer.length
        })
        // A terminal that needs longer counts as one that does not answer.
        if (answered === undefined || answered[0] >= 2000) return
        const passed = play(packets, gate)
        const [, first] = passed[0] ?? []
        if (first !== undefined) expect(first.kind).toBe('open')
        const enters = late.join('').split(/[\r\n]/).length - 1
        let decided = 0
        for (const [at, one] of passed) {
          // Nothing of what was typed before it: small letters.
          if (one.kind === 'token' && one.token.kind === 'text') expect(one.token.text).not.toMatch(/[aby]/)
          if (one.kind === 'paste') expect(one.text).not.toMatch(/[aby]/)
          if (one.kind === 'token' && one.token.kind === 'key' && one.token.name === 'enter') decided += 1
          expect(at).toBeGreaterThanOrEqual(answered[0])
        }
        expect(decided).toBeLessThanOrEqual(enters)
        if (passed.length > 1 && sent !== '') counted += 1
        if (packets.some(([, text]) => text.includes('R') && text.length > answer.length)) crowded += 1
      }),
      { numRuns: 10_000 },
    )
    // The property would be empty if nothing ever passed, or if the answer always came alone.
    expect(counted).toBeGreaterThan(1000)
    expect(crowded).toBeGreaterThan(1000)
  })

  test('where no terminal answers, no key counts before a quiet half second', () => {
    let counted = 0
    fc.assert(
      fc.property(before, cuts, gaps, (early, sizes, times) => {
        const gate = createGate()
        gate.drawn(0, null)
        const packets = packetsOf(early.join(''), sizes, times)
        const times500 = [0, ...packets.map(([at]) => at)]
        const quiet = times500.findIndex((at, index) => (times500[index + 1] ?? Number.POSITIVE_INFINITY) - at >= 500)
        const from = (times500[quiet] ?? 0) + 500
        const passed = play(packets, gate)
        for (const [at] of passed) expect(at).toBeGreaterThanOrEqual(from)
        if (passed.length > 1) counted += 1
      }),
      { numRuns: 3000 },
    )
    expect(counted).toBeGreaterThan(100)
  })

  test('no Enter decides that has company within 50 ms before it or 80 ms behind it', () => {
    let decided = 0
    fc.assert(
      fc.property(after, cuts, gaps, (keys, sizes, times) => {
        // Half a character that never becomes one is nothing.
        const packets = packetsOf(keys.join('').replace(/[\xc3\xff]/g, ''), sizes, times)
        const passed = play(packets)
        for (const [at, one] of passed) {
          if (one.kind !== 'token' || one.token.kind !== 'key' || one.token.name !== 'enter') continue
          decided += 1
          const came = at - 80
          const near = packets.filter(([then]) => then > came - 50 && then < came + 80)
          expect(near.map(([, text]) => text).join('')).toMatch(/^.?[\r\n]$/s)
        }
      }),
      { numRuns: 3000 },
    )
    expect(decided).toBeGreaterThan(100)
  })
})
