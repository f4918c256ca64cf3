import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTokenReader, mostPasted, type Token } from '../../../../src/prompts/keyboard/token.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const key = (name: Extract<Token, { kind: 'key' }>['name']): Token => ({ kind: 'key', name })
const typed = (text: string): readonly Token[] => [...text].map((one) => ({ kind: 'text', text: one }))

const samples: readonly (readonly [string, readonly Token[]])[] = [
  ['aé中😀', typed('aé中😀')],
  ['\r\n\t\x7f', [key('enter'), key('enter'), key('tab'), key('backspace')]],
  ['\x1b[A\x1b[B\x1bOC\x1b[1;5D', [key('up'), key('down'), key('right'), key('left')]],
  ['\x1b[3~\x1b[H\x1bOF\x1b[1~', [key('delete'), key('home'), key('end'), key('home')]],
  ['\x1b\r\x1b[13;2u', [key('newline'), key('newline')]],
  ['\x03\x04\x1a\x18', [key('interrupt'), key('close'), key('suspend'), key('editor')]],
  ['\x1b[24;80R', [{ kind: 'cursor', row: 24, column: 80 }]],
  // F3 alone is no answer; with a modifier it looks like one, in the first row and before column 17.
  ['\x1bOR\x1b[1;2R', [key('other'), { kind: 'cursor', row: 1, column: 2 }]],
  ['\x1b[200~a\rb\x1b[A\x1b[201~c', [{ kind: 'paste', text: 'a\rb\x1b[A', length: 6 }, ...typed('c')]],
  ['\x1b[200~\x1b[201\x1b[201~', [{ kind: 'paste', text: '\x1b[201', length: 5 }]],
  // What other questions are answered with, function keys, focus, the Linux console: nothing that means something.
  ['\x1b]11;rgb:0/0/0\x07\x1bP1$r0m\x1b\\x', [key('other'), key('other'), ...typed('x')]],
  ['\x1b[15~\x1b[I\x1b[[Ax', [key('other'), key('other'), key('other'), ...typed('x')]],
  ['\x1bx\x00y', [key('other'), key('other'), ...typed('y')]],
]

describe('the bytes of a terminal', () => {
  test.each(samples)('%j', (text, tokens) => {
    expect(createTokenReader().read(bytes(text))).toEqual(tokens)
  })

  test('are the same tokens in whatever packets they come', () => {
    const sample = fc.array(fc.constantFrom(...samples), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(sample, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (parts, sizes) => {
        const all = bytes(parts.map(([text]) => text).join(''))
        const reader = createTokenReader()
        const tokens: Token[] = []
        for (let at = 0, turn = 0; at < all.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1
          tokens.push(...reader.read(all.subarray(at, at + size)))
          at += size
        }
        expect(tokens).toEqual(parts.flatMap(([, expected]) => expected))
        expect(reader.open).toBe('nothing')
      }),
      { numRuns: 3000 },
    )
  })

  test('ESC alone is a key once nothing followed it, half a sequence is none, and a paste goes on', () => {
    const reader = createTokenReader()
    expect(reader.read(bytes('\x1b'))).toEqual([])
    expect(reader.open).toBe('escape')
    expect(reader.rest()).toEqual([key('escape')])
    expect(reader.read(bytes('\x1b[1;'))).toEqual([])
    expect(reader.open).toBe('sequence')
    expect(reader.rest()).toEqual([key('other')])
    expect(reader.read(bytes('\x1b[200~one'))).toEqual([])
    expect(reader.rest()).toEqual([])
    expect(reader.open).toBe('paste')
    expect(reader.breakOff()).toEqual([{ kind: 'paste', text: 'one', length: 3 }])
    expect(reader.read(bytes('x'))).toEqual(typed('x'))
  })

  test('a sequence that another one cuts off does not take that one with it', () => {
    for (const half of ['\x1b', '\x1b[', '\x1b[12;', '\x1bO']) {
      const tokens = createTokenReader().read(bytes(`${half}\x1b[24;40R`))
      expect(tokens.at(-1)).toEqual({ kind: 'cursor', row: 24, column: 40 })
    }
  })

  test('of a flood only the beginning is kept, with how much came', () => {
    const reader = createTokenReader()
    const line = bytes('x'.repeat(4096))
    reader.read(bytes('\x1b[200~'))
    for (let index = 0; index < 256; index += 1) reader.read(line)
    const [paste] = reader.read(bytes('\x1b[201~'))
    expect(paste).toEqual({ kind: 'paste', text: 'x'.repeat(mostPasted), length: 1_048_576 })
  })
})
