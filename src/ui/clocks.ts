import { gives } from '../core/act-traits.ts'
import type { Clock } from '../core/clocks.ts'
import { displayWidth } from '../core/harmless.ts'
import { isApart } from '../core/statements.ts'
import { pick, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import type { Look } from './look.ts'
import { showDuration, showMoment, showTime } from './time.ts'
import { flow, hang, pad } from './wrap.ts'

const heading: Text = { en: 'CLOCKS', nl: 'KLOKKEN' }

const weights = {
  duty: { en: 'legal duty', nl: 'plicht' },
  target: { en: 'target', nl: 'doel' },
  threat: { en: 'threat', nl: 'dreiging' },
} as const

/** Every clock of the incident, one line each where it fits. Overdue is in capitals, so that it is loud without colour. */
export function renderClocks(view: View, now: Temporal.Instant, look: Look): string {
  const { clocks } = view
  if (clocks.length === 0) return ''
  const { ink } = look
  const rows = clocks.map((clock) => ({
    clock,
    title: whole(clock.obligation.title, look, Math.min(30, look.columns - 30)),
    details: state(clock, view, now, look).map((part) => look.say(part)),
  }))
  const notes = startNotes(clocks, now, look)
  if (look.plain)
    return [...rows.map(({ title, details }) => `${title}: ${details.join(', ')}.`), ...notes.map(sentence)].join('\n')
  const wide = Math.max(...rows.map(({ title }) => displayWidth(title)))
  const running = rows.filter(({ clock }) => clock.status === 'running')
  const [dues, spans] = [0, 1].map((part) =>
    Math.max(...running.map(({ details }) => displayWidth(details[part] ?? ''))),
  )
  for (const row of running) {
    const [due = '', span = ''] = row.details
    row.details = [pad(due, dues ?? 0), ' '.repeat(Math.max(0, (spans ?? 0) - displayWidth(span))) + span]
  }
  const left = 10 + wide + 2
  const drawn = rows.map(({ clock, title, details }, index) => {
    const style = styleOf(clock, look)
    const [first = '', ...rest] = flow(details, look.columns - left)
    const label = ` ${pad(index === 0 ? look.say(heading) : '', 9)}`
    const lines = [ink.strong(label) + pad(title, wide + 2) + style(first.trimEnd())]
    return [...lines, ...rest.map((line) => ' '.repeat(left) + style(line.trimEnd()))].join('\n')
  })
  return [...drawn, ...notes.map((note) => ink.faint(hang(' '.repeat(10), note, look.columns)))].join('\n')
}

/**
 * The notes on clocks whose start was written down more than a minute after it was: the start as it is said, and how
 * much more would be left from when it was written. One note for all that have the same start.
 */
function startNotes(clocks: readonly Clock[], now: Temporal.Instant, look: Look): readonly string[] {
  const counting = clocks.filter(({ leftMs, leftWrittenMs }) => leftMs !== null && leftWrittenMs !== null)
  const groups = [
    ...Map.groupBy(counting, ({ startedAt, startedWritten }) => `${startedAt} ${startedWritten}`).values(),
  ]
  return groups.map((group) => {
    const { startedAt, startedWritten, startedBy, leftMs, leftWrittenMs } = group[0] as Clock
    const [at, written] = [startedAt, startedWritten].map((time) =>
      showTime(Temporal.Instant.from(time ?? ''), now, look.lang),
    )
    const more = showDuration((leftWrittenMs ?? 0) - (leftMs ?? 0), look.lang)
    const whose =
      groups.length === 1 ? '' : `${group.map(({ obligation }) => whole(obligation.title, look)).join(', ')}: `
    const said = pick(
      {
        en: `counts from ${at} as ${startedBy} says, written ${written} (${more} more then)`,
        nl: `telt vanaf ${at} volgens ${startedBy}, geschreven ${written} (dan ${more} meer)`,
      },
      look.lang,
    )
    return `${whose}${look.say(said)}`
  })
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** The two clocks that press most, each in a few words. */
export function pressingClocks(view: View, now: Temporal.Instant, look: Look): readonly string[] {
  return view.clocks
    .filter(({ leftMs }) => leftMs !== null)
    .toSorted((a, b) => (a.leftMs ?? 0) - (b.leftMs ?? 0))
    .slice(0, 2)
    .map((clock) => {
      const details = state(clock, view, now, look)
      // Overdue is loud here too.
      const left = clock.status === 'overdue' ? details.join(', ') : (details.at(-1) ?? '')
      return `${whole(clock.obligation.title, look)}: ${look.say(left)}`
    })
}

function styleOf({ status, leftMs }: Clock, { ink }: Look): (text: string) => string {
  if (status === 'overdue') return ink.loud
  if (status === 'met') return ink.good
  if (status === 'met-as-stated') return ink.warning
  if (status === 'running') return leftMs !== null && leftMs < 4 * 3_600_000 ? ink.warning : (text) => text
  return ink.faint
}

/** The state of a clock, in parts. Whether it is a duty, a target or a threat is said as long as it matters. */
function state(clock: Clock, view: View, now: Temporal.Instant, { lang }: Look): readonly string[] {
  const { weight, due, leftMs, metAt, metWritten, reference } = clock
  const when = (at: string | null): string => (at === null ? '' : showMoment(at, now, lang))
  const span = leftMs === null ? '' : showDuration(leftMs, lang)
  const kind = pick(weights[weight], lang)
  const isBoth = metAt !== null && metWritten !== null && isApart({ at: metAt, written: metWritten })
  const wroteIt = isBoth
    ? [pick({ en: `written ${when(metWritten)}`, nl: `geschreven ${when(metWritten)}` }, lang)]
    : []
  const ref = reference === null ? [] : [pick({ en: `reference ${reference}`, nl: `referentie ${reference}` }, lang)]
  switch (clock.status) {
    case 'not-started':
      return [`${kind}, ${pick(starts(clock, view), lang)}`]
    case 'running':
      return [`${kind} ${when(due)}`, pick({ en: `${span} left`, nl: `nog ${span}` }, lang)]
    case 'overdue':
      return over(weight, when(due), span).map((part) => pick(part, lang))
    case 'met':
      return [`${pick(met(clock), lang)} ${when(metAt)}`, ...wroteIt, ...ref]
    case 'met-as-stated': {
      const [early, late] = [metAt, metWritten].map((at) =>
        at === null || due === null ? '' : showDuration(Date.parse(due) - Date.parse(at), lang),
      )
      const said = pick(
        { en: `as stated, ${early} before it was due`, nl: `naar eigen zeggen ${early} op voorhand` },
        lang,
      )
      const wrote = pick(
        {
          en: `WRITTEN ${when(metWritten)}, ${late} AFTER IT WAS DUE`,
          nl: `GESCHREVEN ${when(metWritten)}, ${late} NA DE TERMIJN`,
        },
        lang,
      )
      return [`${pick(met(clock), lang)} ${when(metAt)}`, said, wrote, ...ref]
    }
    case 'met-late': {
      const late = metAt === null || due === null ? '' : showDuration(Date.parse(metAt) - Date.parse(due), lang)
      return [
        `${pick(met(clock), lang)} ${when(metAt)}`,
        pick({ en: `${late} late`, nl: `${late} te laat` }, lang),
        ...wroteIt,
        ...ref,
      ]
    }
    case 'waived':
      return [pick({ en: 'does not apply, as was decided', nl: 'niet van toepassing, zo beslist' }, lang)]
  }
}

function over(weight: Clock['weight'], due: string, span: string): readonly Text[] {
  const ago = { en: `${span} ago`, nl: `${span} geleden` }
  if (weight === 'threat') return [{ en: `THREAT RAN OUT ${due}`, nl: `DREIGING AFGELOPEN ${due}` }, ago]
  if (weight === 'target') return [{ en: `TARGET MISSED ${due}`, nl: `DOEL GEMIST ${due}` }, ago]
  return [
    { en: `LEGAL DUTY OVERDUE since ${due}`, nl: `PLICHT TE LAAT sinds ${due}` },
    { en: span, nl: `al ${span}` },
  ]
}

function met({ obligation }: Clock): Text {
  return obligation.metBy === 'sent' ? { en: 'sent', nl: 'verstuurd' } : { en: 'settled', nl: 'afgehandeld' }
}

/** The start of a clock in words: the sending of another notice, or an answer in some step. */
function starts({ obligation: { from }, startUnknown }: Clock, view: View): Text {
  if ('sent' in from) {
    const other = view.clocks.find(({ obligation }) => obligation.id === from.sent)?.obligation.title
    const title = other ?? { en: from.sent, nl: from.sent }
    return { en: `starts when sent: ${title.en}`, nl: `start na: ${title.nl}` }
  }
  if (startUnknown === true) {
    return { en: "can't start: nobody knows when", nl: 'kan niet starten: niemand weet wanneer' }
  }
  const step = view.steps.map((one) => one.step).find(({ action }) => gives(action, from.fact))
  if (step !== undefined) return { en: `starts with step ${step.code}`, nl: `start met stap ${step.code}` }
  return { en: `starts when known: ${from.fact}`, nl: `start zodra bekend: ${from.fact}` }
}

/** A title in its column; where nothing stands beside it, all of it. */
function whole(title: Text, look: Look, columns = 30): string {
  return look.plain ? look.say(title) : look.fit(title, columns)
}
