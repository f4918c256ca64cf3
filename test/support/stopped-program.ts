// Runs a command under a timeout, to be stopped meanwhile, from this process or (`small`) by the small one: prints how the command
// ended.
import { bySmallProcess, hereInThisProcess } from './started-by.ts'

const [way = '', timeoutMs = '', ...argv] = process.argv.slice(2)
const run = way === 'small' ? bySmallProcess : hereInThisProcess
const { end } = await run(argv, {
  ...{ cwd: '/', env: { PATH: process.env.PATH ?? '' }, signal: new AbortController().signal },
  ...{ timeoutMs: Number(timeoutMs), keep: { bytes: 100, apart: false } },
})
process.stdout.write(`${JSON.stringify(end)}\n`)
