import { givenAnswer } from '../../core/answer.ts'
import type { Blob, Json } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import type { FaultCode } from '../../core/fault-codes.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { typedItems } from '../../core/list-item.ts'
import { momentAnswer } from '../../core/moment-answer.ts'
import { checkMoment } from '../../core/moment-rules.ts'
import { unknownWords } from '../../core/moment-words.ts'
import { nearest } from '../../core/nearest.ts'
import { impossible, type PaperEntry, paperFields } from '../../core/paper-entry.ts'
import type { Text } from '../../core/text.ts'
import { unknownMoment } from '../../core/unknown-moment.ts'
import type { StepView, View } from '../../core/view.ts'
import { didYouMean } from '../../runbook/finding.ts'
import { optionMoment } from '../wiring/option-moment.ts'

/** What a paper says of a step, as somebody typed it over. */
export interface PaperSaid {
  readonly code: string
  readonly item?: string
  readonly at: string
  readonly by: string
  readonly words?: string
  readonly reference?: string
  /** Path of a file that proves it. */
  readonly file?: string
  readonly approver?: string
  readonly answers?: { readonly [field: string]: Json }
  readonly result?: PaperEntry['result']
}

/** The step that is meant, and what is to be recorded of it. Throws the Faults `paper.…` and `moment.unreadable`. */
export function entryOf(
  said: PaperSaid,
  view: View,
  now: Temporal.Instant,
  file: Blob | null = null,
): { step: StepView; entry: PaperEntry } {
  const step = stepOf(said, view)
  const { at, by, words = '', reference, approver = null, result = 'done', answers = {} } = said
  const word = words === '' ? null : ({ kind: 'word', person: by, statement: words } as const)
  const entry: PaperEntry = {
    ...{ result, by, said: at, words, approver },
    at: unknownWords.has(at.trim().toLowerCase()) ? unknownMoment : optionMoment(at, now),
    facts: factsOf(step, answers, now),
    proof: file !== null ? fileProof(file) : reference === undefined ? word : { kind: 'reference', reference },
  }
  const why = impossible(step, entry)
  if (why !== null) throw fault('paper.impossible', codeOf(step), why)
  return { step, entry }
}

function fileProof({ name, sha256, size }: Blob): PaperEntry['proof'] {
  return { kind: 'file', name, sha256, size }
}

/** What is wrong with a file in the place of a proof. */
export function wrongFile(code: string, why: Text): Fault {
  return fault('paper.impossible', code, why)
}

/** What is wrong with an answer behind an option. */
export function wrongAnswer(given: string, why: Text): Fault {
  return fault('paper.answer', given, why)
}

function codeOf({ instance, step }: StepView): string {
  return `${step.code} (${instance})`
}

function stepOf({ code, item }: PaperSaid, { steps }: View): StepView {
  const wanted = code.trim().toLowerCase()
  const mine = steps.filter(
    ({ step, instance, runbook }) =>
      step.code.toLowerCase() === wanted || instance === code.trim() || `${runbook}/${step.id}` === code.trim(),
  )
  if (mine.length === 0) throw unknownStep(code, steps)
  const named = item === undefined ? mine : mine.filter((one) => isItem(one, item))
  const [only, ...others] = named
  if (only === undefined || others.length > 0) throw whichItem(code, item ?? null, only === undefined ? mine : named)
  if (only.needsItems) {
    throw fault('paper.which-item', code, {
      en: 'nobody named yet what it is done for: name that first, with cyber-respond resume',
      nl: 'niemand noemde al waarvoor ze gedaan wordt: noem dat eerst, met cyber-respond resume',
    })
  }
  return only
}

function isItem({ instance, title }: StepView, item: string): boolean {
  const wanted = item.trim().toLowerCase()
  const id = /\[(.*)\]$/.exec(instance)?.[1] ?? ''
  return id.toLowerCase() === wanted || [title.en, title.nl].some((text) => text.toLowerCase().includes(wanted))
}

