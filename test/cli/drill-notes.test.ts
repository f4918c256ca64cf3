import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { incidentNames } from '../../src/adapters/home/incident-files.ts'
import { readLog } from '../../src/adapters/log/files.ts'
import { ordersIn } from '../../src/adapters/simulated/drill-orders.ts'
import { beginEvening, eveningDrill, eveningFile, smallRunbooks } from '../support/evening-drill.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const plan = ['--plan', 'small', '--profile', join(root, 'fixtures/profiles/willebroek.yaml')]
const answers = ['--answers', join(smallRunbooks, 'answers.yaml')]

async function notes(folder: string): Promise<readonly unknown[]> {
  const { events } = await readLog(folder)
  return events.flatMap(({ type, actor, data }) => (type === 'note.added' ? [{ actor, ...data }] : []))
}

test('a redline in an incident is a note about a step, by its code or its id', async () => {
  const home = tempFolder()
  const small = ['--runbooks', smallRunbooks]
  expect((await cli(home, ...small, 'activate', 'willebroek', ...plan, ...answers, '--until', 'F3')).code).toBe(4)
  for (const step of ['f2', 'first/cut', 'first/cut[internet]']) {
    const { code, err } = await cli(home, ...small, 'note', 'willebroek', 'the switch moved', '--redline', step)
    expect(code, err).toBe(0)
    expect(err).toContain('redline by')
  }
  const wrong = await cli(home, ...small, 'note', 'willebroek', 'x', '--redline', 'F22')
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('there is no step "F22"')
  const [name = ''] = incidentNames(home)
  expect(await notes(join(home, 'incidents', name))).toEqual(
    [1, 2, 3].map(() => ({ actor: 'els', text: 'the switch moved', redline: 'first/cut' })),
  )
})

test('a note says when it happened, and both times are told', async () => {
  const home = tempFolder()
  const small = ['--runbooks', smallRunbooks]
  await cli(home, ...small, 'activate', 'willebroek', ...plan, ...answers, '--until', 'F3')
  const said = await cli(home, ...small, 'note', 'willebroek', 'the guard saw a light', '--at', '2 hours ago')
  expect(said.code, said.err).toBe(0)
  expect(said.err).toMatch(/note by els on \w+ \d+ \w+ \d{4}, \d\d:\d\d: the guard saw a light/)
  const [name = ''] = incidentNames(home)
  const { events } = await readLog(join(home, 'incidents', name))
  const { t, data } = events.at(-1) as { readonly t: string; readonly data: { readonly at?: string } }
  const before = Temporal.Instant.from(t)
    .subtract({ hours: 2 })
    .round({ smallestUnit: 'minute', roundingMode: 'floor' })
  const at = before.toString({ smallestUnit: 'millisecond' })
  expect(data).toEqual({ text: 'the guard saw a light', at, needs: '0.3.0' })
  const report = await cli(home, ...small, '--lang', 'nl', 'report', 'willebroek')
  expect(report.out.replaceAll(/\s+/g, ' ')).toContain('notitie: the guard saw a light')
  for (const [at, why] of [
    ['soon', 'not a time that can be read'],
    ['tomorrow 09:00', 'is in the future'],
    ['24/11', 'at what hour?'],
  ] as const) {
    const wrong = await cli(home, ...small, 'note', 'willebroek', 'x', '--at', at)
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining(why)])
  }
})

test('a redline in a drill that is being played is written by who plays it', async () => {
  const home = tempFolder()
  const drill = await eveningDrill(home)
  const name = basename(drill.folder)
  const session = await beginEvening(drill)
  const said = await cli(home, '--operator', 'Eva', 'note', name, 'nobody has the key', '--redline', 'F2')
  expect(said).toMatchObject({ code: 0, out: '', err: expect.stringContaining('writes it in the record') })
  await vi.waitUntil(() => session.playing.drill().orders === 1)
  expect(session.playing.drill().redlines).toMatchObject([
    { actor: 'Eva', step: 'first/cut', text: 'nobody has the key' },
  ])
  const hour = await cli(home, '--json', 'note', name, 'x', '--at', 'yesterday 23:30')
  expect([hour.code, hour.out + hour.err]).toEqual([2, expect.stringContaining('note.at-drill')])
  const sheet = await cli(home, '--json', 'paper', name, 'F3', '--at', 'yesterday 23:30', '--by', 'Eva')
  expect([sheet.code, sheet.out + sheet.err]).toEqual([2, expect.stringContaining('paper.drill')])
  const wrong = await cli(home, 'note', name, 'x', '--redline', 'F22')
  expect(wrong.code).toBe(2)
  expect(ordersIn(drill.folder)).toHaveLength(1)
  await session.close()
  // Nobody plays it now: the note is written at once.
  expect((await cli(home, '--operator', 'Eva', 'note', name, 'and later', '--redline', 'F3')).code).toBe(0)
  expect(await notes(drill.folder)).toEqual([
    { actor: 'Eva', text: 'nobody has the key', redline: 'first/cut', order: 1 },
    { actor: 'Eva', text: 'and later', redline: 'first/scope' },
  ])
  const diff = await cli(home, 'drill', 'redlines', name)
  expect(diff.out).toContain('nobody has the key')
  expect(diff.out).toContain('--- a/runbooks/first.yaml')
})

test.each(['en', 'nl'])('the list shows scenarios, and how each drill stands (%s)', async (lang) => {
  const home = tempFolder()
  const words = {
    en: ['none yet', 'being played', 'not over', "can't be read"],
    nl: ['nog geen', 'wordt gespeeld', 'niet voorbij', 'niet leesbaar'],
  }[lang] as readonly string[]
  const [none = '', live = '', open = '', unreadable = ''] = words
  const listed = async (): Promise<string> => (await cli(home, '--lang', lang, 'drill', 'list')).out
  const empty = await listed()
  expect(empty).toContain('willebroek-2020')
  expect(empty).toContain(none)
  const drill = await eveningDrill(home)
  expect(await listed()).toMatch(new RegExp(`${basename(drill.folder)} {2}evening, basic {2}.* {2}${open}`))
  const session = await beginEvening(drill)
  expect(await listed()).toContain(live)
  await session.close()
  expect(await listed()).toContain(open)
  const broken = join(home, 'drills/\u001b[31mdiest-drill')
  mkdirSync(broken)
  writeFileSync(join(broken, 'log.000000.jsonl'), 'rubbish\n')
  const shown = await listed()
  expect(shown).toContain(unreadable)
  expect(shown).not.toContain('\u001b')
  for (const line of shown.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100)
  const json = JSON.parse((await cli(home, '--json', 'drill', 'list')).out)
  expect(json.drills).toMatchObject([{ state: 'unreadable' }, { scenario: 'evening', level: 'basic', state: 'open' }])
  expect(readFileSync(eveningFile, 'utf8')).toContain(`id: ${json.drills[1].scenario}`)
})

test('a drill that is over is listed as over', async () => {
  const home = tempFolder()
  const drill = await eveningDrill(home)
  const session = await beginEvening(drill)
  await session.playing.log.add([{ type: 'drill.ended', actor: 'Tom', data: { why: 'facilitator' } }])
  await session.close()
  expect((await cli(home, 'drill', 'list')).out).toMatch(/evening, basic {2}.* {2}over$/m)
})
