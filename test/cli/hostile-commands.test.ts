import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLog } from '../../src/adapters/log/files.ts'
import type { LogEvent } from '../../src/core/event.ts'
import { expectGroupGone } from '../support/acting.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const bin = join(root, 'fixtures/bin')

/** One step that runs a command, with a person's answers, in the language of runbooks. JSON is YAML. */
async function runs(run: object, profile: object = {}, lang = 'en') {
  const [home, folder] = [tempFolder(), tempFolder()]
  const write = (name: string, content: object): string => {
    const path = join(folder, name)
    writeFileSync(path, JSON.stringify(content))
    return path
  }
  mkdirSync(folder, { recursive: true })
  const text = { en: 'One', nl: 'Een' }
  const step = { id: 'act', code: 'X1', title: text, done_when: text, role: 'systems', run }
  write('only.yaml', { format: 'cyber-respond/runbook@1', id: 'only', title: text, steps: [step] })
  write('one.plan.yaml', { format: 'cyber-respond/plan@1', id: 'one', title: text, runbooks: ['only'] })
  write('obligations.yaml', { format: 'cyber-respond/obligations@1', channels: [], obligations: [] })
  const organisation = { name: 'Gemeente Willebroek' }
  const own = write('profile.json', {
    format: 'cyber-respond/profile@1',
    municipality: '12040',
    organisation,
    ...profile,
  })
  const steps = { 'only/act': {} }
  const answers = write('answers.json', { format: 'cyber-respond/answers@1', plan: 'one', operator: 'Els', steps })
  const line = ['--lang', lang, '--runbooks', folder, 'activate', 'willebroek', '--plan', 'one']
  const said = await cli(home, ...line, '--profile', own, '--answers', answers)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const { events } = await readLog(join(home, 'incidents', incident))
  const verified = await cli(home, '--json', 'verify', incident)
  expect(JSON.parse(verified.out)).toMatchObject({ verdict: 'signed', firstBadLine: null })
  expect(said.err).not.toMatch(/[^\P{Cc}\n]/u)
  expect(said.err).not.toMatch(/^ {4}at /m)
  const outcome = events.find((event): event is Outcome => event.type === 'step.outcome')
  return { ...said, home, incident, events, outcome: outcome?.data }
}

type Outcome = Extract<LogEvent, { type: 'step.outcome' }>

const ofDetail = (data: Outcome['data'] | undefined) => data?.detail as { readonly [name: string]: unknown } | undefined

test('a command that floods is stopped by its timeout; the record and the screen stay small', async () => {
  const { code, outcome, err, home, incident } = await runs({ command: [join(bin, 'flood')], timeout: '1s' })
  expect(code).toBe(1)
  expect(outcome).toMatchObject({ result: 'failed', detail: { end: 'timed-out' } })
  expect(err.length).toBeLessThan(4000)
  const folder = join(home, 'incidents', incident)
  expect(readFileSync(join(folder, 'log.000000.jsonl')).length).toBeLessThan(20_000)
  for (const blob of readdirSync(join(folder, 'blobs'))) {
    expect(readFileSync(join(folder, 'blobs', blob)).length).toBeLessThan(4_000_000)
  }
})

test.each([
  ['hangs', 'hang'],
  ['ignores SIGTERM', 'ignore-term'],
])('a command that %s is ended, with what it started', async (_what, name) => {
  const { code, outcome } = await runs({ command: [join(bin, name)], timeout: '300ms' })
  expect(code).toBe(1)
  expect(outcome).toMatchObject({ result: 'failed', detail: { end: 'timed-out' } })
  await expectGroupGone(ofDetail(outcome)?.output)
})

test('a command that prints control codes: visible in the record, harmless on the screen', async () => {
  const { code, outcome, home, incident } = await runs({ command: [join(bin, 'control-codes')] })
  expect(code).toBe(0)
  expect(ofDetail(outcome)?.output).toContain('\\x1b[2J')
  const status = await cli(home, 'status', incident)
  expect(status.out + (await cli(home, '--json', 'status', incident)).out).not.toMatch(/[^\P{Cc}\n]/u)
})

test.each([
  ['en', 'not started: no-such-command-anywhere is not installed'],
  ['nl', 'niet gestart: no-such-command-anywhere is niet'],
])('a command that does not exist: a failed step that says so, in %s', async (lang, words) => {
  const { code, err, outcome } = await runs({ command: ['no-such-command-anywhere'] }, {}, lang)
  expect(code).toBe(1)
  expect(outcome?.result).toBe('failed')
  expect(err.replace(/\s+/g, ' ')).toContain(words)
})

test('what a profile says reaches a command as one argument each, whatever is in it', async () => {
  const hostile = `"quoted" 'single' \`id\` $(touch pwned) ; rm -rf ../.. | ../../etc/passwd && {{ "cel" }} é`
  const { code, outcome, home } = await runs(
    { command: [join(bin, 'echo-args'), '{{ profile.organisation.name }}', '--', '{{ profile.partners[0].name }}'] },
    {
      organisation: { name: hostile },
      partners: [{ id: 'p', name: '--help', phone: '+32 3 555 01 20', links: [] }],
    },
  )
  expect(code, JSON.stringify(outcome)).toBe(0)
  expect(JSON.parse(String(ofDetail(outcome)?.output)).args).toEqual([hostile, '--', '--help'])
  expect(readdirSync(home).sort()).toEqual(['incidents', 'keys'])
})

test.each(['a\nb', '../../escape', '"; $(touch pwned)', 'x'.repeat(300), '\u202egpj'])(
  'a profile file named %j is looked for and nothing else',
  async (name) => {
    const home = tempFolder()
    const said = await cli(
      home,
      'activate',
      'willebroek',
      '--plan',
      'ransomware',
      '--dry-run',
      '--profile',
      join(home, name),
    )
    expect([2, 3]).toContain(said.code)
    expect(said.err).toMatch(/^cyber-respond: error: .*\ncyber-respond: hint: .*\n$/)
    expect(said.err).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
    expect(readdirSync(home)).toEqual([])
  },
)
