import * as v from 'valibot'
import { fieldTypes } from '../core/answer.ts'
import type { Action, CheckSpec, Field, NoticeField, Option } from '../core/model.ts'
import type { Text } from '../core/text.ts'
import type { Finding } from './finding.ts'
import { problem } from './shape-findings.ts'
import { duration, envName, factName, id, text, wordsForm } from './text-schema.ts'

const argument = v.string()
const command = v.pipe(v.array(argument), v.nonEmpty())

const options = v.pipe(
  v.record(id, text),
  v.transform((map): readonly Option[] => Object.entries(map).map(([key, title]) => ({ id: key, title }))),
  v.check(
    (list) => list.length >= 2,
    problem(
      optionsFinding('a choice has at least two', 'een keuze heeft er minstens twee', {
        en: 'add what else can be chosen',
        nl: 'voeg toe wat er nog gekozen kan worden',
      }),
    ),
  ),
)

function optionsFinding(en: string, nl: string, hint: Text): Finding {
  return { code: 'shape.options', message: { en: `options: ${en}`, nl: `options: ${nl}` }, hint }
}

const fieldEntries = {
  type: v.picklist(fieldTypes),
  title: text,
  options: v.exactOptional(options),
  optional: v.exactOptional(v.boolean()),
  past: v.exactOptional(v.boolean()),
  ahead: v.exactOptional(v.boolean()),
  unknown: v.exactOptional(v.boolean()),
  not_before: v.exactOptional(factName),
  personal: v.exactOptional(v.boolean()),
  proposes: v.exactOptional(v.union([v.literal('actor'), v.pipe(v.array(id), v.nonEmpty())])),
}

const optionsMismatch = problem(
  optionsFinding(
    'for the type choice, and as proposals for text',
    'voor het type choice, en als voorstellen voor text',
    {
      en: 'add options, or take them away',
      nl: 'voeg options toe, of haal ze weg',
    },
  ),
)
const proposesMismatch = problem({
  code: 'shape.value',
  message: {
    en: 'a person proposes actor, a list proposes roles, and nothing else proposes',
    nl: 'een person stelt actor voor, een list stelt rollen voor, en niets anders stelt voor',
  },
  hint: {
    en: 'write proposes: actor for the type person, proposes: [network, systems] for the type list',
    nl: 'schrijf proposes: actor bij het type person, proposes: [network, systems] bij het type list',
  },
})

function optionsFit(spec: { readonly type: string; readonly options?: unknown }): boolean {
  return spec.type === 'text' || (spec.type === 'choice') === (spec.options !== undefined)
}

function proposalFits(spec: { readonly type: string; readonly proposes?: unknown }): boolean {
  if (spec.proposes === undefined) return true
  return spec.proposes === 'actor' ? spec.type === 'person' : spec.type === 'list'
}

const momentMismatch = problem({
  code: 'shape.value',
  message: {
    en: 'ahead and unknown are for the type datetime, and past excludes ahead',
    nl: 'ahead en unknown zijn voor het type datetime, en past sluit ahead uit',
  },
  hint: {
    en: 'past for what happened, ahead for what is to come, unknown where nobody may know',
    nl: 'past voor wat gebeurd is, ahead voor wat nog komt, unknown als niemand het misschien weet',
  },
})

interface MomentKeys {
  readonly type: string
  readonly past?: boolean
  readonly ahead?: boolean
  readonly unknown?: boolean
}

function momentFits({ type, past = false, ahead = false, unknown = false }: MomentKeys): boolean {
  return (type === 'datetime' || !(ahead || unknown)) && !(past && ahead)
}

const field = v.pipe(
  v.strictObject(fieldEntries),
  v.check((spec) => optionsFit(spec), optionsMismatch),
  v.check((spec) => momentFits(spec), momentMismatch),
  v.check((spec) => proposalFits(spec), proposesMismatch),
  v.transform(({ not_before, ...rest }) => ({ ...rest, ...notBefore(not_before) })),
)
const noticeField = v.pipe(
  v.strictObject({ ...fieldEntries, from: v.exactOptional(wordsForm) }),
  v.check((spec) => optionsFit(spec), optionsMismatch),
  v.check((spec) => momentFits(spec), momentMismatch),
  v.check((spec) => proposalFits(spec), proposesMismatch),
  v.transform(({ not_before, ...rest }) => ({ ...rest, ...notBefore(not_before) })),
)

/** Questions: a map of fact name to question, in the order in which they are asked. */
export const fields: v.GenericSchema<unknown, readonly Field[]> = v.pipe(
  v.record(factName, field),
  v.transform((map) => Object.entries(map).map(([key, spec]) => ({ id: key, ...spec }))),
  v.nonEmpty(),
)

