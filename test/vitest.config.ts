import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { memoryFolder } from './support/quick-disk.ts'

const inMemory = memoryFolder()
const env = inMemory === undefined ? {} : { TMPDIR: inMemory }
const quick = 'test/{unit,cli,arch}/**/*.test.ts'
/** Dozens of kills of the real program each, and all of them in `npm run soak`. */
const kills = 'test/crash/{demo,cloud-acts}.test.ts'
const terminals = 'test/pty/**/*.test.ts'
const cores = availableParallelism()

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    // Generous: a test waits for what happens and not for a time, and a busy machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    maxConcurrency: 3,
    projects: [
      // They reckon, and wait for nobody: as many files at a time as there are cores, which share what they loaded.
      {
        extends: true,
        test: { name: 'quick', include: [quick], isolate: false, maxWorkers: cores, sequence: { groupOrder: 0 }, env },
      },
      // They wait for other processes: one file more than there are cores. The longest stand first.
      {
        extends: true,
        test: { name: 'kills', include: [kills], maxWorkers: cores + 1, sequence: { groupOrder: 1 }, env },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: [quick, kills, terminals],
          maxWorkers: cores + 1,
          sequence: { groupOrder: 1 },
        },
      },
      // They wait most of their time, each for what it sees on its screen: beside others, who reckon meanwhile.
      {
        extends: true,
        test: {
          name: 'terminals',
          include: [terminals],
          maxWorkers: cores + 1,
          sequence: { groupOrder: 1 },
          // Of some 90 tests now and then one stays before an empty terminal: between them and the program stands tmux.
          retry: 1,
          env,
        },
      },
    ],
  },
})
