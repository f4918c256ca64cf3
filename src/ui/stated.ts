import type { Verification } from '../audit/verification.ts'
import type { StatedTime } from '../core/stated-times.ts'
import {
  isAfterwards,
  isApart,
  keyOf,
  laterBy,
  newestStatements,
  type Remark,
  remarked,
  type StatedRules,
  type Statement,
  statedRules,
  stepNamed,
  type Told,
} from '../core/statements.ts'
import { inBoth, type Lang, pick, plain, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { showDuration, showStated } from './time.ts'

const known = new WeakMap<View['steps'], StatedRules>()

/** The rules by which the questions of a plan judge stated times. */
export function rulesOf({ steps, clocks }: Pick<View, 'steps' | 'clocks'>): StatedRules {
  const before = known.get(steps)
  if (before !== undefined) return before
  const rules = {
    ...statedRules(
      steps.map(({ step }) => step.action),
      clocks.map(({ obligation }) => obligation),
    ),
    steps: new Map(
      steps.map(({ instance, step, title }) => [instance, inBoth((l) => `${step.code} ${pick(title, l)}`)]),
    ),
  }
  known.set(steps, rules)
  return rules
}

/** The newest of each statement of persons so far, in the order of the record. */
export function toldIn(view: Pick<View, 'state' | 'steps' | 'clocks'>): readonly Told[] {
  return newestStatements(view.state.stated, rulesOf(view))
}

/** The statements that a reader must look at: written down afterwards, or in an order that can't be. */
export function afterwards<T extends Told>(told: readonly T[]): readonly T[] {
  return told.filter((one) => isAfterwards(one) || one.remarks.length > 0)
}

/** The subject of a stated time: the question, or which notice was sent. */
function aboutText({ kind, name }: StatedTime, rules: StatedRules): Text {
  const { fields, notices } = rules
  if (kind === 'changed') return { en: `${name}, last changed`, nl: `${name}, laatst gewijzigd` }
  if (kind === 'answer') {
    const title = fields.get(name)?.find(({ type }) => type === 'datetime')?.title
    return title === undefined ? plain(name) : inBoth((lang) => withoutAdvice(pick(title, lang)))
  }
  if (kind === 'paper') {
    const { en, nl } = stepNamed(rules, name)
    return { en: `${en}, done on paper`, nl: `${nl}, gedaan op papier` }
  }
  if (kind === 'noted') return { en: `note: ${beginningOf(name)}`, nl: `notitie: ${beginningOf(name)}` }
  const title = notices.get(name) ?? plain(name)
  return { en: `${title.en}, sent`, nl: `${title.nl}, verstuurd` }
}

/** The first words of a note: the whole of it stands in the record. */
function beginningOf(text: string): string {
  const line = text.split('\n')[0] ?? ''
  return line.length <= 60 ? line : `${line.slice(0, 59).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** `When did it start? (leave empty if unknown)`: what stands behind the question is for who answers it. */
function withoutAdvice(title: string): string {
  return title.replace(/(?<=\S)\s*\([^()]*\)$/, '')
}

/** A way to write a moment. */
type Show = (at: string, lang: Lang) => string

/** `24 Nov 2026, 03:12 as An Voorbeeld says, written 24 Nov 2026, 03:47 (35 m later)`; one time where they are the same. */
function bothTimes(one: Statement, show: Show): Text {
  return inBoth((lang) => {
    const [at, written] = [show(one.at, lang), show(one.written, lang)]
    const said = pick({ en: `${at} as ${one.by} says`, nl: `${at} volgens ${one.by}` }, lang)
    if (!isApart(one)) return said
    const wrote = pick({ en: `written ${written}`, nl: `geschreven ${written}` }, lang)
    return isAfterwards(one) ? `${said}, ${wrote} (${showDuration(laterBy(one), lang)} later)` : `${said}, ${wrote}`
  })
}

/** The remarks on what can't be right about a statement, a sentence each. */
export function remarkTexts({ remarks }: Pick<Told, 'remarks'>, rules: StatedRules): readonly Text[] {
  return remarks.map((remark) => {
    const why = reason(remark, rules)
    return { en: `AN ORDER THAT CAN'T BE: ${why.en}`, nl: `EEN VOLGORDE DIE NIET KAN: ${why.nl}` }
  })
}

function reason(remark: Remark, rules: StatedRules): Text {
  const at = inBoth((lang) => showStated(remark.at, lang))
  switch (remark.kind) {
    case 'later-than-line':
      return {
        en: `the time lies ahead of the moment at which it was written (${at.en})`,
        nl: `het tijdstip ligt na het moment waarop het geschreven werd (${at.nl})`,
      }
    case 'before-opening':
      return {
        en: `before the incident was opened here (${at.en})`,
        nl: `voordat het incident hier geopend werd (${at.nl})`,
      }
    case 'before-preparing':
      return { en: `sent before it was prepared (${at.en})`, nl: `verstuurd voordat het opgesteld was (${at.nl})` }
    case 'before':
    case 'after': {
      const other = aboutText(remark.other, rules)
      const [en, nl] = remark.kind === 'before' ? ['before', 'vóór'] : ['after', 'na']
      return { en: `${en} "${other.en}" (${at.en})`, nl: `${nl} "${other.nl}" (${at.nl})` }
    }
  }
}

/** A statement with both of its times and what can't be right about it, for a list. */
export function toldText(one: Told, rules: StatedRules, show: Show): Text {
  const [about, times, marks] = [aboutText(one, rules), bothTimes(one, show), remarkTexts(one, rules)]
  return inBoth((lang) => {
    const first = pick(about, lang).endsWith('?')
      ? `${pick(about, lang)} ${pick(times, lang)}`
      : `${pick(about, lang)}: ${pick(times, lang)}`
    return [first, ...marks.map((mark) => pick(mark, lang))].join('. ')
  })
}

/** The statements of one line, marked: nothing where all is as it should be. `told` may hold others too. */
export function marksOf(seq: number, told: readonly Told[], rules: StatedRules): readonly Text[] {
  return told.filter((one) => one.seq === seq).flatMap((one) => remarkTexts(one, rules))
}

/** The remarks of `verify` on stated times: those in an order that can't be. */
export function statedRemarks(statements: readonly Statement[], rules: StatedRules): Verification['remarks'] {
  return remarked(statements, rules)
    .filter(({ remarks }) => remarks.length > 0)
    .map((one) => {
      const said = toldText(one, rules, showStated)
      const line = one.seq + 1
      return { kind: 'stated', line, said: { en: `line ${line}: ${said.en}`, nl: `regel ${line}: ${said.nl}` } }
    })
}

/** The words for an event, with its marks. */
export function withMarks(said: Text, marks: readonly Text[]): Text {
  if (marks.length === 0) return said
  return inBoth((lang) => [pick(said, lang), ...marks.map((mark) => pick(mark, lang))].join('. '))
}

/** The moment at which it was written down that a notice went out, and who said so; null where that isn't known. */
export function writtenOf(obligation: string, { state }: Pick<View, 'state'>) {
  const { written = null, by = null } = state.stated[keyOf({ kind: 'sent', name: obligation })] ?? {}
  return { written, by }
}

/** A statement as JSON has it: both times, who says so, and by how much it was written later. */
export function toldJson(one: Told, rules: StatedRules) {
  const { kind, name, at, by, written, seq, step } = one
  const remarks = one.remarks.map((remark) => ({ kind: remark.kind, at: remark.at, said: reason(remark, rules) }))
  const base = { kind, name, title: aboutText(one, rules), at, by, written, line: seq + 1, step }
  return { ...base, writtenLaterMs: laterBy(one), remarks }
}
