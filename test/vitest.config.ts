import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // Generous: a test waits for what happens and not for a time, and a busy machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxConcurrency: 3,
  },
})
