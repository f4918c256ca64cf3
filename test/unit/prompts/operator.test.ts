import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulatedPaths } from '../../../src/adapters/simulated/simulated-blobs.ts'
import { trialSigner } from '../../../src/core/approval-request.ts'
import { nothingBehind } from '../../../src/core/behind.ts'
import { type KnownPerson, knownPeople } from '../../../src/core/known-people.ts'
import type { Field } from '../../../src/core/model.ts'
import { realPaths } from '../../../src/prompts/file.ts'
import { wrongItem } from '../../../src/prompts/items.ts'
import { createPrompts } from '../../../src/prompts/operator.ts'
import { sampleNow, sampleView } from '../../support/sample-view.ts'
import { typingTerminal } from '../../support/typing-terminal.ts'

const question = { instance: 'notify/early-warning', code: 'N2', title: { en: 'Warn', nl: 'Waarschuw' } }

/** The prompts in their plain form, with everything that the person will type. `end`: and then the input is over. */
function typing(
  lines: readonly string[],
  {
    end = true,
    signal = new AbortController().signal,
    signer = trialSigner,
    paths = realPaths,
    people = [] as readonly KnownPerson[],
  } = {},
) {
  const terminal = typingTerminal(lines, { end })
  const operator = createPrompts({
    terminal: { columns: 80, colour: false, unicode: true, plain: true },
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    lang: 'en',
    now: () => sampleNow,
    actor: null,
    suggestion: 'els',
    people,
    signal,
    signer,
    paths,
    blobs: { putFile: async (path) => ({ name: path, sha256: 'ab'.repeat(32), size: 3 }) },
  })
  return { operator, shown: terminal.shown }
}

const title = (name: string) => ({ en: name, nl: name })
const fields: readonly Field[] = [
  { id: 'who', type: 'text', title: title('Who?') },
  { id: 'share', type: 'number', title: title('Share?'), optional: true },
  { id: 'going', type: 'yes-no-unknown', title: title('Going on?') },
  {
    id: 'tlp',
    type: 'choice',
    title: title('TLP?'),
    optional: true,
    options: [
      { id: 'amber', title: title('Amber') },
      { id: 'red', title: title('Red') },
    ],
  },
  { id: 'names', type: 'list', title: title('Names?') },
  { id: 'since', type: 'datetime', title: title('Since?'), past: true, optional: true },
]

test('an incident asks for the path of a file, a drill for what it would be', async () => {
  for (const [paths, file, evidence] of [
    [realPaths, 'path of the file', 'path of a file or folder'],
    [simulatedPaths, 'what the file would be', 'what you would take'],
  ] as const) {
    const { operator, shown } = typing(['package.json', 'package.json', '', ''], { paths })
    await operator.proof(question, { kind: 'file', title: title('The scan') })
    const taken = await operator.files(question, title('Flows'))
    const typed = paths === realPaths ? join(process.cwd(), 'package.json') : 'package.json'
    expect(taken).toEqual({ paths: [typed], note: '' })
    const said = shown()
    expect(said).toContain(`The scan [${file}; empty: not now]`)
    expect(said).toContain(`1, ${evidence} (empty: that is all)`)
  }
})

test('plain text is broken at spaces, never by the edge of the screen', async () => {
  const { operator, shown } = typing(['6'])
  await operator.choose(sampleView(), nothingBehind)
  const widths = shown()
    .split('\n')
    .map((line) => line.length)
  expect(Math.max(...widths)).toBeLessThanOrEqual(80)
  expect(Math.max(...widths)).toBeGreaterThan(60)
})

