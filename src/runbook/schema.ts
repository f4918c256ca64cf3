import * as v from 'valibot'
import type { Action, ActionKind, Each, Obligations, Plan, Proof, Runbook, Step } from '../core/model.ts'
import { actions, check, noticeFields } from './action-schema.ts'
import { type Catalogue, catalogueSchema } from './catalogue.ts'
import { problem } from './shape-findings.ts'
import {
  day,
  duration,
  factName,
  id,
  isoDuration,
  qualifiedRef,
  stepCode,
  stepRef,
  text,
  wordsForm,
} from './text-schema.ts'

const actionKinds = Object.keys(actions) as ActionKind[]

/** `{ link: profile.links, ask: … }`: the one key besides `ask` is the variable. */
const each: v.GenericSchema<unknown, Each> = v.pipe(
  v.looseObject({ ask: text }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { ask, ...rest } = dataset.value
    const [as, ...others] = Object.keys(rest)
    const list = as === undefined ? undefined : rest[as]
    if (as !== undefined && others.length === 0 && typeof list === 'string' && v.is(factName, as)) {
      return { as, in: list, ask }
    }
    addIssue({
      message: problem({
        code: 'shape.value',
        message: { en: 'each has one variable and its list', nl: 'each heeft één variabele en haar lijst' },
        hint: { en: 'write { link: profile.links, ask: … }', nl: 'schrijf { link: profile.links, ask: … }' },
      }),
    })
    return NEVER
  }),
)

const proofEntries = v.strictObject({
  check: v.exactOptional(check),
  file: v.exactOptional(text),
  reference: v.exactOptional(text),
  word: v.exactOptional(text),
})

const proof: v.GenericSchema<unknown, Proof> = v.pipe(
  proofEntries,
  v.check(
    (spec) => Object.keys(spec).length === 1,
    problem({
      code: 'shape.one-proof',
      message: {
        en: 'a proof is exactly one of: check, file, reference, word',
        nl: 'een bewijs is precies één van: check, file, reference, word',
      },
      hint: { en: 'keep what shows it best', nl: 'behoud wat het best toont dat het gebeurd is' },
    }),
  ),
  v.transform((spec): Proof => {
    if (spec.check !== undefined) return { kind: 'check', check: spec.check }
    if (spec.file !== undefined) return { kind: 'file', title: spec.file }
    if (spec.reference !== undefined) return { kind: 'reference', title: spec.reference }
    return { kind: 'word', title: spec.word ?? { en: '', nl: '' } }
  }),
)

/** A role, or a role whose approval must be signed: `{ by: lead, signed: true }`. */
const approval = v.lazy((spec) =>
  typeof spec === 'object' && spec !== null
    ? v.strictObject({ by: id, signed: v.boolean() })
    : v.pipe(
        id,
        v.transform((by) => ({ by, signed: false })),
      ),
)

const step: v.GenericSchema<unknown, Step> = v.pipe(
  v.strictObject({
    id,
    code: stepCode,
    title: text,
    text: v.exactOptional(text),
    done_when: text,
    role: id,
    after: v.exactOptional(v.array(stepRef)),
    when: v.exactOptional(wordsForm),
    when_means: v.exactOptional(text),
    each: v.exactOptional(each),
    danger: v.exactOptional(v.picklist(['disruptive', 'irreversible'])),
    approve: v.exactOptional(approval),
    alone: v.exactOptional(v.literal(true)),
    retry: v.exactOptional(
      v.strictObject({ attempts: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), every: duration }),
    ),
    proof: v.exactOptional(proof),
    contradicted: v.exactOptional(v.pipe(v.array(v.strictObject({ when: wordsForm, say: text })), v.nonEmpty())),
    shows: v.exactOptional(v.pipe(v.array(v.strictObject({ what: text, value: wordsForm })), v.nonEmpty())),
    ...optionalActions(),
  }),
  v.check(
    (spec) => actionKinds.filter((kind) => spec[kind] !== undefined).length === 1,
    problem({
      code: 'shape.one-action',
      message: {
        en: `a step has exactly one of: ${actionKinds.join(', ')}`,
        nl: `een stap heeft precies één van: ${actionKinds.join(', ')}`,
      },
      hint: {
        en: 'give one; a second act is a step of its own',
        nl: 'geef er één; een tweede handeling is een eigen stap',
      },
    }),
  ),
  v.transform(
    ({
      done_when,
      when_means,
      approve,
      confirm,
      ask,
      choose,
      run,
      check,
      call,
      notify,
      evidence,
      cloud,
      ...rest
    }): Step => {
      const action = confirm ?? ask ?? choose ?? run ?? check ?? call ?? notify ?? evidence ?? cloud
      const approved = approve === undefined ? {} : { approve: approve.by }
      const signed = approve?.signed === true ? ({ approveSigned: true } as const) : {}
      const means = when_means === undefined ? {} : { whenMeans: when_means }
      return { ...rest, ...means, ...approved, ...signed, doneWhen: done_when, action: action as Action }
    },
  ),
)

