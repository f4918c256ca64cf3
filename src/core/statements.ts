import type { LogEvent } from './event.ts'
import { epochOf, instantText } from './exercise-time.ts'
import type { Action, Field, Obligation, Runbook } from './model.ts'
import { type StatedTime, statedIn } from './stated-times.ts'
import type { Text } from './text.ts'

/** A person types whole minutes: what lies within one is not told apart. */
const minute = 60_000

/**
 * A time that somebody stated, with both of its times: `at` is when it happened, as `by` said; `written` is the time of the
 * line that says so, `seq`. Both RFC 3339, in a drill both in the time of the exercise.
 */
export interface Statement extends StatedTime {
  readonly written: string
  readonly by: string
  readonly seq: number
  readonly step: string | null
  /**
   * The time at which the incident was opened and the one at which the notice was prepared, on the machine's clock as it went
   * at this line.
   */
  readonly opened: string | null
  readonly prepared: string | null
  /** The milliseconds that the machine's clock had jumped by then, on record. */
  readonly jumped: number
}

/** The reason why a stated time can't be right, seen from what else is on record. `at`: the time that it is held against. */
export type Remark =
  | { readonly kind: 'later-than-line'; readonly at: string }
  | { readonly kind: 'before-opening'; readonly at: string }
  | { readonly kind: 'before-preparing'; readonly at: string }
  /** The order is wrong: it comes before, or after, what is stated of the other. */
  | { readonly kind: 'before' | 'after'; readonly at: string; readonly other: StatedTime }

export interface Told extends Statement {
  readonly remarks: readonly Remark[]
}

/** The key of a statement: the newest of a key counts. */
export function keyOf({ kind, name }: Pick<StatedTime, 'kind' | 'name'>): string {
  return `${kind} ${name}`
}

/** The rules of a plan for stated times, from its questions and obligations. */
export interface StatedRules {
  readonly fields: ReadonlyMap<string, readonly Field[]>
  /** The titles of the obligations. */
  readonly notices: ReadonlyMap<string, Text>
  /** The steps by their instances, or by their place in the plan where only that is known, with code and title. */
  readonly steps?: ReadonlyMap<string, Text>
  /** The second must not come before the first; both are keys. */
  readonly order: readonly (readonly [earlier: string, later: string])[]
}

/** The rules where the plan isn't known. */
export const noRules: StatedRules = { fields: new Map(), notices: new Map(), order: [] }

export function statedRules(actions: Iterable<Action>, obligations: readonly Obligation[]): StatedRules {
  const fields = new Map<string, Field[]>()
  const order = new Map<string, readonly [string, string]>()
  const follows = (earlier: string, later: string): unknown => order.set(`${earlier} ${later}`, [earlier, later])
  const add = (field: Field): void => {
    const known = fields.get(field.id) ?? []
    known.push(field)
    fields.set(field.id, known)
    if (field.notBefore !== undefined) follows(`answer ${field.notBefore}`, `answer ${field.id}`)
  }
  for (const action of actions) if (action.kind === 'ask') action.fields.forEach(add)
  for (const { id, from, metBy, fields: asked } of obligations) {
    asked.forEach(add)
    // What starts a clock comes before what ends it.
    if (metBy === 'sent') follows('fact' in from ? `answer ${from.fact}` : `sent ${from.sent}`, `sent ${id}`)
  }
  const notices = new Map(obligations.map(({ id, title }) => [id, title]))
  return { fields, notices, order: [...order.values()] }
}

/** The rules of a whole plan; null: it isn't known. */
export function rulesOfBook(
  book: { readonly runbooks: readonly Runbook[]; readonly obligations: readonly Obligation[] } | null,
): StatedRules {
  if (book === null) return noRules
  const actions = book.runbooks.flatMap(({ steps }) => steps.map(({ action }) => action))
  return { ...statedRules(actions, book.obligations), steps: stepNames(book.runbooks) }
}

/** Code and title of the steps of a plan; of one that is done for each of several only the code, because its title names each. */
function stepNames(runbooks: readonly Runbook[]): ReadonlyMap<string, Text> {
  return new Map(
    runbooks.flatMap(({ id, steps }) =>
      steps.map(({ id: step, code, title, each }): [string, Text] => [
        `${id}/${step}`,
        each === undefined ? { en: `${code} ${title.en}`, nl: `${code} ${title.nl}` } : { en: code, nl: code },
      ]),
    ),
  )
}