/** The fields of a notice: questions that may say where the answer comes from. */
export const noticeFields: v.GenericSchema<unknown, readonly NoticeField[]> = v.pipe(
  v.record(factName, noticeField),
  v.transform((map) => Object.entries(map).map(([key, spec]) => ({ id: key, ...spec }))),
)

function notBefore(fact: string | undefined): { readonly notBefore?: string } {
  return fact === undefined ? {} : { notBefore: fact }
}

const probes = ['tcp', 'http', 'command', 'file'] as const

const checkEntries = v.strictObject({
  tcp: v.exactOptional(wordsForm),
  http: v.exactOptional(wordsForm),
  command: v.exactOptional(command),
  file: v.exactOptional(wordsForm),
  timeout: v.exactOptional(duration),
  expect: v.exactOptional(wordsForm),
  for: v.exactOptional(duration),
  every: v.exactOptional(duration),
  within: v.exactOptional(duration),
})

/** A probe of the world: exactly one of tcp, http, command and file. */
export const check: v.GenericSchema<unknown, CheckSpec> = v.pipe(
  checkEntries,
  v.check(
    (spec) => probes.filter((probe) => spec[probe] !== undefined).length === 1,
    problem({
      code: 'shape.one-probe',
      message: {
        en: `a check has exactly one of: ${probes.join(', ')}`,
        nl: `een controle heeft precies één van: ${probes.join(', ')}`,
      },
      hint: {
        en: 'give one; a second check is a step of its own',
        nl: 'geef er één; een tweede controle is een eigen stap',
      },
    }),
  ),
  v.check(
    (spec) => spec.timeout === undefined || spec.command !== undefined,
    problem({
      code: 'shape.value',
      message: { en: 'only a command has a timeout', nl: 'alleen een command heeft een timeout' },
      hint: { en: 'within says how long to keep trying', nl: 'within zegt hoelang er geprobeerd wordt' },
    }),
  ),
  v.forward(
    v.check(
      (spec) => spec.tcp === undefined || ['open', 'closed', undefined].includes(spec.expect),
      problem({
        code: 'shape.choice',
        message: { en: 'a tcp check expects open or closed', nl: 'een tcp-controle verwacht open of closed' },
        hint: { en: 'what is said over it, http can check', nl: 'wat erover gezegd wordt, kan http nagaan' },
      }),
    ),
    ['expect'],
  ),
  v.transform(toCheck),
)

function toCheck({ tcp, http, command, file, timeout, ...rest }: v.InferOutput<typeof checkEntries>): CheckSpec {
  const spec = { ...rest, expect: rest.expect ?? (tcp === undefined ? 'ok' : 'open') }
  if (tcp !== undefined) return { ...spec, probe: { kind: 'tcp', address: tcp } }
  if (http !== undefined) return { ...spec, probe: { kind: 'http', url: http } }
  if (file !== undefined) return { ...spec, probe: { kind: 'file', path: file } }
  return { ...spec, probe: { kind: 'command', command: command ?? [], ...(timeout === undefined ? {} : { timeout }) } }
}

/** The actions by their key, each as the model has it. */
export const actions = {
  confirm: v.pipe(
    v.literal(true),
    v.transform((): Action => ({ kind: 'confirm' })),
  ),
  ask: v.pipe(
    fields,
    v.transform((list): Action => ({ kind: 'ask', fields: list })),
  ),
  choose: v.pipe(
    v.strictObject({ fact: factName, options }),
    v.transform((spec): Action => ({ kind: 'choose', ...spec })),
  ),
  run: v.pipe(
    v.strictObject({
      command,
      env: v.exactOptional(v.record(envName, argument)),
      stdin: v.exactOptional(v.string()),
      timeout: v.exactOptional(duration),
      changes: v.exactOptional(v.boolean(), true),
    }),
    v.transform((run): Action => ({ kind: 'run', run })),
  ),
  check: v.pipe(
    check,
    v.transform((spec): Action => ({ kind: 'check', check: spec })),
  ),
  call: v.pipe(
    v.strictObject({ who: wordsForm, phone: wordsForm, say: text, ask: v.exactOptional(v.lazy(() => fields)) }),
    v.transform((call): Action => ({ kind: 'call', call })),
  ),
  notify: v.pipe(
    id,
    v.transform((obligation): Action => ({ kind: 'notify', obligation })),
  ),
  evidence: v.pipe(
    text,
    v.transform((items): Action => ({ kind: 'evidence', items })),
  ),
  cloud: v.pipe(
    v.picklist(['up', 'hand-back', 'down']),
    v.transform((cloud): Action => ({ kind: 'cloud', cloud })),
  ),
} as const
