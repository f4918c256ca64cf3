// Loaded into the program with --import. Counts every sync that makes something durable, and kills the process at one of
// them: KILL_AT=12 before the twelfth, KILL_AT=12+ after it. With SYNCS_TO=file it writes there when the program ends what
// each sync was for, a line each: the file without what differs from run to run, and behind a log the type of its last line.
// STOP_WHEN_SAID=text sends it STOP_BY (a signal) from within when it has written that text to stderr: seen from outside, a
// quick act could be over before the signal comes.
import fs, { openSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const [, at = '', after = ''] = /^(\d+)(\+?)$/.exec(process.env.KILL_AT ?? '') ?? []
const { SYNCS_TO: to, STOP_WHEN_SAID: word, STOP_BY: signal } = process.env
const kinds = []
let count = 0

const die = () => process.kill(process.pid, 'SIGKILL')

function kindOf(descriptor) {
  const path = readlinkSync(`/proc/self/fd/${descriptor}`)
  const name = path
    .replace(process.env.CYBER_RESPOND_HOME, '')
    .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/, '*')
    .replace(/\d+/g, '#')
  if (!name.endsWith('/log.#.jsonl')) return name
  const { type } = JSON.parse(readFileSync(path, 'utf8').trimEnd().split('\n').at(-1))
  return `${name} ${type}`
}

/** A sync begins. Whether the process ends when it is done. */
function begins(descriptor) {
  count += 1
  if (to !== undefined) kinds.push(kindOf(descriptor))
  const now = count === Number(at)
  if (now && after === '') die()
  return now
}

for (const name of ['fsyncSync', 'fdatasyncSync']) {
  const real = fs[name]
  fs[name] = (file) => {
    const last = begins(file)
    real(file)
    if (last) die()
  }
}
for (const name of ['fsync', 'fdatasync']) {
  const real = fs[name]
  fs[name] = (file, done) => {
    const last = begins(file)
    real(file, (error) => {
      if (last) die()
      done(error)
    })
  }
}

if (word !== undefined) {
  let said = ''
  const write = fs.writeSync
  fs.writeSync = (file, bytes, ...rest) => {
    const written = write(file, bytes, ...rest)
    if (file === 2 && !said.includes(word)) {
      said += Buffer.from(bytes)
      if (said.includes(word)) process.kill(process.pid, signal)
    }
    return written
  }
}
syncBuiltinESMExports()

const handle = await open('/dev/null', 'r')
const { sync } = Object.getPrototypeOf(handle)
await handle.close()
Object.getPrototypeOf(handle).sync = async function () {
  const last = begins(this.fd)
  await sync.call(this)
  if (last) die()
}

if (to !== undefined) {
  const file = openSync(to, 'w')
  process.on('exit', () => writeFileSync(file, kinds.join('\n')))
}
