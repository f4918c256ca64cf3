import * as v from 'valibot'
import type { ScenarioCode } from '../core/finding-codes.ts'
import { plain, type Text } from '../core/text.ts'
import { type Finding, quoted } from '../runbook/finding.ts'
import { problem } from '../runbook/shape-findings.ts'

/** A message of the schema in the words of scenarios. */
function refusal(finding: Finding<ScenarioCode>): string {
  return problem(finding)
}

const line = v.pipe(v.string(), v.trim(), v.nonEmpty())

/** The text of a draft where a translation is still to be written. */
export const toDo = 'TODO'

const translated = v.pipe(
  line,
  v.check((said) => !said.startsWith(toDo), refusal(missingTranslation())),
)

function missingTranslation(): Finding<ScenarioCode> {
  return {
    code: 'scenario.translation',
    message: { en: 'this text is still to be written', nl: 'deze tekst moet nog geschreven worden' },
    hint: { en: `replace the text that starts with ${toDo}`, nl: `vervang de tekst die met ${toDo} begint` },
  }
}

/** A text that players and facilitators read: in both languages, never a plain string. */
export const saidForm: v.GenericSchema<unknown, Text> = v.strictObject(
  { en: translated, nl: translated, fr: v.exactOptional(line), de: v.exactOptional(line) },
  (issue) =>
    typeof issue.input === 'string' && (issue.path ?? []).length === 0
      ? refusal({
          code: 'scenario.translation',
          message: {
            en: `${quoted(issue.input)} stands here in one language only`,
            nl: `${quoted(issue.input)} staat hier in maar één taal`,
          },
          hint: { en: 'write it as { en: …, nl: … }', nl: 'schrijf het als { en: …, nl: … }' },
        })
      : issue.message,
)

/** A name: a plain string is the same in every language. */
export const named: v.GenericSchema<unknown, Text> = v.union([v.pipe(line, v.transform(plain)), saidForm])

/** `30m`, `12h`: never a template. */
export const term = v.pipe(
  v.string(),
  v.regex(
    /^\d{1,9}(ms|s|m|h|d)$/,
    problem({
      code: 'shape.duration',
      message: { en: 'not a duration', nl: 'geen tijdsduur' },
      hint: { en: 'write 30s, 15m, 12h or 3d', nl: 'schrijf 30s, 15m, 12h of 3d' },
    }),
  ),
)

function notAMoment(): string {
  return refusal({
    code: 'scenario.start',
    message: { en: 'not a moment on the clocks of Brussels', nl: 'geen tijdstip op de klok van Brussel' },
    hint: {
      en: 'write day and time as in 2022-12-12T07:30; the hour that the spring change skips never was',
      nl: 'schrijf dag en uur zoals in 2022-12-12T07:30; het uur dat bij de zomertijd wegvalt heeft nooit bestaan',
    },
  })
}

/** A moment on the clocks of Brussels, `2022-12-12T07:30`, that existed. */
export const moment = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, notAMoment()),
  v.check(isMoment, notAMoment()),
)

function isMoment(text: string): boolean {
  try {
    const local = Temporal.PlainDateTime.from(text, { overflow: 'reject' })
    return local.toZonedDateTime('Europe/Brussels').toPlainDateTime().equals(local)
  } catch {
    return false
  }
}

/** A whole number from 0. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))

/** A name or a number as somebody calls it, on one line. */
export const labelForm = v.pipe(line, v.maxLength(200))

/** CEL, checked by lint. */
export const cel = line
