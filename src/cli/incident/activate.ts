import { dirname } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { createIncident, newestIncident, type PinnedFile } from '../../adapters/home/incident-files.ts'
import { liveRecords } from '../../adapters/home/live-records.ts'
import { loadProfile } from '../../adapters/home/profile-file.ts'
import { missingRecords } from '../../adapters/home/remembered-records.ts'
import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { zone } from '../../core/clocks.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Profile } from '../../core/profile.ts'
import { emptyProfile } from '../../municipality/empty-profile.ts'
import { type Found, findMunicipality, foundNote } from '../../municipality/find-municipality.ts'
import { expressions } from '../../runbook/template.ts'
import { version } from '../version.ts'
import { bookOf, pinnedProfile, pinnedReadProfile } from '../wiring/book.ts'
import type { Host } from '../wiring/host.ts'
import { type Incident, isOf, type Opened } from '../wiring/incident.ts'
import { loadPlan } from '../wiring/load-plan.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { sealingOf } from '../wiring/sealing.ts'
import { tellWarning } from '../wiring/tell-warning.ts'
import { refuseHalfProgram } from '../wiring/whole-program.ts'
import { requireSomebody, runSession } from './session.ts'
import { withSessionName } from './session-name.ts'
import { usableProfile } from './usable-profile.ts'

export interface ActivateOptions {
  readonly profile?: string
  readonly plan: string
  readonly answers?: string
  readonly until?: string
  readonly dryRun?: boolean
}

/** Starts an incident for a municipality, or goes on with its open one. */
export async function activate(host: Host, query: string, options: ActivateOptions): Promise<number> {
  const found = findMunicipality(query)
  const about = foundNote(found)
  if (about !== null) host.stderr(`${about[host.lang]}\n`)
  const answers = options.answers ?? null
  const how = { answers, ...(options.until === undefined ? {} : { until: options.until }) }
  const open = await newestIncident(host.home, found.municipality, 'open', (name) => host.stderr(leftAlone(name, host)))
  const drills = options.dryRun === true ? [] : playedDrills(host)
  if (options.dryRun === true) {
    const { dryRun } = await import('./dry-run.ts')
    return dryRun(host, await prepare(host, found, options, 'strict'), answers, options.until)
  }
  requireSomebody(host, options)
  refuseHalfProgram(host)
  if (drills.length > 0) host.stderr(`${real(drills)[host.lang]}\n`)
  if (open !== null) {
    host.stderr(
      host.lang === 'nl'
        ? `Er loopt al een incident voor ${found.municipality.name}: dat gaat verder.\n`
        : `An incident is already open for ${found.municipality.name}: going on with it.\n`,
    )
    return runSession(await withSessionName(host, answers), open, how)
  }
  tellGone(host, found.municipality.slug)
  const prepared = await prepare(host, found, options)
  const acting = await withSessionName(host, answers)
  if (answers !== null)
    await (await import('./unattended.ts')).tryAnswers(acting, prepared.incident, answers, options.until)
  return runSession(acting, await create(acting, prepared), { ...how, ready: prepared.incident })
}

/** One that is open and not here may have been put away on another disk: who begins anew must know. */
function tellGone(host: Host, slug: string): void {
  for (const { incident, lines, closed } of missingRecords(host.home)) {
    if (closed || !isOf(incident, slug)) continue
    const shown = harmlessLine(incident, 200)
    tellWarning(host, {
      en: `this machine’s own memory of heads says that it sealed ${lines} lines of ${shown}, which was open and is not here: if that is the same attack, stop, and put its folder back first`,
      nl: `volgens het eigen geheugen van dit toestel verzegelde het ${lines} regels van ${shown}, dat nog liep en er niet is: gaat het om dezelfde aanval, stop dan, en zet eerst die map terug`,
    })
  }
}

/** An exercise, or a folder of exercises that can't be read, keeps nobody from an incident. */
function playedDrills(host: Host): readonly string[] {
  try {
    return liveRecords(host.home, 'drill')
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    host.stderr(`${harmlessLine(error.text[host.lang], 300)}\n`)
    return []
  }
}

/** An exercise is going on beside it, which stops by itself as soon as the record of the incident is written. */
function real(drills: readonly string[]): { readonly en: string; readonly nl: string } {
  const names = harmlessLine(drills.join(', '), 200)
  return {
    en: `THIS IS REAL, NO EXERCISE. The exercise on this machine stops now: ${names}`,
    nl: `DIT IS ECHT, GEEN OEFENING. De oefening op deze machine stopt nu: ${names}`,
  }
}

function leftAlone(name: string, { lang }: Host): string {
  const shown = harmlessLine(name, 200)
  return lang === 'nl'
    ? `Het logboek van ${shown} is niet leesbaar of klopt niet, en blijft zoals het is: cyber-respond verify ${shown}\n`
    : `The record of ${shown} can't be read or does not verify, and is left as it is: cyber-respond verify ${shown}\n`
}

/** An incident that is not yet on disk: everything that its first event will say, and the bytes that it will pin. */
export interface Prepared {
  readonly incident: Incident
  readonly slug: string
  readonly pinned: readonly PinnedFile[]
}

/** `strict`: a broken profile is refused, by who only wants to know whether all is well. */
export async function prepare(
  host: Host,
  { municipality }: Found,
  options: Pick<ActivateOptions, 'plan' | 'profile'>,
  how: 'usable' | 'strict' = 'usable',
): Promise<Prepared> {
  const file = options.profile ?? null
  const strict = how === 'strict' ? await loadProfile(host.home, municipality, file, host.process.cwd()) : null
  const given =
    how === 'usable' ? await usableProfile(host, municipality, file) : strict && { ...strict, read: null, unread: [] }
  const profile: Profile = given?.profile ?? emptyProfile(municipality)
  const files = await readRunbookFiles(host.runbooks)
  const loaded = await loadPlan(files, options.plan)
  const pinned: PinnedFile[] = loaded.files.map((name) => ({ name, bytes: files.get(name) as Buffer }))
  for (const [name, bytes] of [
    [pinnedProfile, given?.bytes ?? null],
    [pinnedReadProfile, given?.read ?? null],
  ] as const) {
    if (bytes !== null) pinned.push({ name, bytes })
  }
  const { nis, name, province, policeZone } = municipality
  const opened: Opened = {
    incident: '',
    municipality: { nis, name, province, policeZone },
    plan: options.plan,
    version,
    nis2: profile.nis2.status,
    base: given === null ? host.process.cwd() : dirname(given.path),
    // Who puts them on disk says what they are.
    pinned: [],
    ...(given === null || given.unread.length === 0 ? {} : { unread: given.unread }),
  }
  const incident: Incident = { folder: '', opened, profile, loaded, expressions, book: bookOf(loaded, profile, opened) }
  return { incident, slug: municipality.slug, pinned }
}

/** Puts a prepared incident on disk: durable when the promise resolves. */
export async function create(host: Host, { incident, slug, pinned }: Prepared): Promise<string> {
  const today = wallClock.now().toZonedDateTimeISO(zone).toPlainDate().toString()
  const { folder } = await createIncident({
    home: host.home,
    slug,
    date: today,
    actor: operatorName(host),
    pinned,
    sealing: (name) => sealingOf(host, name),
    opened: (name, files) => ({ ...incident.opened, incident: name, pinned: files }),
  })
  return folder
}
