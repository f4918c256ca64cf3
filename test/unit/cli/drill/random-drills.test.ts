import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { scenarioNamed } from '../../../../src/cli/drill/files.ts'
import { prepareDrill } from '../../../../src/cli/drill/prepare.ts'
import { rehearse } from '../../../../src/cli/drill/rehearsal.ts'
import { bookOf } from '../../../../src/cli/wiring/book.ts'
import type { Incident } from '../../../../src/cli/wiring/incident.ts'
import { compiledOrLoadedPlan } from '../../../../src/cli/wiring/load-plan.ts'
import type { LogEvent } from '../../../../src/core/event.ts'
import { pinnedProfile } from '../../../../src/core/known-files.ts'
import { startReplay } from '../../../../src/core/replay.ts'
import { drillAfter, startDrill } from '../../../../src/drill/drill-state.ts'
import { readScenario } from '../../../../src/drill/read-scenario.ts'
import type { Change, Inject, Scenario, Team, Trigger, WorldEvent } from '../../../../src/drill/scenario.ts'
import { startWorld } from '../../../../src/drill/world.ts'
import { emptyProfile } from '../../../../src/municipality/empty-profile.ts'
import { findMunicipality } from '../../../../src/municipality/find-municipality.ts'
import { readProfile } from '../../../../src/municipality/profile.ts'
import { expressions } from '../../../../src/runbook/template.ts'
import { hostOf } from '../../../support/quiet-host.ts'
import { root } from '../../../support/run-cli.ts'

/** Two plans: the small one with what its scenario gives, and the shipped one for who has no profile at all. */
let small: Incident
let bare: Incident
let scenario: Scenario

beforeAll(async () => {
  const prepared = async (runbooks: string, file: string): Promise<Incident> => {
    const { host } = hostOf('/nonexistent', 'en', false, { runbooks: join(root, runbooks) })
    const { scenario: own, bytes } = await scenarioNamed(host, join(root, file), 'unchecked')
    const { municipality } = findMunicipality('willebroek')
    const [level, start, profile] = [undefined, undefined, undefined]
    const begun = await prepareDrill(host, { municipality, scenario: own, scenarioBytes: bytes, level, start, profile })
    const files = new Map(begun.pinned.map(({ name, bytes: content }) => [name, content]))
    const known = readProfile(pinnedProfile, files.get(pinnedProfile) ?? Buffer.alloc(0))
    const loaded = await compiledOrLoadedPlan(files, own.plan)
    const book = bookOf(loaded, known, begun.opened)
    return { folder: '', opened: begun.opened, profile: known, loaded, expressions, book }
  }
  small = await prepared('fixtures/small', 'fixtures/scenarios/evening.yaml')
  const shipped = await prepared('runbooks', 'fixtures/scenarios/small.yaml')
  const profile = emptyProfile(shipped.opened.municipality)
  bare = { ...shipped, profile, book: bookOf(shipped.loaded, profile, shipped.opened) }
  const { bytes } = await scenarioNamed(
    hostOf('/nonexistent', 'en', false, { runbooks: join(root, 'fixtures/small') }).host,
    join(root, 'fixtures/scenarios/evening.yaml'),
    'unchecked',
  )
  scenario = readScenario('evening.yaml', bytes)
})

const text = (en: string) => ({ en, nl: `nl ${en}` })
const minutes = (most: number): fc.Arbitrary<string> => fc.nat(most).map((count) => `${count}m`)
const when = fc.constantFrom(
  'true',
  'false',
  'minutes >= 20',
  'links["internet"] == "closed"',
  'hosts["pc"].encrypted > 6',
  'injects["i0"] < never',
  'answered["i1"] < never',
  'events["e0"] < never && minutes > events["e0"] + 5',
  'events["e1"] == never',
  'backups["vault"].state != "clean"',
)
const trigger: fc.Arbitrary<Trigger> = fc.record({ at: minutes(120), until: minutes(200), when }, { requiredKeys: [] })
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom<Change>(
    { link: 'internet', to: 'closed' },
    { link: 'internet', to: 'open' },
    { link: 'x', to: 'open' },
  ),
  fc.integer({ min: 0, max: 50 }).map((encrypt): Change => ({ hosts: 'pc', encrypt })),
  fc.constantFrom<Change>({ backup: 'vault', to: 'destroyed' }, { backup: 'vault', to: 'detached' }),
  fc.constantFrom<Change>({ person: 'mayor', to: 'hostile' }, { person: 'mayor', to: 'silent' }),
)
const events: fc.Arbitrary<readonly WorldEvent[]> = fc
  .array(fc.tuple(trigger, fc.array(change, { maxLength: 3 })), { maxLength: 4 })
  .map((all) => all.map(([own, changes], at) => ({ ...own, id: `e${at}`, what: text('x'), change: changes })))
