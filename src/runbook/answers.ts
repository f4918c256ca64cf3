import * as v from 'valibot'
import { exit } from '../core/exit-codes.ts'
import { type Diagnostic, Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import { nearest } from '../core/nearest.ts'
import type { Book } from '../core/view.ts'
import type { Located } from './decode.ts'
import { didYouMean } from './finding.ts'
import { person } from './text-schema.ts'

const words = v.pipe(v.string(), v.trim(), v.nonEmpty())
const value = v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(v.string())])

const answer = v.strictObject({
  /** The person who acts, when it is not the one who acts in all the others. */
  operator: v.optional(person),
  /** Field id → answer. A datetime may be `-35m`: that long before the incident was opened. */
  answers: v.optional(v.record(v.string(), value)),
  choose: v.optional(words),
  items: v.optional(v.array(v.strictObject({ id: words, name: words }))),
  /** `key`: path of the approver's SSH key, to sign with. */
  approver: v.optional(v.strictObject({ name: person, reason: words, key: v.optional(words) })),
  /** Nobody approves: the reason why the step goes on without a second person, where its runbook lets it. */
  alone: v.optional(words),
  proof: v.optional(
    v.union([
      v.strictObject({ word: v.strictObject({ person, statement: words }) }),
      v.strictObject({ reference: words }),
      v.strictObject({ file: words }),
    ]),
  ),
  files: v.optional(v.array(words)),
  sent: v.optional(v.strictObject({ how: words, at: words, reference: words })),
  note: v.optional(words),
  skip: v.optional(words),
  fail: v.optional(words),
  /** The reason why the step counts although the record speaks against it. */
  accept: v.optional(words),
})

/** The answers file: what an unattended run says where a person would be asked. */
export const answersSchema = v.strictObject({
  format: v.literal('cyber-respond/answers@1'),
  plan: words,
  operator: person,
  /** The decision on a step that a crash left unknown. Without it such a step stops the run. */
  unknown: v.optional(v.strictObject({ decide: v.picklist(['redo', 'done', 'failed']), reason: words })),
  /** The reason why the incident is closed although the record speaks against it. */
  close: v.optional(words),
  steps: v.record(v.string(), answer),
})

export type Answers = v.InferOutput<typeof answersSchema>
/** The place in the answers file of something in it. */
export type PlaceOf = Located<Answers>['place']
export type Answer = v.InferOutput<typeof answer>

/** The answer for an instance: its own (`isolate/cut-links[internet]`), else that of its step (`isolate/cut-links`). */
export function answerFor(answers: Answers, instance: string): Answer | null {
  return answers.steps[answerKey(answers, instance) ?? ''] ?? null
}

/** The key of `steps` under which the answer of that step stands. */
export function answerKey(answers: Answers, instance: string): string | null {
  return [instance, stepOf(instance)].find((key) => Object.hasOwn(answers.steps, key)) ?? null
}

/** The step of an instance, without the item that it is for. */
export function stepOf(instance: string): string {
  return instance.replace(/\[.*\]$/s, '')
}

/** Answers for steps that the plan does not have are refused before anything happens: one of them is a typo. */
export function refuseUnknownSteps(answers: Answers, book: Book, file: string, place: PlaceOf): void {
  const known = book.runbooks.flatMap((runbook) => runbook.steps.map((step) => `${runbook.id}/${step.id}`))
  const names = new Set(known)
  const diagnostics: Diagnostic[] = []
  for (const key of Object.keys(answers.steps)) {
    const step = stepOf(key)
    if (names.has(step)) continue
    const near = nearest(step, known)
    diagnostics.push({
      code: 'answers.unknown-step',
      severity: 'error',
      message: { en: `the plan has no step "${key}"`, nl: `het plan heeft geen stap "${key}"` },
      ...(near === null ? {} : { hint: { en: `did you mean "${near}"?`, nl: `bedoelde u "${near}"?` } }),
      place: place(['steps', key], 'key'),
    })
  }
  if (diagnostics.length === 0) return
  throw new Fault({
    code: 'answers.unknown-step',
    exit: exit.invalid,
    message: {
      en: `${file} answers for steps that do not exist`,
      nl: `${file} antwoordt voor stappen die niet bestaan`,
    },
    hint: { en: 'nothing was done', nl: 'er is niets gedaan' },
    diagnostics,
  })
}

/** A step to stop before (`C4`, `emergency/trial`) that the plan does not have would never stop anything. */
export function refuseUnknownStop(until: string, book: Book): void {
  const known = book.runbooks.flatMap(({ id, steps }) => steps.flatMap((step) => [step.code, `${id}/${step.id}`]))
  if (known.includes(until)) return
  const shown = harmlessLine(until, 100)
  throw new Fault({
    code: 'answers.unknown-stop',
    exit: exit.usage,
    message: {
      en: `the plan has no step "${shown}" to stop before`,
      nl: `het plan heeft geen stap "${shown}" om voor te stoppen`,
    },
    hint: didYouMean(until, known).hint ?? {
      en: 'nothing was done; cyber-respond runbook show <plan> shows the codes',
      nl: 'er is niets gedaan; cyber-respond runbook show <plan> toont de codes',
    },
  })
}
