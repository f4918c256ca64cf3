import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchOf } from '../../src/audit/batch.ts'
import { genesis } from '../../src/audit/print-line.ts'
import type { Draft, Json } from '../../src/core/event.ts'
import { eveningDrill } from '../support/evening-drill.ts'
import { testClock } from '../support/log-samples.ts'
import { playedDrill } from '../support/played-drill.ts'
import { cli, tempFolder } from '../support/run-cli.ts'

const jsonLines = (text: string): readonly { readonly [name: string]: unknown }[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

test('replay of a played drill follows, and shows the time of the exercise', async () => {
  const home = tempFolder()
  const { folder, events } = await playedDrill(home)
  const said = await cli(home, 'replay', folder)
  expect(said.code, said.err).toBe(0)
  expect(said.out).toContain('19:31:00')
  expect(said.out).toContain('EXERCISE')
  const json = await cli(home, '--json', 'replay', folder)
  expect(json.code, json.err).toBe(0)
  const lines = jsonLines(json.out).filter(({ type }) => type !== 'key.added' && type !== 'boot.changed')
  expect(lines.map(({ type }) => type)).toEqual(events.map(({ type }) => type))
  // Real time passed as fast: only that the clocks of the test go on by themselves is between them.
  for (const [index, { t }] of lines.entries())
    expect(Math.abs(Date.parse(String(t)) - Date.parse(events[index]?.t ?? ''))).toBeLessThan(10_000)
})

test('an archive of a played drill verifies as an exercise, and tells the same', async () => {
  const home = tempFolder()
  const { folder } = await playedDrill(home)
  const archive = join(home, 'drill.tar.gz')
  const made = await cli(home, '--yes', 'archive', basename(folder), '--with-personal', '--out', archive)
  expect(made.code, made.err).toBe(0)
  const moved = tempFolder()
  for (const lang of ['en', 'nl']) {
    const verified = await cli(moved, '--lang', lang, 'verify', archive)
    expect(verified.code, verified.err).toBe(0)
    expect(verified.out).toMatch(/^EXERCISE \/ OEFENING/)
    expect(verified.out).not.toMatch(/incident/i)
  }
  expect(JSON.parse((await cli(moved, '--json', 'verify', archive)).out)).toMatchObject({
    kind: 'drill',
    origin: expect.stringMatching(/^cyber-respond\/drill\//),
  })
  const report = async (from: string): Promise<unknown> => {
    const { code, out, err } = await cli(moved, '--json', 'drill', 'report', from)
    expect(code, err).toBe(0)
    return { ...JSON.parse(out), madeAt: null }
  }
  expect(await report(archive)).toEqual(await report(folder))
  const replayed = await cli(moved, '--json', 'replay', archive)
  expect(replayed.code, replayed.err).toBe(0)
})

/** A log keeps whole numbers only. */
const whole = (_key: string, value: unknown): unknown => (typeof value === 'number' ? value | 0 : value)

/** What of a first event can be anything. */
const strange: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue().map((value): Json => JSON.parse(JSON.stringify(value), whole)),
  fc.record({
    scenario: fc.oneof(fc.string(), fc.constant('evening')),
    level: fc.oneof(fc.string(), fc.constantFrom('basic', '__proto__')),
    start: fc.oneof(
      fc.string(),
      fc.constantFrom('2022-12-12T18:30:00.000Z', '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z'),
    ),
  }),
)

test('a log whose first event says anything of an exercise breaks no command', { timeout: 240_000 }, async () => {
  const home = tempFolder()
  const { folder } = await eveningDrill(home)
  const [line = ''] = readFileSync(join(folder, 'log.000000.jsonl'), 'utf8').split('\n')
  const { data } = JSON.parse(line)
  const places = ['drills', 'incidents'].map((place) => join(home, place, 'willebroek-2026-11-24'))
  for (const place of places) {
    cpSync(folder, place, { recursive: true })
    for (const name of ['checkpoint', 'checkpoints', 'keys', 'tree'])
      rmSync(join(place, name), { recursive: true, force: true })
  }
  rmSync(folder, { recursive: true })
  mkdirSync(join(home, 'incidents'), { recursive: true })
  await fc.assert(
    fc.asyncProperty(strange, fc.constantFrom(...places), async (exercise, place) => {
      const first = { type: 'incident.opened', actor: 'x', data: { ...data, exercise } } as Draft
      const more: readonly Draft[] = [
        { type: 'drill.clock', actor: 'x', data: { at: '2022-12-12T18:30:00.000Z', speed: 60, why: 'started' } },
        { type: 'note.added', actor: 'x', data: { text: 'hello' } },
      ]
      const { bytes } = batchOf({ lines: 0, head: genesis, witness: null }, [first, ...more], testClock().witness())
      writeFileSync(join(place, 'log.000000.jsonl'), bytes)
      for (const command of [
        ['verify', place],
        ['replay', place],
        ['--json', 'replay', place],
        ['report', place],
        ['status', 'willebroek-2026-11-24'],
        ['drill', 'report', place],
        ['drill', 'list'],
      ]) {
        const { code, err } = await cli(home, ...command)
        expect([0, 1, 2, 3, 5], `${command.join(' ')}: ${err}`).toContain(code)
        expect(err, command.join(' ')).not.toMatch(/\n\s+at |Error:|undefined/)
      }
    }),
    { numRuns: 30 },
  )
})
