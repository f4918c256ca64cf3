// The least that fifty recorded commands can cost: spawn each, with one synced append before and one after it.
import { spawnSync } from 'node:child_process'
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
for (let step = 0; step < 50; step += 1) {
  append()
  spawnSync('true')
  append()
}
closeSync(file)
rmSync(folder, { recursive: true })