describe('people, where nothing is drawn over', () => {
  const contacts = [
    ...[
      { role: 'lead', name: 'An Voorbeeld' },
      { role: 'network', name: 'Bram Fictief' },
    ],
    ...[{ role: 'dpo', name: 'Bert Fictief' }],
  ]
  const people = knownPeople({ contacts })
  const scribe: Field = { id: 'scribe', type: 'person', title: title('Who writes?') }
  const asked = async (...lines: readonly string[]) => {
    const { operator, shown } = typing(lines, { people })
    const { scribe: name = null } = await operator.ask(question, [scribe], {})
    return { scribe: name, said: shown() }
  }

  test.each([
    ['one whom the letters mean', ['an', '1'], 'An Voorbeeld'],
    ['one whose whole name is typed', ['AN VOORBEELD'], 'An Voorbeeld'],
    ['one of two, by number', ['fic', '2'], 'Bert Fictief'],
    ['one of all', ['?', '2'], 'Bram Fictief'],
    ['one whom the profile does not name', ['Jan Maes'], 'Jan Maes'],
    ['what was typed, and not whom it could mean', ['Bram', '2'], 'Bram'],
  ])('%s', async (_what, lines, name) => {
    expect(await asked(...lines)).toMatchObject({ scribe: name })
  })

  test('nobody is listed before she asks, whom she named is said, and what is no name is refused', async () => {
    const { scribe: name, said } = await asked('24/7', 'br', '1')
    expect(name).toBe('Bram Fictief')
    expect(said).toContain('a letter or two, or the name; ? shows all')
    expect(said).toContain('a name has at least one letter')
    expect(said).toContain('1. Bram Fictief network')
    expect(said).not.toContain('An Voorbeeld')
  })

  test('who acts is proposed, and not asked', async () => {
    const lead: Field = { id: 'lead', type: 'person', title: title('Who leads?'), proposes: 'actor' }
    const { operator } = typing(['1'], { people })
    expect(await operator.ask(question, [lead], { lead: 'Els Peeters' })).toEqual({ lead: 'Els Peeters' })
  })

  describe('a list that proposes roles', () => {
    const field: Field = { id: 'team', type: 'list', title: title('Who is in the team?'), proposes: ['dpo', 'network'] }
    const team = async (...lines: readonly string[]) => {
      const { operator, shown } = typing(lines, { people })
      const { team: items } = await operator.ask(question, [field], {})
      return { items, said: shown() }
    }
    const all = ['data protection officer: Bert Fictief', 'network: Bram Fictief']

    test('takes all of them at one go, in the order of the roles, and then whoever else is named', async () => {
      expect((await team('1', '')).items).toEqual(all)
      expect((await team('1', 'an', '1', '')).items).toEqual([...all, 'lead: An Voorbeeld'])
    })

    test('is a claim: Enter takes nobody, and nobody is chosen before', async () => {
      const { items, said } = await team('', '2', 'bram', '1', '')
      expect(items).toEqual(['network: Bram Fictief'])
      expect(said).toContain('type one of the numbers')
    })

    test('takes anybody else, with a role that is typed along or asked for', async () => {
      expect((await team('2', 'back-ups: Jan Maes', '')).items).toEqual(['back-ups: Jan Maes'])
      expect((await team('2', 'Jan Maes', 'back-ups', '')).items).toEqual(['back-ups: Jan Maes'])
      expect((await team('2', 'Jan Maes', '', '')).items).toEqual(['Jan Maes'])
    })

    test('does not offer whoever is in it already, and needs somebody', async () => {
      const { items, said } = await team('2', '', 'fic', '1', 'fic', '1', '')
      expect(items).toEqual(['network: Bram Fictief', 'data protection officer: Bert Fictief'])
      expect(said).toContain('this needs an answer')
    })

    test('takes nobody twice, however the name is written', async () => {
      const { items, said } = await team('1', 'FICTIEF bram', 'x: Bert Fictief', '')
      expect(items).toEqual(all)
      expect(said.split('it is in the list already')).toHaveLength(3)
    })

    test('proposes nobody whom the profile does not have', async () => {
      const { operator } = typing(['network: Jan Maes', ''])
      expect(await operator.ask(question, [field], {})).toEqual({ team: ['network: Jan Maes'] })
    })
  })

  test('a list that is there is changed item by item', async () => {
    const names: Field = { id: 'names', type: 'list', title: title('Names?') }
    // Change an answer, this one: add, change, take away, right so; and all is right.
    const lines = ['2', '1', '2', 'three', '3', 'ONE', '4', '', '1', '1']
    const { operator, shown } = typing(lines)
    expect(await operator.ask(question, [names], { names: ['one', 'two'] })).toEqual({ names: ['ONE', 'three'] })
    expect(shown()).toContain('It has 3 now. What is to be changed?')
  })

  test.each([
    [
      'what a field asks',
      async (lines: readonly string[]) => {
        const names: Field = { id: 'names', type: 'list', title: title('Names?') }
        const { operator, shown } = typing(lines)
        const { names: items } = await operator.ask(question, [names], {})
        return { items, said: shown() }
      },
    ],
    [
      'what a step is done for',
      async (lines: readonly string[]) => {
        const { operator, shown } = typing(lines)
        const items = (await operator.items(question, title('Which links?'))).map(({ name }) => name)
        return { items, said: shown() }
      },
    ],
  ] as const)('an item of a list must be seen, and stands in it once: %s', async (_name, asked) => {
    const { items, said } = await asked(['one', 'ONE', 'two', ''])
    expect(items).toEqual(['one', 'two'])
    expect(said).toContain('it is in the list already')
    for (const unseen of ['\u2800', '\u3164', '\u200b\u00ad'])
      expect(wrongItem(unseen, [])?.en).toContain('nothing of it can be seen')
  })

  test('who acts, approves or takes over is none of the police, an insurer, a bank or a provider', async () => {
    const called = knownPeople({ contacts: [...contacts, { role: 'police', name: 'PZ Rivierenland' }] })
    const { operator, shown } = typing(['?', '1'], { people: called })
    expect(await operator.actor(question)).toBe('An Voorbeeld')
    expect(shown()).toContain('Bert Fictief')
    expect(shown()).not.toContain('Rivierenland')
    // By name anybody can be typed.
    expect(await typing(['PZ Rivierenland'], { people: called }).operator.actor(question)).toBe('PZ Rivierenland')
  })

  test('a text with proposals takes one of them in her words, or her own', async () => {
    const options = [{ id: 'alarm', title: title('Alarm of a tool') }]
    const how: Field = { id: 'how', type: 'text', title: title('How?'), options }
    expect(await typing(['1']).operator.ask(question, [how], {})).toEqual({ how: 'Alarm of a tool' })
    expect(await typing(['2', 'a note']).operator.ask(question, [how], {})).toEqual({ how: 'a note' })
  })

  test('several acts are named one by one before they are approved, and only some may be taken', async () => {
    const act = (id: string) => ({ act: `a/${id}`, title: title(`Cut ${id}`), what: `runs cut ${id}`, attempts: 1 })
    const waiting = (id: string, step: string) => ({ act: act(id), code: 'I3', step })
    const along = {
      ...{ own: waiting('one', 'a'), others: [waiting('two', 'a'), waiting('three', 'b')], left: 4 },
      ...{ actor: 'Els', role: 'lead' },
    }
    for (const [line, taken] of [
      ['1', ['a/two']],
      ['2', ['a/two', 'a/three']],
      ['3', []],
    ] as const) {
      const { operator, shown } = typing([line], { people })
      expect(await operator.together?.(question, along)).toEqual(taken)
      expect(shown().replace(/\s+/g, ' ')).toContain(
        '2 more wait for approval by the same role (lead). Ask once, for which? (4 more have no room in it)',
      )
    }
    const { operator, shown } = typing(['an', '1', 'yes', 'it spreads'], { people })
    const bound = { incident: 'x', after: 1, actor: 'Els', acts: [act('one'), act('two')] }
    const request = { bound, what: 'x', actor: 'Els', role: 'lead', mustSign: false, keys: {} }
    expect(await operator.approve(question, request)).toMatchObject({ approver: 'An Voorbeeld', approved: true })
    expect(shown()).toContain('1. Cut one: runs cut one\n2. Cut two: runs cut two')
  })
})

