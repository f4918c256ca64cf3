import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { incidentsFolder, newestIncident } from '../../../../src/adapters/home/incident-files.ts'
import { createLog, readLog } from '../../../../src/adapters/log/files.ts'
import { openRecord } from '../../../../src/adapters/record/open-record.ts'
import { verifyRecord } from '../../../../src/adapters/record/verify-record.ts'
import type { Draft, EventData } from '../../../../src/core/event.ts'
import { note, testHost } from '../../../support/log-samples.ts'
import { tempFolder } from '../../../support/run-cli.ts'

const willebroek = { slug: 'willebroek', nis: '12040' }
const [older, newer] = ['willebroek-2026-11-20', 'willebroek-2026-11-24']
const start = { format: 1, level: 'basic' }

/** The folders that every case begins with: a short record that was opened first, and a long one of several segments. */
let kept = ''
let home = ''
const at = (name: string, file = ''): string => join(incidentsFolder(home), name, file)

beforeAll(async () => {
  kept = mkdtempSync(join(tmpdir(), 'cyber-respond-kept-'))
  await write(older, [note('short', 10)])
  await write(
    newer,
    Array.from({ length: 900 }, (_none, index) => note(`${index}`, 100)),
  )
  const sizes = segments(join(incidentsFolder(kept), newer)).map((file) => readFileSync(file).length)
  // The tail is shorter than what stands between it and the first line, and there is more than one seam.
  expect([sizes.length > 4, sizes.reduce((sum, size) => sum + size, 0) > 4 * 65_536]).toEqual([true, true])
})
afterAll(() => rmSync(kept, { recursive: true, force: true }))
beforeEach(fresh)

function fresh(): void {
  home = tempFolder()
  cpSync(kept, home, { recursive: true })
}

