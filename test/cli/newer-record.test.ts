import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { logHost } from '../../src/adapters/log/host.ts'
import { batchOf } from '../../src/audit/batch.ts'
import { isNewer, NewerEvents } from '../../src/audit/newer.ts'
import { genesis } from '../../src/audit/print-line.ts'
import type { LogEvent } from '../../src/core/event.ts'
import {
  activateSmall,
  appendAnything,
  begunIncident,
  exampleProfile,
  smallAnswers,
} from '../support/begun-incident.ts'
import { cli, tempFolder } from '../support/run-cli.ts'

let home = ''
let incident = ''
let folder = ''
beforeEach(async () => {
  ;({ home, incident, folder } = await begunIncident())
})

/** As a later program wrote it, which knows its own events. */
const later = (...drafts: readonly object[]): Promise<void> => appendAnything(folder, drafts)

const teleported = { type: 'step.teleported', actor: 'Els', data: { to: 'elsewhere', needs: '9.7.3' } }

test('who meets an event that is not known reads on, writes nothing, and names the version that the record needs', async () => {
  await later(teleported)
  const before = readFileSync(join(folder, 'log.000000.jsonl'), 'utf8')
  const line = before.trimEnd().split('\n').length
  for (const words of [
    activateSmall,
    ['resume', incident, ...smallAnswers],
    ['note', incident, 'hello'],
    ['handover', incident, 'Cato'],
    ['evidence', 'add', incident, exampleProfile],
    ['redact', incident, '1', '/x', '--basis', 'b', '--approver', 'Jan Maes', '--reason', 'r'],
    ['cloud', 'up', 'willebroek', '--yes'],
  ]) {
    const { code, err } = await cli(home, '--json', ...words)
    const { error } = JSON.parse(err.trimEnd().split('\n').at(-1) ?? '')
    expect([code, error.code], `${words.join(' ')}: ${err}`).toEqual([5, 'log.newer'])
    expect(error.message).toContain(
      `needs version 9.7.3 of this program: line ${line} (step.teleported) means something`,
    )
  }
  expect(readFileSync(join(folder, 'log.000000.jsonl'), 'utf8')).toBe(before)
  expect(readdirSync(join(home, 'incidents'))).toEqual([incident])
  const dutch = await cli(home, '--lang', 'nl', 'note', incident, 'hello')
  expect(dutch.err).toContain('vraagt versie 9.7.3 van dit programma')
  for (const words of [
    ['status', incident],
    ['verify', incident],
    ['report', incident],
    ['evidence', 'list', incident],
  ]) {
    const { code, err } = await cli(home, ...words)
    expect(code, `${words.join(' ')}: ${err}`).toBe(0)
  }
})

test('without a version of its own, that of the session that wrote it is named; and else only that it is newer', async () => {
  const { needs: _, ...data } = teleported.data
  await later({ ...teleported, data })
  const own = logHost().version
  expect((await cli(home, 'note', incident, 'x')).err).toContain(`needs a newer version than ${own} of this program`)
  const other = tempFolder()
  mkdirSync(join(other, 'incidents'))
  const copy = join(other, 'incidents', incident)
  cpSync(folder, copy, { recursive: true })
  // The same behind a session of version 12.0.0: a record of its own, because nothing is written behind an event that is not known.
  const text = readFileSync(join(copy, 'log.000000.jsonl'), 'utf8').trimEnd().split('\n')
  const events: { type: string; actor: string; step?: string; data: object }[] = text.map((line) => JSON.parse(line))
  const drafts = events
    .map(({ type, actor, step, data: one }) => ({ type, actor, ...(step === undefined ? {} : { step }), data: one }))
    .toSpliced(-1, 0, { type: 'session.started', actor: 'Els', data: { version: '12.0.0', mode: 'interactive' } })
  const witness = { wall: Date.now(), mono: 1n, boot: 'b', run: 'r' }
  writeFileSync(
    join(copy, 'log.000000.jsonl'),
    batchOf({ lines: 0, head: genesis, witness: null }, drafts as never, witness).bytes,
  )
  rmSync(join(copy, 'checkpoints'), { recursive: true })
  rmSync(join(copy, 'checkpoint'))
  expect((await cli(other, 'note', incident, 'x')).err).toContain('needs version 12.0.0 of this program')
})

test('an event that is known can need a newer program too, when it says so', async () => {
  await later({ type: 'note.added', actor: 'Els', data: { text: 'x', needs: '99.0.0' } })
  expect((await cli(home, 'note', incident, 'x')).err).toContain('needs version 99.0.0')
})

test('what this program or an older one needs stops nobody', async () => {
  await later({ type: 'note.added', actor: 'Els', data: { text: 'x', needs: logHost().version } })
  await later({ type: 'note.added', actor: 'Els', data: { text: 'x', needs: '0.0.9' } })
  await later({ type: 'note.added', actor: 'Els', data: { text: 'x', needs: 'soon' } })
  expect((await cli(home, 'note', incident, 'x')).code).toBe(0)
})

const version = fc.tuple(fc.nat(300), fc.nat(300), fc.nat(300))

test('versions are compared as numbers, part by part', () => {
  for (const [a, b, newer] of [
    ['0.10.0', '0.9.9', true],
    ['0.2.0', '0.2.0', false],
    ['1.0.0', '0.99.99', true],
    ['0.2.0', '0.2.1', false],
  ] as const) {
    expect([a, b, isNewer(a, b)]).toEqual([a, b, newer])
  }
  fc.assert(
    fc.property(version, version, (a, b) => {
      const weight = ([x, y, z]: readonly number[]) => ((x as number) * 1000 + (y as number)) * 1000 + (z as number)
      expect(isNewer(a.join('.'), b.join('.'))).toBe(weight(a) > weight(b))
    }),
  )
})

test('the first event that needs more is named, whatever stands in the record', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant('note.added'), fc.constantFrom('a.b', 'x')), { maxLength: 8 }),
      fc.anything(),
      (types, needs) => {
        const newer = new NewerEvents('0.2.0')
        for (const [seq, type] of types.entries())
          newer.take({ seq, type, data: { needs: typeof needs === 'string' ? 'x' : needs } } as unknown as LogEvent)
        const at = types.findIndex((type) => type !== 'note.added')
        expect(newer.found?.line ?? 0).toBe(at + 1)
      },
    ),
  )
})
