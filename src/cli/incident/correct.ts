import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { givenAnswer, isAnswer, possibleAnswers, typedAnswer } from '../../core/answer.ts'
import { type Correctable, correctables, correction, namedLists } from '../../core/correction.ts'
import type { Json } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { fold } from '../../core/fold.ts'
import { harmless, harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { typedItems } from '../../core/list-item.ts'
import type { Field } from '../../core/model.ts'
import { momentAnswer } from '../../core/moment-answer.ts'
import { checkMoment } from '../../core/moment-rules.ts'
import { plan } from '../../core/planner.ts'
import { pick, type Text } from '../../core/text.ts'
import { unknownMoment } from '../../core/unknown-moment.ts'
import { renderEvent } from '../../ui/event.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import { findIncident, loadIncident, openedOf, withLog } from '../wiring/incident.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { eitherOf } from '../wiring/option-moment.ts'
import { bothWays, changesItems, type ItemOptions, itemsAfter, notAsWhole } from './correct-items.ts'

/**
 * Puts an answer of the record right: `which` is its name in the runbook, or that behind its step's code (`I1.aware_at`). The new
 * value is checked as an answer is. Both values stand, and what followed from the old one is worked out anew.
 */
export async function correct(
  host: Host,
  name: string,
  which: string,
  words: readonly string[],
  own: ItemOptions & { readonly reason: string },
): Promise<number> {
  const actor = operatorName(host)
  const reason = own.reason.trim()
  if (reason === '') throw noReason()
  const folder = await findIncident(host, name, 'open')
  return withLog(host, folder, async (log, state) => {
    const opened = openedOf(state, folder)
    const { book, expressions } = await loadIncident(folder, opened)
    const now = wallClock.now()
    const view = plan(book, { ...state, size: log.size }, expressions, now)
    if (state.closed !== null) throw isClosed(opened.incident)
    const found = wanted(which, correctables(view), namedLists(view))
    if (changesItems(own) && words.length > 0) throw bothWays(words)
    const value = changesItems(own) ? itemsAfter(view.state, found, own) : wholeValue(found, words, now)
    const wrong = found.field.type === 'datetime' ? momentWrong(found.field, value, now, view.state.facts) : null
    if (wrong !== null) throw badValue(found.field, words.join(' '), wrong)
    if (JSON.stringify(value) === JSON.stringify(found.value)) throw same(found)
    const { draft, effects } = correction({ book, expressions, now }, view, found, { value, reason, actor })
    const events = await log.append([draft], log.size)
    const after = plan(book, fold(view.state, events), expressions, wallClock.now())
    const terminal = createTerminal(host.process, host)
    for (const event of events) host.stderr(`${renderEvent(event, after, terminal, host.lang)}\n`)
    if (host.json) host.stdout(`${harmlessJson({ fact: found.fact, effects })}\n`)
    else for (const effect of effects) host.stdout(`${harmless(pick(effect, host.lang))}\n`)
    return exit.done
  })
}

function wholeValue(found: Correctable, words: readonly string[], now: Temporal.Instant): Json {
  if (found.items !== null) throw notAsWhole(found)
  return valueIn(found.field, words, now)
}

/** `which` is the name of an answer, or that behind its step's code; a list that was named goes by its step's code. */
function wanted(which: string, all: readonly Correctable[], lists: readonly Correctable[]): Correctable {
  const list = lists.find(
    ({ fact, step }) => fact === which || step.step.code.toLowerCase() === which.trim().toLowerCase(),
  )
  if (list !== undefined) return list
  const [name = '', code = null] = which.split('.').toReversed()
  const meant = all.filter(
    ({ fact, step }) => fact === name && (code === null || step.step.code.toLowerCase() === code.toLowerCase()),
  )
  const [only] = meant
  if (only === undefined) throw unknownAnswer(which, all, lists)
  return only
}

/** The value that the words say, as it goes into the record. Of a list each word is an item. */
function valueIn(field: Field, words: readonly string[], now: Temporal.Instant): Json {
  const text = words.join(' ').trim()
  if (text === '' && field.optional === true) return null
  if (field.type === 'datetime') return momentIn(field, text, now)
  if (field.type === 'list') {
    const items = words.flatMap(typedItems)
    if (items.length === 0 && field.optional !== true) throw badValue(field, text, null)
    return items
  }
  const read = field.type === 'yes-no-unknown' || field.type === 'choice' ? givenAnswer : typedAnswer
  const value = read(field, text, now)
  if (!isAnswer(field, value)) throw badValue(field, text, null)
  return value
}

/** Nobody can be asked here which of two moments is meant: that is refused, and both are named. */
function momentIn(field: Field, text: string, now: Temporal.Instant): string {
  const read = momentAnswer(field, text, now)
  if (read.kind === 'answer') return read.value
  throw badValue(field, text, read.kind === 'wrong' ? read.why : eitherOf(read.at))
}

function momentWrong(
  field: Field,
  value: Json,
  now: Temporal.Instant,
  facts: { readonly [name: string]: Json },
): Text | null {
  if (typeof value !== 'string' || value === unknownMoment) return null
  return checkMoment(field, Temporal.Instant.from(value), now, facts)
}

const hints: { readonly [type: string]: Text } = {
  number: { en: 'a number is written in digits', nl: 'een getal schrijft u in cijfers' },
  person: { en: 'give the name as the person writes it', nl: 'geef de naam zoals die persoon ze schrijft' },
  list: { en: 'give each item in quotes of its own', nl: 'geef elk item tussen eigen aanhalingstekens' },
}
const anyText: Text = { en: 'say what it is, in words', nl: 'zeg wat het is, in woorden' }

function badValue(field: Field, text: string, why: Text | null): Fault {
  const shown = harmlessLine(text, 100)
  const possible = possibleAnswers(field)
  const hint: Text =
    possible !== null
      ? { en: `one of: ${possible.join(', ')}`, nl: `een van: ${possible.join(', ')}` }
      : field.type === 'datetime'
        ? {
            en: 'a time is now, 03:12, 24/11 03:12 or 2026-11-24T03:12',
            nl: 'een tijdstip is nu, 03:12, 24/11 03:12 of 2026-11-24T03:12',
          }
        : (hints[field.type] ?? anyText)
  return new Fault({
    code: 'correct.value',
    exit: exit.usage,
    message: {
      en: `"${shown}" can't be the answer to ${field.id}${why === null ? '' : `: ${why.en}`}`,
      nl: `"${shown}" kan niet het antwoord op ${field.id} zijn${why === null ? '' : `: ${why.nl}`}`,
    },
    hint,
  })
}

function unknownAnswer(which: string, all: readonly Correctable[], lists: readonly Correctable[]): Fault {
  const shown = harmlessLine(which, 100)
  const answers = all.map(({ fact, step }) => `${step.step.code}.${fact}`)
  const known = [...answers, ...lists.map(({ step }) => step.step.code)].join(', ')
  return new Fault({
    code: 'correct.unknown',
    exit: exit.usage,
    message: {
      en: `the record has no answer ${shown}`,
      nl: `het logboek heeft geen antwoord ${shown}`,
    },
    hint:
      known === ''
        ? { en: 'nothing was answered yet', nl: 'er is nog niets beantwoord' }
        : { en: `it has: ${known}`, nl: `het heeft: ${known}` },
  })
}

function same({ fact }: Correctable): Fault {
  return new Fault({
    code: 'correct.same',
    exit: exit.usage,
    message: { en: `${fact} says that already`, nl: `${fact} zegt dat al` },
    hint: { en: 'nothing was recorded', nl: 'er is niets vastgelegd' },
  })
}

function noReason(): Fault {
  return new Fault({
    code: 'correct.no-reason',
    exit: exit.usage,
    message: { en: '--reason is empty', nl: '--reason is leeg' },
    hint: { en: 'say why the answer is corrected', nl: 'zeg waarom u het antwoord rechtzet' },
  })
}

function isClosed(name: string): Fault {
  const shown = harmlessLine(name, 100)
  return new Fault({
    code: 'correct.closed',
    exit: exit.usage,
    message: {
      en: `${shown} is closed, and its answers stand`,
      nl: `${shown} is afgesloten, en de antwoorden blijven staan`,
    },
    hint: {
      en: `say what was otherwise in a note: cyber-respond note ${shown} TEXT`,
      nl: `zeg in een notitie wat anders was: cyber-respond note ${shown} TEKST`,
    },
  })
}
