import { cloudCommands } from './cloud-act.ts'
import type { EventType } from './event.ts'
import { epochOf } from './exercise-time.ts'

type Shape = (value: unknown) => boolean

const text: Shape = (value) => typeof value === 'string'
const yesNo: Shape = (value) => typeof value === 'boolean'
const count: Shape = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const whole: Shape = (value) => Number.isSafeInteger(value)
const anything: Shape = (value) => value !== undefined
/** A SHA-256: it becomes the name of a file, and a line of a manifest. */
const hash: Shape = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const said: Shape = (value) => typeof value === 'string' || inTwoLanguages(value)

function oneOf(...words: readonly string[]): Shape {
  return (value) => words.includes(value as string)
}

function list(item: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(item)
}

/** An object with these members. Others may stand beside them: a later version adds members, and never renames one. */
function object(members: { readonly [name: string]: Shape }, optional: { readonly [name: string]: Shape } = {}): Shape {
  const needed = Object.entries(members)
  const possible = Object.entries(optional)
  return (value) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
    const given = value as { readonly [name: string]: unknown }
    for (const [name, shape] of needed) if (!shape(given[name])) return false
    for (const [name, shape] of possible) if (given[name] !== undefined && !shape(given[name])) return false
    return true
  }
}

const map = object({})
const moment: Shape = (value) => typeof value === 'string' && epochOf(value) !== null
/** The number of the facilitator's order that an event comes from. */
const order = { order: count }
const inTwoLanguages = object({ en: text, nl: text })
const reason = object({ reason: text })
const blob = object({ name: text, sha256: hash, size: count })
const boundApproval = object({
  incident: text,
  after: count,
  actor: text,
  acts: list(object({ act: text, title: said, what: said, attempts: count })),
})
const signature = object({ text, key: text, signature: text })
const custodyFile = object({ name: text, sha256: hash, size: count }, { source: text, modified: text })
const seenService = object({ name: text, state: oneOf('healthy', 'not-healthy', 'stopped') })
const before = object(
  { subject: text, there: oneOf('yes', 'no', 'unknown'), seen: text },
  { held: object({ end: oneOf('ended', 'stalled', 'alive', 'lost', 'unknown'), seen: text }) },
)
const contradicted = object({ by: list(said), reason: text })
const check = object({ verdict: oneOf('pass', 'fail', 'error', 'timed-out'), seen: text }, { before })
const proofs: { readonly [kind: string]: Shape } = {
  check,
  file: blob,
  reference: object({ reference: text }),
  word: object({ person: text, statement: text }, { looked: check }),
}
const proof: Shape = (value) => {
  const kind = (value as { readonly kind?: unknown } | null)?.kind
  return typeof kind === 'string' && Object.hasOwn(proofs, kind) && proofs[kind]?.(value) === true
}

const shapes: { readonly [T in EventType]: Shape } = {
  'incident.opened': object(
    {
      incident: text,
      municipality: object({ nis: text, name: text, province: text, policeZone: text }),
      plan: text,
      version: text,
      nis2: text,
      base: text,
      pinned: list(blob),
    },
    { unread: list(text), exercise: object({ scenario: text, level: text, start: moment }) },
  ),
  'session.started': object({ version: text, mode: oneOf('interactive', 'unattended', 'command') }),
  'session.ended': object({ why: oneOf('left', 'interrupted', 'finished', 'stopped') }),
  'step.expanded': object({ source: text, items: list(object({ id: text, name: text })) }),
  'step.intent': object({ attempt: count, what: said }, { before }),
  'step.outcome': object(
    { result: oneOf('done', 'failed', 'deferred'), summary: said },
    { facts: map, proof, blobs: list(blob), detail: anything, contradicted },
  ),
  'step.approved': object(
    { approver: text, role: text, reason: text, form: oneOf('asserted', 'signed') },
    { signature, bound: boundApproval },
  ),
  'step.refused': object({ approver: text, role: text, reason: text, form: oneOf('asserted') }),
  'step.skipped': reason,
  'step.blocked': reason,
  'step.unblocked': reason,
  'step.reopened': reason,
  'step.decided': object({ decision: oneOf('done', 'redo', 'failed'), reason: text, probe: said }, { proof }),
  'notice.prepared': object({ obligation: text, files: list(blob), values: map }),
  'notice.sent': object({ obligation: text, how: text, at: text, reference: text }),
  'note.added': object({ text }, { redline: text }),
  'evidence.added': object(
    { files: list(custodyFile), source: text, note: text },
    { notTaken: list(object({ name: text, why: said })) },
  ),
  'evidence.copied': object({ files: list(blob), where: text, offline: yesNo }),
  'handover.made': object({ from: text, to: text, note: text }),
  redaction: object(
    { seq: count, path: text, digest: text, basis: text, approver: text, reason: text },
    { form: oneOf('asserted', 'signed'), signature, bound: boundApproval },
  ),
  'cloud.changed': object({ act: text, services: list(text) }, { detail: anything, seen: list(seenService) }),
  'cloud.intent': object(
    { act: oneOf(...cloudCommands), what: said, services: list(text) },
    { change: object({ lang: text }, { service: text, state: text, where: text, message: text }), folder: text },
  ),
  'cloud.outcome': object(
    {
      intent: count,
      act: oneOf(...cloudCommands),
      result: oneOf('done', 'failed'),
      summary: said,
      services: list(seenService),
    },
    { detail: anything },
  ),
  'cloud.decided': object({
    intent: count,
    act: oneOf(...cloudCommands),
    decision: oneOf('done', 'not-done', 'cannot-tell'),
    seen: said,
    services: list(seenService),
  }),
  'drift.seen': object({ files: list(text) }),
  'incident.closed': object({ summary: said }, { contradicted }),
  'key.added': object({ use: oneOf('log', 'operator'), name: text, person: text, key: text }),
  'drill.clock': object(
    {
      at: moment,
      speed: count,
      why: oneOf('started', 'paused', 'resumed', 'jumped', 'speed', 'left', 'incident'),
    },
    { ...order, stood: count },
  ),
  'inject.sent': object(
    {
      inject: (value) => value === null || text(value),
      from: said,
      to: text,
      channel: text,
      text: said,
      why: oneOf('planned', 'facilitator', 'improvised'),
    },
    { attachment: blob, ...order },
  ),
  'inject.held': object({ inject: text, held: yesNo }, order),
  'inject.edited': object({ inject: text }, { from: said, to: text, channel: text, text: said, ...order }),
  'inject.answered': object({ seq: count, text }),
  'world.changed': object({ cause: text, what: said, changes: list(map) }),
  'drill.observed': object({ text }, { objective: text, player: text, rating: oneOf('P', 'S', 'M', 'U'), ...order }),
  'drill.ended': object({ why: oneOf('scenario', 'facilitator', 'finished') }, order),
  'drill.answered': object(
    { form: oneOf('hot-wash', 'feedback'), question: text, answer: text },
    { source: object({ sha256: hash, form: count }) },
  ),
  'drill.refused': object({ order: count, why: said }),
  'log.recovered': object({ quarantine: text, bytes: count }),
  'log.continued': reason,
  'segment.start': object({ index: count, prev: hash }),
  'disk.full': object({ freed: count }),
  'clock.jump': object({ wallMs: whole, monoMs: whole }),
  'boot.changed': object({ boot: text }),
}

/** What the data of a kind of event look like, or null when this program does not know the kind. */
export function shapeOf(type: string): Shape | null {
  return byType.get(type) ?? null
}

const byType: ReadonlyMap<string, Shape> = new Map(Object.entries(shapes))
