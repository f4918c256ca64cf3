import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LogEvent } from '../../src/core/event.ts'
import { noSsh, sshKey } from '../support/ssh-agent.ts'
import { processesWith } from './drill-terminals.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/cyber-respond.js')
let home: string
let terminal: TmuxTerminal

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-pty-'))
})

afterEach(() => {
  terminal.stop()
  rmSync(home, { recursive: true, force: true })
})

/** The built program at a terminal, on the small plan, without a profile: the operator names the links herself. */
function start(...more: readonly string[]): TmuxTerminal {
  const args = ['--home', home, '--runbooks', join(root, 'fixtures/small'), ...more]
  terminal = startTmux({ command: [process.execPath, program, ...args], cwd: root })
  return terminal
}

function activate(...more: readonly string[]): TmuxTerminal {
  return start(...more, '--yes', 'activate', 'willebroek', '--plan', 'small')
}

function events(): readonly LogEvent[] {
  const [name = ''] = readdirSync(join(home, 'incidents'))
  const text = readFileSync(join(home, 'incidents', name, 'log.000000.jsonl'), 'utf8')
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

const steps = (): readonly string[] =>
  events().flatMap((event) => (event.type === 'step.outcome' ? [event.step ?? ''] : []))

const words = {
  en: {
    now: 'What now?',
    does: 'Do it',
    name: 'Your name',
    leave: 'Leave',
    noticed: 'F1: When was it noticed?',
    aware: 'F1: When did you know?',
  },
  nl: {
    now: 'Wat nu?',
    does: 'Voer uit',
    name: 'Uw naam',
    leave: 'Stoppen',
    noticed: 'F1: Wanneer is het opgemerkt?',
    aware: 'F1: Sinds wanneer weet u het?',
  },
} as const

describe.skipIf(!hasTmux)('an activation at a terminal', () => {
  test.each(['en', 'nl'] as const)(
    '%s: declare, skip, note, leave, resume, and go on',
    { timeout: 120_000 },
    async (lang) => {
      const w = words[lang]
      const screen = activate('--lang', lang)
      expect(await screen.waitFor(w.now)).toContain('WILLEBROEK   NIS 12040')
      await screen.choose(w.now, w.does)
      await screen.answer(w.name, 'Els Peeters')
      await screen.answer(w.noticed, '-35m')
      await screen.answer(w.aware, '-20m')
      await screen.choose(lang === 'nl' ? 'klopt dit?' : 'is this right?', lang === 'nl' ? 'Ja' : 'Yes')
      // The clock runs on the next screen.
      await screen.waitFor(lang === 'nl' ? /nog 23 u 3\d m/ : /23 h 3\d m left/)
      await screen.choose(w.now, lang === 'nl' ? 'Overslaan' : 'Skip')
      await screen.answer(
        lang === 'nl' ? 'waarom?' : 'why?',
        lang === 'nl' ? 'geen verbindingen' : 'there are no links',
      )
      await screen.choose(w.now, lang === 'nl' ? 'Notitie' : 'Note')
      await screen.answer(lang === 'nl' ? 'Notitie' : 'Note (empty: back)', 'the mayor is on her way')
      await screen.choose(w.now, w.leave)
      expect(await screen.exitCode()).toBe(4)
      screen.stop()

      const again = start('--lang', lang, '--operator', 'Els Peeters', 'resume')
      await again.waitFor('F3')
      await again.choose(w.now, w.does)
      await again.choose('F3', lang === 'nl' ? 'Eén systeem' : 'One system')
      await again.waitFor('F5')
      await again.choose(w.now, w.leave)
      expect(await again.exitCode()).toBe(4)
      expect(steps()).toEqual(['first/declare', 'first/scope'])
      expect(events().filter((event) => event.type === 'session.ended')).toHaveLength(2)
      expect(events().find((event) => event.type === 'note.added')).toMatchObject({ actor: 'Els Peeters' })
    },
  )

  test.each([
    ['en', 'REAL, no exercise', 'Open it?', 'Yes, open it'],
    ['nl', 'ECHT, geen oefening', 'Openen?', 'Ja, open het'],
  ] as const)(
    '%s: what is about to be opened is said before anything is on disk, and Enter opens it',
    async (lang, real, asked, yes) => {
      const screen = start('--lang', lang, 'activate', 'willebroek', '--plan', 'small')
      const shown = (await screen.waitFor(yes)).replace(/\s+/g, ' ')
      for (const said of [real, 'Willebroek, NIS 12040, Antwerpen', '(small)', '/incidents/willebroek-']) {
        expect(shown).toContain(said)
      }
      expect(existsSync(join(home, 'incidents'))).toBe(false)
      await screen.waitFor(asked)
      await screen.press('Enter')
      await screen.choose(words[lang].now, words[lang].leave)
      expect(await screen.exitCode()).toBe(4)
      expect(events()[0]?.type).toBe('incident.opened')
    },
  )

  test('who says no, or presses Ctrl-C, has opened nothing', async () => {
    const no = start('activate', 'willebroek', '--plan', 'small')
    await no.choose('Open it?', 'No')
    expect(await no.exitCode()).toBe(0)
    expect(no.screen()).toContain('Nothing was opened')
    const away = start('activate', 'willebroek', '--plan', 'small')
    await away.waitFor('Open it?')
    await away.press('C-c')
    expect(await away.exitCode()).toBe(130)
    expect(existsSync(join(home, 'incidents'))).toBe(false)
  })

  test('with a clock that is a day behind that is said first, and Enter alone opens nothing', async () => {
    const written = join(home, 'incidents/diest-2026-01-01/checkpoint')
    mkdirSync(join(written, '..'), { recursive: true })
    writeFileSync(written, '')
    const tomorrow = Date.now() / 1000 + 86_400
    utimesSync(written, tomorrow, tomorrow)
    // Not with --yes either.
    const screen = start('--yes', 'activate', 'willebroek', '--plan', 'small')
    const shown = (await screen.waitFor('No, begin nothing')).replace(/\s+/g, ' ')
    expect(shown).toContain('a record of this home was written later than that')
    await screen.press('Enter')
    expect(readdirSync(join(home, 'incidents'))).toEqual(['diest-2026-01-01'])
    await screen.choose('Open it?', 'Yes')
    await screen.choose(words.en.now, words.en.leave)
    expect(await screen.exitCode()).toBe(4)
    const [, name = ''] = readdirSync(join(home, 'incidents'))
    const [first = ''] = readFileSync(join(home, 'incidents', name, 'log.000000.jsonl'), 'utf8').split('\n')
    expect(JSON.parse(first).data.doubted).toMatchObject({ told: 'person', against: [{ from: 'record' }] })
  })

  test('Ctrl-C at a prompt: exit 130, nothing is lost, and it goes on where it was', async () => {
    const screen = activate()
    await screen.choose(words.en.now, words.en.does)
    await screen.answer(words.en.name, 'Els Peeters')
    await screen.answer(words.en.noticed, '-35m')
    await screen.waitFor('? F1: When did you know?')
    await screen.press('C-c')
    expect(await screen.exitCode()).toBe(130)
    // The answer is in no record, and that is what is said.
    expect(screen.screen(true).replaceAll(/\s+/g, ' ')).toContain('kept as a draft, not in the record: 1 answer to F1')
    expect(events().some(({ type }) => type === 'step.outcome')).toBe(false)
    expect(statSync(join(home, 'drafts')).mode & 0o077).toBe(0)
    expect(events().at(-1)).toMatchObject({ type: 'session.ended', data: { why: 'interrupted' } })
    screen.stop()
    const again = start('resume', 'willebroek')
    expect(await again.waitFor(words.en.now)).toContain('F1  Declare the incident')
    await again.choose(words.en.now, words.en.does)
    await again.choose('Go on with them?', 'Go on')
    await again.answer(words.en.name, 'Els Peeters')
    await again.answer(words.en.aware, '-20m')
    // The program is killed, as when a battery dies: both answers are offered.
    await again.waitFor('is this right?')
    const [found] = processesWith(home, ' resume willebroek').filter(({ line }) => line.startsWith(process.execPath))
    process.kill(found?.pid ?? 0, 'SIGKILL')
    await again.exitCode()
    again.stop()
    const last = start('--operator', 'Els Peeters', 'resume', 'willebroek')
    await last.choose(words.en.now, words.en.does)
    expect(await last.waitFor('Go on with them?')).toMatch(/did you know\?/)
    await last.choose('Go on with them?', 'Go on')
    await last.choose('is this right?', 'Yes')
    await last.choose(words.en.now, words.en.leave)
    await last.exitCode()
    expect(steps()).toEqual(['first/declare'])
    expect(readdirSync(join(home, 'drafts'))).toEqual([])
  })

  test('a terminal that is resized keeps its question', async () => {
    const screen = activate()
    await screen.waitFor(words.en.now)
    screen.resize(60, 40)
    await screen.choose(words.en.now, words.en.leave)
    expect(await screen.exitCode()).toBe(4)
  })

  test.skipIf(noSsh)('who signs along sees no word of the program that signs', async () => {
    const key = sshKey(home, 'els')
    const screen = activate('--operator', 'Els Peeters', '--sign-with', key)
    await screen.choose(words.en.now, words.en.leave)
    expect(await screen.exitCode()).toBe(4)
    expect(events().find((event) => event.type === 'key.added' && event.data.use === 'operator')).toBeDefined()
    expect(screen.screen(true)).not.toContain('Signing')
  })

  test.skipIf(noSsh).each(['en', 'nl'] as const)(
    '%s: who signs along says who she is before her key is on record, and once',
    { timeout: 120_000 },
    async (lang) => {
      const w = words[lang]
      const screen = activate('--lang', lang, '--sign-with', sshKey(home, 'els'))
      await screen.waitFor(w.name)
      expect(existsSync(join(home, 'incidents'))).toBe(false)
      await screen.answer(w.name, 'Els Peeters')
      await screen.choose(w.now, w.does)
      await screen.waitFor(w.noticed)
      await screen.press('C-c')
      expect(await screen.exitCode()).toBe(130)
      const lines = events()
      expect(new Set(lines.map(({ actor }) => actor))).toEqual(new Set(['Els Peeters', 'cyber-respond']))
      const owner = lines.find((event) => event.type === 'key.added' && event.data.use === 'operator')
      expect(owner?.data).toMatchObject({ person: 'Els Peeters' })
    },
  )

  test.skipIf(noSsh).each(['C-c', 'C-d'])('%s instead of a name begins nothing', async (key) => {
    const screen = activate('--sign-with', sshKey(home, 'els'))
    await screen.waitFor(words.en.name)
    await screen.press(key)
    expect(await screen.exitCode()).toBe(key === 'C-c' ? 130 : 4)
    expect(screen.screen()).toContain('nothing was begun')
    expect(existsSync(join(home, 'incidents'))).toBe(false)
  })
})
