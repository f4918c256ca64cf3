// Makes the pictures of the README and the guides from the built program: a terminal of 80 columns and the printed plan in two
// languages, the status page and the report, in a home of its own with the doors of the example profile. Needs tmux, chromium,
// pdftotext and pdftoppm.
//
//     npm run build && npm run pictures
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { playCivilServant } from '../../fixtures/civil-servant.js'
import { openDoors } from '../../fixtures/doors.js'
import { startBrowser } from '../support/browser.ts'
import { drawPages } from './draw-pages.ts'
import { drawScreen } from './draw-screen.ts'
import { startTmux } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const pictures = join(root, 'runbooks/guides/pictures')
const home = mkdtempSync(join(tmpdir(), 'cyber-respond-pictures-'))
const world = join(home, 'world')
const doors = await openDoors(world)
const profile = join(home, 'willebroek.yaml')
const example = doors.through(readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), 'utf8'))
// What a picture shows is kept: it names no folder of whoever made it.
cpSync(join(root, 'fixtures/bin'), join(home, 'bin'), { recursive: true })
writeFileSync(profile, example.replaceAll('../bin/', `${join(home, 'bin')}/`))
const answers = join(root, 'fixtures/answers/willebroek.yaml')
const program = [join(root, 'bin/cyber-respond.js'), '--home', join(home, 'home')]
const variables = { CYBER_RESPOND_DEMO_WORLD: world, TZ: 'Europe/Brussels' }

/** Runs a command to its end, with nobody at a terminal; gives its results, and all that it said. Throws unless it ends with `expected`. */
async function run(
  expected: number,
  ...line: readonly string[]
): Promise<{ readonly out: string; readonly said: string }> {
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', ...variables }
  const child = spawn(process.execPath, [...program, ...line], { env, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, said] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
    said += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== expected) throw new Error(`${line.join(' ')} ended with ${code}:\n${said}`)
  return { out, said }
}

function keep(name: string, bytes: string | Buffer): void {
  writeFileSync(join(pictures, name), bytes)
  process.stdout.write(`${join(pictures, name)}  ${bytes.length}\n`)
}

const until = (step: string): readonly string[] => [
  ...['activate', 'willebroek', '--profile', profile, '--answers', answers, '--until', step],
]
const terminals = {
  en: ['What now', 'A terminal: the clocks of the CCB and the GBA run, the card of the next step, and a menu'],
  nl: ['Wat nu', 'Een terminal: de klokken van het CCB en de GBA lopen, de kaart van de volgende stap, en een menu'],
} as const

/** The step with which the second page begins that is shown: the first one that is not about people and numbers. */
const firstSteps = { en: 'Declare the incident', nl: 'Kondig het incident af' } as const

const browser = startBrowser()
try {
  await run(4, ...until('isolate/watch-links'))
  for (const [lang, [question, words]] of Object.entries(terminals)) {
    const command = [process.execPath, ...program, '--lang', lang, '--operator', 'An Voorbeeld', 'resume', 'willebroek']
    const terminal = startTmux({ command, env: variables, cwd: home, columns: 80, rows: 40 })
    try {
      await terminal.asks(question)
      const lines = terminal.coloured()
      const isFull = (line: string): boolean => line.trim() !== ''
      const shown = lines.slice(lines.findIndex(isFull), lines.findLastIndex(isFull) + 1)
      keep(`terminal.${lang}.svg`, drawScreen(shown, 80, words))
    } finally {
      terminal.stop()
    }
  }
  for (const [lang, step] of Object.entries(firstSteps)) {
    const paper = join(home, `plan.${lang}.html`)
    const line = [
      '--lang',
      lang,
      'runbook',
      'print',
      '--municipality',
      'willebroek',
      '--profile',
      profile,
      '--out',
      paper,
    ]
    await run(0, ...line)
    const pdf = await (await browser.open(paper, 760, 'print')).pdf()
    const pages = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).split('\f')
    const second = pages.findIndex((page, index) => index > 0 && new RegExp(`I1 +${step}`).test(page))
    keep(`paper.${lang}.png`, drawPages(pdf, [1, second + 1], 80))
  }
  await run(4, ...until('isolate/custody'))
  await run(0, 'evidence', 'copy', 'willebroek', join(home, 'disk'))
  await run(0, 'evidence', 'copy', 'willebroek', join(home, 'safe'), '--offline')
  const night = await run(4, ...until('emergency/real-case'))
  const services = JSON.parse((await run(0, 'cloud', 'status', 'willebroek', '--json')).out)
  const { url } = services.find((service: { name: string }) => service.name === 'status-page')
  keep('status-page.png', await (await browser.open(url, 640)).png(0, 470))
  // And on to the end, as the demo plays it.
  await playCivilServant(services, night.said)
  await run(4, ...until('close/declare-end'))
  await run(0, 'evidence', 'copy', 'willebroek', join(home, 'disk'))
  await run(0, ...until('close/declare-end').slice(0, -2))
  const report = await run(0, 'report', 'willebroek', '--format', 'html')
  writeFileSync(join(home, 'report.html'), report.out)
  keep('report.png', await (await browser.open(join(home, 'report.html'), 760)).png(230, 470))
} finally {
  await run(0, 'cloud', 'down', 'willebroek', '--yes').catch(() => null)
  await browser.close()
  doors.close()
  rmSync(home, { recursive: true, force: true })
}
process.exit(0)