/** The name of a step by its instance (`isolate/cut-links[vpn]`), as far as the rules know it. */
export function stepNamed({ steps }: StatedRules, instance: string): Text {
  const [, step = instance, item] = /^([^[]*)\[(.*)\]$/s.exec(instance) ?? []
  const own = steps?.get(instance)
  const listed = steps?.get(step)
  if (own !== undefined || listed === undefined) return own ?? { en: instance, nl: instance }
  return { en: `${listed.en} ${item}`, nl: `${listed.nl} ${item}` }
}

/** The facts that statements of an event are held against. */
export interface StatedAgainst {
  readonly openedAt: string | null
  readonly jumped: number
  /** The time at which a notice was prepared, and how far the clock had jumped by then; null: it was not. */
  prepared(obligation: string): { readonly at: string; readonly jumped: number } | null
}

/** The statements of persons that stand in an event. */
export function statementsIn(event: LogEvent, against: StatedAgainst): readonly Statement[] {
  const found = statedIn(event)
  if (found.length === 0) return found as readonly []
  return found
    .filter(({ kind }) => kind !== 'changed')
    .map((stated) => {
      const prepared = stated.kind === 'sent' ? against.prepared(stated.name) : null
      const { jumped } = against
      return {
        ...stated,
        ...{ written: event.t, by: event.actor, seq: event.seq, step: event.step ?? null, jumped },
        opened: against.openedAt === null ? null : moved(against.openedAt, jumped),
        prepared: prepared === null ? null : moved(prepared.at, jumped - prepared.jumped),
      }
    })
}

/**
 * The milliseconds by which a `clock.jump` says that the machine's clock was moved. In a drill the exercise's clock knows of it
 * already.
 */
export function jumpIn(event: LogEvent): number {
  if (event.type !== 'clock.jump' || event.wall !== undefined) return 0
  const ms = event.data.wallMs - event.data.monoMs
  return Number.isSafeInteger(ms) ? ms : 0
}

/**
 * Goes through all statements of a record, event by event. What says again what was said before (a notice repeats answers) is
 * none: what counts is when it was first written down.
 */
export function startStatements(): { take(event: LogEvent): readonly Statement[] } {
  const known = new Map<string, string>()
  const prepared = new Map<string, { readonly at: string; readonly jumped: number }>()
  let openedAt: string | null = null
  let jumped = 0
  return {
    take(event) {
      if (event.type === 'incident.opened') openedAt ??= event.t
      jumped += jumpIn(event)
      if (event.type === 'notice.prepared') prepared.set(event.data.obligation, { at: event.t, jumped })
      return statementsIn(event, { openedAt, jumped, prepared: (id) => prepared.get(id) ?? null }).filter((one) => {
        const isNew = known.get(keyOf(one)) !== one.at
        known.set(keyOf(one), one.at)
        return isNew
      })
    },
  }
}

/** All statements of a record, in its order. */
export function statementsOf(events: readonly LogEvent[]): readonly Statement[] {
  const { take } = startStatements()
  return events.flatMap((event) => take(event))
}

/** The same statements, in the order of the record, with what can't be right about each when it was written. */
export function remarked(statements: readonly Statement[], rules: StatedRules): readonly Told[] {
  const known: { [key: string]: Statement } = {}
  const own = Map.groupBy(
    statements.filter((one) => isTime(one, rules)),
    ({ seq }) => seq,
  )
  return [...own.values()].flatMap((line) => {
    for (const one of line) known[keyOf(one)] = one
    return line.map((one) => ({ ...one, remarks: remarksOn(one, known, rules) }))
  })
}

/** The newest statement of each key, in the order of the record. */
export function newestStatements(known: { readonly [key: string]: Statement }, rules: StatedRules): readonly Told[] {
  return Object.values(known)
    .filter((one) => isTime(one, rules))
    .toSorted((a, b) => a.seq - b.seq)
    .map((one) => ({ ...one, remarks: remarksOn(one, known, rules) }))
}

/** Questions that ask no time may have an answer that looks like one. */
function isTime({ kind, name }: StatedTime, { fields }: StatedRules): boolean {
  const asked = kind === 'answer' ? fields.get(name) : undefined
  return asked === undefined || asked.some(({ type }) => type === 'datetime')
}

function remarksOn(
  one: Statement,
  known: { readonly [key: string]: Statement },
  { fields, order }: StatedRules,
): readonly Remark[] {
  const { kind, name, at, written, opened, prepared } = one
  const remarks: Remark[] = []
  const isPast =
    kind === 'sent' ||
    kind === 'noted' ||
    kind === 'paper' ||
    fields.get(name)?.some(({ past }) => past === true) === true
  if (isPast && comesBefore(written, at)) remarks.push({ kind: 'later-than-line', at: written })
  if (kind === 'sent' && opened !== null && comesBefore(at, opened))
    remarks.push({ kind: 'before-opening', at: opened })
  if (prepared !== null && comesBefore(at, prepared)) remarks.push({ kind: 'before-preparing', at: prepared })
  const key = keyOf(one)
  for (const [earlier, later] of order) {
    const other = later === key ? known[earlier] : earlier === key ? known[later] : undefined
    // Told once: of the one that was written last, and of two in one line of the one that must follow.
    if (other === undefined || other.seq > one.seq || (other.seq === one.seq && later !== key)) continue
    const [first, second] = later === key ? [other, one] : [one, other]
    if (isMisplaced(first, second)) remarks.push({ kind: later === key ? 'before' : 'after', at: other.at, other })
  }
  return remarks
}

/** Told only where no jump of the machine's clock between the two lines explains it. */
function isMisplaced(first: Statement, second: Statement): boolean {
  return comesBefore(second.at, first.at) && comesBefore(second.at, moved(first.at, second.jumped - first.jumped))
}

/** Whether one moment lies before another, although whole minutes are meant. */
export function comesBefore(one: string, other: string): boolean {
  const [a, b] = [epochOf(one), epochOf(other)]
  return a !== null && b !== null && a + minute <= b
}

function moved(at: string, ms: number): string {
  const epoch = epochOf(at)
  return epoch === null || ms === 0 ? at : instantText(epoch + ms)
}

/** The milliseconds by which it was written later than it was; negative: it lay ahead. */
export function laterBy({ at, written }: Pick<Statement, 'at' | 'written'>): number {
  return (epochOf(written) ?? 0) - (epochOf(at) ?? 0)
}

/** Whether the two are more than a minute apart: then both times are shown. */
export function isApart(one: Pick<Statement, 'at' | 'written'>): boolean {
  return Math.abs(laterBy(one)) > minute
}

/** Whether it was written down afterwards. */
export function isAfterwards(one: Pick<Statement, 'at' | 'written'>): boolean {
  return laterBy(one) > minute
}
