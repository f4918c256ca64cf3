// The main job without a terminal: one incident from activation to hand-back, with real services, in a home of its own. With a
// path behind it, it is done by that executable instead of the program here.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { playCivilServant } from '../fixtures/civil-servant.js'
import { openDoors } from '../fixtures/doors.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'cyber-respond-demo-'))
const fixtures = join(root, 'fixtures')
const municipality = 'willebroek'
const [given] = process.argv.slice(2)
const [program, ...before] =
  given === undefined ? [process.execPath, join(root, 'bin/cyber-respond.js')] : [resolve(given)]
const world = join(home, 'world.txt')
const real = ['--profile', join(home, 'willebroek.yaml'), '--answers', join(fixtures, 'answers/willebroek.yaml')]

/** Runs the program as a responder would; what it says goes to this terminal and is returned, its results (`out`) also by themselves. */
function cyberRespond(...args) {
  process.stdout.write(`\n$ cyber-respond ${args.map((arg) => arg.replace(`${root}`, '')).join(' ')}\n`)
  const env = { ...process.env, CYBER_RESPOND_HOME: home, CYBER_RESPOND_DEMO_WORLD: world }
  const child = spawn(program, [...before, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let out = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text) => {
      said += text
      if (stream === child.stdout) out += text
      process.stdout.write(text)
    })
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said, out })))
}

function expectCode(result, ...codes) {
  if (codes.includes(result.code)) return result
  throw new Error(`exit code ${result.code}, expected ${codes.join(' or ')}`)
}

/** Makes the second copies of what is in custody by now, one of them offline. */
async function copyEvidence(name) {
  expectCode(await cyberRespond('evidence', 'copy', municipality, join(home, name)), 0)
  expectCode(await cyberRespond('evidence', 'copy', municipality, join(home, `${name}-in-the-safe`), '--offline'), 0)
}

let code = 1
const doors = await openDoors(world)
// The example profile, with doors that are really open, and commands that are found from here.
const profile = doors.through(readFileSync(join(fixtures, 'profiles/willebroek.yaml'), 'utf8'))
writeFileSync(join(home, 'willebroek.yaml'), profile.replaceAll('../bin/', `${join(fixtures, 'bin')}/`))
try {
  // What is collected in the night is copied twice before anybody says that it is.
  expectCode(await cyberRespond('activate', municipality, ...real, '--until', 'isolate/custody'), 4)
  await copyEvidence('disk')
  // Up to the moment at which a civil servant has to show that the counter desk really works.
  const night = expectCode(await cyberRespond('activate', municipality, ...real, '--until', 'emergency/real-case'), 4)
  const status = expectCode(await cyberRespond('cloud', 'status', municipality, '--json'), 0)
  const entries = await playCivilServant(JSON.parse(status.out), night.said)
  process.stdout.write(`\nA civil servant made ${entries.length} entries at the counter desk: ${entries.join(', ')}\n`)
  expectCode(await cyberRespond('activate', municipality, ...real, '--until', 'close/declare-end'), 4)
  await copyEvidence('disk')
  expectCode(await cyberRespond('activate', municipality, ...real), 0)
  expectCode(await cyberRespond('verify', municipality), 0)
  // What an auditor gets: one file, which verifies by itself.
  const archive = join(home, 'willebroek.tar.gz')
  expectCode(await cyberRespond('archive', municipality, '--out', archive), 0)
  expectCode(await cyberRespond('verify', archive), 0)
  code = 0
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : error}\n`)
} finally {
  if (code !== 0) await cyberRespond('cloud', 'down', municipality, '--yes')
  doors.close()
  rmSync(home, { recursive: true, force: true })
}
process.exitCode = code
