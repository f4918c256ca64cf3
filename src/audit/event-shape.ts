import { cloudCommands } from '../core/cloud-act.ts'
import type { EventData, EventType, LogEvent } from '../core/event.ts'
import { epochOf } from '../core/exercise-time.ts'
import { isConcealed } from './disclosure.ts'

type Shape = (found: unknown) => boolean
type Members = { readonly [name: string]: Shape }

/** A personal value may be concealed where it stands. */
const isPersonal: Shape = (found) => typeof found === 'object' && found !== null && isConcealed(found)

const text: Shape = (found) => typeof found === 'string' || isPersonal(found)
const count: Shape = (found) => typeof found === 'number'
const moment: Shape = (found) => typeof found === 'string' && epochOf(found) !== null
const flag: Shape = (found) => typeof found === 'boolean'
const json: Shape = () => true
/** A SHA-256: it becomes the name of a file, and a line of a manifest. */
const hash: Shape = (found) => typeof found === 'string' && /^[0-9a-f]{64}$/.test(found)
const oneOf =
  (...words: readonly string[]): Shape =>
  (found) =>
    typeof found === 'string' && words.includes(found)
const maybe =
  (shape: Shape): Shape =>
  (found) =>
    found === undefined || shape(found)
const list =
  (shape: Shape): Shape =>
  (found) =>
    Array.isArray(found) ? found.every(shape) : isPersonal(found)
/** Other members than these say nothing to this program, and may stand there. */
const members =
  (shapes: Members): Shape =>
  (found) =>
    isObject(found) && Object.entries(shapes).every(([name, shape]) => shape(own(found, name)))

function isObject(found: unknown): found is { readonly [name: string]: unknown } {
  return typeof found === 'object' && found !== null && !Array.isArray(found)
}

