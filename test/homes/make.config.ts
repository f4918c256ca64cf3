import { defineConfig } from 'vitest/config'

// Makes homes to keep; see make.ts. No test of `npm test`.
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/homes/make.ts'],
    testTimeout: 180_000,
  },
})
