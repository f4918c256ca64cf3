// Uses the program that was just built in the ways that must start fast, and keeps the code that V8 made of it meanwhile
// (see cyber-respond.js): `print`, `runbook`, `incident`, `rehearse`, `help` or `complete`. Only code: nothing that the program computed here is kept.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { load } from './cyber-respond.js'
import { keepCode } from './keep-code.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'cyber-respond-build-'))
const fixture = (path) => join(root, 'fixtures', path)
const night = [
  ...['--profile', fixture('profiles/willebroek.yaml'), '--answers', fixture('answers/willebroek.yaml')],
  ...['--until', 'isolate/watch-links'],
]
const uses = {
  print: [[['runbook', 'print', '--municipality', 'willebroek', '--profile', fixture('profiles/willebroek.yaml')], 0]],
  runbook: [
    [['runbook', 'lint'], 0],
    [['runbook', 'lint', fixture('broken/runbooks/key.yaml')], 3],
  ],
  incident: [
    [['activate', 'diest', '--yes', '--operator', 'Els'], 130],
    [['activate', 'antwerpen', '--yes', '--operator', 'Els', '--profile', fixture('profiles/antwerpen.yaml')], 130],
    [['activate', 'willebroek', ...night], 4],
    [['status', 'willebroek'], 0],
  ],
  rehearse: [[['drill', 'rehearse'], 0]],
  help: [
    [['--help'], 0],
    [['drill', 'run', '--help'], 0],
  ],
}
/** What a shell asks of a home with a profile. */
const asked = [
  ['--', ''],
  ['--', 'activate', 'will'],
  ['--', 'activate', 'willebroek', '--operator', 'A'],
  ['--', 'status', ''],
  ['--', 'note', 'willebroek', 'x', '--redline', 'I'],
  ['--', 'drill', 'run', 'willebroek', '--scenario', ''],
  ['--bash', '9', ' :=', 'cyber-respond activate willebroek --'],
]
const [what] = process.argv.slice(2)
let said = ''

/** A terminal at which somebody takes the first kind of attack, and presses Ctrl-C when asked what to do. */
function terminal() {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin })
  const write = (chunk, _encoding, done) => {
    said += chunk
    if (chunk.includes('What kind of attack')) setImmediate(() => stdin.write('\r'))
    if (chunk.includes('What now')) setImmediate(() => stdin.write('\x03'))
    done()
  }
  // As the real ones, a screen has no end.
  const screen = () => Object.assign(new Writable({ write }), { isTTY: true, columns: 80, rows: 24, end: () => {} })
  const [stdout, stderr] = [screen(), screen()]
  return { stdin, stdout, stderr, print: (to, text) => ({ stdout, stderr })[to].write(text) }
}

async function use(argv, expected) {
  const env = { PATH: process.env.PATH, CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', TERM: 'xterm', USER: 'build' }
  said = ''
  const code = await load('./program.cjs').runCli(argv, { env, cwd: () => root, ...terminal() })
  if (code !== expected) throw new Error(`${argv.join(' ')} ended with ${code}: ${said}`)
}

async function complete() {
  mkdirSync(join(home, 'profiles'))
  copyFileSync(fixture('profiles/willebroek.yaml'), join(home, 'profiles/willebroek.yaml'))
  for (const argv of asked) {
    const answer = await load('./complete.cjs').completion(argv, { CYBER_RESPOND_HOME: home }, () => root)
    if (answer === '') throw new Error(`${argv.join(' ')} was answered: ${answer}`)
  }
}

await keepCode(async () => {
  try {
    process.argv[2] = '--version'
    load('./main.cjs')
    process.argv[2] = what
    if (what === 'complete') await complete()
    else for (const [argv, code] of uses[what]) await use(argv, code)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})
