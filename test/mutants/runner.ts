/**
 * Runs test files with one mutant on, as often as it is asked: `{ id, files }` comes in, whether all passed goes out. It keeps
 * what Vitest made of the sources, which costs more than most of the tests.
 */
import { createVitest } from 'vitest/node'

const vitest = await createVitest('test', {
  config: 'test/vitest.config.ts',
  watch: false,
  bail: 1,
  maxWorkers: 1,
  reporters: [{}],
})
await vitest.standalone()

process.on('message', async ({ id, files }: { readonly id: number; readonly files: readonly string[] }) => {
  process.env.MUTANT = String(id)
  const wanted = new Set(files)
  const specifications = (await vitest.globTestSpecifications([...files])).filter(({ moduleId }) =>
    [...wanted].some((file) => moduleId.endsWith(file)),
  )
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, true)
  process.send?.(unhandledErrors.length === 0 && testModules.length > 0 && testModules.every((module) => module.ok()))
})
process.send?.('ready')
