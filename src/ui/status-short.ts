import { custodyOf, isSafe } from '../core/custody.ts'
import { displayWidth } from '../core/harmless.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import { renderClocks } from './clocks.ts'
import { type CloudNow, cloudLines } from './cloud.ts'
import { falseAlarmLines, falseAlarmMark } from './false-alarm.ts'
import { renderHeader } from './header.ts'
import { createLook, type Look } from './look.ts'
import { statusSign, statusText } from './mark.ts'
import { roleName } from './role.ts'
import { renderTally } from './status-tally.ts'
import { soFar } from './step-card.ts'
import type { Terminal } from './terminal.ts'
import { flow, hang, pad } from './wrap.ts'

/** The steps that a list of the short form names: at most, and at least on a screen with few lines. */
const mostSteps = 6
const fewSteps = 3
/** The lines that stand below it: how to see more, and the shell. */
const linesBelow = 4

/**
 * Where an incident stands, on one screen, without a last line feed: who leads and what is open, the clocks that count, what can
 * be done now, what somebody must look at, and how far each runbook is. The rest is `--all`.
 */
export function renderShortStatus(
  view: View,
  now: Temporal.Instant,
  terminal: Terminal,
  lang: Lang,
  cloud: CloudNow | null = null,
): string {
  const look = createLook(terminal, lang)
  const { rows = Number.POSITIVE_INFINITY } = terminal
  const draw = (most: number): string => drawn(view, now, look, cloud, most)
  let text = draw(mostSteps)
  for (let most = mostSteps - 1; most >= fewSteps && text.split('\n').length + linesBelow > rows; most -= 1)
    text = draw(most)
  return text
}

