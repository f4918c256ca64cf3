import type { Diagnostic } from '../core/fault.ts'
import type { Plan, Runbook } from '../core/model.ts'
import { follows, isMilestone, milestone, qualified } from '../core/step-order.ts'
import { diagnostic, type Located } from './decode.ts'
import { didYouMean, type Finding } from './finding.ts'
import { unknownStep } from './lint-expressions.ts'

/** Runbooks that run together: those of a plan, or one alone. */
export interface Group {
  readonly plan: Located<Plan> | null
  readonly runbooks: readonly Located<Runbook>[]
}

/** The qualified ids of every step of a group. */
export function stepIds({ runbooks }: Group): readonly string[] {
  return runbooks.flatMap(({ value }) => value.steps.map((step) => `${value.id}/${step.id}`))
}

/** Steps that wait for what does not exist, or for each other. */
export function orderFindings(group: Group): readonly Diagnostic[] {
  const ids = stepIds(group)
  const known = new Set(ids)
  const found: Diagnostic[] = []
  for (const file of group.runbooks) {
    const own = file.value.steps.map((step) => step.id)
    file.value.steps.forEach((step, index) => {
      step.after?.forEach((other, position) => {
        const [runbook] = other.split('/')
        // Alone, a runbook can't know the others of its plan.
        if (group.plan === null && other.includes('/') && runbook !== file.value.id) return
        if (known.has(qualified(file.value, other))) return
        if (group.plan !== null && isMilestone(other)) {
          if (milestone(group.plan.value, other) === null) found.push(missingMilestone(group.plan, file.value, other))
          return
        }
        const finding = unknownStep(other, other.includes('/') ? ids : own)
        found.push(diagnostic(finding, file.place(['steps', index, 'after', position])))
      })
    })
  }
  group.plan?.value.runbooks.forEach((entry, index) => {
    entry.after?.forEach((other, position) => {
      if (known.has(other)) return
      const place = group.plan?.place(['runbooks', index, 'after', position])
      if (place !== undefined) found.push(diagnostic(unknownStep(other, ids), place))
    })
  })
  for (const [name, steps] of Object.entries(group.plan?.value.milestones ?? {})) {
    for (const other of steps) {
      if (known.has(other)) continue
      const place = group.plan?.place(['milestones', name])
      if (place !== undefined) found.push(diagnostic(unknownStep(other, ids), place))
    }
  }
  return found.length > 0 ? found : cycle(group)
}

/** A runbook waits for what this plan does not say. The runbook is right: other plans say it. */
function missingMilestone(plan: Located<Plan>, runbook: Runbook, ref: string): Diagnostic {
  const name = ref.slice(ref.indexOf('/') + 1)
  const known = Object.keys(plan.value.milestones ?? {})
  const finding: Finding = {
    code: 'runbook.unknown-step',
    message: {
      en: `${runbook.id} waits for ${ref}, and this plan has no milestone ${name}`,
      nl: `${runbook.id} wacht op ${ref}, en dit plan heeft geen mijlpaal ${name}`,
    },
    hint: {
      en: `say under milestones which step it is, as in ${name}: isolate/${name}`,
      nl: `zeg onder milestones welke stap dat is, zoals ${name}: isolate/${name}`,
    },
    ...didYouMean(name, known),
  }
  return diagnostic(finding, plan.place([plan.value.milestones === undefined ? 'id' : 'milestones']))
}

interface Waiting {
  readonly id: string
  readonly follows: readonly string[]
  place(): Diagnostic['place']
}

function waiting({ plan, runbooks }: Group): readonly Waiting[] {
  return runbooks.flatMap((file) =>
    file.value.steps.map(
      (step, index): Waiting => ({
        id: `${file.value.id}/${step.id}`,
        follows: follows(plan?.value ?? null, file.value, index),
        place: () => file.place(['steps', index, step.after === undefined ? 'id' : 'after']),
      }),
    ),
  )
}

/** Takes away what waits for nothing until nothing changes; what stays goes round in circles. */
function cycle(group: Group): readonly Diagnostic[] {
  const all = waiting(group)
  const left = new Map(all.map((item) => [item.id, item]))
  // With two steps of one id it is not known which one is meant.
  if (left.size < all.length) return []
  const open = (item: Waiting) => item.follows.filter((other) => left.has(other))
  const free = [...left.values()].filter((item) => open(item).length === 0)
  const followers = new Map<string, Waiting[]>()
  for (const item of left.values()) {
    for (const other of item.follows) followers.set(other, [...(followers.get(other) ?? []), item])
  }
  for (let item = free.pop(); item !== undefined; item = free.pop()) {
    left.delete(item.id)
    for (const next of followers.get(item.id) ?? []) if (left.has(next.id) && open(next).length === 0) free.push(next)
  }
  const [first] = left.values()
  if (first === undefined) return []
  const path: Waiting[] = []
  let item: Waiting = first
  while (!path.includes(item)) {
    path.push(item)
    item = left.get(open(item)[0] ?? '') ?? first
  }
  const round = path.slice(path.indexOf(item))
  const names = [...round, item].map(({ id }) => id).join(' → ')
  const place = round.find((each) => each.place() !== undefined)?.place()
  return [
    {
      code: 'runbook.cycle',
      severity: 'error',
      message: { en: `steps wait for each other: ${names}`, nl: `stappen wachten op elkaar: ${names}` },
      hint: { en: 'remove one of them from after', nl: 'haal een ervan weg uit after' },
      ...(place === undefined ? {} : { place }),
    },
  ]
}