function factsOf(step: StepView, answers: { readonly [field: string]: Json }, now: Temporal.Instant) {
  const fields = paperFields(step)
  const facts: { [id: string]: Json } = {}
  for (const [id, given] of Object.entries(answers)) {
    const field = fields.find((one) => one.id === id)
    if (field === undefined) {
      const known = fields.map((one) => one.id).join(', ')
      throw fault('paper.answer', codeOf(step), {
        en: `it does not ask "${harmlessLine(id, 40)}" (it asks: ${known})`,
        nl: `ze vraagt niet "${harmlessLine(id, 40)}" (ze vraagt: ${known})`,
      })
    }
    const value = field.type === 'number' && /^\d{1,15}$/.test(String(given)) ? Number(given) : given
    if (field.type === 'datetime') {
      const read = momentAnswer(field, String(given), now)
      const why = read.kind === 'wrong' ? read.why : read.kind === 'either' ? either : null
      if (why !== null || read.kind !== 'answer') throw fault('paper.answer', `${step.step.code}, ${id}`, why ?? either)
      const wrong =
        read.value === unknownMoment ? null : checkMoment(field, Temporal.Instant.from(read.value), now, { ...facts })
      if (wrong !== null) throw fault('paper.answer', `${step.step.code}, ${id}`, wrong)
      facts[id] = read.value
      continue
    }
    const listed = field.type === 'list' && typeof value === 'string' ? value.split(';').flatMap(typedItems) : value
    const isEmpty = Array.isArray(listed) && listed.length === 0 && field.optional !== true
    const answer = isEmpty ? null : givenAnswer(field, listed, now)
    if (answer === null) {
      throw fault('paper.answer', `${step.step.code}, ${id}`, {
        en: `"${harmlessLine(String(given), 40)}" is no answer to it`,
        nl: `"${harmlessLine(String(given), 40)}" is daar geen antwoord op`,
      })
    }
    facts[id] = answer
  }
  return facts
}

const either: Text = {
  en: 'the time may be two moments: write the whole of it',
  nl: 'het tijdstip kan twee momenten zijn: schrijf het voluit',
}

function fault(code: FaultCode, about: string, why: Text): Fault {
  const shown = harmlessLine(about, 100)
  return new Fault({
    code,
    exit: exit.usage,
    message: { en: `${shown}: ${why.en}`, nl: `${shown}: ${why.nl}` },
    hint: {
      en: 'nothing of this entry was recorded; look at the paper, and give it again',
      nl: 'van deze invoer is niets vastgelegd; kijk op het papier, en geef het opnieuw',
    },
  })
}

function unknownStep(code: string, steps: readonly StepView[]): Fault {
  const codes = [...new Set(steps.map(({ step }) => step.code))]
  return new Fault({
    code: 'paper.unknown-step',
    exit: exit.usage,
    message: {
      en: `the plan has no step "${harmlessLine(code, 40)}"`,
      nl: `het plan heeft geen stap "${harmlessLine(code, 40)}"`,
    },
    hint: { en: 'give the code that stands on the paper, as I3', nl: 'geef de code die op het papier staat, zoals I3' },
    ...didYouMean(code.toUpperCase(), codes),
  })
}

/** Of a list of two hundred a message names so many. */
const mostItems = 12

/** `mine`: those that it may be, the named ones where several are called so. */
function whichItem(code: string, item: string | null, mine: readonly StepView[]): Fault {
  const all = mine.map(({ instance }) => /\[(.*)\]$/.exec(instance)?.[1] ?? instance)
  const isUnknown = item !== null && mine.every((one) => !isItem(one, item))
  const near = isUnknown ? nearest(item.trim().toLowerCase(), all) : null
  const shown = near === null ? all.slice(0, mostItems) : [near]
  const more = all.length - shown.length
  const items = `${shown.join(', ')}${more > 0 ? `, + ${more}` : ''}`
  const called = `"${harmlessLine(item ?? '', 40)}"`
  return fault(
    'paper.which-item',
    code,
    isUnknown
      ? {
          en: `nothing that it is done for is called ${called}: ${items}; say for which, with --item`,
          nl: `niets waarvoor ze gedaan wordt, heet ${called}: ${items}; zeg voor welke, met --item`,
        }
      : {
          en: `it is done for several: ${items}; say for which, with --item`,
          nl: `ze wordt voor meerdere gedaan: ${items}; zeg voor welke, met --item`,
        },
  )
}
