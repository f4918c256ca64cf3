import { cloudCommandNames } from './cloud-act.ts'
import { clockSources } from './doubted-clock.ts'
import { list, maybe, object, words } from './shape.ts'

// What several types of events have in their data: the shapes of the types in event.ts that are called alike.

export const said = { either: ['text', object({ en: 'text', nl: 'text' })] } as const
export const reason = { reason: 'text' } as const
export const blob = { name: 'text', sha256: 'hash', size: 'count' } as const
export const file = object(blob)
export const signature = object({ text: 'text', key: 'text', signature: 'text' })
export const bound = object({
  ...{ incident: 'text', after: 'count', actor: 'text' },
  acts: list(object({ act: 'text', title: said, what: said, attempts: 'count' })),
})
export const form = words('asserted', 'signed')
export const approval = { approver: 'text', role: 'text', ...reason } as const
export const falseAlarm = maybe(
  object({
    ...{ reason: 'text', approver: 'text', form },
    signature: maybe(signature),
    bound,
    unlisted: maybe('yes-no'),
  }),
)
export const doubtedClock = object({
  clock: 'moment',
  against: list(object({ from: words(...clockSources), at: 'moment' })),
  told: words('person', 'nobody'),
})
export const service = object({
  name: 'text',
  state: words('healthy', 'not-healthy', 'stopped'),
  url: maybe('text'),
})
const held = object({ end: words('ended', 'stalled', 'alive', 'lost', 'unknown'), seen: 'text' })
export const before = object({ subject: 'text', there: words('yes', 'no', 'unknown'), seen: 'text', held: maybe(held) })
export const contradictedShape = object({ by: list(said), reason: 'text' })
const look = { verdict: words('pass', 'fail', 'error', 'timed-out'), seen: 'text', before: maybe(before) } as const
export const proof = {
  either: [
    object({ kind: words('check'), ...look }),
    object({ kind: words('file'), ...blob }),
    object({ kind: words('reference'), reference: 'text' }),
    object({ kind: words('word'), person: 'text', statement: 'text', looked: maybe(object(look)) }),
  ],
} as const
export const command = words(...cloudCommandNames)
export const order = { order: maybe('count') } as const
