import * as v from 'valibot'
import { parseDuration } from '../core/duration.ts'
import { nameFault, personName } from '../core/person-name.ts'
import { plain, type Text } from '../core/text.ts'
import type { Finding } from './finding.ts'
import { problem } from './shape-findings.ts'

const line = v.pipe(v.string(), v.trim(), v.nonEmpty())

/** A text that is not empty. */
export const wordsForm = line

/** A person's name in its one writing, by the rule that holds everywhere (core/person-name.ts). */
export const person = v.pipe(
  line,
  v.check((typed) => nameFault(typed) === null, notAName),
  v.transform(nameOf),
)

/** The same for who stands in a list of contacts: a desk or a number at night may be called what it likes, as long as nothing in it deceives. */
export const contactName = v.check((typed: string) => !deceives(typed), notAName)

function deceives(typed: string): boolean {
  const wrong = nameFault(typed, { most: 200 })?.wrong
  return wrong === 'unseen' || wrong === 'scripts'
}

function nameOf(typed: string): string {
  const found = personName(typed)
  return 'name' in found ? found.name : typed
}

function notAName({ input }: { readonly input: string }): string {
  const { text: message } = nameFault(input) ?? { text: plain(input) }
  return problem({
    code: 'shape.value',
    message,
    hint: { en: 'write the name as the person does', nl: 'schrijf de naam zoals die persoon ze schrijft' },
  })
}

const languages = v.strictObject({ en: line, nl: line, fr: v.exactOptional(line), de: v.exactOptional(line) })

/** A text for people: `{ en, nl, fr?, de? }`, or a plain string that is the same in every language. */
export const text: v.GenericSchema<unknown, Text> = v.lazy((input) =>
  typeof input === 'object' && input !== null ? languages : v.pipe(line, v.transform(plain)),
)

const idForm: Finding = {
  code: 'shape.id',
  message: { en: 'not an id', nl: 'geen geldige id' },
  hint: {
    en: 'write lower-case words with hyphens, at most 64 characters, as in cut-links',
    nl: 'schrijf woorden in kleine letters met koppeltekens, hoogstens 64 tekens, zoals in cut-links',
  },
}
const nameForm: Finding = {
  code: 'shape.id',
  message: { en: 'not a name that an expression can use', nl: 'geen naam die een uitdrukking kan gebruiken' },
  hint: {
    en: 'write lower-case words with underscores, at most 64 characters, as in aware_at',
    nl: 'schrijf woorden in kleine letters met lage streepjes, hoogstens 64 tekens, zoals in aware_at',
  },
}
const stepForm: Finding = {
  ...idForm,
  hint: {
    en: 'write the id of a step of this runbook, or runbook/step',
    nl: 'schrijf de id van een stap van dit draaiboek, of draaiboek/stap',
  },
}

function matching(form: RegExp, finding: Finding) {
  return v.pipe(v.string(), v.maxLength(130, problem(finding)), v.regex(form, problem(finding)))
}

/** `cut-links`: files, steps, roles, options, channels, obligations. */
export const id = matching(/^(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/, idForm)
/** `aware_at`: facts and variables. */
export const factName = matching(/^(?=.{1,64}$)[a-z][a-z0-9]*(_[a-z0-9]+)*$/, nameForm)
/** `declare` or `isolate/declare`. */
export const stepRef = matching(/^[a-z][a-z0-9-]{0,63}(\/[a-z][a-z0-9-]{0,63})?$/, stepForm)
/** `isolate/declare`. */
export const qualifiedRef = matching(/^[a-z][a-z0-9-]{0,63}\/[a-z][a-z0-9-]{0,63}$/, {
  ...stepForm,
  hint: { en: 'write runbook/step', nl: 'schrijf draaiboek/stap' },
})
/** `I2`: printed and spoken. */
export const stepCode = matching(/^[A-Z]{1,3}[0-9]{1,3}[a-z]?$/, {
  code: 'shape.code',
  message: { en: 'not a code', nl: 'geen geldige code' },
  hint: {
    en: 'write a capital letter and a number, as in I2',
    nl: 'schrijf een hoofdletter en een getal, zoals in I2',
  },
})
export const envName = matching(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, {
  code: 'shape.id',
  message: { en: 'not the name of an environment variable', nl: 'geen naam van een omgevingsvariabele' },
  hint: {
    en: 'write letters, digits and _, as in NEW_PASSWORD',
    nl: 'schrijf letters, cijfers en _, zoals in NEW_PASSWORD',
  },
})

/** `30s`, or a template that gives such a text. */
export const duration = v.pipe(
  line,
  v.check(
    (value) => value.includes('{{') || isDuration(value),
    problem({
      code: 'shape.duration',
      message: { en: 'not a duration', nl: 'geen tijdsduur' },
      hint: { en: 'write 500ms, 30s, 15m, 24h or 3d', nl: 'schrijf 500ms, 30s, 15m, 24h of 3d' },
    }),
  ),
)

function isDuration(value: string): boolean {
  try {
    parseDuration(value)
    return true
  } catch {
    return false
  }
}

/** `2026-11-30`, a day of the calendar. */
export const day = v.pipe(
  line,
  v.check(
    isDay,
    problem({
      code: 'shape.value',
      message: { en: 'not a day of the calendar', nl: 'geen dag van de kalender' },
      hint: { en: 'write year-month-day, as in 2026-11-30', nl: 'schrijf jaar-maand-dag, zoals in 2026-11-30' },
    }),
  ),
)

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

/** `PT24H`, `P1M`: the form of the law's terms. Not negative. */
export const isoDuration = v.pipe(
  line,
  v.check(
    isIsoDuration,
    problem({
      code: 'shape.duration',
      message: { en: 'not an ISO 8601 duration', nl: 'geen tijdsduur volgens ISO 8601' },
      hint: { en: 'write PT24H, P1M or PT0S', nl: 'schrijf PT24H, P1M of PT0S' },
    }),
  ),
)

function isIsoDuration(value: string): boolean {
  try {
    return value.startsWith('P') && Temporal.Duration.from(value).sign >= 0
  } catch {
    return false
  }
}
