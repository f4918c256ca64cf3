import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { readMoment } from '../../core/moment.ts'
import { momentText } from '../../core/moment-answer.ts'
import type { Text } from '../../core/text.ts'
import { showWhole } from '../../ui/time.ts'

/**
 * The moment at which something happened, as somebody typed it behind an option: RFC 3339 UTC. Nobody can be asked there, so
 * what may be two moments, or lies ahead, is refused: Fault `moment.unreadable`.
 */
export function optionMoment(text: string, now: Temporal.Instant): string {
  const read = readMoment(text, now, 'back')
  if (read.kind === 'wrong') throw unreadable(text, read.why)
  if (read.kind === 'either') throw unreadable(text, eitherOf(read.at))
  if (Temporal.Instant.compare(read.at, now) > 0) {
    const at = read.at.toString()
    throw unreadable(text, {
      en: `${showWhole(at, 'en')} is in the future`,
      nl: `${showWhole(at, 'nl')} ligt in de toekomst`,
    })
  }
  return momentText(read.at)
}

/** The two moments that a time may mean, where nobody can be asked which. */
export function eitherOf(moments: readonly Temporal.Instant[]): Text {
  const [one, other] = moments.map((at) => at.toString())
  return {
    en: `it may be ${showWhole(one ?? '', 'en')} or ${showWhole(other ?? '', 'en')}`,
    nl: `het kan ${showWhole(one ?? '', 'nl')} of ${showWhole(other ?? '', 'nl')} zijn`,
  }
}

function unreadable(text: string, why: Text): Fault {
  const said = harmlessLine(text, 40)
  return new Fault({
    code: 'moment.unreadable',
    exit: exit.usage,
    message: { en: `"${said}": ${why.en}`, nl: `"${said}": ${why.nl}` },
    hint: {
      en: 'write when it happened, such as "yesterday 23:30", or the whole of it: 2026-11-24T03:12+01:00',
      nl: 'schrijf wanneer het gebeurde, zoals "gisteren 23:30", of voluit: 2026-11-24T03:12+01:00',
    },
  })
}
