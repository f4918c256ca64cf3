import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { begunIncident, smallAnswers } from '../support/begun-incident.ts'
import { drillFolder } from '../support/drill-folder.ts'
import { cli, cliAt, root, tempFolder } from '../support/run-cli.ts'
import { typingTerminal } from '../support/typing-terminal.ts'

const smallPlan = join(root, 'fixtures/small')

interface Line {
  readonly type: string
  readonly actor: string
  readonly data: Readonly<Record<string, unknown>>
}

function recorded(folder: string): readonly Line[] {
  const lines = readFileSync(join(folder, 'log.000000.jsonl'), 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line))
}

/** How each session of a record ended. */
function ends(folder: string) {
  return recorded(folder).flatMap(({ type, actor, data }) => (type === 'session.ended' ? [[actor, data.why]] : []))
}

const flat = (text: string): string => text.replace(/\s+/g, ' ')

test('whoever leaves reads in her language what is kept, and how the session ended is on record', async () => {
  const { home, incident, folder } = await begunIncident()
  expect(ends(folder)).toEqual([['Els Peeters', 'left']])
  const goOn = ['resume', incident, ...smallAnswers]
  const said = async (lang: string) => flat((await cli(home, '--lang', lang, ...goOn, '--until', 'F3')).err)
  expect(await said('en')).toContain(
    `Everything that was answered is in the record. Go on with: cyber-respond resume ${incident} `,
  )
  expect(await said('nl')).toContain(
    `Alles wat beantwoord is, staat in het logboek. Ga verder met: cyber-respond resume ${incident} `,
  )

  const drafts = join(home, 'drafts', `${incident}.json`)
  const answer = { asked: 'How bad is it?', answer: '"one"', shown: 'One system' }
  mkdirSync(join(home, 'drafts'), { recursive: true })
  writeFileSync(drafts, JSON.stringify({ 'first/scope': { code: 'F3', answers: [answer, answer] } }))
  expect(await said('en')).toContain(
    `Not in the record yet, kept as drafts: answers to F3 (2). Everything else is in it. Go on with: cyber-respond resume ${incident} `,
  )
  expect(await said('nl')).toContain(
    `Nog niet in het logboek, bewaard als klad: antwoorden op F3 (2). Al het andere staat erin. Ga verder met: cyber-respond resume ${incident} `,
  )

  // When all is done nothing is left to answer, and nothing personal lies about beside the record.
  expect((await cli(home, ...goOn)).code).toBe(0)
  expect(existsSync(drafts)).toBe(false)
  expect(ends(folder)).toEqual([...Array(5).fill(['Els Peeters', 'left']), ['Els Peeters', 'finished']])
})

test('at a terminal a person is asked, and leaves with a line on record', async () => {
  const { home, incident, folder } = await begunIncident()
  const terminal = typingTerminal(['7'])
  const line = ['--plain', '--operator', 'Jan Claes', '--runbooks', smallPlan, 'resume', incident]
  const code = await cliAt(terminal, home, ...line)
  const shown = flat(terminal.shown())
  expect(code, shown).toBe(4)
  expect(shown).toContain('F3')
  expect(shown).toContain('Everything that was answered is in the record.')
  expect(recorded(folder).slice(-2)).toMatchObject([
    { type: 'session.started', actor: 'Jan Claes', data: { mode: 'interactive' } },
    { type: 'session.ended', actor: 'Jan Claes', data: { why: 'left' } },
  ])
})

/** Folders with these names, and what is said of an incident by a name that is none of them. */
async function unknown(names: readonly string[], asked: string, lang = 'en') {
  const home = tempFolder()
  for (const name of names) mkdirSync(join(home, 'incidents', name), { recursive: true })
  const { code, err } = await cli(home, '--json', '--lang', lang, 'status', asked)
  const { error } = JSON.parse(err)
  return [code, error.code, error.message, error.hint]
}

const long = (number: number): string => `mechelen-2026-11-2${number}-${'x'.repeat(40)}`

