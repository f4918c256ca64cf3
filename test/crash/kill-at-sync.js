// Loaded into the program with --import. Counts every sync that makes something durable, and kills the process at one of
// them: KILL_AT=12 before the twelfth, KILL_AT=12+ after it. With COUNT_TO=file it writes the count when the program ends.
import fs, { openSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const [, at = '', after = ''] = /^(\d+)(\+?)$/.exec(process.env.KILL_AT ?? '') ?? []
let count = 0

const die = () => process.kill(process.pid, 'SIGKILL')

/** A sync begins. Whether the process ends when it is done. */
function begins() {
  count += 1
  const now = count === Number(at)
  if (now && after === '') die()
  return now
}

for (const name of ['fsyncSync', 'fdatasyncSync']) {
  const real = fs[name]
  fs[name] = (file) => {
    const last = begins()
    real(file)
    if (last) die()
  }
}
for (const name of ['fsync', 'fdatasync']) {
  const real = fs[name]
  fs[name] = (file, done) => {
    const last = begins()
    real(file, (error) => {
      if (last) die()
      done(error)
    })
  }
}
syncBuiltinESMExports()

const handle = await open('/dev/null', 'r')
const { sync } = Object.getPrototypeOf(handle)
await handle.close()
Object.getPrototypeOf(handle).sync = async function () {
  const last = begins()
  await sync.call(this)
  if (last) die()
}

if (process.env.COUNT_TO !== undefined) {
  const file = openSync(process.env.COUNT_TO, 'w')
  process.on('exit', () => writeFileSync(file, String(count)))
}