const injects: fc.Arbitrary<readonly Inject[]> = fc
  .array(fc.tuple(trigger, fc.boolean()), { maxLength: 4 })
  .map((all) =>
    all.map(
      ([own, attached], at): Inject => ({
        ...{ ...own, id: `i${at}`, phase: 'isolate', from: text('Somebody'), to: 'lead', channel: 'phone' },
        ...{ text: text('{{ hosts.pc.encrypted }} machines'), points: [], note: null },
        ...(attached ? { attachment: { name: `note-${at}.txt`, text: text('Pay') } } : {}),
      }),
    ),
  )
const team: fc.Arbitrary<Team> = fc.record(
  {
    ...{ id: fc.constant('some'), title: fc.constant(text('Some')), pace: minutes(40), delay: minutes(60) },
    skips: fc.subarray(['first/cut', 'first/note', 'isolate/cut-links-by-hand']),
    first: fc.subarray(['second/mayor', 'first/scope', 'isolate/team']),
    ...{ proves: fc.boolean(), answers: fc.boolean(), facts: fc.constant({}), stops: minutes(300) },
  },
  { requiredKeys: ['id', 'title', 'pace', 'delay', 'skips', 'first', 'proves', 'answers', 'facts'] },
)

/** The first event that the rules of a replay don't accept, with the reason; null when they accept all. */
function divergence(all: readonly LogEvent[], { book }: Incident): string | null {
  const replay = startReplay({ book, expressions, lists: true })
  for (const event of all) {
    const found = replay.take(event)
    if (found !== null) return `${event.seq} ${event.type} ${event.step ?? ''}: ${JSON.stringify(found)}`
  }
  return null
}

async function holds(incident: Incident, part: Partial<Scenario>, own: Team): Promise<void> {
  const played = await rehearse({ incident, scenario: { ...scenario, ...part }, team: own, lang: 'nl' })
  expect(divergence(played.events, incident)).toBeNull()
  const once = (ids: readonly unknown[]): void => expect(ids).toEqual([...new Set(ids)])
  once(played.events.flatMap(({ type, data }) => (type === 'inject.sent' ? [data.inject] : [])))
  once(
    played.events.flatMap(({ type, data }) =>
      type === 'world.changed' && /^e\d$/.test(data.cause) ? [data.cause] : [],
    ),
  )
  once(played.events.filter(({ type }) => type === 'drill.ended').map(({ type }) => type))
  const times = played.events.map(({ t }) => t)
  expect(times).toEqual(times.toSorted())
  const again = played.events.reduce(drillAfter, startDrill(startWorld(played.scenario, incident.profile)))
  expect(again).toEqual(played.drill)
}

test('any drill ends, follows the rules, fires nothing twice, and is a fold over its log', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(events, injects, trigger, team, (all, messages, end, own) =>
      holds(small, { events: all, injects: messages, end }, own),
    ),
    { numRuns: 200 },
  )
})

test('also for a municipality that wrote nothing down', { timeout: 240_000 }, async () => {
  const end = fc.oneof(fc.constant<Trigger>({ at: '3h' }), fc.constant<Trigger>({ at: '9h' }))
  await fc.assert(
    fc.asyncProperty(events, injects, end, team, (all, messages, over, own) =>
      holds(bare, { plan: 'ransomware', events: all, injects: messages, end: over }, own),
    ),
    { numRuns: 40 },
  )
})
