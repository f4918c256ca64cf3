/** Loaded before each test file while it is found out which tests pass by which mutants. */
import { appendFileSync } from 'node:fs'
import { afterAll, expect } from 'vitest'

const hits = new Set<number>()
Object.assign(globalThis, { passedBy: (id: number) => void hits.add(id) })

afterAll(() => {
  const out = process.env.PASSED_BY
  const { testPath } = expect.getState()
  if (out !== undefined && hits.size > 0) appendFileSync(out, `${JSON.stringify({ testPath, hits: [...hits] })}\n`)
})
