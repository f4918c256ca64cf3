import { custodyOf, isSafe } from './custody.ts'
import type { Scope } from './expressions.ts'
import type { StepStatus, StepView, View } from './view.ts'

/** The members of `record`, as a contradiction sees them. Lists hold the codes of steps, each once. */
export const recordMembers = [
  'files',
  'uncopied',
  'not_offline',
  'open',
  'failed',
  'skipped',
  'unproven',
  'contradicted',
  'not_sent',
  'overdue',
  'addresses',
  'handed_back',
  'folder',
] as const

/**
 * The names of what the record knows besides facts, for the step that is asked about (null: the closing). `files` are
 * in custody; `uncopied` of them have no copy outside the incident's folder, `not_offline` none that is off the
 * network. `open` are the steps that nobody settled, but those that wait for this one; `not_sent` the notices that were
 * prepared only; `overdue` the clocks. `addresses` are those of the emergency cloud's services, by the service, as they were last
 * seen; `handed_back` is the file that the last hand-back wrote, null before it; `folder` that of the incident on this machine, null where it is read
 * from elsewhere.
 */
export function recordScope(
  view: View,
  step: StepView | null,
): Scope & { readonly [M in (typeof recordMembers)[number]]: unknown } {
  const { state } = view
  const custody = () => custodyOf(state)
  const own = step === null ? '' : `${step.runbook}/${step.step.id}`
  const codesOf = (steps: readonly StepView[]): readonly string[] => [
    ...new Set(steps.filter((other) => other.instance !== step?.instance).map((other) => other.step.code)),
  ]
  const codes = (name: Kept): readonly string[] => codesOf(keptOf(view.steps, name))
  // Each is worked out when an expression names it: few steps are asked, and about few of these.
  return {
    get files() {
      return custody().length
    },
    get uncopied() {
      return custody().filter(({ copies }) => copies.length === 0).length
    },
    get not_offline() {
      return custody().filter(({ copies }) => !isSafe(copies)).length
    },
    get open() {
      return codesOf(view.steps.filter((other) => !settled.has(other.status) && !waitsFor(other, own, view)))
    },
    get failed() {
      return codes('failed')
    },
    get skipped() {
      return codes('skipped')
    },
    get unproven() {
      return codes('unproven')
    },
    get contradicted() {
      return codes('contradicted')
    },
    get not_sent() {
      return Object.entries(state.notices).flatMap(([id, { sent }]) => (sent === null ? [id] : []))
    },
    get addresses() {
      const seen = (state.cloud?.services ?? []).map(({ name, url }) => [name, url ?? null] as const)
      return Object.fromEntries(seen)
    },
    get handed_back() {
      return state.cloud?.handedBack ?? null
    },
    get folder() {
      return (step ?? view).scope.folder ?? null
    },
    get overdue() {
      return view.clocks.flatMap((clock) =>
        clock.status === 'overdue' && clock.weight !== 'threat' ? [clock.obligation.id] : [],
      )
    },
  }
}

const settled: ReadonlySet<StepStatus> = new Set(['done', 'skipped', 'not-applicable'])

/** Steps that are looked for in each view again, whichever step is asked about. */
const kept = {
  failed: ({ status }: StepView) => status === 'failed' || status === 'unknown',
  skipped: ({ status }: StepView) => status === 'skipped',
  unproven: ({ unproven }: StepView) => unproven,
  contradicted: ({ contradicted }: StepView) => contradicted,
}
type Kept = keyof typeof kept

/** A plan has some hundred steps, and a rule about them often stands at a step of which there is one for each service. */
const keptBefore = new WeakMap<View['steps'], { [K in Kept]?: readonly StepView[] }>()

function keptOf(steps: View['steps'], name: Kept): readonly StepView[] {
  const known = keptBefore.get(steps) ?? {}
  keptBefore.set(steps, known)
  known[name] ??= steps.filter(kept[name])
  return known[name]
}

/** Whether a step can only be done after another one, directly or not. */
function waitsFor(step: StepView, other: string, view: View): boolean {
  if (other === '') return false
  const seen = new Set<string>()
  const pending = [...step.waitsFor]
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (id === other) return true
    if (seen.has(id)) continue
    seen.add(id)
    for (const one of view.instances(id)) pending.push(...one.waitsFor)
  }
  return false
}
