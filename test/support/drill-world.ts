import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createBlobs } from '../../src/adapters/evidence/blob-files.ts'
import { createOutbox } from '../../src/adapters/notices/outbox-files.ts'
import { drillOperator } from '../../src/adapters/simulated/drill-operator.ts'
import { drillOutbox } from '../../src/adapters/simulated/drill-outbox.ts'
import { simulatedBlobs } from '../../src/adapters/simulated/simulated-blobs.ts'
import { simulatedCloud } from '../../src/adapters/simulated/simulated-cloud.ts'
import { simulatedWorld } from '../../src/cli/drill/simulated-world.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import type { Action, Obligations } from '../../src/core/model.ts'
import type { ActionContext, ActionPort, OperatorPort, Outcome } from '../../src/core/ports.ts'
import type { Profile } from '../../src/core/profile.ts'
import { plain } from '../../src/core/text.ts'
import { type DrillState, drillAfter, startDrill } from '../../src/drill/drill-state.ts'
import type { Scenario, WorldSpec } from '../../src/drill/scenario.ts'
import { startWorld } from '../../src/drill/world.ts'
import { emptyProfile } from '../../src/municipality/empty-profile.ts'
import { expressions } from '../../src/runbook/template.ts'
import { stillClock } from './world.ts'

const drillProfile: Profile = {
  ...emptyProfile({ nis: '12040', name: 'Willebroek' }),
  contacts: [{ role: 'mayor', name: 'Eddy Bevers', phone: '03 866 90 00', mail: null }],
  links: [
    {
      ...{ id: 'internet', name: 'the internet', kind: 'internet', probe: 'fw.example:443' },
      ...{ cut: ['fw', 'cut', '{{ literal }}'], restore: ['fw', 'open'] },
    },
    { id: 'vpn', name: 'VPN', kind: 'vpn' },
  ],
  partners: [{ id: 'zone', name: 'Police zone', phone: '+32 15 00 00 01' }],
  backups: [
    { id: 'tape', name: 'Tape', detach: ['tape', 'off'], probe: 'tape.example:22' },
    { id: 'nas', name: 'NAS' },
  ],
}

const emptyWorld: WorldSpec = {
  ...{ links: [], hosts: [], services: [], backups: [], people: [] },
  ...{ partners: [], suppliers: [], neighbours: [], commands: [] },
}

export function drillScenario(world: Partial<WorldSpec> = {}, part: Partial<Scenario> = {}): Scenario {
  return {
    format: 'cyber-respond/scenario@1',
    ...{ id: 'small', title: plain('Small'), summary: plain('Small'), sources: [], municipality: null },
    ...{ plan: 'ransomware', start: '2022-12-12T07:30', length: '2h', levels: [], roles: [], objectives: [] },
    ...{ questions: [], teams: [], events: [], injects: [], end: {} },
    world: { ...emptyWorld, ...world },
    ...part,
  }
}

/** An operator who answers every question with what is known or with the first choice, and remembers what was shown. */
export function readyOperator(part: Partial<OperatorPort> = {}): OperatorPort & { readonly shown: string[] } {
  const shown: string[] = []
  return {
    shown,
    show: (_question, text) => shown.push(text),
    hand: async (_question, secrets) => void shown.push(...secrets.map(({ title, value }) => `${title.en}: ${value}`)),
    actor: async () => 'An',
    choose: async () => ({ kind: 'leave' }),
    confirm: async () => ({ answer: 'done', reason: '' }),
    pick: async (_question, options) => options[0]?.id ?? '',
    items: async () => [],
    ask: async (_question, fields, known) =>
      Object.fromEntries(
        fields.map(({ id, type, options }) => [
          id,
          known[id] ?? options?.[0]?.id ?? (type === 'datetime' ? '2022-12-12T08:00:00Z' : 'x'),
        ]),
      ),
    vouch: async () => ({ person: 'An', statement: 'seen' }),
    accept: async () => ({ reason: 'known' }),
    files: async () => ({ paths: ['the report'], note: '' }),
    proof: async () => null,
    called: async (_question, { who }) => ({ person: who, statement: 'yes' }),
    approve: async () => null,
    decide: async () => ({ decision: 'leave', reason: '' }),
    ...part,
  }
}

interface Parts {
  readonly scenario?: Scenario
  readonly profile?: Profile
  readonly operator?: OperatorPort
  readonly obligations?: Obligations
}

/** A simulated world in a folder of its own, with a drill that follows what its actions put on record. */
export function playWorld({ scenario = drillScenario(), profile = drillProfile, ...parts }: Parts = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-drill-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const name of ['blobs', 'outbox']) mkdirSync(join(folder, name))
  const clock = stillClock('2022-12-12T06:30:00Z')
  const inner = parts.operator ?? readyOperator()
  let drill: DrillState = startDrill(startWorld(scenario, profile))
  let size = 0
  const record = (drafts: readonly Draft[]): void => {
    for (const draft of drafts) {
      const event = { ...draft, seq: size, t: clock.now().toString({ smallestUnit: 'millisecond' }), run: 'a' }
      drill = drillAfter(drill, event as LogEvent)
      size += 1
    }
  }
  record([{ type: 'drill.clock', actor: 'x', data: { at: '2022-12-12T06:30:00.000Z', speed: 1, why: 'started' } }])
  const state = (): DrillState => drill
  const blobs = simulatedBlobs(createBlobs(join(folder, 'blobs')), { drill: state })
  const operator = drillOperator(inner, { scenario, profile, lang: 'en', blobs, drill: state })
  const world = simulatedWorld({
    ...{ scenario, profile, expressions, clock, operator, blobs, folder, drill: state, lang: 'en' },
    outbox: drillOutbox(createOutbox(join(folder, 'outbox')), join(folder, 'mailboxes')),
    obligations: parts.obligations ?? { format: 'cyber-respond/obligations@1', channels: [], obligations: [] },
    ...{ municipality: 'Willebroek', incident: 'drill-1' },
    cloud: simulatedCloud({ settings: profile.cloud, clock, lang: 'en', drill: state }),
  })
  const aborting = new AbortController()
  /** Does one act and puts on record what it says, as the engine would. `events` are all that it put on record. */
  const act = async (action: Action, instance = 'isolate/x', scope = {}, attempt = 1): Promise<Outcome> => {
    const before: Draft[] = []
    const context: ActionContext = {
      ...{ instance, code: 'X1', title: plain('x'), actor: 'An', attempt, scope, signal: aborting.signal },
      progress: () => {},
      record: async (drafts) => {
        before.push(...drafts)
        record(drafts)
      },
    }
    const outcome = await (world.actions[action.kind] as ActionPort).perform(action as never, context)
    const { result, summary } = outcome
    record([
      ...(outcome.events ?? []),
      { type: 'step.outcome', actor: 'An', step: instance, data: { result, summary } },
    ])
    return { ...outcome, events: [...before, ...(outcome.events ?? [])] }
  }
  return { folder, clock, operator, blobs, world, act, record, drill: state, aborting }
}

export function runs(...command: readonly string[]): Action {
  return { kind: 'run', run: { command, changes: true } }
}
