import { harmless } from '../core/harmless.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { type Improvements, openActions } from '../municipality/improvements.ts'
import { showDuration } from './time.ts'
import { hang, pad } from './wrap.ts'

const words = {
  drill: { en: 'last drill', nl: 'oefening' },
  declare: { en: 'declared after', nl: 'afgekondigd na' },
  isolate: { en: 'links cut after', nl: 'alles dicht na' },
  warn: { en: 'notice after', nl: 'melding na' },
  actions: { en: 'to do', nl: 'te doen' },
  none: { en: 'none', nl: 'geen' },
  never: { en: 'did not happen', nl: 'niet gebeurd' },
  overdue: { en: 'OVERDUE', nl: 'OVER TIJD' },
  nobody: { en: 'no owner', nl: 'geen verantwoordelijke' },
} as const

/**
 * The sheet of what a municipality learned in its last drill and still has to do, overdue first. Ends in a line feed.
 */
export function renderImprovements(plan: Improvements | null, today: string, columns: number, lang: Lang): string {
  const say = (text: Text): string => pick(text, lang)
  const line = (label: Text, value: string): string =>
    `${hang(`  ${pad(say(label), 14)}  `, harmless(value), columns)}\n`
  const last = plan?.last ?? null
  if (plan === null || last === null) return line(words.drill, say(words.none))
  const span = (minutes: number | null): string =>
    minutes === null ? say(words.never) : showDuration(minutes * 60_000, lang)
  const ratings = Object.entries(last.ratings).map(([id, rating]) => `${id} ${rating}`)
  const open = openActions(plan, today)
  return [
    line(words.drill, [last.date, `${last.scenario} (${last.level})`, ...ratings].join(', ')),
    line(words.declare, span(last.minutes.declare)),
    line(words.isolate, span(last.minutes.isolate)),
    line(words.warn, span(last.minutes.warn)),
    open.length === 0 ? line(words.actions, say(words.none)) : '',
    ...open.map(({ what, owner, due, overdue }) =>
      line(
        words.actions,
        [overdue ? say(words.overdue) : '', due ?? '', owner ?? say(words.nobody), say(what)]
          .filter((part) => part !== '')
          .join(', '),
      ),
    ),
  ].join('')
}
