// Runs a command under a timeout, to be stopped meanwhile: prints that it began, and how the command ended.
import { runCommand } from '../../src/adapters/commands/run-command.ts'

const [timeoutMs = '', ...argv] = process.argv.slice(2)
const options = { cwd: '/', env: { PATH: process.env.PATH ?? '' }, signal: new AbortController().signal }
const ended = runCommand(argv, {
  ...options,
  timeoutMs: Number(timeoutMs),
  onOutput: () => process.stdout.write('begun\n'),
})
process.stdout.write(`${JSON.stringify(await ended)}\n`)