async function write(name: string, drafts: readonly Draft[], parts: Partial<EventData['incident.opened']> = {}) {
  const municipality = { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ' }
  const data = {
    incident: name,
    municipality,
    plan: 'small',
    version: '0.2.0',
    nis2: 'voluntary',
    base: '/',
    pinned: [],
  }
  const opened: Draft = { type: 'incident.opened', actor: 'An', data: { ...data, ...parts } as never }
  const log = await createLog(join(incidentsFolder(kept), name), testHost({ segmentBytes: 60_000 }))
  await log.append([opened], 0)
  for (let from = 0; from < drafts.length; from += 100) await log.append(drafts.slice(from, from + 100), log.size)
  await log.close()
}

function segments(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^log\.\d{6}\.jsonl$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}

/** The same as if every line of every record had been read. */
async function asWhole(): Promise<string | null> {
  const found: { folder: string; t: string }[] = []
  for (const name of readdirSync(incidentsFolder(home)).sort()) {
    const events = await readLog(at(name)).then(
      (read) => read.events,
      () => [],
    )
    const [first] = events
    const isOurs = first?.type === 'incident.opened' && first.data.municipality.nis === '12040'
    if (isOurs && first.data.exercise === undefined) found.push({ folder: at(name).replace(/\/$/, ''), t: first.t })
  }
  return found.sort((a, b) => (a.t < b.t ? 1 : -1))[0]?.folder ?? null
}

const found = async (): Promise<string | null> => newestIncident(home, willebroek, 'any')
const last = (): string => segments(at(newer)).at(-1) ?? ''
const change = (file: string, place: number): void => {
  const bytes = readFileSync(file)
  const index = place < 0 ? bytes.length + place : place
  bytes[index] = (bytes[index] ?? 0) ^ 1
  writeFileSync(file, bytes)
}
const nextSegment = (): string => join(at(newer), `log.${String(segments(at(newer)).length).padStart(6, '0')}.jsonl`)
const lastLine = (): string => `${readFileSync(last(), 'utf8').trimEnd().split('\n').at(-1)}\n`

/** What may become of a record that nobody tampered with: it is the newest all the same. */
const good: Readonly<Record<string, () => void>> = {
  'as it was written': () => {},
  'its last line cut': () => truncateSync(last(), readFileSync(last()).length - 100),
  'its last line feed cut': () => truncateSync(last(), readFileSync(last()).length - 1),
  'the beginning of a line behind it': () => appendFileSync(last(), '{"actor":"An","boot"'),
  'zeros at its end': () => appendFileSync(last(), Buffer.alloc(4096)),
  'cut at the seam of two segments': () => rmSync(last()),
  'a last segment that is empty': () => writeFileSync(nextSegment(), ''),
  'a last segment of half a line': () => writeFileSync(nextSegment(), '{"actor":"'),
  'cut behind the first line of a segment': () => truncateSync(last(), readFileSync(last()).indexOf('\n') + 1),
}
test.each(Object.keys(good))('the newest is found: %s', async (what) => {
  good[what]?.()
  expect(await found()).toBe(at(newer).replace(/\/$/, ''))
  expect(await found()).toBe(await asWhole())
})

/** What is seen of a first line or a tail that is not as it must be: the record is passed over, as when all of it is read. */
const bad: Readonly<Record<string, () => void>> = {
  'a byte of a line near the end': () => change(last(), -1500),
  'a byte of the first line': () => change(at(newer, 'log.000000.jsonl'), 200),
  'the last line twice': () => appendFileSync(last(), lastLine()),
  'a line that only says that it is closed': () =>
    appendFileSync(last(), '{"type":"incident.closed","data":{"summary":"closed"}}\n'),
  'the last line told by somebody else': () => appendFileSync(last(), lastLine().replace('"An"', '"Bo"')),
  'a line feed': () => appendFileSync(last(), '\n'),
  'a line that is too long': () => appendFileSync(last(), `{"actor":"${'a'.repeat(200_000)}\n`),
  'a segment missing before the last': () => rmSync(segments(at(newer)).at(-2) ?? ''),
  'a segment missing in the middle': () => rmSync(segments(at(newer))[2] ?? ''),
  'the first segment missing': () => rmSync(segments(at(newer))[0] ?? ''),
  'a half line at the seam': () => truncateSync(segments(at(newer)).at(-2) ?? '', 40_000),
}
test.each(Object.keys(bad))('a record is passed over: %s', async (what) => {
  bad[what]?.()
  expect(await found()).toBe(at(older).replace(/\/$/, ''))
  expect(await found()).toBe(await asWhole())
})

test('of another municipality, of an exercise, without a line or without a log: none is it', async () => {
  const foreign = { nis: '11002', name: 'Antwerpen', province: 'Antwerpen', policeZone: 'PZ' }
  const before = kept
  kept = home
  await write('willebroek-2026-12-01', [], { municipality: foreign })
  await write('willebroek-2026-12-02', [], { exercise: { ...start, start: '2026-12-02T07:00:00.000Z' } as never })
  kept = before
  mkdirSync(at('willebroek-2026-12-03'))
  mkdirSync(at('willebroek-2026-12-04'))
  writeFileSync(at('willebroek-2026-12-04', 'log.000000.jsonl'), '')
  expect(await found()).toBe(at(newer).replace(/\/$/, ''))
})

test('wherever a record breaks off, it is found as if all of it was read', async () => {
  const whole = segments(at(newer)).map((file) => readFileSync(file))
  const total = whole.reduce((sum, { length }) => sum + length, 0)
  let cuts = 0
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.integer({ min: 0, max: total }),
        fc.integer({ min: 1, max: 900 }).map((n) => total - n),
      ),
      async (size) => {
        fresh()
        let rest = size
        for (const [index, file] of segments(at(newer)).entries()) {
          const { length } = whole[index] as Buffer
          if (rest < length) truncateSync(file, rest)
          if (rest <= 0 && index > 0) rmSync(file)
          if (rest < length) cuts += 1
          rest = Math.max(0, rest - length)
        }
        expect(await found()).toBe(await asWhole())
        rmSync(home, { recursive: true })
      },
    ),
    { numRuns: 40 },
  )
  expect(cuts).toBeGreaterThan(20)
})

test('what was changed between first line and tail is said by who reads the record that was named', async () => {
  change(segments(at(newer))[1] ?? '', 30_000)
  expect(await found()).toBe(at(newer).replace(/\/$/, ''))
  expect(await verifyRecord(await openRecord(at(newer)))).toMatchObject({ verdict: 'tampered' })
  // Who wants to write looks at all of it.
  expect(await newestIncident(home, willebroek, 'open')).toBe(at(older).replace(/\/$/, ''))
})
