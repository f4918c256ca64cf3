import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { qrCode } from '../../../src/ui/qr-code.ts'

const text = `cyber-respond/incident/willebroek-2026-11-24/5f3a9c01\n130\n${'A'.repeat(43)}=\n`
const code = encode(text, { ecc: 'L', border: 0 }).data

/** The squares of a drawing, true for ink, without the border. */
function squares(lines: readonly string[] | null, unicode: boolean): readonly (readonly boolean[])[] {
  const rows = (lines ?? []).flatMap((line) => {
    if (!unicode) return [[...line.matchAll(/../g)].map(([two]) => two === '##')]
    return ['█▀', '█▄'].map((inked) => [...line].map((character) => inked.includes(character)))
  })
  const border = unicode ? 2 : 1
  return rows.slice(border, border + code.length).map((row) => row.slice(border, border + code.length))
}

test.each([true, false])(
  'has the squares of the code, in ink on paper and in light on a screen: Unicode %s',
  (unicode) => {
    const canvas = { columns: 80, unicode }
    expect(squares(qrCode(text, { ...canvas, isScreen: false }), unicode)).toEqual(code)
    const light = squares(qrCode(text, { ...canvas, isScreen: true }), unicode)
    expect(light).toEqual(code.map((row) => row.map((dark) => !dark)))
  },
)

test('is left out where it does not fit', () => {
  expect(qrCode(text, { columns: 40, unicode: true, isScreen: true })).toBeNull()
  expect(qrCode(text, { columns: 77, unicode: false, isScreen: true })).toBeNull()
  expect(qrCode(text, { columns: 78, unicode: false, isScreen: true })?.every((line) => line.length === 78)).toBe(true)
})