function optionalActions() {
  return {
    confirm: v.exactOptional(actions.confirm),
    ask: v.exactOptional(actions.ask),
    choose: v.exactOptional(actions.choose),
    run: v.exactOptional(actions.run),
    check: v.exactOptional(actions.check),
    call: v.exactOptional(actions.call),
    notify: v.exactOptional(actions.notify),
    evidence: v.exactOptional(actions.evidence),
    cloud: v.exactOptional(actions.cloud),
  }
}

export const runbookSchema: v.GenericSchema<unknown, Runbook> = v.strictObject({
  format: v.literal('cyber-respond/runbook@1'),
  id,
  title: text,
  steps: v.pipe(v.array(step), v.nonEmpty()),
})

/** One step, or several that must all be settled. */
const milestoneSteps = v.lazy((input) =>
  Array.isArray(input)
    ? v.pipe(v.array(qualifiedRef), v.nonEmpty())
    : v.pipe(
        qualifiedRef,
        v.transform((step) => [step]),
      ),
)

const planEntry = v.strictObject({ runbook: id, after: v.exactOptional(v.array(qualifiedRef)) })

export const planSchema: v.GenericSchema<unknown, Plan> = v.strictObject({
  format: v.literal('cyber-respond/plan@1'),
  id,
  title: text,
  summary: v.exactOptional(text),
  texts: v.exactOptional(v.record(factName, text)),
  milestones: v.exactOptional(v.record(id, milestoneSteps)),
  runbooks: v.pipe(
    v.array(
      v.lazy((entry) =>
        typeof entry === 'object' && entry !== null
          ? planEntry
          : v.pipe(
              id,
              v.transform((runbook) => ({ runbook })),
            ),
      ),
    ),
    v.nonEmpty(),
  ),
})

const channel = v.strictObject({
  id,
  name: text,
  portal: v.exactOptional(wordsForm),
  mail: v.exactOptional(wordsForm),
  phone: v.exactOptional(wordsForm),
  hours: v.exactOptional(text),
  note: v.exactOptional(text),
  published: v.exactOptional(day),
  checked: day,
})

const obligation = v.pipe(
  v.strictObject({
    id,
    title: text,
    channel: v.exactOptional(id),
    binding: v.picklist(['nis2', 'duty', 'threat']),
    from: v.union([v.strictObject({ fact: factName }), v.strictObject({ sent: id })]),
    within: isoDuration,
    unless: v.exactOptional(wordsForm),
    met_by: v.union([v.literal('sent'), v.strictObject({ fact: factName })]),
    source: text,
    fields: v.exactOptional(noticeFields, {}),
  }),
  v.transform(({ met_by, channel: told, ...rest }) => ({ ...rest, channel: told ?? null, metBy: met_by })),
)

export const obligationsSchema: v.GenericSchema<unknown, Obligations> = v.strictObject({
  format: v.literal('cyber-respond/obligations@1'),
  channels: v.array(channel),
  obligations: v.array(obligation),
})

type AnyFile = Runbook | Plan | Obligations | Catalogue

const byFormat: { readonly [format: string]: v.GenericSchema<unknown, AnyFile> } = {
  'cyber-respond/runbook@1': runbookSchema,
  'cyber-respond/plan@1': planSchema,
  'cyber-respond/obligations@1': obligationsSchema,
  'cyber-respond/services@1': catalogueSchema,
}

/** The schema of any file, by what the file says that it is. */
export const anySchema: v.GenericSchema<unknown, AnyFile> = v.lazy((input) => {
  const format = String((input as { format?: unknown } | null)?.format)
  return Object.hasOwn(byFormat, format) ? (byFormat[format] ?? unknownFormat) : unknownFormat
})

const unknownFormat = v.pipe(
  v.looseObject({ format: v.picklist(Object.keys(byFormat)) }),
  v.transform((value) => value as never),
)
