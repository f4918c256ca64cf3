import { expect, test } from 'vitest'
import { compare } from '../../../src/drill/compare.ts'
import { metrics } from '../../../src/drill/metrics.ts'
import { score } from '../../../src/drill/score.ts'
import { renderComparison } from '../../../src/ui/comparison.ts'
import { createLook } from '../../../src/ui/look.ts'
import { drillParts, sampleDrill, serviceTargets } from '../../support/sample-drill.ts'

const drill = (name: string, parts = drillParts, level = 'basic') => {
  const played = sampleDrill(parts)
  const found = { scores: score(played), metrics: metrics(played, serviceTargets) }
  return { name, municipality: 'Willebroek', scenario: 'small', level, at: null, ...found }
}
const worse = drillParts.filter(([, { type }]) => type !== 'notice.sent')

test('what did not happen is worse than what happened, and a drill with itself is the same', () => {
  const { ratings, figures, cautions } = compare([drill('a'), drill('b', worse)])
  expect(cautions).toEqual([])
  expect(ratings.map(({ id, values, change }) => [id, ...values, change])).toEqual([
    ['isolate', 'S', 'S', 'same'],
    ['warn', 'P', 'M', 'worse'],
    ['calm', 'M', 'M', 'same'],
  ])
  expect(figures.find(({ id }) => id === 'warning')).toMatchObject({ values: [70, null], change: 'worse' })
  expect(figures.find(({ id }) => id === 'refused')?.change).toBe(null)
  expect(compare([drill('a'), drill('a')]).figures.every(({ change }) => change === 'same' || change === null)).toBe(
    true,
  )
  expect(compare([drill('a'), drill('b', worse, 'hard')]).cautions).toHaveLength(1)
})

test.each(['en', 'nl'] as const)('it is drawn as a table, in %s', (lang) => {
  const look = createLook({ plain: false, colour: false, ascii: false, columns: 80 } as never, lang)
  const text = renderComparison(compare([drill('willebroek-drill-2026-11-25'), drill('later', worse)]), look)
  expect(text).toContain('EXERCISE / OEFENING')
  expect(text.split('\n').every((line) => line.length <= 80)).toBe(true)
})
