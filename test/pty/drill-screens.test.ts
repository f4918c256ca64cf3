import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LogEvent } from '../../src/core/event.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/cyber-respond.js')
let base: string
let terminals: TmuxTerminal[]

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'cyber-respond-screens-'))
  terminals = []
})

afterEach(() => {
  for (const terminal of terminals) terminal.stop()
  rmSync(base, { recursive: true, force: true, maxRetries: 20 })
})

function start(rows: number, ...args: readonly string[]): TmuxTerminal {
  const all = ['--home', join(base, 'home'), '--runbooks', join(root, 'fixtures/small'), ...args]
  const terminal = startTmux({ command: [process.execPath, program, ...all], cwd: root, rows })
  terminals.push(terminal)
  return terminal
}

/** The small scenario of the tests, after `change`. */
function scenario(change: (text: string) => string = (text) => text): string {
  const path = join(base, 'evening.yaml')
  writeFileSync(path, change(readFileSync(join(root, 'fixtures/scenarios/evening.yaml'), 'utf8')))
  return path
}

const run = ['drill', 'run', 'willebroek', '--scenario'] as const

function folder(): string {
  const drills = join(base, 'home', 'drills')
  const [name = ''] = readdirSync(drills).filter((one) => !one.startsWith('.'))
  return join(drills, name)
}

