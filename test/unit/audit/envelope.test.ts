import { expect, test } from 'vitest'
import { EnvelopeScanner } from '../../../src/audit/envelope.ts'
import { genesis, printLine } from '../../../src/audit/print-line.ts'

const witness = { wall: 1_795_486_320_000, mono: 17n, boot: null, run: 'run' }

test('says of each line whether its bytes are its characters, whatever the one before it was', () => {
  const scanner = new EnvelopeScanner()
  const isPlain = (text: string): boolean => {
    const line = printLine({ type: 'note.added', actor: 'An', data: { text } }, 0, genesis, witness).text
    const bytes = new TextEncoder().encode(`${line}\n`)
    expect(scanner.scan(bytes, 0, bytes.length - 1)).toBe(true)
    return scanner.plain
  }
  expect(['gate', 'é', 'gate', 'a "gate"', 'gate'].map(isPlain)).toEqual([true, false, true, false, true])
})
