/** Loaded before each test file of the copy: tells by which mutants its tests pass, where somebody wants to know. */
import { appendFileSync } from 'node:fs'
import { afterAll, expect } from 'vitest'

const out = process.env.PASSED_BY
if (out !== undefined) {
  const hits = new Set<number>()
  Object.assign(globalThis, { passedBy: (id: number) => void hits.add(id) })
  afterAll(() => {
    const { testPath } = expect.getState()
    appendFileSync(out, `${JSON.stringify({ testPath, hits: [...hits] })}\n`)
  })
}
