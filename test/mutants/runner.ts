/**
 * Runs test files of the copy, as often as it is asked: `{ files, env, bail }` comes in, how each file ended goes out. It keeps
 * what Vitest made of the sources, which costs more than most of the tests. `argv`: how many files at a time.
 */
import { createVitest } from 'vitest/node'

/** What is asked. Of `env` the program and the tests see each member. */
export interface Asked {
  readonly files: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** How one file ended. `ms`: how long it took. */
export interface FileEnd {
  readonly file: string
  readonly ok: boolean
  readonly ms: number
}

const [, , workers = '1', bail = '1'] = process.argv
const vitest = await createVitest('test', {
  config: 'test/mutants/copy.config.ts',
  watch: false,
  bail: Number(bail),
  maxWorkers: Number(workers),
  reporters: [{}],
})
await vitest.standalone()

process.on('message', async ({ files, env }: Asked) => {
  Object.assign(process.env, env)
  const specifications = (await vitest.globTestSpecifications([...files])).filter(({ moduleId }) =>
    files.some((file) => moduleId.includes(`/${file}`)),
  )
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, true)
  const ends: FileEnd[] = testModules.map((module) => ({
    file: module.moduleId,
    ok: module.ok() && unhandledErrors.length === 0,
    ms: module.diagnostic().duration,
  }))
  process.send?.(ends)
})
process.send?.('ready')