function drawn(view: View, now: Temporal.Instant, look: Look, cloud: CloudNow | null, most: number): string {
  const running = view.clocks.filter(({ status }) => status === 'running' || status === 'overdue')
  const loud = view.steps.filter(isLoud)
  const isShort = look.rows !== undefined && !look.plain
  return [
    renderHeader(view, look, now, { isShort }),
    renderClocks({ ...view, clocks: running }, now, look),
    section(falseAlarmMark, falseAlarmLines(view), look),
    list(
      { en: 'NOW', nl: 'NU' },
      // A false alarm is closed with steps that nobody did: nothing more is done.
      view.state.closed === null ? alike(view.ready).map((steps) => ready(steps, look)) : [],
      { look, most },
    ),
    list(
      { en: 'LOOK AT', nl: 'KIJK NAAR' },
      loud.map((step) => troubled(step, look)),
      { look, most },
    ),
    section(
      { en: 'CLOUD', nl: 'CLOUD' },
      view.state.cloud === null ? [] : cloudLines(view.state.cloud, cloud, now, look.lang),
      look,
    ),
    section({ en: 'ALSO', nl: 'OOK' }, alsoOpen(view), look),
    `${tracks(view, look)}\n${renderTally(view, look)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** The words for how to see more of it, as commands that can be run. */
export function moreOf(incident: string, lang: Lang): string {
  const status = `cyber-respond status ${incident}`
  return pick(
    {
      en: `Every step: ${status} --all; also --open, --mine, --track RUNBOOK`,
      nl: `Elke stap: ${status} --all; ook --open, --mine, --track DRAAIBOEK`,
    },
    lang,
  )
}

function isLoud(step: StepView): boolean {
  return step.unproven || step.contradicted || ['failed', 'unknown', 'blocked', 'doing'].includes(step.status)
}

/** Steps that are done for each of several things stand together, and so do those that wait for the same names. */
function alike(steps: readonly StepView[]): readonly (readonly StepView[])[] {
  const keyOf = ({ step, needsItems }: StepView) => (needsItems && step.each !== undefined ? step.each.in : step.code)
  return [...Map.groupBy(steps, keyOf).values()]
}

function ready(steps: readonly StepView[], look: Look): Row {
  const [{ step, title, needsItems }] = steps as readonly [StepView]
  const count = steps.length
  const more = count === 1 || needsItems ? '' : ` (${look.say({ en: `1 of ${count}`, nl: `1 van ${count}` })})`
  return { code: step.code, sign: '', text: look.say(title), more, end: look.say(roleName(step.role, look.lang)) }
}

function troubled(step: StepView, look: Look): Row {
  const why = soFar(step)
  const said = step.status === 'done' || why === null ? '' : `: ${look.say(why)}`
  return {
    ...{ code: step.step.code, sign: statusSign(step, look) },
    ...{ text: `${look.say(step.title)}${said}`, more: '', end: look.say(statusText(step)) },
  }
}

interface Row {
  readonly code: string
  readonly sign: string
  readonly text: string
  /** Stands behind the text, whatever is cut of it. */
  readonly more: string
  readonly end: string
}

function list(
  title: Text,
  rows: readonly Row[],
  { look, most }: { readonly look: Look; readonly most: number },
): string {
  if (rows.length === 0) return ''
  const shown = rows.slice(0, most)
  const more = rows.length - shown.length
  const rest = more === 0 ? [] : [look.say({ en: `+ ${more} more`, nl: `+ nog ${more}` })]
  if (look.plain) {
    const told = shown.map(({ code, text, more, end }) => `${look.say(code)}, ${text}${more}: ${end}.`)
    return [`${look.say(title)}:`, ...told, ...rest].join('\n')
  }
  const lines = shown.map(({ code, sign, text, more: behind, end }) => {
    const left = ` ${sign === '' ? ' ' : sign} ${pad(look.fit(code, 8), 4)} `
    const room = Math.max(12, look.columns - 10 - displayWidth(end))
    return `${left}${pad(look.fit(text, room - behind.length) + behind, room)}  ${end}`.trimEnd()
  })
  return [` ${look.ink.strong(look.say(title))}`, ...lines, ...rest.map((line) => `   ${line}`)].join('\n')
}

function section(title: Text, lines: readonly Text[], look: Look): string {
  if (lines.length === 0) return ''
  const heading = look.plain ? `${look.say(title)}:` : ` ${look.ink.strong(look.say(title))}`
  return [heading, ...lines.map((line) => hang(look.plain ? '' : '   ', look.tell(line), look.columns))].join('\n')
}

/** What is open beside the steps: notices that were not sent, evidence without a second copy, files that changed. */
function alsoOpen({ state, clocks }: View): readonly Text[] {
  const found: Text[] = []
  for (const [id, { sent }] of Object.entries(state.notices)) {
    if (sent !== null) continue
    const title = clocks.find(({ obligation }) => obligation.id === id)?.obligation.title ?? { en: id, nl: id }
    found.push({ en: `prepared, NOT SENT: ${title.en}`, nl: `klaargemaakt, NIET VERSTUURD: ${title.nl}` })
  }
  const custody = custodyOf(state)
  const unsafe = custody.filter(({ copies }) => !isSafe(copies)).length
  if (unsafe > 0) {
    found.push({
      en: `${unsafe} of ${custody.length} files in custody have no copy that is offline`,
      nl: `${unsafe} van ${custody.length} bestanden in bewaring hebben geen kopie die offline is`,
    })
  }
  if (state.drift.length > 0) {
    found.push({
      en: `changed on disk: ${state.drift.join(', ')}`,
      nl: `gewijzigd op schijf: ${state.drift.join(', ')}`,
    })
  }
  return found
}

/** How far each runbook is, of the steps that are wanted: `Isolate 12 of 30`. */
function tracks({ steps }: View, look: Look): string {
  const parts = [...Map.groupBy(steps, ({ runbook }) => runbook).values()].map((own) => {
    const wanted = own.filter(({ status }) => status !== 'not-applicable')
    const settled = wanted.filter(({ status }) => ['done', 'skipped'].includes(status)).length
    const all = wanted.length
    const of = look.say({ en: `${settled} of ${all}`, nl: `${settled} van ${all}` })
    return `${look.say(pick(own[0]?.runbookTitle ?? '', look.lang))} ${of}`
  })
  if (look.plain) return `${parts.join(', ')}.`
  return flow(parts, look.columns - 1)
    .map((line) => ` ${line}`)
    .join('\n')
}
