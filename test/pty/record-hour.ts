// Plays the first hour of an attack at a real terminal of 80 columns, in Dutch, and records it as a cast and as a picture: from
// the alarm to the tenth step that is done. The doors of the example profile are really there and really closed. Only the clock
// is not: it begins at twelve past three of the coming night, because a clock from before the program was built is warned of, and
// runs twenty times as fast, for the program and for the recording alike.
//
//     npm run cast
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openDoors } from '../../fixtures/doors.js'
import { drawScreens } from './draw-screen.ts'
import { startTmux } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const file = join(root, 'runbooks/guides/first-hour.nl.cast')
/** The same as a picture that moves, a screen for each question: what a page can show by itself. */
const picture = join(root, 'runbooks/guides/pictures/first-hour.nl.svg')
const words = 'Het eerste uur aan een terminal: van het alarm, over vier afgesloten verbindingen, tot de tiende stap'
const screens: (readonly string[])[] = []
const speed = 20
const night = Temporal.Now.plainDateISO('Europe/Brussels').add({ days: 1 })
const clock = ['faketime', '-f', `@${night} 03:12:00 x${speed}`]
const stepsToDo = 10

type Way = 'choose' | 'find' | 'answer'

/** What she does at each question, in its order: minutes that pass before, words of the question, how she answers, and what. */
const hour: readonly (readonly [minutes: number, question: string, way: Way, answer: string])[] = [
  [1, 'Wat voor aanval is het?', 'choose', 'Ransomware'],
  [0.5, 'Openen?', 'choose', 'Ja, open het'],
  [2, 'Wat nu?', 'choose', 'Voer uit'],
  [0.5, 'Uw naam', 'find', 'An Voor'],
  [1, 'voor het eerst opgemerkt?', 'answer', '-35m'],
  [1, 'Sinds wanneer weet u', 'answer', 'nu'],
  [0.5, 'Hoe is het opgemerkt?', 'choose', 'Bestanden'],
  [3, 'Wie noteert alles?', 'find', 'Daan'],
  [2, 'Langs welk kanaal', 'answer', "Signal-groep op privé-gsm's"],
  [1, 'klopt dit?', 'choose', 'Ja'],
  [3, 'Wat nu?', 'choose', 'Andere stap'],
  [0.5, 'Welke stap?', 'find', 'I3'],
  [2, 'Wat nu?', 'choose', 'Voer uit'],
  [0.5, 'voor welke?', 'choose', 'De 4'],
  [4, 'wie keurt alle 4 goed', 'find', 'Gust'],
  [1, 'keurt u alle 4 goed?', 'answer', 'ja'],
  [1, 'waarom?', 'answer', 'Er worden nog bestanden versleuteld'],
  [3, 'Wat nu?', 'choose', 'Voer uit'],
  [10, 'Het profiel stelt deze mensen voor', 'choose', 'Allemaal'],
  [2, '5, volgende', 'answer', ''],
  [3, 'Wie bevestigt dit?', 'find', 'Daan'],
  [1, 'Wat zegt Daan Verzonnen?', 'answer', 'Iedereen is teruggebeld op het nummer uit het profiel'],
  [4, 'Wat nu?', 'choose', 'Voer uit'],
  [4, 'Wat nu?', 'choose', 'Voer uit'],
  [4, 'Wat nu?', 'choose', 'Voer uit'],
  [4, 'Wat nu?', 'choose', 'Voer uit'],
]

const home = mkdtempSync(join(tmpdir(), 'cyber-respond-hour-'))
const doors = await openDoors(join(home, 'world'))
const profile = join(home, 'willebroek.yaml')
const example = doors.through(readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), 'utf8'))
// What the screen shows is kept: it names no folder of whoever records it.
cpSync(join(root, 'fixtures/bin'), join(home, 'bin'), { recursive: true })
writeFileSync(profile, example.replaceAll('../bin/', `${join(home, 'bin')}/`))

const program = [process.execPath, join(root, 'bin/cyber-respond.js'), '--home', join(home, 'home'), '--lang', 'nl']
const recorder = [process.execPath, join(root, 'test/pty/cast-of-pane.ts'), file, '80', '24', 'cyber-respond']
const terminal = startTmux({
  command: [...clock, ...program, 'activate', 'willebroek', '--profile', profile],
  env: { CYBER_RESPOND_DEMO_WORLD: join(home, 'world'), TZ: 'Europe/Brussels' },
  cwd: root,
  columns: 80,
  rows: 24,
  copyTo: [...clock, ...recorder].map((word) => `'${word}'`).join(' '),
})

function stepsDone(): number {
  const incidents = join(home, 'home/incidents')
  const [name = ''] = readdirSync(incidents)
  const lines = readFileSync(join(incidents, name, 'log.000000.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1)
  return lines.filter((line) => JSON.parse(line).type === 'step.outcome').length
}

try {
  for (const [minutes, question, way, answer] of hour) {
    await terminal.asks(question)
    screens.push(terminal.coloured())
    await pause((minutes * 60_000) / speed)
    await terminal[way](question, answer)
  }
  await terminal.waitFor('I7  ')
  screens.push(terminal.coloured())
  if (stepsDone() !== stepsToDo) throw new Error(`${stepsDone()} steps are done, not ${stepsToDo}`)
} finally {
  terminal.stop()
  doors.close()
  rmSync(home, { recursive: true, force: true })
}
writeFileSync(picture, drawScreens(screens, 80, 3, words))
process.stdout.write(`${file}\n${picture}\n`)
process.exit(0)
