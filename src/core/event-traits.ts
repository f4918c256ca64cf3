import { aloneTraits } from './alone-traits.ts'
import { correctionTraits } from './correction-traits.ts'
import { drillTraits } from './drill-event-traits.ts'
import type { EventType } from './event.ts'
import { calm, type EventTraits, type OcsfTraits, type Trait, troubling } from './event-trait.ts'
import { paperTraits } from './paper-traits.ts'
import { sessionTraits } from './session-traits.ts'
import { list, maybe, object, words } from './shape.ts'
import {
  approval,
  before,
  blob,
  bound,
  command,
  contradictedShape,
  doubtedClock,
  falseAlarm,
  file,
  form,
  proof,
  reason,
  said,
  service,
  signature,
} from './shape-parts.ts'

const byResult: OcsfTraits = { activity: 'update', severity: 'medium if failed' }

/** The one place that says what a type of event is, beside what it says (event.ts) and what it does to the state (fold.ts). */
export const eventTraits: { readonly [T in EventType]: EventTraits<T> } = {
  'incident.opened': {
    shape: {
      ...{ incident: 'text', plan: 'text', version: 'text', nis2: 'text', base: 'text', pinned: list(file) },
      municipality: object({ nis: 'text', name: 'text', province: 'text', policeZone: 'text' }),
      unread: maybe(list('text')),
      exercise: maybe(object({ scenario: 'text', level: 'text', start: 'moment' })),
      doubted: maybe(doubtedClock),
      needs: maybe('text'),
    },
    is: ['sealed', 'checked', 'timing'],
    filters: ['decisions'],
    ocsf: { activity: 'create', severity: 'high' },
  },
  ...sessionTraits,
  'step.expanded': {
    shape: { source: 'text', items: list(object({ id: 'text', name: 'text' })) },
    is: ['ends-step', 'settles-answers'],
    filters: ['steps'],
    ocsf: calm,
  },
  'step.intent': {
    shape: { attempt: 'count', what: said, before: maybe(before) },
    is: [],
    filters: ['steps'],
    ocsf: calm,
  },
  'step.outcome': {
    shape: {
      ...{ result: words('done', 'failed', 'deferred'), summary: said, facts: maybe('map'), proof: maybe(proof) },
      ...{ blobs: maybe(list(file)), detail: maybe('anything'), contradicted: maybe(contradictedShape) },
    },
    is: ['ends-step', 'settles-answers'],
    filters: ['steps'],
    ocsf: byResult,
  },
  'step.approved': {
    shape: {
      ...approval,
      form,
      signature: maybe(signature),
      bound: maybe(bound),
      unlisted: maybe('yes-no'),
      needs: maybe('text'),
    },
    is: ['decision', 'owned', 'told-as-decision', 'sealed', 'checked'],
    filters: ['steps', 'decisions'],
    ocsf: calm,
  },
  ...aloneTraits,
  ...paperTraits,
  'step.refused': {
    shape: { ...approval, form: words('asserted'), unlisted: maybe('yes-no'), needs: maybe('text') },
    is: ['decision', 'owned', 'told-as-decision', 'sealed', 'ends-step', 'ends-approval', 'checked'],
    filters: ['steps', 'decisions'],
    ocsf: troubling,
  },
  'step.skipped': {
    shape: reason,
    is: ['decision', 'owned', 'told-as-decision', 'sealed', 'ends-step', 'settles-answers', 'ends-approval'],
    filters: ['steps', 'decisions'],
    ocsf: calm,
  },
  'step.blocked': {
    shape: reason,
    is: ['decision', 'owned', 'told-as-decision', 'sealed', 'ends-step', 'ends-approval'],
    filters: ['steps', 'decisions'],
    ocsf: troubling,
  },
  'step.unblocked': {
    shape: reason,
    is: ['decision', 'told-as-decision', 'sealed', 'ends-step'],
    filters: ['steps', 'decisions'],
    ocsf: calm,
  },
  'step.reopened': {
    shape: reason,
    is: ['decision', 'owned', 'told-as-decision', 'sealed', 'ends-step', 'ends-approval'],
    filters: ['steps', 'decisions'],
    ocsf: calm,
  },
  'step.advanced': {
    shape: { ...reason, waits: list('text'), needs: 'text' },
    is: ['decision', 'owned', 'told-as-decision', 'sealed', 'ends-step'],
    filters: ['steps', 'decisions'],
    ocsf: calm,
  },
  'step.decided': {
    shape: { decision: words('done', 'redo', 'failed'), ...reason, probe: said, proof: maybe(proof) },
    is: [
      ...(['decision', 'owned', 'told-as-decision', 'sealed', 'disturbance'] as const),
      ...(['ends-step', 'settles-answers', 'ends-approval'] as const),
    ],
    filters: ['steps', 'decisions'],
    ocsf: calm,
  },
  'notice.prepared': {
    shape: { obligation: 'text', files: list(file), values: 'map' },
    is: ['timing'],
    filters: ['notices'],
    ocsf: calm,
  },
  'notice.sent': {
    shape: { obligation: 'text', how: 'text', at: 'text', reference: 'text' },
    is: ['timing'],
    filters: ['notices', 'clocks'],
    ocsf: calm,
  },
  'note.added': {
    shape: { text: 'text', redline: maybe('text'), at: maybe('text'), needs: maybe('text') },
    is: ['after-closing', 'piles-up'],
    filters: ['notes'],
    ocsf: calm,
  },
  'evidence.added': {
    shape: {
      files: list(object({ ...blob, source: maybe('text'), modified: maybe('text') })),
      ...{ source: 'text', note: 'text', notTaken: maybe(list(object({ name: 'text', why: said }))) },
    },
    is: ['after-closing', 'piles-up'],
    filters: ['evidence'],
    ocsf: calm,
  },
  'evidence.copied': {
    shape: { files: list(file), where: 'text', offline: 'yes-no' },
    is: ['after-closing', 'piles-up'],
    filters: ['evidence'],
    ocsf: calm,
  },
  ...correctionTraits,
  'handover.made': {
    shape: { from: 'text', to: 'text', note: 'text' },
    is: ['decision', 'told-as-decision', 'sealed', 'after-closing'],
    filters: ['decisions'],
    ocsf: calm,
  },
  redaction: {
    shape: {
      ...{ seq: 'count', path: 'text', digest: 'text', basis: 'text', approver: 'text', ...reason },
      ...{ form: maybe(form), signature: maybe(signature), bound: maybe(bound) },
      ...{ unlisted: maybe('yes-no'), needs: maybe('text') },
    },
    is: ['sealed', 'after-closing', 'disturbance', 'checked'],
    filters: ['decisions'],
    ocsf: calm,
  },
  'cloud.changed': {
    shape: {
      act: 'text',
      services: list('text'),
      detail: maybe('anything'),
      seen: maybe(list(service)),
      needs: maybe('text'),
    },
    is: ['after-closing'],
    filters: [],
    ocsf: calm,
  },
  'cloud.intent': {
    shape: {
      ...{ act: command, what: said, services: list('text'), folder: maybe('text') },
      change: maybe(
        object({
          ...{ lang: 'text', service: maybe('text'), state: maybe('text') },
          ...{ where: maybe('text'), message: maybe('text') },
        }),
      ),
    },
    is: ['after-closing'],
    filters: [],
    ocsf: calm,
  },
  'cloud.outcome': {
    shape: {
      ...{ intent: 'count', act: command, result: words('done', 'failed'), summary: said },
      ...{ services: list(service), detail: maybe('anything'), needs: maybe('text') },
    },
    is: ['after-closing'],
    filters: [],
    ocsf: byResult,
  },
  'cloud.decided': {
    shape: {
      ...{ intent: 'count', act: command, decision: words('done', 'not-done', 'cannot-tell') },
      ...{ seen: said, services: list(service), needs: maybe('text') },
    },
    is: ['after-closing', 'disturbance'],
    filters: [],
    ocsf: troubling,
  },
  'drift.seen': {
    shape: { files: list('text') },
    is: ['after-closing', 'disturbance'],
    filters: [],
    ocsf: troubling,
  },
  'incident.closed': {
    shape: { summary: said, contradicted: maybe(contradictedShape), falseAlarm, needs: maybe('text') },
    is: ['told-as-decision', 'sealed', 'checked'],
    filters: ['decisions'],
    ocsf: { activity: 'close', severity: 'informational' },
  },
  'key.added': {
    shape: { use: words('log', 'operator'), name: 'text', person: 'text', key: 'text' },
    is: ['after-closing', 'checked'],
    filters: [],
    ocsf: calm,
  },
  ...drillTraits,
  'log.recovered': {
    shape: { quarantine: 'text', bytes: 'count' },
    is: ['after-closing', 'disturbance'],
    filters: [],
    ocsf: troubling,
  },
  'log.continued': {
    shape: reason,
    is: ['after-closing', 'other-time', 'disturbance'],
    filters: [],
    ocsf: troubling,
  },
  'segment.start': {
    shape: { index: 'count', prev: 'hash' },
    is: ['after-closing', 'other-time'],
    filters: [],
    ocsf: calm,
  },
  'disk.full': {
    shape: { freed: 'count' },
    is: ['after-closing', 'other-time', 'disturbance'],
    filters: [],
    ocsf: troubling,
  },
  'clock.jump': {
    shape: { wallMs: 'whole', monoMs: 'whole' },
    is: ['after-closing', 'other-time', 'disturbance', 'timing'],
    filters: [],
    ocsf: troubling,
  },
  'boot.changed': {
    shape: { boot: 'text' },
    is: ['after-closing', 'other-time', 'disturbance'],
    filters: [],
    ocsf: calm,
  },
}

const known: ReadonlyMap<string, EventTraits<EventType>> = new Map(Object.entries(eventTraits))

/** The traits of a type; null: this program does not know it, a newer one may. */
export function traitsOf(type: string): EventTraits<EventType> | null {
  return known.get(type) ?? null
}

/** The types of which this is so. One that isn't known is none of them. */
export function typesThatAre(trait: Trait): ReadonlySet<EventType> {
  const all = Object.keys(eventTraits) as EventType[]
  return new Set(all.filter((type) => eventTraits[type].is.includes(trait)))
}