describe('one prompt for each type of field', () => {
  test('asks for each, and says what is wrong', async () => {
    const { operator, shown } = typing([
      '',
      'Els',
      'half',
      '12 %',
      '3',
      '2',
      '',
      'a',
      'b',
      '',
      '25/11 03:12',
      '-5m',
      '1',
    ])
    expect(await operator.ask(question, fields, {})).toEqual({
      who: 'Els',
      share: 12,
      going: 'unknown',
      tlp: 'red',
      names: ['a', 'b'],
      since: '2026-11-24T02:26:00.000Z',
    })
    const screen = shown()
    expect(screen.match(/this needs an answer/g)).toHaveLength(2)
    expect(screen).toContain('a whole number, in digits')
    expect(screen).toContain('this is in the future')
    // It stays, to be mended; a letter takes its place.
    expect(screen).toContain(
      'this is in the future\nN2: Since? [n=now, 03:12, yesterday 23:30, -35m; optional]> 25/11 03:12',
    )
    expect(screen).toContain('Tue 24 Nov 2026, 03:26 (Brussels, UTC+1), 5 m ago\n')
  })

  test('what is optional can stay open', async () => {
    const { operator } = typing(['Els', '', '1', '3', 'a', '', '', '1'])
    expect(await operator.ask(question, fields, {})).toMatchObject({ share: null, tlp: null, since: null })
  })

  test('what is known is not asked again but shown, and can be changed', async () => {
    const known = {
      who: 'Jan',
      share: 5,
      going: 'yes',
      tlp: 'amber',
      names: ['a'],
      since: '2026-11-24T02:00:00.000Z',
    }
    const { operator, shown } = typing(['2', '1', 'Els', '1'])
    expect(await operator.ask(question, fields, known)).toEqual({ ...known, who: 'Els' })
    expect(shown()).toContain('Who? Jan')
  })

  test('what is known in a form that does not fit is asked', async () => {
    const wrong = { who: 7, share: 'many', going: 'maybe', tlp: 'pink', names: 'a', since: 'soon' }
    const { operator } = typing(['Els', '1', '1', '1', 'a', '', 'now', '1'])
    expect(await operator.ask(question, fields, wrong)).toMatchObject({ who: 'Els', tlp: 'amber', going: 'yes' })
  })

  test('a moment that was changed can contradict one that follows from it', async () => {
    const two: readonly Field[] = [
      { id: 'first', type: 'datetime', title: title('First?') },
      { id: 'second', type: 'datetime', title: title('Second?'), notBefore: 'first' },
    ]
    const { operator, shown } = typing(['-30m', '-20m', '2', '1', '-10m', '-5m', '1'])
    expect(await operator.ask(question, two, {})).toEqual({
      first: '2026-11-24T02:21:00.000Z',
      second: '2026-11-24T02:26:00.000Z',
    })
    expect(shown()).toContain('this is before "First?": Tue 24 Nov 03:21')
  })
})

test('the end of the input leaves, and where that is no answer it is a fault', async () => {
  expect(await typing([]).operator.choose(sampleView(), nothingBehind)).toEqual({ kind: 'leave' })
  expect(await typing([]).operator.decide(question, 'x', 'y', false)).toMatchObject({ decision: 'leave' })
  await expect(typing([]).operator.confirm(question)).rejects.toMatchObject({ code: 'terminal.closed', exit: 4 })
})

test('an abort from outside interrupts a question that is open', async () => {
  const controller = new AbortController()
  const asked = typing([], { end: false, signal: controller.signal }).operator.confirm(question)
  controller.abort()
  await expect(asked).rejects.toMatchObject({ code: 'interrupted', exit: 130 })
})

test('nothing that a runbook says reaches the terminal as a control code', async () => {
  const { operator, shown } = typing(['1'])
  const bad = 'a\u001b[2Jb\u202ec\rd'
  operator.show(question, bad)
  await operator.pick({ instance: 'x', code: bad, title: title(bad) }, [{ id: 'one', title: title(bad) }])
  expect(shown().replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})
