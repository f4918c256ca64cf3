import { pick, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import type { Look } from './look.ts'
import { type Tally, tally } from './tally.ts'
import { flow } from './wrap.ts'

const counted: readonly (readonly [keyof Tally, Text])[] = [
  ['done', { en: 'done', nl: 'gedaan' }],
  ['unproven', { en: 'unproven', nl: 'onbewezen' }],
  ['contradicted', { en: 'contradicted', nl: 'tegengesproken' }],
  ['ready', { en: 'ready', nl: 'klaar om te doen' }],
  ['doing', { en: 'doing', nl: 'bezig' }],
  ['waiting', { en: 'waiting', nl: 'wacht' }],
  ['failed', { en: 'failed', nl: 'mislukt' }],
  ['unknown', { en: 'unknown', nl: 'onbekend' }],
  ['blocked', { en: 'blocked', nl: 'geblokkeerd' }],
  ['skipped', { en: 'skipped', nl: 'overgeslagen' }],
  ['notApplicable', { en: 'not needed', nl: 'niet nodig' }],
]

const loud: ReadonlySet<keyof Tally> = new Set(['unproven', 'contradicted', 'failed', 'unknown', 'blocked'])

/** The tally in words: only what there is, but always how many are done, and done without proof. */
export function renderTally(view: Pick<View, 'steps'>, look: Look): string {
  const counts = tally(view)
  const parts = counted
    .filter(([key]) => counts[key] > 0 || key === 'done' || key === 'unproven')
    .map(
      ([key, text]) =>
        `${counts[key]} ${counts[key] > 0 && loud.has(key) ? pick(text, look.lang).toUpperCase() : pick(text, look.lang)}`,
    )
  return look.plain
    ? `${parts.join(', ')}.`
    : flow(parts, look.columns - 1)
        .map((line) => ` ${line}`)
        .join('\n')
}
