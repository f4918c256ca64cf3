import { displayWidth } from '../core/harmless.ts'
import { pick, type Text } from '../core/text.ts'
import type { Look } from './look.ts'
import { showDuration } from './time.ts'
import { hang, pad, wrapText } from './wrap.ts'

interface Row {
  readonly title: Text
  readonly values: readonly (string | number | null)[]
  readonly change: 'better' | 'worse' | 'same' | null
  readonly unit?: 'minutes' | 'count'
}

/** The drills of a comparison (drill/compare.ts) and their figures, as they are drawn. */
interface Compared {
  readonly cautions: readonly Text[]
  readonly drills: readonly { readonly name: string; readonly scenario: string; readonly level: string }[]
  readonly ratings: readonly Row[]
  readonly figures: readonly Row[]
}

const changes = {
  better: { en: 'better', nl: 'beter' },
  worse: { en: 'WORSE', nl: 'SLECHTER' },
  same: { en: 'same', nl: 'gelijk' },
} as const

/** Drills side by side: one line for each rating and figure, one column for each drill. */
export function renderComparison({ cautions, drills, ratings, figures }: Compared, look: Look): string {
  const { lang, ink } = look
  const t = (text: Text): string => pick(text, lang)
  const wide = 30
  const column = 12
  // Beside each other only where all of them have room, with the word for what changed.
  const isStacked = look.plain || wide + 3 + column * drills.length + 9 > look.columns
  const line = (row: Row): string => {
    const cells = row.values.map((value) => pad(look.fit(shown(value, row.unit, look), column - 1), column)).join('')
    const text = isStacked ? `${cells.trim().replaceAll(/\s{2,}/g, ', ')}` : cells
    const end = row.change === null ? '' : look.say(changes[row.change])
    const style = row.change === 'worse' ? ink.warning : row.change === 'better' ? ink.good : (plain: string) => plain
    if (isStacked) return hang('', `${look.say(row.title)}: ${text}${end === '' ? '' : `, ${end}`}`, look.columns)
    const title = look.fit(look.say(row.title), wide)
    return ` ${pad(title, wide)}  ${text}${style(end)}`.trimEnd()
  }
  const legend = drills.map(({ name, scenario, level }, index) =>
    hang(`${letter(index)}  `, look.say(`${name}: ${scenario}, ${level}`), look.columns),
  )
  const head = pad('', wide + 3) + drills.map((_drill, index) => pad(letter(index), column)).join('')
  const none: Row = { title: { en: 'none', nl: 'geen' }, values: [], change: null }
  return [
    ...wrapText(
      t({ en: 'EXERCISE / OEFENING: drills side by side', nl: 'EXERCISE / OEFENING: oefeningen naast elkaar' }),
      look.columns,
    ).map(ink.loud),
    '',
    ...legend,
    ...cautions.flatMap((text) => wrapText(`! ${look.say(text)}`, look.columns)),
    '',
    ...(isStacked || displayWidth(head) === 0 ? [] : [ink.strong(head.trimEnd())]),
    ink.strong(t({ en: 'RATINGS', nl: 'SCORES' })),
    ...(ratings.length === 0 ? [none] : ratings).map(line),
    '',
    ink.strong(t({ en: 'FIGURES', nl: 'CIJFERS' })),
    ...figures.map(line),
    '',
  ].join('\n')
}

function shown(value: string | number | null, unit: Row['unit'], look: Look): string {
  if (value === null) return look.signs.line
  return typeof value === 'number' && unit === 'minutes' ? showDuration(value * 60_000, look.lang) : String(value)
}

function letter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : String(index + 1)
}
