import { expect, test } from 'vitest'
import { displayWidth } from '../../../src/core/harmless.ts'
import { renderComparison } from '../../../src/ui/comparison.ts'
import { createLook } from '../../../src/ui/look.ts'

const drill = { name: 'willebroek-drill-2026-01-12', scenario: 'ransomware-friday', level: 'full' }
const row = {
  title: { en: 'From the first message to the declaration', nl: 'Van het eerste bericht tot de afkondiging' },
  change: 'worse',
  unit: 'minutes',
} as const

test.each([1, 2, 3, 5, 8])('%i drills side by side stay on the screen, and each value is there', (count) => {
  const values = Array.from({ length: count }, (_none, index) => 60 * (index + 1))
  const compared = {
    cautions: [{ en: 'these drills were of another scenario', nl: 'deze oefeningen waren van een ander scenario' }],
    drills: values.map(() => drill),
    ratings: [{ ...row, values: values.map(() => 'P') }],
    figures: [{ ...row, values }],
  }
  for (const columns of [60, 80, 100]) {
    for (const plain of [false, true]) {
      const look = createLook({ columns, colour: false, unicode: true, plain }, 'en')
      const lines = renderComparison(compared, look).split('\n')
      expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([])
      const text = lines.join(' ').replaceAll(/\s+/g, ' ')
      for (const minutes of values) expect(text).toContain(`${minutes / 60} h`)
      expect(text).toContain('WORSE')
    }
  }
})