test.each([
  [[], 'en', 'there is no incident "diest-2020-01-01" here', 'check the home, or give the municipality'],
  [[], 'nl', 'er is hier geen incident "diest-2020-01-01"', 'controleer de home, of geef de gemeente op'],
  [['aalst-2026-11-24'], 'en', 'there is no incident "diest-2020-01-01" here', 'known: aalst-2026-11-24'],
  [['aalst-2026-11-24'], 'nl', 'er is hier geen incident "diest-2020-01-01"', 'bekend: aalst-2026-11-24'],
  // The newest five, and of names without end what fits.
  [
    [1, 2, 3, 4, 5, 6].map((day) => `hove-2026-11-2${day}`),
    'en',
    'there is no incident "diest-2020-01-01" here',
    'known: hove-2026-11-22, hove-2026-11-23, hove-2026-11-24, hove-2026-11-25, hove-2026-11-26',
  ],
  [
    [1, 2, 3, 4, 5].map(long),
    'en',
    'there is no incident "diest-2020-01-01" here',
    `known: ${[1, 2, 3, 4].map(long).join(', ').slice(0, 199)}…`,
  ],
])('a name that no incident has, with %j and in %s', async (names, lang, message, hint) => {
  expect(await unknown(names, 'diest-2020-01-01', lang)).toEqual([2, 'incident.unknown', message, hint])
})

test('a name without end is said as far as it fits in a line', async () => {
  const name = `diest-2020-01-01-${'x'.repeat(100)}`
  const shown = `diest-2020-01-01-${'x'.repeat(82)}…`
  expect(shown).toHaveLength(100)
  const hint = 'check the home, or give the municipality'
  expect(await unknown([], name)).toEqual([2, 'incident.unknown', `there is no incident "${shown}" here`, hint])
})

test('a municipality without an incident, and one whose record does not verify, are told apart', async () => {
  const { home, incident, folder } = await begunIncident()
  const said = async (lang: string, asked: string) => {
    const { code, err } = await cli(home, '--json', '--lang', lang, 'note', asked, 'hello')
    const { error } = JSON.parse(err.trimEnd().split('\n').at(-1) ?? '')
    return [code, error.code, error.message, error.hint]
  }
  const starts = 'cyber-respond activate <municipality> starts one'
  expect(await said('en', 'diest')).toEqual([2, 'incident.none', 'Diest has no open incident here', starts])
  const log = join(folder, 'log.000000.jsonl')
  writeFileSync(log, readFileSync(log, 'utf8').replace('Els Peeters', 'Els Pieters'))
  expect(await said('en', 'willebroek')).toEqual([
    2,
    'incident.none',
    'Willebroek has no open incident here that verifies',
    `the record of ${incident} is left as it is, what is wrong with it says: cyber-respond verify ${incident}`,
  ])
  expect(await said('nl', 'willebroek')).toEqual([
    2,
    'incident.none',
    'Willebroek heeft hier geen lopend incident waarvan het logboek klopt',
    `het logboek van ${incident} blijft zoals het is, wat eraan schort zegt: cyber-respond verify ${incident}`,
  ])
})

test('a drill is never gone on with for real, and its name is not longer than a line', async () => {
  const home = tempFolder()
  const name = `willebroek-drill-2026-11-25-${'x'.repeat(100)}`
  await drillFolder(home, name)
  const said = async (lang: string) => {
    const { code, err } = await cli(home, '--json', '--lang', lang, 'resume', name, ...smallAnswers)
    const { error } = JSON.parse(err)
    return [code, error.code, error.message, error.hint]
  }
  const shown = `willebroek-drill-2026-11-25-${'x'.repeat(71)}…`
  expect(shown).toHaveLength(100)
  expect(await said('en')).toEqual([
    2,
    'session.drill',
    `${shown} is a drill: nothing of it may be done for real`,
    `go on with it: cyber-respond drill resume ${shown}`,
  ])
  expect((await said('nl')).slice(2)).toEqual([
    `${shown} is een oefening: niets ervan mag echt gebeuren`,
    `ga ermee verder: cyber-respond drill resume ${shown}`,
  ])
})
