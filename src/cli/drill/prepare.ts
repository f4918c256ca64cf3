import { wallClock } from '../../adapters/clock/wall-clock.ts'
import type { PinnedFile } from '../../adapters/home/incident-files.ts'
import { loadProfile } from '../../adapters/home/profile-file.ts'
import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { zone } from '../../core/clocks.ts'
import type { Opened } from '../../core/event.ts'
import { instantText } from '../../core/exercise-time.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { pinnedProfile } from '../../core/known-files.ts'
import { readMoment } from '../../core/moment.ts'
import type { Profile } from '../../core/profile.ts'
import { scenarioProfile } from '../../drill/drill-profile.ts'
import { atLevel, type Scenario } from '../../drill/scenario.ts'
import type { Municipality } from '../../municipality/register.ts'
import { didYouMean } from '../../runbook/finding.ts'
import type { Host } from '../wiring/host.ts'
import type { PinnedParts } from '../wiring/incident.ts'
import { compiledOrLoadedPlan } from '../wiring/load-plan.ts'
import { version } from '../wiring/version.ts'

/** The name under which a drill keeps its scenario. */
export const pinnedScenario = 'scenario.yaml'

/** The catalogue of services, for how long each may be away: the report of a drill wants to know. */
export const pinnedServices = 'services.yaml'

export interface NewDrill {
  readonly municipality: Municipality
  readonly scenario: Scenario
  readonly scenarioBytes: Buffer
  /** One of the scenario's; undefined: its first. */
  readonly level: string | undefined
  /** The beginning of the exercise; undefined: when the scenario says. */
  readonly start: string | undefined
  /** Path of a profile; undefined: the municipality's own, and if it has none, the scenario's world. */
  readonly profile: string | undefined
}

/** The parts that a drill starts from, before it is anywhere on disk. */
export interface DrillStart {
  readonly opened: Opened
  readonly pinned: readonly PinnedFile[]
  /** The contents of the pinned files. */
  readonly ready: PinnedParts
}

/** Throws Faults: `drill.level`, `drill.start`, and those of profile and plan. */
export async function prepareDrill(host: Host, drill: NewDrill): Promise<DrillStart> {
  const { municipality, scenario } = drill
  const level = levelOf(scenario, drill.level)
  const start = startOf(scenario, drill.start)
  const own = await loadProfile(host.home, municipality, drill.profile ?? null, host.process.cwd())
  const today = wallClock.now().toZonedDateTimeISO(zone).toPlainDate().toString()
  const { profile, bytes } = own ?? (await madeProfile(atLevel(scenario, level), municipality, today, host.lang))
  const files = await readRunbookFiles(host.runbooks)
  const loaded = await compiledOrLoadedPlan(files, scenario.plan)
  const services = files.get(pinnedServices)
  const pinned: readonly PinnedFile[] = [
    ...loaded.files.map((name) => ({ name, bytes: files.get(name) as Buffer })),
    ...(services === undefined ? [] : [{ name: pinnedServices, bytes: services }]),
    { name: pinnedProfile, bytes },
    { name: pinnedScenario, bytes: drill.scenarioBytes },
  ]
  const { nis, name, province, policeZone } = municipality
  const opened: Opened = {
    incident: '',
    municipality: { nis, name, province, policeZone },
    plan: scenario.plan,
    version,
    nis2: profile.nis2.status,
    base: '/nonexistent',
    // Who puts them on disk says what they are.
    pinned: [],
    exercise: { scenario: scenario.id, level, start: instantText(start.epochMilliseconds) },
  }
  return { opened, pinned, ready: { profile, loaded } }
}

async function madeProfile(...of: Parameters<typeof scenarioProfile>): Promise<{ profile: Profile; bytes: Buffer }> {
  const { text, printed } = scenarioProfile(...of)
  const { profileIn } = await import('../../municipality/profile.ts')
  return { profile: profileIn({ file: pinnedProfile, text, printed }), bytes: Buffer.from(text) }
}

function levelOf(scenario: Scenario, wanted: string | undefined): string {
  const ids = scenario.levels.map(({ id }) => id)
  const [first = ''] = ids
  if (wanted === undefined || ids.includes(wanted)) return wanted ?? first
  throw new Fault({
    code: 'drill.level',
    exit: exit.usage,
    message: {
      en: `${scenario.id} has no level "${wanted}"`,
      nl: `${scenario.id} heeft geen niveau "${wanted}"`,
    },
    hint: { en: `levels: ${ids.join(', ')}`, nl: `niveaus: ${ids.join(', ')}` },
    ...didYouMean(wanted, ids),
  })
}

function startOf(scenario: Scenario, wanted: string | undefined): Temporal.Instant {
  const read = wanted === undefined ? null : readMoment(wanted, wallClock.now(), 'ahead')
  if (read?.kind === 'at') return read.at
  if (wanted === undefined) return Temporal.PlainDateTime.from(scenario.start).toZonedDateTime(zone).toInstant()
  throw new Fault({
    code: 'drill.start',
    exit: exit.usage,
    message: { en: `"${wanted}" is no moment`, nl: `"${wanted}" is geen moment` },
    hint: {
      en: 'write it as 2026-12-14T03:00, on the clocks of Brussels',
      nl: 'schrijf het als 2026-12-14T03:00, op de klok van Brussel',
    },
  })
}
