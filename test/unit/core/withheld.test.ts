import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import type { KnownFile } from '../../../src/core/known-files.ts'
import { filesOf } from '../../../src/core/known-files.ts'
import {
  judgeWithheld,
  personalFiles,
  readWithheld,
  type Withheld,
  type WithheldWhy,
  withheldText,
} from '../../../src/core/withheld.ts'
import { logged } from '../../support/sample-view.ts'

const hash = (letter: string): string => letter.repeat(64)
const file = (letter: string, name: string) => ({ name, sha256: hash(letter), size: 1 })

/** A record with one file of each kind, told by its lines. */
const events: readonly LogEvent[] = logged([
  {
    type: 'incident.opened',
    actor: 'Els',
    data: {
      incident: 'x-2026-01-01',
      municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: '' },
      plan: 'small',
      version: '0.2.0',
      nis2: 'voluntary',
      base: '/',
      pinned: [file('0', 'small.plan.yaml'), file('1', 'profile.yaml'), file('2', 'profile.read.json')],
    },
  },
  {
    type: 'notice.prepared',
    actor: 'Els',
    step: 'notify/early-warning',
    data: { obligation: 'ccb', files: [file('3', 'ccb.txt'), file('4', 'ccb.eml')], values: {} },
  },
  {
    type: 'step.outcome',
    actor: 'Els',
    step: 'restore/hand-back',
    data: {
      result: 'done',
      summary: '',
      blobs: [file('5', 'entries.jsonl')],
      proof: { kind: 'file', ...file('5', 'e') },
    },
  },
  {
    type: 'cloud.changed',
    actor: 'Els',
    step: 'restore/hand-back',
    data: { act: 'hand-back', services: [], detail: { count: 1, sha256: hash('5') } },
  },
  {
    type: 'step.outcome',
    actor: 'Els',
    step: 'isolate/cut',
    data: { result: 'done', summary: '', blobs: [file('6', 'output')], proof: { kind: 'file', ...file('7', 'proof') } },
  },
  { type: 'evidence.added', actor: 'Els', data: { files: [file('8', 'disk.img')], source: '', note: '' } },
])

function read() {
  const personal = personalFiles()
  const files: KnownFile[] = []
  for (const event of events) {
    personal.take(event)
    files.push(...filesOf(event))
  }
  return { personal, files }
}

const holding: Readonly<Record<string, WithheldWhy>> = {
  'pinned/profile.yaml': 'contacts',
  'pinned/profile.read.json': 'contacts',
  [`blobs/${hash('3')}`]: 'notice',
  [`blobs/${hash('4')}`]: 'notice',
  [`blobs/${hash('5')}`]: 'citizens',
}

test('which files hold persons is what the lines say: profile, notices, entries that were handed back', () => {
  const { personal, files } = read()
  const found = Object.fromEntries(
    files.flatMap(({ path }) => (personal.why(path) === null ? [] : [[path, personal.why(path)]])),
  )
  expect(found).toEqual(holding)
  expect([personal.why('outbox/ccb.eml'), personal.why('cloud/entries.jsonl')]).toEqual(['notice', 'citizens'])
  expect([personal.why('log.000000.jsonl'), personal.why('pinned/small.plan.yaml')]).toEqual([null, null])
})

const claim = (path: string, sha256: string, why: WithheldWhy): Withheld => ({ path, sha256, size: 1, why })

describe('a list that somebody wrote', () => {
  test('an honest one is believed', () => {
    const { personal, files } = read()
    const list = files
      .filter(({ path }) => path in holding)
      .map(({ path, sha256 }) => claim(path, sha256, holding[path] as WithheldWhy))
    const { believed, refused } = judgeWithheld(list, personal, files)
    expect(new Set(believed.map(({ path }) => path))).toEqual(new Set(Object.keys(holding)))
    expect(refused).toEqual([])
  })

  test.each([
    ['evidence', `blobs/${hash('8')}`, hash('8')],
    ['a proof', `blobs/${hash('7')}`, hash('7')],
    ['an output', `blobs/${hash('6')}`, hash('6')],
    ['a runbook', 'pinned/small.plan.yaml', hash('0')],
    ['a profile of another content', 'pinned/profile.yaml', hash('9')],
  ])('does not take %s away, whatever reason it gives', (_name, path, sha256) => {
    const { personal, files } = read()
    for (const why of ['citizens', 'contacts', 'notice', 'unrecorded'] as const) {
      expect(judgeWithheld([claim(path, sha256, why)], personal, files)).toMatchObject({
        believed: [],
        refused: [{ path }],
      })
    }
  })

  test('whatever it claims, only files are believed that the lines say hold persons', () => {
    const { personal, files } = read()
    const paths = fc.constantFrom(...files.map(({ path }) => path), 'outbox/a', 'nowhere')
    const honest = files
      .filter(({ path }) => path in holding)
      .map(({ path, sha256 }) => claim(path, sha256, holding[path] as WithheldWhy))
    const anyClaim = fc.record({
      path: paths,
      sha256: fc.constantFrom(...'0123456789'.split('').map(hash)),
      size: fc.nat(),
      why: fc.constantFrom('citizens', 'contacts', 'notice', 'unrecorded') as fc.Arbitrary<WithheldWhy>,
    })
    const claims = fc.array(fc.oneof(anyClaim, fc.constantFrom(...honest)))
    let some = 0
    fc.assert(
      fc.property(claims, (list) => {
        for (const { path, sha256, why } of judgeWithheld(list, personal, files).believed) {
          some += 1
          expect(why).toBe(holding[path])
          expect(files.some((one) => one.path === path && one.sha256 === sha256)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
    expect(some).toBeGreaterThan(200)
  })
})

test('its file says the same when it is read, in one order; anything else is no list', () => {
  const list = [claim('b', hash('b'), 'notice'), claim('a', hash('a'), 'citizens')]
  const text = withheldText(list)
  expect(readWithheld(text)).toEqual(list.toReversed())
  expect(withheldText(list.toReversed())).toBe(text)
  for (const bad of [
    '',
    '[]',
    '{}',
    'null',
    text.replace('@1', '@2'),
    text.replace('"notice"', '"because"'),
    text.replace(/b{64}/, 'b'),
  ]) {
    expect(readWithheld(bad), bad.slice(0, 40)).toBeNull()
  }
})
