import { pick, type Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import { pressingClocks, renderClocks } from './clocks.ts'
import { renderHeader } from './header.ts'
import type { Look } from './look.ts'
import { statusText } from './mark.ts'
import { renderStep } from './step-card.ts'
import { flow } from './wrap.ts'

const also: Text = { en: 'also ready', nl: 'kan ook nu' }
const of: Text = { en: 'of', nl: 'van' }
const shown = 5
/** The lines that a choice takes below the situation: the question, its entries, and the keys. */
const choiceLines = 12
/** From so many lines on a screen shows every clock beside the step; below it, those that press. */
const manyLines = 40

/**
 * The responder's screen before every choice: the incident, its clocks, the step in front of her, and what else is
 * ready.
 */
export function renderSituation(view: View, step: StepView | null, now: Temporal.Instant, look: Look): string {
  const isShort = !look.plain && look.rows !== undefined && look.rows < manyLines
  const below =
    step === null
      ? settled(view, look)
      : [renderStep(step, view, look), renderReady(view, step, look, isShort)].filter((part) => part !== '').join('\n')
  const drawn = (header: string, ...rest: readonly string[]): string =>
    [header, ...rest].filter((part) => part !== '').join('\n\n')
  const fits = (text: string): boolean =>
    look.plain || look.rows === undefined || text.split('\n').length + choiceLines <= look.rows
  const whole = isShort
    ? drawn(renderHeader(view, look, now, { isShort, clocks: true }), below)
    : drawn(renderHeader(view, look, now), renderClocks(view, now, look), below)
  if (step === null || fits(whole)) return whole
  // What presses is said once, where it is still seen.
  const above = isShort ? drawn(renderHeader(view, look, now, { isShort }), below) : whole
  return drawn(above, renderReminder(view, step, now, look))
}

/** The words for a plan without open steps. Only a drill goes on then. */
function settled({ finished }: View, look: Look): string {
  return finished ? ` ${look.say(allSettled)}` : ''
}

const allSettled: Text = {
  en: 'Every step is settled. Messages may still come.',
  nl: 'Elke stap is afgehandeld. Er kunnen nog berichten komen.',
}

/** A reminder of the step and of what presses: on a screen with few lines the top is gone before she chooses. */
function renderReminder(view: View, { step, title }: StepView, now: Temporal.Instant, look: Look): string {
  const parts = [`${look.say(step.code)}  ${look.fit(title, look.columns - 20)}`, ...pressingClocks(view, now, look)]
  return flow(parts, look.columns - 1)
    .map((line) => look.ink.strong(` ${line}`))
    .join('\n')
}

/** The other steps that may be done now, the most urgent few by name; on a screen with few lines those that fit on two. */
function renderReady(view: View, step: StepView, look: Look, isShort: boolean): string {
  const others = view.ready.filter(({ instance }) => instance !== step.instance)
  if (others.length === 0) return ''
  const groups = [...Map.groupBy(others, listed).values()]
  const label = look.say(also)
  if (look.plain) return `${label}: ${readyNames(groups, shown, look).join(', ')}.`
  const first = ` ${label}   `
  const lines = (most: number) => flow(readyNames(groups, most, look), look.columns - first.length)
  let drawn = lines(shown)
  for (let most = shown - 1; isShort && drawn.length > 2 && most > 0; most -= 1) drawn = lines(most)
  return drawn.map((line, index) => (index === 0 ? first : ' '.repeat(first.length)) + line).join('\n')
}

function readyNames(groups: readonly (readonly StepView[])[], most: number, look: Look): readonly string[] {
  const names = groups.slice(0, most).map((group) => named(group, look))
  const rest = groups.slice(most).reduce((sum, group) => sum + group.length, 0)
  return rest > 0 ? [...names, `+ ${rest}`] : names
}

/** Steps that are done for each of several things stand together, and so do those that wait for the same names. */
function listed({ step, needsItems }: StepView): string {
  return needsItems && step.each !== undefined ? step.each.in : step.code
}

function named(group: readonly StepView[], look: Look): string {
  const [first] = group
  if (first === undefined) return ''
  const more = group.length === 1 || first.needsItems ? '' : ` (1 ${pick(of, look.lang)} ${group.length})`
  const title = look.plain ? look.say(first.title) : look.fit(first.title, 44)
  // What was cut off comes first of all, and does not look like any other.
  const cut = first.status === 'unknown' ? ` (${look.say(statusText(first))})` : ''
  return `${look.say(first.step.code)} ${title}${more}${cut}`
}
