import type { Clock } from '../core/clocks.ts'
import { displayWidth } from '../core/harmless.ts'
import type { View } from '../core/planner.ts'
import type { Text } from '../core/text.ts'
import type { Look } from './look.ts'
import { showDuration, showMoment } from './time.ts'
import { flow, pad } from './wrap.ts'

const heading: Text = { en: 'CLOCKS', nl: 'KLOKKEN' }

const weights = {
  duty: { en: 'legal duty', nl: 'wettelijke plicht' },
  target: { en: 'target', nl: 'richttijd' },
  threat: { en: 'threat', nl: 'dreiging' },
} as const

/** Every clock of the incident, one line each where it fits. Overdue is in capitals, so that it is loud without colour. */
export function renderClocks(view: View, now: Temporal.Instant, look: Look): string {
  const { clocks } = view
  if (clocks.length === 0) return ''
  const { lang, ink } = look
  const rows = clocks.map((clock) => ({
    clock,
    title: look.fit(clock.obligation.title, 30),
    details: [...state(clock, view, now, look), weights[clock.weight][lang]].map((part) => look.say(part)),
  }))
  if (look.plain) return rows.map(({ title, details }) => `${title}: ${details.join(', ')}.`).join('\n')
  const wide = Math.max(...rows.map(({ title }) => displayWidth(title)))
  const left = 10 + wide + 3
  return rows
    .map(({ clock, title, details }, index) => {
      const style = styleOf(clock, look)
      const [first = '', ...rest] = flow(details, look.columns - left)
      const label = ` ${pad(index === 0 ? look.say(heading) : '', 9)}`
      const lines = [ink.strong(label) + pad(title, wide + 3) + style(first)]
      return [...lines, ...rest.map((line) => ' '.repeat(left) + style(line))].join('\n')
    })
    .join('\n')
}

function styleOf({ status, leftMs }: Clock, { ink }: Look): (text: string) => string {
  if (status === 'overdue') return ink.loud
  if (status === 'met') return ink.good
  if (status === 'running') return leftMs !== null && leftMs < 4 * 3_600_000 ? ink.warning : (text) => text
  return ink.faint
}

/** Where a clock stands, in parts. A duty has a deadline, a target is aimed at, a threat runs out. */
function state(clock: Clock, view: View, now: Temporal.Instant, { lang }: Look): readonly string[] {
  const { weight, due, leftMs, metAt, reference } = clock
  const when = (at: string | null): string => (at === null ? '' : showMoment(at, now, lang))
  const span = leftMs === null ? '' : showDuration(leftMs, lang)
  const nl = lang === 'nl'
  const ref = reference === null ? [] : [nl ? `referentie ${reference}` : `reference ${reference}`]
  switch (clock.status) {
    case 'not-started':
      return [starts(clock, view)[lang]]
    case 'running':
      return [`${until[weight][lang]} ${when(due)}`, nl ? `nog ${span}` : `${span} left`]
    case 'overdue':
      return [over(weight, when(due), span)[lang]]
    case 'met':
      return [`${met(clock)[lang]} ${when(metAt)}`, ...ref]
    case 'met-late': {
      const late = metAt === null || due === null ? '' : showDuration(Date.parse(metAt) - Date.parse(due), lang)
      return [`${met(clock)[lang]} ${when(metAt)}`, nl ? `${late} te laat` : `${late} late`, ...ref]
    }
    case 'waived':
      return [nl ? 'niet van toepassing, zo beslist' : 'does not apply, as was decided']
  }
}

const until = {
  duty: { en: 'due', nl: 'uiterlijk' },
  target: { en: 'aim for', nl: 'streef naar' },
  threat: { en: 'runs out', nl: 'loopt af' },
} as const

function over(weight: Clock['weight'], due: string, span: string): Text {
  if (weight === 'threat') return { en: `RAN OUT ${due}, ${span} ago`, nl: `AFGELOPEN ${due}, ${span} geleden` }
  if (weight === 'target')
    return { en: `TARGET MISSED ${due}, ${span} ago`, nl: `RICHTTIJD GEMIST ${due}, ${span} geleden` }
  return { en: `OVERDUE since ${due}, ${span} late`, nl: `TE LAAT sinds ${due}, ${span} over tijd` }
}

function met({ obligation }: Clock): Text {
  return obligation.metBy === 'sent' ? { en: 'sent', nl: 'verstuurd' } : { en: 'settled', nl: 'afgehandeld' }
}

/** What starts a clock: the sending of another notice, or the answer to a question of some step. */
function starts({ obligation: { from } }: Clock, view: View): Text {
  if ('sent' in from) {
    const other = view.clocks.find(({ obligation }) => obligation.id === from.sent)?.obligation.title
    const title = other ?? { en: from.sent, nl: from.sent }
    return { en: `starts when sent: ${title.en}`, nl: `start na verzending: ${title.nl}` }
  }
  for (const { step } of view.steps) {
    if (step.action.kind === 'choose' && step.action.fact === from.fact) return startsWith(step.code, step.title)
    if (step.action.kind !== 'ask') continue
    const field = step.action.fields.find(({ id }) => id === from.fact)
    if (field !== undefined) return startsWith(step.code, field.title)
  }
  return { en: `starts when known: ${from.fact}`, nl: `start zodra bekend: ${from.fact}` }
}

function startsWith(code: string, title: Text): Text {
  return { en: `starts with ${code}: ${title.en}`, nl: `start met ${code}: ${title.nl}` }
}
