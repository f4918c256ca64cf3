import fc from 'fast-check'
import { expect, test } from 'vitest'
import { harmlessJson } from '../../../src/core/harmless.ts'
import type { LinesOf } from '../../../src/report/print-report.ts'
import { printReport } from '../../../src/report/print-report.ts'
import type { Report } from '../../../src/report/report.ts'
import { sampleReport } from '../../support/sample-report.ts'

/** What is printed of a report whose lines come one by one. */
async function printed(report: Report): Promise<string> {
  const frame = { ...report, decisions: [], setbacks: [], notes: [], disturbances: [], timeline: [] }
  const linesOf: LinesOf = async (list, tell) => report[list].forEach(tell)
  let text = ''
  await printReport(frame, linesOf, (part) => {
    text += part
  })
  return text
}

test('a report that is printed part by part is the text that it is as a whole', async () => {
  const report = sampleReport()
  for (const list of ['decisions', 'setbacks', 'notes', 'disturbances', 'timeline'] as const) {
    expect(report[list].length, list).toBeGreaterThan(0)
  }
  expect(await printed(report)).toBe(`${harmlessJson(report, 2)}\n`)
})

test('whatever stands in it, and however much of each list', async () => {
  const report = sampleReport()
  const anything = fc.jsonValue({ noUnicodeString: false } as never)
  let empty = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anything), fc.array(anything), fc.array(anything), async (notes, timeline, people) => {
      if (notes.length === 0 || people.length === 0) empty += 1
      const changed = { ...report, notes, timeline, people } as unknown as Report
      expect(await printed(changed)).toBe(`${harmlessJson(changed, 2)}\n`)
    }),
  )
  expect(empty).toBeGreaterThan(5)
})
