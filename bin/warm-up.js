// Uses the program that was just built in the ways that must start fast, and keeps the code that V8 made of it meanwhile
// (see load.js). Only code: nothing that the program computed here is kept.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { codeFile, load, scripts } from './load.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'cyber-respond-build-'))
const fixture = (path) => join(root, 'fixtures', path)
const night = [
  ...['--profile', fixture('profiles/willebroek.yaml'), '--answers', fixture('answers/willebroek.yaml')],
  ...['--until', 'isolate/watch-links'],
]
let said = ''

/** A terminal at which somebody presses Ctrl-C when asked what to do. */
function terminal() {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin })
  const write = (chunk, _encoding, done) => {
    said += chunk
    if (chunk.includes('What now')) setImmediate(() => stdin.write('\x03'))
    done()
  }
  // As the real ones, a screen has no end.
  const screen = () => Object.assign(new Writable({ write }), { isTTY: true, columns: 80, rows: 24, end: () => {} })
  return { stdin, stdout: screen(), stderr: screen() }
}

async function use(argv, ...codes) {
  const env = { ...process.env, CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', TERM: 'xterm', USER: 'build' }
  said = ''
  const code = await load('./program.cjs').runCli(argv, { env, cwd: () => root, ...terminal() })
  if (!codes.includes(code)) throw new Error(`${argv.join(' ')} ended with ${code}: ${said}`)
}

// V8 throws away the code of functions that were not called for a while.
setFlagsFromString('--no-flush-bytecode')
try {
  process.argv.splice(2, Number.POSITIVE_INFINITY, '--version')
  load('./main.cjs')
  await use(['runbook', 'lint'], 0)
  await use(['activate', 'diest', '--operator', 'Els'], 130)
  await use(['activate', 'antwerpen', '--operator', 'Els', '--profile', fixture('profiles/antwerpen.yaml')], 130)
  await use(['activate', 'willebroek', ...night], 4)
  await use(['status', 'willebroek'], 0)
} finally {
  rmSync(home, { recursive: true, force: true })
}
// V8 takes code only from the flags that it runs with.
setFlagsFromString('--flush-bytecode')
for (const [filename, script] of scripts) {
  const code = script.createCachedData()
  writeFileSync(codeFile(filename), Buffer.concat([code, code]))
}
