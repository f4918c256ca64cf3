import type { LogEvent } from '../core/event.ts'
import { compile } from '../runbook/cel.ts'
import type { Observation } from './drill-state.ts'
import type { Played } from './played.ts'
import { changesOf } from './world.ts'

/** Something that a measure looks at. `seq` is the line that says it, null when it never happened. */
export interface Evidence {
  /** The name of the evidence in an expression: `done`, `isolate/declare`. A null member: all of them. */
  readonly name: string
  readonly member: string | null
  readonly seq: number | null
}

type Reference = Pick<Evidence, 'name' | 'member'>

/** The lines that the measures of an objective look at, and what was observed about it. In the order of the record. */
export function evidenceFor(
  { events, drill }: Pick<Played, 'events' | 'drill'>,
  measures: readonly string[],
  observations: readonly Observation[],
): readonly Evidence[] {
  const wanted = new Map(measures.flatMap(referencesOf).map((one) => [`${one.name} ${one.member}`, one]))
  const found = [...wanted.values()].flatMap((one): readonly Evidence[] => {
    const isMeant = Object.hasOwn(matchers, one.name) ? matchers[one.name] : undefined
    if (isMeant === undefined) return []
    const lines = events.filter((event) => isMeant(event, one.member, drill.messages))
    const last = once.has(one.name) ? lines.slice(0, 1) : lastOfEach(lines)
    return last.length === 0 ? [{ ...one, seq: null }] : last.map(({ seq }) => ({ ...one, seq }))
  })
  const seen = observations.map(({ seq, player }) => ({ name: 'observed', member: player, seq }))
  return [...found, ...seen].toSorted((a, b) => (a.seq ?? Number.MAX_VALUE) - (b.seq ?? Number.MAX_VALUE))
}

/** The roots of which the first time counts, not the last. */
const once: ReadonlySet<string> = new Set(['injects', 'answered'])

/** The last line for each step, or for the subject of an event without a step. */
function lastOfEach(lines: readonly LogEvent[]): readonly LogEvent[] {
  return [...new Map(lines.map((event) => [`${event.type} ${event.step ?? subject(event)}`, event])).values()]
}

function subject({ data }: LogEvent): string {
  const { cause, obligation } = data as { readonly cause?: unknown; readonly obligation?: unknown }
  return String(cause ?? obligation ?? '')
}

/** The references of an expression; none where it can't be read. */
export function referencesOf(measure: string): readonly Reference[] {
  try {
    return compile(measure).references
  } catch {
    return []
  }
}

type Matcher = (event: LogEvent, member: string | null, messages: Played['drill']['messages']) => boolean

const isDone: Matcher = (event, member) => {
  const { type, step = '', data } = event
  const isEnd =
    (type === 'step.outcome' && data.result === 'done') || (type === 'step.decided' && data.decision === 'done')
  return isEnd && (member === null || step === member || step.startsWith(`${member}[`))
}

/** Whether a world's change touches what one of its parts names. */
function touches(part: 'link' | 'hosts' | 'service' | 'backup' | 'person', to?: string): Matcher {
  return (event, member) =>
    event.type === 'world.changed' &&
    changesOf(event.data.changes).some((change) => {
      const named = (change as { readonly [part: string]: unknown })[part]
      const isTo = to === undefined || (change as { readonly to?: unknown }).to === to
      return named !== undefined && isTo && (member === null || named === member)
    })
}

const matchers: { readonly [name: string]: Matcher } = {
  done: isDone,
  steps: isDone,
  sent: ({ type, data }, member) => type === 'notice.sent' && (member === null || data.obligation === member),
  closed: touches('link', 'closed'),
  links: touches('link'),
  hosts: touches('hosts'),
  services: touches('service'),
  backups: touches('backup'),
  people: touches('person'),
  events: ({ type, data }, member) => type === 'world.changed' && (member === null || data.cause === member),
  injects: ({ type, data }, member) => type === 'inject.sent' && (member === null || data.inject === member),
  answered: ({ type, data }, member, messages) =>
    type === 'inject.answered' &&
    (member === null || messages.some(({ seq, inject }) => seq === data.seq && inject === member)),
  facts: ({ type, data }, member) =>
    type === 'step.outcome' && member !== null && Object.hasOwn(data.facts ?? {}, member),
}
