import type { EventData, EventType, Json, LogEvent } from './event.ts'
import { epochOf } from './exercise-time.ts'

/**
 * A time that somebody says of something, RFC 3339. `answer`: to the question `name` (a fact). `sent`: the notice `name`
 * went out. `changed`: the file `name` was last changed there, as its file system says. `noted`: what the note `name` tells.
 * `paper`: the step `name` was done, as a paper says.
 */
export interface StatedTime {
  readonly kind: 'answer' | 'sent' | 'changed' | 'noted' | 'paper'
  readonly name: string
  readonly at: string
}

type Times<T extends EventType> = (data: EventData[T], step: string | undefined) => readonly StatedTime[]

const none = (): readonly StatedTime[] => []

/**
 * The form in which answers to questions about a time are written: whatever else a text may be, it hardly ever is
 * exactly this.
 */
const exact = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/

function answers(given: { readonly [name: string]: Json } | undefined): readonly StatedTime[] {
  const found: StatedTime[] = []
  for (const name in given) {
    const at = given[name]
    if (typeof at === 'string' && exact.test(at) && epochOf(at) !== null) found.push({ kind: 'answer', name, at })
  }
  return found
}

function saidOnPaper(obligation: string | undefined, step: string, at: string): StatedTime {
  return obligation === undefined ? { kind: 'paper', name: step, at } : { kind: 'sent', name: obligation, at }
}

/**
 * The one place that says which members of an event hold a time that is not the program's own: somebody states it, and it
 * is written down later than it was. A new kind of event does not compile without a line here, and a test holds every
 * member of every kind against it.
 */
const times: { readonly [T in EventType]: Times<T> } = {
  'step.outcome': ({ facts }) => answers(facts),
  'notice.prepared': ({ values }) => answers(values),
  'notice.sent': ({ obligation, at }) => (epochOf(at) === null ? [] : [{ kind: 'sent', name: obligation, at }]),
  'evidence.added': ({ files }) =>
    files.flatMap(({ name, modified }) =>
      modified === undefined || epochOf(modified) === null ? [] : [{ kind: 'changed', name, at: modified }],
    ),
  'note.added': ({ text, at }) => (at === undefined || epochOf(at) === null ? [] : [{ kind: 'noted', name: text, at }]),
  'incident.opened': none,
  'session.started': none,
  'session.ended': none,
  'session.lost': none,
  'step.claimed': none,
  'step.released': none,
  'step.taken': none,
  'step.overtaken': none,
  'step.expanded': none,
  'step.intent': none,
  'step.approved': none,
  'step.refused': none,
  'step.transcribed': ({ at, facts, sent }, step) => [
    ...(epochOf(at) === null ? [] : [saidOnPaper(sent?.obligation, step ?? '', at)]),
    ...answers(facts),
  ],
  'step.alone': none,
  'alone.decided': none,
  'fact.corrected': ({ fact, value }) => answers({ [fact]: value }),
  'step.skipped': none,
  'step.blocked': none,
  'step.unblocked': none,
  'step.reopened': none,
  'step.advanced': none,
  'step.decided': none,
  'evidence.copied': none,
  'handover.made': none,
  redaction: none,
  'cloud.changed': none,
  'cloud.intent': none,
  'cloud.outcome': none,
  'cloud.decided': none,
  'drift.seen': none,
  'incident.closed': none,
  'key.added': none,
  'drill.clock': none,
  'inject.sent': none,
  'inject.held': none,
  'inject.edited': none,
  'inject.answered': none,
  'world.changed': none,
  'drill.observed': none,
  'drill.ended': none,
  'drill.answered': none,
  'drill.refused': none,
  'log.recovered': none,
  'log.continued': none,
  'segment.start': none,
  'disk.full': none,
  'clock.jump': none,
  'boot.changed': none,
}

/** Members that hold a time of the program itself: nobody states it. Pointers as RFC 6901, within `data`. */
export const programTimes: { readonly [T in EventType]?: readonly string[] } = {
  'incident.opened': ['/exercise/start', '/doubted/clock', '/doubted/against/0/at'],
  'drill.clock': ['/at'],
}

/** The times that are stated in an event, in the order in which they stand there. A kind that isn't known states none. */
export function statedIn(event: LogEvent): readonly StatedTime[] {
  // A type that this program does not know may have the name of something that every object has.
  if (!Object.hasOwn(times, event.type)) return []
  const find = (times as { readonly [type: string]: Times<EventType> | undefined })[event.type]
  return find === undefined ? [] : find(event.data, event.step)
}
