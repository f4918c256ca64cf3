// The least that recorded commands can cost a program that stays awake while they run and keeps their output: spawn
// each with pipes and wait for its end, with one synced append before it and one after it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'floor-'))
const file = openSync(join(folder, 'log'), 'a')
const line = Buffer.alloc(400, 'x')
const append = (): void => {
  writeSync(file, line)
  fdatasyncSync(file)
}
for (let step = 0; step < Number(process.argv[3]); step += 1) {
  append()
  const child = spawn('true', { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  child.stdout.resume()
  child.stderr.resume()
  await once(child, 'close')
  append()
}
closeSync(file)
rmSync(folder, { recursive: true })
