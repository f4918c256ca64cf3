import type { EngineParts } from '../../src/core/engine.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import type { Expressions } from '../../src/core/expressions.ts'
import type { Action, Obligation, Runbook, Step } from '../../src/core/model.ts'
import type { ActionPort, Actions, Choice, LogPort, OperatorPort, Outcome } from '../../src/core/ports.ts'
import { plain } from '../../src/core/text.ts'
import type { Book, View } from '../../src/core/view.ts'

/** A clock that only moves when it is told to. */
export function stillClock(start = '2026-11-24T02:12:00Z') {
  let now = Temporal.Instant.from(start)
  return {
    now: () => now,
    advance: (duration: string) => {
      now = now.toZonedDateTimeISO('UTC').add(Temporal.Duration.from(duration)).toInstant()
    },
    sleep: async (ms: number) => {
      now = now.add({ milliseconds: ms })
    },
  }
}

/** A log in memory that refuses a wrong expected size, like the real one. `fail` makes the next append throw. */
export function listLog(clock: { now(): Temporal.Instant }, run = 'run-1', events: LogEvent[] = []) {
  const log: LogPort & { events: LogEvent[]; fail: Error | null } = {
    events,
    fail: null,
    get size() {
      return events.length
    },
    append: async (drafts: readonly Draft[], expected: number) => {
      if (log.fail !== null) throw log.fail
      if (expected !== events.length) throw new Error(`expected size ${expected}, is ${events.length}`)
      const added = drafts.map((draft, index) => ({ ...draft, seq: expected + index, t: clock.now().toString(), run }))
      events.push(...added)
      return added
    },
    follow: async () => [],
  }
  return log
}

/** Expressions for tests of the heart: a condition is a name in `facts`, true when that fact is `yes`. */
export const simpleExpressions: Expressions = {
  evaluate: (expression, scope) => {
    if (expression.startsWith('profile.')) return (scope.profile as never)[expression.slice(8)] ?? null
    return (scope.facts as { [name: string]: unknown })[expression] === 'yes'
  },
  render: (template, scope) =>
    template.replace(/\{\{ (\w+)\.(\w+) \}\}/g, (_all, root: string, key: string) =>
      String((scope[root] as never)?.[key]),
    ),
  renderArgs: (templates) => [...templates],
}

export function step(id: string, part: Partial<Step> = {}): Step {
  return {
    id,
    code: id.toUpperCase(),
    title: plain(id),
    doneWhen: plain('done'),
    role: 'lead',
    action: { kind: 'confirm' },
    ...part,
  }
}

export function book(runbooks: { readonly [id: string]: readonly Step[] }, part: Partial<Book> = {}): Book {
  const list: Runbook[] = Object.entries(runbooks).map(([id, steps]) => ({
    format: 'cyber-respond/runbook@1',
    id,
    title: plain(id),
    steps,
  }))
  return {
    plan: {
      format: 'cyber-respond/plan@1',
      id: 'test',
      title: plain('test'),
      runbooks: list.map(({ id }) => ({ runbook: id })),
    },
    runbooks: list,
    obligations: [],
    base: { profile: {} },
    factNames: [],
    ...part,
  }
}

/** An operator who does the first ready step until nothing is ready, and says yes to everything; `part` changes that. */
export function willing(part: Partial<OperatorPort> = {}): OperatorPort {
  const tried = new Set<string>()
  return {
    choose: async (view: View): Promise<Choice> => {
      const next = view.ready.find((item) => !tried.has(`${item.instance}${item.status}`))
      if (next === undefined) return { kind: 'leave' }
      tried.add(`${next.instance}${next.status}`)
      return { kind: 'do', instance: next.instance }
    },
    actor: async () => 'Els Peeters',
    show: () => {},
    hand: async () => {},
    confirm: async () => ({ answer: 'done', reason: '' }),
    pick: async (_question, options) => options[0]?.id ?? '',
    ask: async (_question, fields) => Object.fromEntries(fields.map((field) => [field.id, 'yes'])),
    items: async () => [{ id: 'one', name: 'One' }],
    files: async () => ({ paths: [], note: '' }),
    called: async () => ({ person: 'Jan', statement: 'understood' }),
    proof: async () => null,
    vouch: async () => null,
    accept: async () => ({ reason: 'known' }),
    approve: async () => ({ approver: 'Jan Maes', reason: 'agreed', approved: true }),
    decide: async () => ({ decision: 'redo', reason: 'not seen' }),
    ...part,
  }
}

/** Actions that do what `outcomes` says for their kind, and count how often they were performed. */
export function countingActions(outcomes: { readonly [kind: string]: () => Outcome | Promise<Outcome> } = {}) {
  const performed: string[] = []
  const port = (kind: Action['kind']): ActionPort => ({
    describe: () => `does ${kind}`,
    perform: async (_action, context) => {
      performed.push(context.instance)
      return (await outcomes[kind]?.()) ?? { result: 'done', summary: 'ok' }
    },
  })
  const kinds = ['confirm', 'ask', 'choose', 'run', 'check', 'call', 'notify', 'evidence', 'cloud'] as const
  const actions = Object.fromEntries(kinds.map((kind) => [kind, port(kind)])) as unknown as Actions
  return { actions, performed }
}

export function parts(given: Partial<EngineParts> & Pick<EngineParts, 'book'>): EngineParts {
  const clock = stillClock()
  return {
    log: listLog(clock),
    clock,
    operator: willing(),
    actions: countingActions().actions,
    checks: { check: async () => ({ verdict: 'pass', seen: 'closed' }) },
    expressions: simpleExpressions,
    signal: new AbortController().signal,
    duration: () => 1000,
    progress: () => {},
    told: () => {},
    ...given,
  }
}

/** A notice that is due 24 hours after the fact `aware_at`, for tests of clocks. */
export const warning: Obligation = {
  id: 'warning',
  title: plain('warning'),
  channel: null,
  binding: 'nis2',
  from: { fact: 'aware_at' },
  within: 'PT24H',
  metBy: 'sent',
  fields: [],
  source: { en: 'test', nl: 'test' },
}
