// Runs commands eight at a time by the small processes of the program as it ships, from a process that is as large as the program in
// an incident: so many as it is told, after so many that they are there and warm.
import { createCommands } from '../../src/adapters/commands/commands.ts'
import { node, program } from './measure.ts'

const ballast = Buffer.alloc(45_000_000, 1)
const run = createCommands([node, program, 'process:starter'])
const given = {
  ...{ cwd: '/', env: { PATH: process.env.PATH ?? '' }, timeoutMs: 60_000, signal: new AbortController().signal },
  keep: { bytes: 4096, apart: false },
}
let left = 0
async function worker(): Promise<void> {
  while (left > 0) {
    left -= 1
    await run(['true'], given)
  }
}
for (const commands of [200, Number(process.argv[2])]) {
  left = commands
  await Promise.all(Array.from({ length: 8 }, worker))
}
if (ballast[0] !== 1) throw new Error('the ballast was taken away')
