import type { EventType } from './event.ts'
import { calm, type EventTraits } from './event-trait.ts'
import { list, maybe, object, words } from './shape.ts'
import { file, order, said } from './shape-parts.ts'

type DrillType = Extract<EventType, `drill.${string}` | `inject.${string}` | 'world.changed'>

/** The traits of what only the record of an exercise has. */
export const drillTraits: { readonly [T in DrillType]: EventTraits<T> } = {
  'drill.clock': {
    shape: {
      at: 'moment',
      speed: 'count',
      why: words('started', 'paused', 'resumed', 'jumped', 'speed', 'left', 'incident'),
      ...order,
      stood: maybe('count'),
    },
    is: ['after-closing', 'other-time', 'timing', 'backstage'],
    filters: [],
    ocsf: calm,
  },
  'inject.sent': {
    shape: {
      inject: { either: ['null', 'text'] },
      ...{
        from: said,
        to: 'text',
        channel: 'text',
        text: said,
        attachment: maybe(file),
        why: words('planned', 'facilitator', 'improvised'),
        ...order,
      },
    },
    is: ['backstage'],
    filters: [],
    ocsf: calm,
  },
  'inject.held': { shape: { inject: 'text', held: 'yes-no', ...order }, is: ['backstage'], filters: [], ocsf: calm },
  'inject.edited': {
    shape: {
      ...{ inject: 'text', from: maybe(said), to: maybe('text'), channel: maybe('text'), text: maybe(said) },
      ...order,
    },
    is: ['backstage'],
    filters: [],
    ocsf: calm,
  },
  'inject.answered': { shape: { seq: 'count', text: 'text' }, is: ['backstage'], filters: [], ocsf: calm },
  'world.changed': {
    shape: { cause: 'text', what: said, changes: list('map') },
    is: ['backstage'],
    filters: [],
    ocsf: calm,
  },
  'drill.observed': {
    shape: {
      ...{ text: 'text', objective: maybe('text'), player: maybe('text') },
      ...{ rating: maybe(words('P', 'S', 'M', 'U')), ...order },
    },
    is: ['after-closing', 'backstage'],
    filters: [],
    ocsf: calm,
  },
  'drill.ended': {
    shape: { why: words('scenario', 'facilitator', 'finished'), ...order },
    is: ['after-closing', 'backstage'],
    filters: [],
    ocsf: { activity: 'close', severity: 'informational' },
  },
  'drill.answered': {
    shape: {
      ...{ form: words('hot-wash', 'feedback'), question: 'text', answer: 'text' },
      source: maybe(object({ sha256: 'hash', form: 'count' })),
    },
    is: ['after-closing', 'backstage'],
    filters: [],
    ocsf: calm,
  },
  'drill.refused': {
    shape: { order: 'count', why: said },
    is: ['after-closing', 'backstage'],
    filters: [],
    ocsf: calm,
  },
}
