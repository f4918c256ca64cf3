import { sizeText } from '../core/size-text.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { createLook, type Look } from './look.ts'
import type { Progress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { pad } from './wrap.ts'

/** Tells how far a long copy or check is. `done` and `total` in bytes. */
export type Transfer = (what: string, done: number, total: number) => void

/** The widths of two columns. With the longest numbers the line fits in 77 columns, beside the mark that moves. */
const columns = { name: 12, bar: 8 }
/** Milliseconds: before that a rate says nothing. */
const firstRate = 1000

/**
 * A bar with bytes, rate and time left, on a progress line. A screen reader gets the same in words. The rate is the
 * mean since the beginning; `now` in milliseconds.
 */
export function createTransfer(
  progress: Progress,
  terminal: Terminal,
  lang: Lang,
  now: () => number = () => performance.now(),
): Transfer {
  const look = createLook(terminal, lang)
  let began = now()
  let last = 0
  return (what, done, total) => {
    // The next act begins again at its beginning.
    if (done < last) began = now()
    last = done
    const elapsed = now() - began
    const rate = elapsed < firstRate ? null : (1000 * done) / elapsed
    const share = total === 0 ? 1 : Math.min(done / total, 1)
    const parts = [`${Math.floor(100 * share)} %`, pick(of(done, total), lang), ...pace(rate, total - done, lang)]
    if (look.plain) {
      progress.say(`${look.say(what)}: ${parts.join(', ')}`)
      return
    }
    const name = pad(look.fit(what, columns.name), columns.name)
    progress.say([name, drawn(share, look), ...parts].join('  '))
  }
}

function drawn(share: number, { signs }: Look): string {
  const full = Math.floor(share * columns.bar)
  return signs.full.repeat(full) + signs.empty.repeat(columns.bar - full)
}

function of(done: number, total: number): Text {
  const [some, all] = [sizeText(done), sizeText(total)]
  return { en: `${some.en} of ${all.en}`, nl: `${some.nl} van ${all.nl}` }
}

function pace(rate: number | null, left: number, lang: Lang): readonly string[] {
  if (rate === null || rate === 0) return []
  const time = timeText(Math.ceil(Math.max(left, 0) / rate), lang)
  return [`${pick(sizeText(Math.round(rate)), lang)}/s`, pick({ en: `${time} left`, nl: `nog ${time}` }, lang)]
}

/** The two largest units of a number of seconds: `18 s`, `3 m 20 s`, `1 h 5 m`. */
function timeText(seconds: number, lang: Lang): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  if (h > 0) return `${h} ${pick({ en: 'h', nl: 'u' }, lang)} ${m} m`
  return m > 0 ? `${m} m ${s} s` : `${s} s`
}
