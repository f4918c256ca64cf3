import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LogEvent } from '../../src/core/event.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/cyber-respond.js')
const runbook = `format: cyber-respond/runbook@1
id: night
title: { en: Night, nl: Nacht }
steps:
  - id: hit
    code: P1
    title: { en: Who is hit?, nl: Wie is getroffen? }
    done_when: { en: It is known, nl: Het is bekend }
    role: lead
    ask: { hit: { type: yes-no-unknown, title: { en: Is the care home hit?, nl: Is het woonzorgcentrum getroffen? } } }
  - id: pull
    code: P2
    title: { en: Pull the cable, nl: Trek de kabel uit }
    done_when: { en: It is out, nl: Hij is uit }
    role: network
    danger: disruptive
    approve: lead
    alone: true
    confirm: true
  - id: look
    code: P3
    title: { en: Look again, nl: Kijk opnieuw }
    done_when: { en: Nothing is seen, nl: Er is niets te zien }
    role: lead
    confirm: true
`
const plan = `format: cyber-respond/plan@1
id: night
title: { en: Night, nl: Nacht }
runbooks: [night]
`
let home: string
let terminal: TmuxTerminal

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-alone-'))
  for (const [name, text] of [
    ['night.yaml', runbook],
    ['night.plan.yaml', plan],
    ['obligations.yaml', 'format: cyber-respond/obligations@1\nchannels: []\nobligations: []\n'],
  ] as const) {
    writeFileSync(join(home, name), text)
  }
})

afterEach(() => {
  terminal.stop()
  rmSync(home, { recursive: true, force: true })
})

function events(): readonly LogEvent[] {
  const [name = ''] = readdirSync(join(home, 'incidents'))
  const text = readFileSync(join(home, 'incidents', name, 'log.000000.jsonl'), 'utf8')
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

const words = {
  en: {
    ...{ now: 'What now?', does: 'Do it', name: 'Your name', hit: 'Is the care home hit?', yes: 'Yes', no: 'No' },
    ...{ approves: 'who approves this', why: 'why can it not wait?', done: 'Done' },
    ...{ mark: '1 WITHOUT A SECOND PERSON, 1 not ratified', ratified: '1 WITHOUT A SECOND PERSON, 0 not ratified' },
    ...{ ratify: 'Ratify', judges: 'who judges this now', was: 'was this right?', because: 'Jan Maes: why?' },
    ...{
      more: 'More',
      else: 'What else?',
      correct: 'Correct',
      which: 'Which answer?',
      corrected: 'why is it corrected?',
    },
    ...{ alarm: 'Close as', none: 'Why was it a false alarm?', agrees: 'Who agrees', wasNone: 'was it a false alarm?' },
    ...{ say: 'yes', closed: 'is closed as a FALSE ALARM' },
  },
  nl: {
    ...{ now: 'Wat nu?', does: 'Voer uit', name: 'Uw naam', hit: 'Is het woonzorgcentrum', yes: 'Ja', no: 'Nee' },
    ...{ approves: 'wie keurt dit goed', why: 'waarom kan het', done: 'Gedaan' },
    ...{ mark: '1 ZONDER TWEEDE PERSOON, 1 niet bekrachtigd', ratified: '1 ZONDER TWEEDE PERSOON, 0 niet' },
    ...{
      ratify: 'Bekrachtig',
      judges: 'wie oordeelt hier nu over',
      was: 'was dit juist?',
      because: 'Jan Maes: waarom?',
    },
    ...{
      more: 'Meer',
      else: 'Wat nog?',
      correct: 'Een antwoord',
      which: 'Welk antwoord?',
      corrected: 'waarom zet u het',
    },
    ...{ alarm: 'Afsluiten', none: 'Waarom was het vals', agrees: 'Wie gaat akkoord', wasNone: 'was het vals alarm?' },
    ...{ say: 'ja', closed: 'is afgesloten als VALS ALARM' },
  },
} as const

describe.skipIf(!hasTmux)('alone at night', () => {
  test.each(['en', 'nl'] as const)(
    '%s: an act goes on without a second person, is ratified, an answer is put right, and it was a false alarm',
    { timeout: 180_000 },
    async (lang) => {
      const w = words[lang]
      const line = ['--home', home, '--runbooks', home, '--lang', lang, '--yes', 'activate', 'diest', '--plan', 'night']
      const screen = startTmux({ command: [process.execPath, program, ...line], cwd: root })
      terminal = screen
      await screen.choose(w.now, w.does)
      await screen.answer(w.name, 'Els Peeters')
      await screen.choose(w.hit, w.no)

      await screen.choose(w.now, w.does)
      await screen.waitFor(w.approves)
      await screen.press('Enter')
      await screen.answer(w.why, 'the lead and the mayor do not pick up')
      await screen.choose('P2', w.done)
      await screen.waitFor(w.mark)
      expect(events().filter(({ type }) => type.endsWith('alone'))).toHaveLength(1)

      await screen.choose(w.now, w.ratify)
      await screen.answer(w.judges, 'Jan Maes')
      await screen.answer(w.was, w.say)
      await screen.answer(w.because, 'I would have said yes')
      await screen.waitFor(w.ratified)

      await screen.choose(w.now, w.more)
      await screen.choose(w.else, w.correct)
      await screen.find(w.which, 'P1')
      await screen.choose(w.hit, w.yes)
      await screen.answer(w.corrected, 'the night nurse called')

      await screen.choose(w.now, w.more)
      await screen.choose(w.else, w.alarm)
      await screen.answer(w.none, 'a test of the supplier')
      await screen.answer(w.agrees, 'Jan Maes')
      await screen.answer(w.wasNone, w.say)
      await screen.waitFor(w.closed)
      expect(await screen.exitCode()).toBe(0)
      const told = events().flatMap(({ type, actor }) =>
        /alone|corrected|closed/.test(type) ? [`${type} ${actor}`] : [],
      )
      expect(told).toEqual([
        'step.alone Els Peeters',
        'alone.decided Jan Maes',
        'fact.corrected Els Peeters',
        'incident.closed Els Peeters',
      ])
    },
  )
})
