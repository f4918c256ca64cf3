import type { Lang } from '../core/text.ts'
import type { Deciding } from '../drill/deciding.ts'
import type { Score } from '../drill/score.ts'

/** The reason for a rehearsed team's rating: what was not met, and the lines that decided, on one line. */
export function rehearsalWhy(
  { objective, rating, unmet }: Pick<Score, 'objective' | 'rating' | 'unmet'>,
  lines: readonly Deciding[],
  lang: Lang,
): string {
  const nl = lang === 'nl'
  const told = lines.map(({ about, line, minute, what }) =>
    line === null ? `${nl ? 'nooit' : 'never'}: ${about}` : `${minute} min: ${what} (${nl ? 'regel' : 'line'} ${line})`,
  )
  const missed = unmet === null ? '' : `${nl ? 'niet gehaald' : 'not met'}: ${unmet.condition}`
  const why = [missed, told.join(', ')].filter((part) => part !== '').join(' – ')
  return `  ${objective.id} ${rating ?? '–'}${why === '' ? '' : `: ${why}`}`
}
