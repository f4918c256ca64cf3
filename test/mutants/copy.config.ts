import { defineConfig } from 'vitest/config'
import { memoryFolder } from '../support/quick-disk.ts'

const inMemory = memoryFolder()

/** How the tests run in the copy with the mutants: each file by itself, so that it meets anew a change that is made where a module is read. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/mutants/passed-by.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    env: inMemory === undefined ? {} : { TMPDIR: inMemory },
  },
})
