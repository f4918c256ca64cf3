import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearest } from '../../../src/core/nearest.ts'

const keys = ['approve', 'after', 'action', 'when', 'run', 'role']

describe('nearest', () => {
  it.each([
    ['aprove', 'approve'],
    ['aproev', 'approve'],
    ['aftre', 'after'],
    ['Wehn', 'when'],
    ['rnu', 'run'],
    ['éafter', 'after'],
  ])('%s → %s', (word, meant) => {
    expect(nearest(word, keys)).toBe(meant)
  })

  it.each(['', 'x', 'zzzz', 'completely-different', 'a'.repeat(1_000_000)])('nothing is near', (word) => {
    expect(nearest(word, keys)).toBeNull()
  })

  it('takes the closest, and among equals the first', () => {
    expect(nearest('willebroek', ['willebroux', 'willebroeck', 'willebroec'])).toBe('willebroeck')
    expect(nearest('cat', ['bat', 'hat'])).toBe('bat')
  })

  it('counts two swapped neighbours as one slip', () => {
    expect(nearest('ab', ['ba'])).toBe('ba')
    expect(nearest('abc', ['cba'])).toBeNull()
  })

  it('finds a word that lost, doubled or swapped one letter', () => {
    const word = fc.string({ minLength: 4, maxLength: 20, unit: fc.constantFrom(...'abcdefghij') })
    fc.assert(
      fc.property(word, fc.nat(), (meant, seed) => {
        const place = seed % meant.length
        expect(nearest(meant.slice(0, place) + meant.slice(place + 1), [meant])).toBe(meant)
        expect(nearest(`${meant.slice(0, place)}z${meant.slice(place)}`, [meant])).toBe(meant)
        expect(nearest(`${meant.slice(0, place)}z${meant.slice(place + 1)}`, [meant])).toBe(meant)
      }),
    )
  })
})
