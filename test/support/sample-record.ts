import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLog } from '../../src/adapters/log/files.ts'
import type { Draft } from '../../src/core/event.ts'
import { testClock, testHost } from './log-samples.ts'
import { root } from './run-cli.ts'

const small = join(root, 'fixtures/small')
const els = 'Els Peeters'

/** An event, and the seconds after what went before. */
type Happening = readonly [seconds: number, draft: Draft]

const step = (instance: string, part: object): Draft => ({ actor: els, step: instance, ...part }) as Draft

/** Seventeen events of the small plan: declared, one link cut at the second attempt, the other one cut off by a crash. */
export const night: readonly Happening[] = [
  [4, { type: 'session.started', actor: els, data: { version: '0.1.0', mode: 'interactive' } }],
  [
    95,
    step('first/declare', {
      type: 'step.outcome',
      data: {
        result: 'done',
        summary: { en: 'both times are known', nl: 'beide tijdstippen zijn bekend' },
        facts: { detected_at: '2026-11-24T01:40:00.000Z', aware_at: '2026-11-24T01:55:00.000Z' },
      },
    }),
  ],
  [
    30,
    step('first/cut', {
      type: 'step.expanded',
      data: {
        source: 'profile.links',
        items: [
          { id: 'internet', name: 'Internet' },
          { id: 'vpn', name: 'VPN' },
        ],
      },
    }),
  ],
  [20, approved('internet')],
  [1, intent('internet', 1)],
  [2, outcome('internet', 'failed', { en: 'exit 1 in 2 s', nl: 'exit 1 in 2 s' })],
  [5400, { type: 'note.added', actor: els, data: { text: 'The mayor is on her way' } }],
  [10, approved('internet')],
  [1, intent('internet', 2)],
  [1, outcome('internet', 'done', { en: 'exit 0 in 40 ms', nl: 'exit 0 in 40 ms' })],
  [15, approved('vpn')],
  [1, intent('vpn', 1)],
  [600, { type: 'session.started', actor: els, data: { version: '0.1.0', mode: 'interactive' } }],
  [
    60,
    step('first/cut[vpn]', {
      type: 'step.decided',
      data: {
        decision: 'done',
        reason: 'the light is out',
        probe: { en: 'no probe can tell', nl: 'geen controle kan het zeggen' },
      },
    }),
  ],
  [
    20,
    step('first/scope', {
      type: 'step.outcome',
      data: { result: 'done', summary: { en: 'One system', nl: 'Eén systeem' }, facts: { scope: 'one' } },
    }),
  ],
  [20, { type: 'session.ended', actor: els, data: { why: 'left' } }],
]

function approved(link: string): Draft {
  const data = { approver: 'Jan Maes', role: 'lead', reason: 'Files are being encrypted', form: 'asserted' } as const
  return { type: 'step.approved', actor: 'Jan Maes', step: `first/cut[${link}]`, data }
}

function intent(link: string, attempt: number): Draft {
  const what = { en: `runs cut ${link}`, nl: `voert cut ${link} uit` }
  return step(`first/cut[${link}]`, { type: 'step.intent', data: { attempt, what } })
}

function outcome(link: string, result: string, summary: object): Draft {
  const proof = { kind: 'check', verdict: result === 'done' ? 'pass' : 'fail', seen: 'closed' }
  return step(`first/cut[${link}]`, { type: 'step.outcome', data: { result, summary, proof } })
}

/** Writes a record of the small plan in a folder, the same bytes each time. A session that starts is a new process. */
export async function sampleRecord(folder: string, happenings: readonly Happening[] = night): Promise<string> {
  mkdirSync(join(folder, 'pinned'), { recursive: true })
  const pinned = readdirSync(small)
    .filter((name) => name !== 'answers.yaml')
    .map((name) => {
      const bytes = readFileSync(join(small, name))
      writeFileSync(join(folder, 'pinned', name), bytes)
      return { name, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
    })
  const { clock, witness } = testClock({ run: 'run-0' })
  const log = await createLog(folder, testHost({ witness, sealing: null }))
  const opened: Draft = {
    type: 'incident.opened',
    actor: els,
    data: {
      incident: 'willebroek-2026-11-24',
      municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ Rivierenland' },
      plan: 'small',
      version: '0.1.0',
      nis2: 'voluntary',
      base: '/srv',
      pinned,
    },
  }
  for (const [seconds, draft] of [[0, opened] as const, ...happenings]) {
    clock.wall += seconds * 1000
    clock.mono += BigInt(seconds) * 1_000_000_000n
    if (draft.type === 'session.started') clock.run = `run-${log.size}`
    await log.append([draft], log.size)
  }
  await log.close()
  return folder
}
