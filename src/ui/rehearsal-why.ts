import { type Lang, pick } from '../core/text.ts'
import type { Deciding } from '../drill/deciding.ts'
import type { Score } from '../drill/score.ts'

/** The reason for a rehearsed team's rating: what was not met, and the lines that decided, on one line. */
export function rehearsalWhy(
  { objective, rating, unmet }: Pick<Score, 'objective' | 'rating' | 'unmet'>,
  lines: readonly Deciding[],
  lang: Lang,
): string {
  const told = lines.map(({ about, line, minute, what }) =>
    line === null
      ? `${pick({ en: 'never', nl: 'nooit' }, lang)}: ${about}`
      : `${minute} min: ${what} (${pick({ en: 'line', nl: 'regel' }, lang)} ${line})`,
  )
  const missed = unmet === null ? '' : `${pick({ en: 'not met', nl: 'niet gehaald' }, lang)}: ${unmet.condition}`
  const why = [missed, told.join(', ')].filter((part) => part !== '').join(' – ')
  return `${objective.id} ${rating ?? '–'}${why === '' ? '' : `: ${why}`}`
}
