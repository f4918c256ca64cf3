import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDoors } from '../../fixtures/doors.js'
import type { LogEvent } from '../../src/core/event.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let home: string
let terminal: TmuxTerminal
let doors: { through(profile: string): string; close(): void } | null

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-keys-'))
  doors = null
})

afterEach(() => {
  terminal.stop()
  doors?.close()
  rmSync(home, { recursive: true, force: true })
})

/** The program on the example profile. `areOpen`: something really listens behind its links, and is seen before the cut. */
async function activate(areOpen: boolean): Promise<TmuxTerminal> {
  if (areOpen) doors = await openDoors(join(home, 'world'))
  const profile = join(home, 'willebroek.yaml')
  const text = readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), 'utf8')
  writeFileSync(profile, (doors?.through(text) ?? text).replaceAll('../bin/', `${join(root, 'fixtures/bin')}/`))
  const program = [process.execPath, join(root, 'bin/cyber-respond.js'), '--home', home]
  terminal = startTmux({
    command: [...program, 'activate', 'willebroek', '--profile', profile],
    env: { CYBER_RESPOND_DEMO_WORLD: join(home, 'world') },
    cwd: root,
  })
  return terminal
}

function events(): readonly LogEvent[] {
  const [name = ''] = readdirSync(join(home, 'incidents'))
  const text = readFileSync(join(home, 'incidents', name, 'log.000000.jsonl'), 'utf8')
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

/** A person who types a key at a time and counts them. What is free prose is typed and not counted; its Enter is. */
function counting(screen: TmuxTerminal) {
  let keys = 0
  const type = async (text: string): Promise<void> => {
    keys += [...text].length
    await screen.type(text)
  }
  const enter = async (): Promise<void> => {
    keys += 1
    await screen.press('Enter')
  }
  const open = (question: string): Promise<void> =>
    expect.poll(screen.question, { timeout: 45_000, interval: 30 }).toContain(question)
  const isPointedAt = (entry: string): Promise<void> =>
    // A menu that gave way to a question stands above it.
    expect
      .poll(() => [...screen.screen().matchAll(/^❯ (.*)$/gm)].at(-1)?.[1] ?? '', { timeout: 45_000, interval: 30 })
      .toContain(entry)
  return {
    keys: () => keys,
    /** Takes an entry of a menu: a letter, which is shown nowhere, leads to it; without one the pointer stands there. */
    menu: async (question: string, letter: string, entry: string): Promise<void> => {
      await open(question)
      keys += letter.length
      if (letter !== '') await screen.press(letter)
      await isPointedAt(entry)
      await enter()
    },
    /** Types what leads to an entry of a list that is searched, and takes it. */
    choose: async (question: string, letters: string, entry: string): Promise<void> => {
      await open(question)
      await type(letters)
      await isPointedAt(entry)
      await enter()
    },
    line: async (question: string, text: string): Promise<void> => {
      await open(question)
      await type(text)
      await expect.poll(screen.question, { timeout: 45_000, interval: 30 }).toContain(text)
      await enter()
    },
    prose: async (question: string, text: string): Promise<void> => {
      await open(question)
      await screen.type(text)
      await expect.poll(() => screen.screen().replaceAll('\n', ''), { timeout: 45_000, interval: 30 }).toContain(text)
      await enter()
    },
  }
}

const steps = (type: LogEvent['type']): readonly (string | undefined)[] =>
  events().flatMap((event) => (event.type === type ? [event.step] : []))

const links = ['internet', 'vpn', 'supplier-tunnel', 'partners']

describe.skipIf(!hasTmux)('keys that a tired person presses to declare an incident and cut four links', () => {
  // 34 and 46 of them, of which two are the questions before anything is opened.
  test.each([
    ['the machine sees each door close', true],
    ['nothing was seen open, and a person says what she saw', false],
  ])('at most 60: %s', { timeout: 240_000 }, async (_what, areOpen) => {
    const screen = await activate(areOpen)
    const she = counting(screen)
    await she.menu('What kind of attack', '', 'Ransomware')
    await she.menu('Open it?', '', 'Yes, open it')
    await she.menu('What now?', '', 'Do it')
    await she.choose('Your name', 'a', 'An Voorbeeld')
    await she.line('first noticed?', '-35m')
    await she.line('that it is an attack?', 'n')
    await she.menu('How was it noticed?', 'f', 'Files')
    await she.choose('Who writes everything down?', 'd', 'Daan Verzonnen')
    await she.prose('do you talk?', 'private phones')
    await she.menu('is this right?', 'Y', 'Yes')
    await she.menu('What now?', 'A', 'Another step')
    await she.choose('Which step?', 'I3', 'I3')
    await she.menu('What now?', '', 'Do it')
    await she.menu('Ask once, for which?', 'T', 'The 4 of I3')
    await she.choose('who approves all 4', 'g', 'Gust Nergens')
    await she.line('do you approve all 4?', 'yes')
    await she.prose('why?', 'Files are being encrypted')
    // They are cut side by side, and the machine asks about each as it is done.
    for (let done = 1; done <= links.length; done += 1) {
      if (!areOpen) {
        await she.choose('who saw that it is gone', 'b', 'Bram Fictief')
        await she.prose('What did Bram Fictief see', 'no flow is left')
      }
      await expect.poll(() => steps('step.outcome').length, { timeout: 45_000 }).toBeGreaterThan(done)
    }
    await screen.waitFor('I2  Call the team')
    await expect.poll(() => steps('step.outcome').length, { timeout: 45_000 }).toBe(1 + links.length)
    expect(steps('step.approved')).toEqual(['isolate/cut-links[internet]'])
    const cuts = links.map((link) => `isolate/cut-links[${link}]`)
    expect(steps('step.outcome').toSorted()).toEqual([...cuts, 'isolate/declare'].toSorted())
    expect(she.keys()).toBeLessThanOrEqual(60)
    // And the team: three keys for the four people whom the profile proposes, besides the step and who called them.
    const before = she.keys()
    await she.menu('What now?', '', 'Do it')
    await she.menu('The profile proposes these', 'A', 'All of these (4)')
    await she.line('5, next', '')
    expect(she.keys() - before).toBe(4)
    await she.choose('Whose word is it?', 'a', 'An Voorbeeld')
    await she.prose('What does An Voorbeeld say', 'all of them answered')
    await expect.poll(() => steps('step.outcome'), { timeout: 45_000 }).toContain('isolate/team')
    expect(she.keys()).toBeLessThanOrEqual(60)
  })
})
