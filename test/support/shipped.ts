import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answersOperator } from '../../src/adapters/answers-operator.ts'
import { unstamped } from '../../src/adapters/notices/notice-stamp.ts'
import { createNotifyAction } from '../../src/adapters/notices/notify-action.ts'
import { trialSigner } from '../../src/core/approval-request.ts'
import { run } from '../../src/core/engine.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import { empty, fold } from '../../src/core/fold.ts'
import { humanActions } from '../../src/core/human-actions.ts'
import { plan } from '../../src/core/planner.ts'
import type { BlobPort, OperatorPort } from '../../src/core/ports.ts'
import type { Profile } from '../../src/core/profile.ts'
import type { State } from '../../src/core/state.ts'
import type { Lang } from '../../src/core/text.ts'
import { VersionedMap } from '../../src/core/versioned-map.ts'
import type { Book, View } from '../../src/core/view.ts'
import { emptyProfile } from '../../src/municipality/empty-profile.ts'
import { readProfile } from '../../src/municipality/profile.ts'
import { answersSchema, refuseUnknownSteps } from '../../src/runbook/answers.ts'
import { locate } from '../../src/runbook/decode.ts'
import { type Files, runbookFiles } from '../../src/runbook/lint.ts'
import { loadPlan } from '../../src/runbook/load.ts'
import { expressions } from '../../src/runbook/template.ts'
import { countingActions, listLog, parts, stillClock } from './world.ts'

const root = join(import.meta.dirname, '../..')

/** The shipped plans, runbooks and obligations, by file name. */
export function shippedFiles(): Files {
  const folder = join(root, 'runbooks')
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  return runbookFiles(new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])))
}

export const shipped = loadPlan(shippedFiles(), 'ransomware')

/** The shipped plans, each with its answers file in fixtures/answers. */
export const shippedPlans = {
  ransomware: 'willebroek.yaml',
  supplier: 'supplier.yaml',
  'data-theft': 'data-theft.yaml',
  'account-takeover': 'account-takeover.yaml',
  ddos: 'ddos.yaml',
} as const

export type ShippedPlan = keyof typeof shippedPlans

export const unprepared = emptyProfile({ nis: '12040', name: 'Willebroek' })

/** The profile of the demo. */
export function demoProfile(): Profile {
  const file = join(root, 'fixtures/profiles/willebroek.yaml')
  return readProfile(file, readFileSync(file, 'utf8'))
}

export function shippedBook(profile: Profile, loaded = shipped): Book {
  const municipality = { nis: '12040', name: 'Willebroek', province: 'Antwerpen', police_zone: 'PZ Rivierenland' }
  const { plan: followed, runbooks, obligations, factNames } = loaded
  const base = { profile, municipality, incident: 'willebroek-2026-11-24', plan: followed.texts }
  return { plan: followed, runbooks, obligations: obligations.obligations, factNames, base }
}

/** The whole plan with the answers of the demo, on a world where everything works and nothing is touched. */
export async function runDemo(
  profile: Profile,
  id: ShippedPlan = 'ransomware',
  lang: Lang = 'nl',
): Promise<{ readonly view: View; readonly order: readonly string[]; readonly events: readonly LogEvent[] }> {
  const loaded = id === 'ransomware' ? shipped : loadPlan(shippedFiles(), id)
  const book = shippedBook(profile, loaded)
  // Not at the beginning of a minute: what is typed in minutes must not seem earlier than what the program wrote.
  const clock = stillClock('2026-11-24T02:12:31.500Z')
  const folder = join(root, 'fixtures/answers')
  const file = join(folder, shippedPlans[id])
  const { value: answers, place } = locate({ file, text: readFileSync(file, 'utf8') }, answersSchema)
  refuseUnknownSteps(answers, book, file, place)
  const order: string[] = []
  const given = answersOperator({ answers, file, folder, place, blobs, clock, signer: trialSigner, show: () => {} })
  const operator: OperatorPort = {
    ...given,
    actor: async (question) => {
      order.push(question.instance)
      return given.actor(question)
    },
  }
  const { obligations } = loaded
  const done = { result: 'done', summary: 'ok' } as const
  const proof = { kind: 'check', verdict: 'pass', seen: 'ok' } as const
  const { actions } = countingActions({ cloud: () => ({ ...done, proof }), check: () => ({ ...done, proof }) })
  const log = listLog(clock)
  const session = { version: '0', mode: 'unattended' } as const
  await log.append([opened(profile, id), { type: 'session.started', actor: 'An Voorbeeld', data: session }], 0)
  const end = await run(
    parts({
      book,
      clock,
      log,
      operator,
      expressions,
      actions: {
        ...actions,
        ...humanActions({ operator, blobs, expressions, lang, personalPeople: false }),
        notify: createNotifyAction({
          obligations,
          operator,
          blobs,
          expressions,
          clock,
          outbox: { write: async (name) => name },
          lang,
          municipality: 'Willebroek',
          stamp: unstamped,
          incident: 'willebroek-2026-11-24',
        }),
      },
    }),
    fold(empty, log.events),
  )
  return { view: plan(book, end.state, expressions, clock.now()), order, events: log.events }
}

function opened(profile: Profile, followed: ShippedPlan): Draft {
  const data = {
    incident: 'willebroek-2026-11-24',
    municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ Rivierenland' },
    plan: followed,
    version: '0',
    nis2: profile.nis2.status,
    base: root,
    pinned: [],
  }
  return { type: 'incident.opened', actor: 'An Voorbeeld', data }
}

/** The view of the plan when these facts are known and these steps are done. */
export function viewWith(
  profile: Profile,
  facts: { readonly [fact: string]: string },
  steps: { readonly [instance: string]: 'done' | 'skipped' } = {},
): View {
  const records = Object.entries(steps).map(([id, status]) => [id, { ...settled, status }] as const)
  const state: State = { ...empty, facts, steps: VersionedMap.of(records) }
  return plan(shippedBook(profile), state, expressions, Temporal.Instant.from('2026-11-24T02:12:00Z'))
}

const settled = {
  attempts: 1,
  run: null,
  what: '',
  actor: null,
  at: null,
  summary: '',
  proof: null,
  before: null,
  contradicted: null,
  reason: null,
  approved: null,
  advanced: null,
  refusals: 0,
  deferred: null,
}

/** Blobs that are read, so that evidence which does not exist is an error, and are kept nowhere. */
const blobs: BlobPort = {
  putText: async (name, content) => ({ name, sha256: '0'.repeat(64), size: content.length }),
  putFile: async (path) => ({ name: path, sha256: '0'.repeat(64), size: readFileSync(path).length }),
  take: async (path) => ({ files: [await blobs.putFile(path, () => {})], notTaken: [] }),
}
