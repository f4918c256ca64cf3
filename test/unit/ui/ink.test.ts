import { expect, test } from 'vitest'
import { fixedColours, inkOf } from '../../../src/ui/ink.ts'

/** The sRGB of a colour of the 256 from 16 on (6 × 6 × 6, then greys), as terminals agree on them. */
function fixed(colour: number): readonly number[] {
  const levels = [0, 95, 135, 175, 215, 255]
  const at = colour - 16
  return [Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map((level) => levels[level] ?? 0)
}

/** WCAG 2.2, relative luminance. */
function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = { white: [255, 255, 255], black: [0, 0, 0] }

test.each(Object.entries(fixedColours))('%s is read on light and on dark ground', (_name, colour) => {
  for (const ground of Object.values(grounds)) expect(contrast(fixed(colour), ground)).toBeGreaterThan(3.8)
})

/** Magenta, green and red of the sixteen, as three terminals have them. */
const palettes = {
  vga: { 31: [170, 0, 0], 32: [0, 170, 0], 35: [170, 0, 170] },
  xterm: { 31: [205, 0, 0], 32: [0, 205, 0], 35: [205, 0, 205] },
  windows: { 31: [197, 15, 31], 32: [19, 161, 14], 35: [136, 23, 152] },
} as const

test('of the sixteen colours only those are taken that vanish on neither', () => {
  const ink = inkOf({ colour: true })
  const used = Object.values(ink).flatMap((style) =>
    [...style('x').matchAll(/\[(3[0-8])m/g)].map(([, code]) => Number(code)),
  )
  expect(new Set(used)).toEqual(new Set([31, 32, 35]))
  for (const palette of Object.values(palettes)) {
    for (const colour of Object.values(palette)) {
      for (const ground of Object.values(grounds)) expect(contrast(colour, ground)).toBeGreaterThan(2)
    }
  }
  // The ones that would: yellow and cyan of xterm on white.
  expect(contrast([205, 205, 0], grounds.white)).toBeLessThan(2)
  expect(contrast([0, 205, 205], grounds.white)).toBeLessThan(2)
})

test('without colour a text stays as it is', () => {
  for (const style of Object.values(inkOf({ colour: false, colours: 256 }))) expect(style('x')).toBe('x')
})