function events(): readonly LogEvent[] {
  return readFileSync(join(folder(), 'log.000000.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

describe.skipIf(!hasTmux)('the screens of a drill', () => {
  test('a scenario that was written for another town says so before it begins, and can be left', {
    timeout: 120_000,
  }, async () => {
    const ofAntwerp = scenario((text) => text.replace(/^id: /m, 'municipality: "11002"\nid: '))
    const no = start(24, ...run, ofAntwerp)
    expect(await no.waitFor('Play it all the same?')).toContain('was written for Antwerpen.')
    await no.choose('Play it all the same?', 'No')
    expect(await no.exitCode()).toBe(0)
    expect(existsSync(join(base, 'home', 'drills'))).toBe(false)
    const closed = start(24, '--lang', 'nl', '--plain', ...run, ofAntwerp)
    expect(await closed.waitFor('Nummer')).toContain('is geschreven voor Antwerpen')
    await closed.press('C-d')
    expect(await closed.exitCode()).toBe(0)
    const yes = start(24, ...run, ofAntwerp)
    await yes.choose('Play it all the same?', 'Yes')
    await yes.waitFor('EXERCISE. What now?')
  })

  test('on a small screen a message stands above the question, and both say EXERCISE', {
    timeout: 120_000,
  }, async () => {
    const players = start(24, ...run, scenario(), '--speed', '60')
    const shown = await players.waitFor('What do we do?')
    expect(shown).toContain('EXERCISE / OEFENING')
    const open = await players.waitFor('EXERCISE. What now?')
    expect(open).toContain('What do we do?')
  })

  test('who answers a message sees all of it, with its attachment, and is named as in the steps', {
    timeout: 120_000,
  }, async () => {
    const long = `${'We see the letter on each screen of the house. '.repeat(4)}What do we do?`
    const changed = (text: string): string =>
      text
        .replace('Our screens show a message about files that are locked. What do we do?', long)
        .replace(
          '    channel: phone\n',
          '    channel: phone\n    attachment: { name: letter.txt, text: { en: Pay us, nl: Betaal } }\n',
        )
    const players = start(50, ...run, scenario(changed), '--speed', '60')
    await players.waitFor('letter.txt')
    await players.choose('What now?', 'Do it')
    await players.answer('Your name', 'Els Peeters')
    await players.answer('F1: When was it noticed?', 'now')
    await players.answer('F1: When did you know?', 'now')
    await players.choose('is this right?', 'Yes')
    await players.waitFor('F2')
    await players.choose('What now?', 'Answer a message')
    await players.choose('Which message?', 'The care home')
    const asked = await players.waitFor('What do you answer?')
    expect(
      asked
        .split('Which message?')
        .at(-1)
        ?.replace(/\s+│?\s*/g, ' '),
    ).toContain(long)
    expect(asked).toContain('Pay us')
    await players.answer('What do you answer?', 'We come')
    await players.waitFor('What now?')
    await expect.poll(() => events().find(({ type }) => type === 'inject.answered')?.actor).toBe('Els Peeters')
  })

  test('a message takes nothing away that was typed into a search', { timeout: 120_000 }, async () => {
    const players = start(50, '--operator', 'Els Peeters', ...run, scenario())
    await players.choose('What now?', 'Do it')
    await players.answer('F1: When was it noticed?', 'now')
    await players.answer('F1: When did you know?', 'now')
    await players.choose('is this right?', 'Yes')
    await players.waitFor('F2')
    await players.choose('What now?', 'Another step')
    await players.waitFor('Which step?')
    await players.type('S1')
    await players.waitFor(/Which step\?.* S1/)
    const order = { by: 'Tom', kind: 'improvise', from: 'The mayor', to: 'lead', channel: 'phone', text: 'And now?' }
    appendFileSync(join(folder(), 'control', 'orders.jsonl'), `${JSON.stringify(order)}\n`)
    await expect.poll(() => events().some(({ type }) => type === 'inject.sent')).toBe(true)
    // Longer than a message waits for fingers that rest.
    await new Promise((resolve) => setTimeout(resolve, 2500))
    expect(players.screen()).toMatch(/Which step\?.* S1/)
    await players.press('Enter')
    expect(await players.waitFor('And now?')).toContain('S1')
  })

  test('the facilitator reads names and values, not ids and templates, and sees the players leave', {
    timeout: 120_000,
  }, async () => {
    const template = (text: string): string =>
      text.replace('Is it true that everything is down?', '"Are {{ hosts.pc.encrypted }} machines down?"')
    const players = start(50, '--operator', 'Els Peeters', ...run, scenario(template))
    await players.waitFor('What now?')
    const tom = start(50, '--operator', 'Tom', 'drill', 'control')
    expect(await tom.waitFor('EXERCISE. What now?')).toContain('EXERCISE / OEFENING')
    const watch = start(50, 'drill', 'control', '--watch')
    expect(await watch.waitFor('care-home')).toContain('EXERCISE / OEFENING')
    await tom.choose('What now?', 'Change a message')
    await tom.find('Change a message', 'press')
    await tom.waitFor('Are 5 machines down?')
    await tom.choose('What do you change?', 'The text')
    await tom.answer('The new text', 'Is it true?')
    await tom.waitFor('the facilitator changes press: Is it true?')
    await tom.choose('What now?', 'Change a message')
    await tom.find('Change a message', 'press')
    await tom.choose('What do you change?', 'From whom it is')
    await tom.answer('From whom?', 'The newspaper')
    await tom.waitFor('the facilitator changes press: from The newspaper')
    await tom.choose('What now?', 'Change a message')
    await tom.find('Change a message', 'press')
    await tom.choose('What do you change?', 'How it comes')
    await tom.choose('How does it come?', 'Mail')
    await tom.waitFor('the facilitator changes press: mail')
    await tom.choose('What now?', 'Send a message now')
    await tom.find('Send a message now', 'press')
    await tom.waitFor('mail, The newspaper → Lead: Is it true?')
    await players.press('C-c')
    await tom.waitFor("the players' terminal is closed")
  })

  test('an interrupted end keeps what was answered, says how to go on, and asks only the rest', {
    timeout: 120_000,
  }, async () => {
    const more = (text: string): string =>
      text.replace('teams:', '  - { id: next, text: { en: What comes next?, nl: En dan? } }\nteams:')
    const named = ['--operator', 'Els Peeters'] as const
    const players = start(50, ...named, ...run, scenario(more), '--speed', '1200')
    const asked = await players.waitFor('What went best?')
    expect(asked).toContain('the exercise is over')
    expect(asked).toContain('Hot wash')
    await players.answer('What went best?', 'the phones')
    await players.waitFor('What comes next?')
    await players.press('C-c')
    expect(await players.exitCode()).toBe(130)
    expect(players.screen(true)).toMatch(/cyber-respond\.js .*drill resume willebroek-drill-/)
    const again = start(50, ...named, 'drill', 'resume')
    await again.answer('What comes next?', 'sleep')
    expect(await again.exitCode()).toBe(0)
    expect(again.screen(true)).not.toContain('What went best?')
    const answers = events().filter(({ type }) => type === 'drill.answered')
    expect(answers.map(({ data }) => (data as { answer: string }).answer)).toEqual(['the phones', 'sleep'])
  })
})
