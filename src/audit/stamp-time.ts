import { epochOf } from '../core/exercise-time.ts'
import { spanText } from '../core/span-text.ts'
import type { Text } from '../core/text.ts'
import { wallTime } from '../core/wall-time.ts'

/** A jump of the machine's clock, on record in line `line`, by `ms` milliseconds. */
export interface ClockJump {
  readonly line: number
  readonly ms: number
}

/** A time stamp over the first `size` lines says `at`; the last of them was written at `lineAt`. RFC 3339. */
export interface StampedLines {
  readonly size: number
  readonly at: string
  readonly lineAt: string
}

/** No clock is right to the second. */
const earliestMs = -60_000
/** A head is stamped when it is made, or when the network is there again. */
const latestMs = 3_600_000

/**
 * The remark on a time stamp that says another time than the lines that it covers: it is earlier than the last of them,
 * or much later. Null: they agree. A jump of the clock that is on record and would make them agree is named. `jumps`
 * are those of the whole record, in its order.
 */
export function stampRemark({ size, at, lineAt }: StampedLines, jumps: readonly ClockJump[]): Text | null {
  const [stamped, written] = [epochOf(at), epochOf(lineAt)]
  if (stamped === null || written === null || agrees(stamped - written)) return null
  const by = stamped - written
  const said = (lang: 'en' | 'nl'): readonly string[] => [
    wallTime(at, lang),
    spanText(by, lang),
    wallTime(lineAt, lang),
  ]
  const [[enAt, enBy, enLine], [nlAt, nlBy, nlLine]] = [said('en'), said('nl')]
  const jump = explaining(size, by, jumps)
  const end =
    jump !== null
      ? {
          en: `; the jump of the clock that is on record in line ${jump} explains it`,
          nl: `; de klokverspringing die in regel ${jump} staat, verklaart het`,
        }
      : by < 0
        ? { en: ': one of the two clocks was wrong', nl: ': een van beide klokken stond verkeerd' }
        : {
            en: ': it was asked for that much later, or the clock of the machine was behind',
            nl: ': hij werd zoveel later gevraagd, of de klok van het toestel liep achter',
          }
  const [en, nl] = by < 0 ? ['before', 'voor'] : ['after', 'na']
  return {
    en: `the time stamp over ${size} lines says ${enAt}, ${enBy} ${en} the last of them was written (${enLine})${end.en}`,
    nl: `de tijdstempel over ${size} regels zegt ${nlAt}, ${nlBy} ${nl} het schrijven van de laatste ervan (${nlLine})${end.nl}`,
  }
}

function agrees(ms: number): boolean {
  return ms >= earliestMs && ms <= latestMs
}

/** The line of the jump by which the clock came to, or left, a time with which the stamp agrees; null: there is none. */
function explaining(size: number, by: number, jumps: readonly ClockJump[]): number | null {
  // As the clock went before the last line was written: it was put wrong on the way.
  let off = 0
  for (const { line, ms } of jumps.filter((jump) => jump.line <= size).toReversed()) {
    off -= ms
    if (agrees(by - off)) return line
  }
  // As it went afterwards: it was put right.
  off = 0
  for (const { line, ms } of jumps.filter((jump) => jump.line > size)) {
    off += ms
    if (agrees(by - off)) return line
  }
  return null
}
