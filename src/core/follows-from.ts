import { judgementWrong } from './alone-follows.ts'
import { erasureWrong } from './approval-follows.ts'
import { cloudRules } from './cloud-follows.ts'
import { correctionWrong } from './correction-follows.ts'
import { type Before, timeBefore } from './course.ts'
import type { Divergence } from './divergence.ts'
import type { EventType, LogEvent } from './event.ts'
import { shapeOf } from './event-shape.ts'
import { typesThatAre } from './event-traits.ts'
import { falseAlarmWrong } from './false-alarm-follows.ts'
import { paperWrong } from './paper-follows.ts'
import { samePerson } from './person.ts'
import { noSession, sessionRules } from './session-follows.ts'
import { cloudOfStep, stepRules } from './step-follows.ts'

type Rule<T extends EventType> = (before: Before, event: Extract<LogEvent, { type: T }>) => Divergence | null

/**
 * The milliseconds that the clock goes back at most, without a word, between two lines of one process, or of one machine
 * where several work (audit log: two seconds).
 */
const driftMs = 2000

/**
 * Whether this program can have written an event after those before it: null, or the reason why not. The rules are read
 * off from what the engine and the commands write (perform-step.ts, engine.ts, the commands in cli). Without the
 * runbooks only those rules count that need nothing but the record itself.
 */
export function followsFrom(before: Before, event: LogEvent): Divergence | null {
  const { state, course } = before
  const { type } = event
  if (event.seq !== state.size) return 'number'
  const isShaped = shapeOf(type)
  if (isShaped === null) return 'kind'
  if (!isShaped(event.data)) return 'shape'
  if ((type === 'incident.opened') !== (state.size === 0)) return 'first-line'
  if (course.lost.has(event.run)) return 'lost-session'
  const since = timeBefore(course, event.run, state.lastRun)
  if (event.t < since && !witnessed.has(type) && wentBack(since, event.t)) return 'time'
  const isLate = course.shares && lateFacts.has(type)
  if (state.closed !== null && !afterClosing.has(type) && !isLate) return 'closed'
  return (rules[type] as Rule<EventType> | null)?.(before, event) ?? null
}

function wentBack(from: string, to: string): boolean {
  return Temporal.Instant.from(from).epochMilliseconds - Temporal.Instant.from(to).epochMilliseconds > driftMs
}

const witnessed = typesThatAre('other-time')
const afterClosing = typesThatAre('after-closing')
/** What went out of an act that was overtaken: so also when somebody else closed the incident meanwhile. */
const lateFacts: ReadonlySet<EventType> = new Set(['notice.prepared', 'notice.sent'])

const byRecorder = (_before: Before, { actor }: LogEvent): Divergence | null =>
  actor === 'cyber-respond' ? null : 'writer'

const inDrill = ({ state }: Before): Divergence | null => (state.opened?.exercise === undefined ? 'no-drill' : null)

/** The rules for what each kind must follow from. Null: it may come at any time. */
const rules: { readonly [T in EventType]: Rule<T> | null } = {
  ...stepRules,
  ...cloudRules,
  'incident.opened': null,
  ...sessionRules,
  'note.added': ({ course, state }, { run }) => {
    const session = course.sessions.get(run)
    return session?.shared === null && session.doing.size > 0 && state.opened?.exercise === undefined ? 'busy' : null
  },
  'evidence.added': null,
  'evidence.copied': null,
  'handover.made': (_before, { actor, data }) =>
    data.from !== actor ? 'name' : samePerson(data.from, data.to) ? 'same-person' : null,
  redaction: (before, event) => {
    const { actor, data, seq } = event
    if (data.seq >= seq) return 'later-line'
    return samePerson(actor, data.approver) ? 'same-person' : erasureWrong(before, data, event)
  },
  'alone.decided': judgementWrong,
  'fact.corrected': correctionWrong,
  'step.transcribed': paperWrong,
  'cloud.changed': (before, event) => (event.step === undefined ? null : cloudOfStep(before, event)),
  'drift.seen': (before, event) => noSession(before, event) ?? notPinned(before, event.data.files),
  'incident.closed': (before, event) =>
    event.data.falseAlarm === undefined
      ? (byRecorder(before, event) ?? noSession(before, event) ?? (isFinished(before) ? null : 'not-finished'))
      : falseAlarmWrong(before, event),
  'key.added': (before, event) => (event.data.use === 'log' ? byRecorder(before, event) : null),
  'drill.clock': inDrill,
  'inject.sent': inDrill,
  'inject.held': inDrill,
  'inject.edited': inDrill,
  'inject.answered': (before, event) => (event.data.seq < event.seq ? inDrill(before) : 'later-line'),
  'world.changed': inDrill,
  'drill.observed': inDrill,
  'drill.ended': inDrill,
  'drill.answered': inDrill,
  'drill.refused': inDrill,
  'log.recovered': byRecorder,
  'log.continued': byRecorder,
  'segment.start': byRecorder,
  'disk.full': byRecorder,
  'clock.jump': byRecorder,
  'boot.changed': byRecorder,
}

function notPinned({ state }: Before, files: readonly string[]): Divergence | null {
  const pinned = new Set(state.opened?.pinned.map(({ name }) => name))
  return files.every((name) => pinned.has(name)) ? null : 'not-pinned'
}

/** Whether everything is settled. Without the runbooks: no step is on record that stands in the way. */
function isFinished({ state, planned }: Before): boolean {
  if (planned !== null) return planned.finished()
  return state.steps.values().every(({ status }) => status === 'open' || status === 'done' || status === 'skipped')
}