function own(object: { readonly [name: string]: unknown }, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

const sentence = members({ en: text, nl: text })
const said: Shape = (found) => text(found) || sentence(found)
const anything = members({})
const blob = { name: text, sha256: hash, size: count }
const reason = { reason: text }
const before = members({
  ...{ subject: text, there: oneOf('yes', 'no', 'unknown'), seen: text },
  held: maybe(members({ end: oneOf('ended', 'stalled', 'alive', 'lost', 'unknown'), seen: text })),
})
const contradicted = members({ by: list(said), reason: text })
const look = { verdict: oneOf('pass', 'fail', 'error', 'timed-out'), seen: text, before: maybe(before) }
const proofs: readonly Shape[] = [
  members({ kind: oneOf('check'), ...look }),
  members({ kind: oneOf('file'), ...blob }),
  members({ kind: oneOf('reference'), reference: text }),
  members({ kind: oneOf('word'), person: text, statement: text, looked: maybe(members(look)) }),
]
const proof: Shape = (found) => proofs.some((shape) => shape(found))
const seenService = members({ name: text, state: oneOf('healthy', 'not-healthy', 'stopped') })
const signature = members({ text, key: text, signature: text })
const bound = members({
  ...{ incident: text, after: count, actor: text },
  acts: list(members({ act: text, title: said, what: said, attempts: count })),
})
const approval = { approver: text, role: text, ...reason }

const shapes: { readonly [T in EventType]: { readonly [M in keyof Required<EventData[T]>]: Shape } } = {
  'incident.opened': {
    ...{ incident: text, plan: text, version: text, nis2: text, base: text, pinned: list(members(blob)) },
    municipality: members({ nis: text, name: text, province: text, policeZone: text }),
    unread: maybe(list(text)),
    exercise: maybe(members({ scenario: text, level: text, start: moment })),
  },
  'incident.closed': { summary: said, contradicted: maybe(contradicted) },
  'session.started': { version: text, mode: text },
  'session.ended': { why: text },
  'step.expanded': { source: text, items: list(members({ id: text, name: text })) },
  'step.intent': { attempt: count, what: said, before: maybe(before) },
  'step.outcome': {
    ...{ result: oneOf('done', 'failed', 'deferred'), summary: said, facts: maybe(anything), proof: maybe(proof) },
    ...{ blobs: maybe(list(members(blob))), detail: json, contradicted: maybe(contradicted) },
  },
  'step.approved': {
    ...approval,
    form: oneOf('asserted', 'signed'),
    ...{ signature: maybe(signature), bound: maybe(bound) },
  },
  'step.refused': { ...approval, form: text },
  'step.skipped': reason,
  'step.blocked': reason,
  'step.unblocked': reason,
  'step.reopened': reason,
  'step.decided': { decision: oneOf('done', 'redo', 'failed'), ...reason, probe: said, proof: maybe(proof) },
  'notice.prepared': { obligation: text, files: list(members(blob)), values: anything },
  'notice.sent': { obligation: text, how: text, at: text, reference: text },
  'note.added': { text, redline: maybe(text) },
  'evidence.added': {
    files: list(members({ ...blob, source: maybe(text), modified: maybe(text) })),
    ...{ source: text, note: text, notTaken: maybe(list(members({ name: text, why: said }))) },
  },
  'evidence.copied': { files: list(members(blob)), where: text, offline: flag },
  'handover.made': { from: text, to: text, note: text },
  redaction: {
    ...{ seq: count, path: text, digest: text, basis: text, approver: text, ...reason },
    ...{ form: maybe(oneOf('asserted', 'signed')), signature: maybe(signature), bound: maybe(bound) },
  },
  'cloud.changed': { act: text, services: list(text), detail: json, seen: maybe(list(seenService)) },
  'cloud.intent': {
    ...{ act: oneOf(...cloudCommands), what: said, services: list(text) },
    change: maybe(
      members({ lang: text, service: maybe(text), state: maybe(text), where: maybe(text), message: maybe(text) }),
    ),
    folder: maybe(text),
  },
  'cloud.outcome': {
    ...{ intent: count, act: oneOf(...cloudCommands), result: oneOf('done', 'failed'), summary: said },
    ...{ services: list(seenService), detail: json },
  },
  'cloud.decided': {
    ...{ intent: count, act: oneOf(...cloudCommands), decision: oneOf('done', 'not-done', 'cannot-tell') },
    ...{ seen: said, services: list(seenService) },
  },
  'drift.seen': { files: list(text) },
  'key.added': { use: oneOf('log', 'operator'), name: text, person: text, key: text },
  'drill.clock': { at: moment, speed: count, why: text, order: maybe(count), stood: maybe(count) },
  'inject.sent': {
    inject: (found) => found === null || text(found),
    ...{ from: said, to: text, channel: text, text: said, attachment: maybe(members(blob)), why: text },
    order: maybe(count),
  },
  'inject.held': { inject: text, held: flag, order: maybe(count) },
  'inject.edited': {
    ...{ inject: text, from: maybe(said), to: maybe(text), channel: maybe(text), text: maybe(said) },
    order: maybe(count),
  },
  'inject.answered': { seq: count, text },
  'world.changed': { cause: text, what: said, changes: list(anything) },
  'drill.observed': {
    ...{ text, objective: maybe(text), player: maybe(text), rating: maybe(oneOf('P', 'S', 'M', 'U')) },
    order: maybe(count),
  },
  'drill.ended': { why: oneOf('scenario', 'facilitator', 'finished'), order: maybe(count) },
  'drill.answered': {
    ...{ form: oneOf('hot-wash', 'feedback'), question: text, answer: text },
    source: maybe(members({ sha256: hash, form: count })),
  },
  'drill.refused': { order: count, why: said },
  'log.recovered': { quarantine: text, bytes: count },
  'log.continued': reason,
  'segment.start': { index: count, prev: hash },
  'disk.full': { freed: count },
  'clock.jump': { wallMs: count, monoMs: count },
  'boot.changed': { boot: text },
}

const known: ReadonlyMap<string, Shape> = new Map(Object.entries(shapes).map(([type, data]) => [type, members(data)]))

/** Whether this program knows what an event of that type means. */
export function isKnownType(type: string): boolean {
  return known.has(type)
}

/**
 * Whether an event has the members that one of its type is written with (core/event.ts). Whoever can write in a folder can
 * put any other ones into a chain that fits, and no reader is prepared for those. A type that isn't known has any shape.
 */
export function hasShape({ type, data }: LogEvent): boolean {
  return known.get(type)?.(data) ?? true
}
