import { describe, expect, it } from 'vitest'
import { SshWire } from '../../../src/audit/ssh-wire.ts'

const wire = (hex: string): SshWire => new SshWire(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hexOf = (found: Buffer | null): string | null => found?.toString('hex') ?? null

describe('what SSH puts on the wire', () => {
  // The examples of RFC 4251, section 5; what is negative is no number of a key or a signature.
  it.each([
    ['0', '00 00 00 00', ''],
    ['9a378f9b2e332a7', '00 00 00 08 09 a3 78 f9 b2 e3 32 a7', '09a378f9b2e332a7'],
    ['80', '00 00 00 02 00 80', '80'],
    ['-1234', '00 00 00 02 ed cc', null],
    ['-deadbeef', '00 00 00 05 ff 21 52 41 11', null],
    ['-80', '00 00 00 01 80', null],
    ['7f', '00 00 00 01 7f', '7f'],
    ['1', '00 00 00 01 01', '01'],
  ])('reads the number %s', (_, bytes, expected) => {
    expect(hexOf(wire(bytes).number(8))).toBe(expected)
  })

  it('takes a number of as many bytes as it may have, zeros before it aside, and none that is longer', () => {
    expect(hexOf(wire('00 00 00 04 00 80 00 01').number(3))).toBe('800001')
    expect(wire('00 00 00 04 00 80 00 01').number(2)).toBeNull()
  })

  it('reads the example of a whole number and of a string, one behind the other', () => {
    const both = wire('29 b7 f4 aa 00 00 00 07 74 65 73 74 69 6e 67')
    expect(both.uint32()).toBe(699_921_578)
    expect(both.isEmpty).toBe(false)
    expect(both.text()).toBe('testing')
    expect(both.isEmpty).toBe(true)
    expect(both.uint32()).toBeNull()
  })

  it.each([
    ['a length that is cut', '00 00 00'],
    ['a string that is shorter than it says', '00 00 00 08 74 65 73 74 69 6e 67'],
    ['a length beyond everything', 'ff ff ff ff 74'],
    ['a NUL among characters', '00 00 00 03 61 00 62'],
  ])('finds no text in %s', (_, bytes) => {
    expect(wire(bytes).text()).toBeNull()
  })
})
