import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cli, tempFolder } from '../support/run-cli.ts'

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')
const text = (word: string) => ({ en: word, nl: word })
const base = { done_when: text('done'), role: 'lead' }

/** An incident without a profile, in which two links were named and one of them was looked at. */
async function withNamedLinks(): Promise<{ readonly home: string; readonly log: () => string }> {
  const [home, folder] = [tempFolder(), tempFolder()]
  const write = (name: string, content: object): string => {
    writeFileSync(join(folder, name), JSON.stringify(content))
    return join(folder, name)
  }
  const team = { type: 'list', title: text('Who is in the team?') }
  const each = { link: 'profile.links', ask: text('Which links are there?') }
  const title = text('Cut {{ link.name }}')
  const steps = [
    { ...base, id: 'team', code: 'X1', title: text('Team'), ask: { team } },
    {
      ...base,
      id: 'look',
      code: 'X2',
      title: text('Look at {{ link.name }}'),
      each,
      when: 'link.id == "internet"',
      confirm: true,
    },
    { ...base, id: 'cut', code: 'X3', title, each, confirm: true },
    { ...base, id: 'end', code: 'X4', title: text('End'), confirm: true },
  ]
  write('only.yaml', { format: 'cyber-respond/runbook@1', id: 'only', title: text('Only'), steps })
  write('one.plan.yaml', { format: 'cyber-respond/plan@1', id: 'one', title: text('One'), runbooks: ['only'] })
  write('obligations.yaml', { format: 'cyber-respond/obligations@1', channels: [], obligations: [] })
  const items = [
    { id: 'internet', name: 'Internet' },
    { id: 'vnp', name: 'VNP' },
  ]
  const answers = write('answers.yaml', {
    format: 'cyber-respond/answers@1',
    plan: 'one',
    operator: 'Els Peeters',
    steps: {
      'only/team': { answers: { team: ['network: Bram', 'systems: Cato'] } },
      'only/look': { items },
    },
  })
  mkdirSync(join(home, 'incidents'))
  const line = ['--runbooks', folder, 'activate', 'willebroek', '--plan', 'one', '--answers', answers]
  const said = await cli(home, ...line, '--until', 'X3')
  expect(said.code, said.err).toBe(4)
  const [name = ''] = readdirSync(join(home, 'incidents'))
  return { home, log: () => readFileSync(join(home, 'incidents', name, 'log.000000.jsonl'), 'utf8') }
}

const put = (...line: readonly string[]) => ['--operator', 'Els Peeters', 'correct', 'willebroek', ...line]
const status = async (home: string) => JSON.parse((await cli(home, '--json', 'status', 'willebroek')).out)
const stepsOf = async (home: string): Promise<readonly string[]> =>
  (await status(home)).steps.map(({ id, status: is }: { id: string; status: string }) => `${id} ${is}`)

describe('the items of a list that was named', () => {
  test('are added, called otherwise and taken away, and steps follow; both lists stand', async () => {
    const { home, log } = await withNamedLinks()
    expect(await stepsOf(home)).toEqual(
      expect.arrayContaining(['only/look[internet] done', 'only/cut[vnp] ready', 'only/end waiting']),
    )
    const said = await cli(home, ...put('X2', '--change', 'VNP=VPN', '--add', 'Sync', '--reason', 'misread'))
    expect(said.code, said.err).toBe(0)
    expect(oneLine(said.err)).toContain('CORRECTED, “Which links are there?” is Internet, VPN, Sync')
    expect(said.out).toContain('X3 Cut Sync: wanted now')
    expect(await stepsOf(home)).toEqual(
      expect.arrayContaining(['only/look[internet] done', 'only/cut[vnp] ready', 'only/cut[sync] ready']),
    )
    const removed = await cli(home, '--lang', 'nl', ...put('x2', '--remove', 'vpn', '--reason', 'bestaat niet'))
    expect(removed.code, removed.err).toBe(0)
    expect(removed.out).toContain('X3 Cut VPN: niet meer nodig')
    expect(await stepsOf(home)).not.toContain('only/cut[vnp] ready')
    const { corrections } = await status(home)
    expect(
      corrections.map(({ was, value }: { was: readonly { name: string }[]; value: readonly { name: string }[] }) => [
        was.map(({ name }) => name),
        value.map(({ name }) => name),
      ]),
    ).toEqual([
      [
        ['Internet', 'VNP'],
        ['Internet', 'VPN', 'Sync'],
      ],
      [
        ['Internet', 'VPN', 'Sync'],
        ['Internet', 'Sync'],
      ],
    ])
    const lines = log()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.find(({ type }) => type === 'step.expanded').data.items[1].name).toBe('VNP')
    const report = await cli(home, 'report', 'willebroek')
    expect(report.out).toContain('was Internet, VNP, is Internet, VPN, Sync')
    expect((await cli(home, '--json', 'verify', 'willebroek')).code).toBe(0)
    const replayed = await cli(home, 'replay', 'willebroek')
    expect(replayed.code, replayed.err).toBe(0)
  })

  test('stay where something is on record for them, and are never given as a whole', async () => {
    const { home, log } = await withNamedLinks()
    const before = log()
    for (const [line, hint] of [
      [['X2', '--remove', 'Internet'], 'something is on record for it'],
      [['X2', '--remove', 'Tunnel'], 'the list has: Internet, VNP'],
      [['X2', '--change', 'VNP'], 'write OLD=NEW'],
      [['X2', '--add', ' '], 'an item has a name'],
      [['X2', '--add', '\u200b\u00a0'], 'an item has a name'],
      [['X2', '--add', 'vnp'], 'the list would have it twice'],
      [['X2', '--change', 'VNP=Internet'], 'the list would have it twice'],
      [['X2', '--change', 'VNP=\u2800'], 'write OLD=NEW'],
      [['X2', 'Internet', 'VPN'], 'change its items with --add'],
      [['X2', 'Sync', '--add', 'VPN'], 'not both'],
      [['X1.team', 'scribe: Daan', '--add', 'systems: Els'], 'not both'],
      [['X1.team', ' '], 'give each item in quotes of its own'],
    ] as const) {
      const said = await cli(home, '--json', ...put(...line, '--reason', 'x'))
      expect([said.code, JSON.parse(said.err).error.code]).toEqual([2, 'correct.value'])
      expect(JSON.parse(said.err).error.hint).toContain(hint)
    }
    expect(log()).toBe(before)
  })

  test('of an answer that is a list are changed the same way', async () => {
    const { home } = await withNamedLinks()
    const line = ['X1.team', '--add', 'scribe: Daan', '--remove', 'systems: Cato', '--reason', 'shift']
    const said = await cli(home, ...put(...line))
    expect(said.code, said.err).toBe(0)
    expect((await status(home)).corrections[0].value).toEqual(['network: Bram', 'scribe: Daan'])
    // Pasted lines are an item each, and a name can hold the sign between old and new.
    const pasted = ['X1.team', '--add', 'site=west: Els\n\n  site=east: Jan \n', '--reason', 'two sites']
    expect((await cli(home, ...put(...pasted))).code).toBe(0)
    const renamed = ['X1.team', '--change', 'site=west: Els=site=north: Els', '--reason', 'misread']
    expect((await cli(home, ...put(...renamed))).code).toBe(0)
    expect((await status(home)).corrections[2].value).toEqual([
      ...['network: Bram', 'scribe: Daan', 'site=north: Els', 'site=east: Jan'],
    ])
    expect((await cli(home, 'replay', 'willebroek')).code).toBe(0)
  })
})
