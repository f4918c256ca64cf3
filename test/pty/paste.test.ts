import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LogEvent } from '../../src/core/event.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/cyber-respond.js')
let home: string
let terminal: TmuxTerminal

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-paste-'))
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

/** Lines as a chat or a log has them: words that would choose, approve and answer, line by line. */
function logLines(bytes: number, mark: string): string {
  const words = [
    'yes',
    'y',
    'Jan Maes',
    'ja',
    '1',
    'now',
    'Do it',
    'accepted publickey for root from 10.1.2.3 port 22 ssh2',
  ]
  let text = ''
  for (let line = 1; text.length < bytes; line += 1) text += `${mark} ${line} sshd: ${words[line % words.length]}\n`
  return text.slice(0, bytes - 1).replace(/\s$/, 'x')
}

/** One question of the activation: how its paste is taken, and what is done with it afterwards. */
interface Asked {
  readonly question: string
  readonly takes: 'refused' | 'prose'
  /** A byte in 8 ms, too. */
  readonly slowly?: true
  answer(screen: TmuxTerminal, question: string): Promise<void>
}

const choose =
  (entry: string): Asked['answer'] =>
  (screen, question) =>
    screen.choose(question, entry)
const type =
  (text: string): Asked['answer'] =>
  (screen, question) =>
    screen.answer(question, text)
const list = (question: string, entry: string): Asked => ({ question, takes: 'refused', answer: choose(entry) })
const line = (question: string, text: string): Asked => ({ question, takes: 'refused', answer: type(text) })
const prose = (question: string): Asked => ({
  question,
  takes: 'prose',
  answer: async (screen) => screen.press('Enter'),
})

/** The paste is taken back, and something else is typed. */
const cleared = (question: string, text: string): Asked => ({
  question,
  takes: 'prose',
  answer: async (screen) => {
    await screen.press('C-u')
    await screen.answer(question, text)
  },
})

/** The first 24 questions of a responder in Willebroek. */
const asked: readonly Asked[] = [
  { ...list('What now?', 'Do it'), slowly: true },
  line('Your name', 'Els Verzinsel'),
  line('first noticed?', '-35m'),
  line('that it is an attack?', '-20m'),
  list('How was it noticed?', 'Something'),
  { ...prose('In your own words'), slowly: true },
  line('Who writes everything down?', 'Daan Verzonnen'),
  cleared('do you talk?', 'a group of our own'),
  list('is this right?', 'Yes'),
  list('What now?', 'Do it'),
  list('The profile proposes these', 'One by one'),
  line('1, next', 'network: Bram Fictief'),
  line('2, next', ''),
  line('Whose word is it?', 'An Voorbeeld'),
  prose('What does An Voorbeeld say?'),
  list('What now?', 'Do it'),
  list('Ask once, for which?', 'Only'),
  line('who approves this', 'An Voorbeeld'),
  { ...line('do you approve?', 'no'), slowly: true },
  prose('An Voorbeeld: why?'),
  list('What now?', 'Note'),
  prose('Note (empty: back)'),
  list('What now?', 'Skip'),
  prose('why? (empty: back)'),
]

/** Waits until what was sent is there: refused aloud, or in the field. */
async function taken({ takes }: Asked, screen: TmuxTerminal, text: string): Promise<void> {
  if (takes === 'refused') {
    await screen.waitFor('came in one go')
    return
  }
  const lines = text.split('\n')
  await screen.waitFor(lines.at(-1)?.slice(0, 40) ?? '')
  await screen.waitFor(new RegExp(`… ${lines.length - 6}$`, 'm'))
}

describe.skipIf(!hasTmux)('pasted at each of the first 24 questions', () => {
  test('18 kB of log lines are one answer where prose is asked, and nothing anywhere else', {
    timeout: 900_000,
  }, async () => {
    const profile = join(root, 'fixtures/profiles/willebroek.yaml')
    const command = [process.execPath, program, '--home', home, '--yes', 'activate', 'willebroek', '--profile', profile]
    terminal = startTmux({ command, cwd: root })
    const screen = terminal
    const answers: string[] = []
    for (const [index, one] of asked.entries()) {
      await screen.waitFor(/^\? /m)
      await screen.asks(one.question)
      const before = events().length
      const ways: readonly ((text: string) => unknown)[] = [
        ...(one.slowly === true ? [(text: string) => screen.feed([...text.slice(-500)], 8)] : []),
        // In one write, with the marks of a paste and without; line by line; byte by byte.
        (text) => screen.paste(text),
        (text) => screen.paste(text, false),
        (text) => screen.feed(text.split(/(?<=\n)/)),
        (text) => screen.feed([...text]),
      ]
      for (const [way, send] of ways.entries()) {
        const whole = logLines(18_000, `${index}/${way}`)
        const text = one.slowly === true && way === 0 ? whole.slice(-500) : whole
        await send(whole)
        await taken(one, screen, text)
        // Still the same question, and nothing went into the record.
        expect(screen.question()).toContain(one.question)
        expect(events().length).toBe(before)
        if (one.takes === 'prose' && way === ways.length - 1) answers.push(text)
        else await screen.press('C-u')
      }
      await one.answer(screen, one.question)
    }
    await screen.choose('What now?', 'Leave')
    expect(await screen.exitCode()).toBe(4)
    const lines = events()
    const told = (kind: LogEvent['type']) => lines.filter(({ type: is }) => is === kind)
    const [how, , said, why, note, reason] = answers
    expect(told('step.outcome').map((event) => (event.type === 'step.outcome' ? event.data.facts : null))).toEqual([
      expect.objectContaining({ how_detected: how, channel: 'a group of our own' }),
      expect.objectContaining({ team: expect.anything() }),
    ])
    expect(answers).toHaveLength(6)
    expect(said).toHaveLength(17_999)
    expect(told('step.outcome').at(-1)?.data).toMatchObject({ proof: { person: 'An Voorbeeld', statement: said } })
    expect(told('note.added').map(({ data }) => data)).toEqual([{ text: note }])
    expect(told('step.refused').map(({ actor, data }) => [actor, data])).toEqual([
      ['An Voorbeeld', expect.objectContaining({ approver: 'An Voorbeeld', reason: why })],
    ])
    expect(told('step.skipped').map(({ data }) => data)).toEqual([{ reason }])
    for (const type of ['step.approved', 'step.intent', 'step.blocked', 'step.decided'] as const) {
      expect(told(type)).toEqual([])
    }
    expect(new Set(lines.map(({ actor }) => actor))).toEqual(
      new Set(['cyber-respond', 'operator', 'Els Verzinsel', 'An Voorbeeld']),
    )
  })
})
