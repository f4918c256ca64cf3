import type { ReplayFilter } from '../../core/event-trait.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Host } from '../wiring/host.ts'

/** The options as they were typed. */
export interface ReplayOptions {
  readonly speed: string
  readonly step?: boolean
  readonly from?: string
  readonly to?: string
  readonly at?: string
  readonly only?: ReplayFilter
  readonly format?: 'text' | 'json' | 'cast'
  readonly out?: string
}

/** The options as they are meant: numbers of events, counted from 0, and how much faster than it went. */
export interface ReplayWishes {
  readonly speed: number
  readonly step: boolean
  readonly from: number
  readonly to: number
  readonly at: number | null
  readonly only: ReplayFilter | null
  readonly format: 'text' | 'json' | 'cast'
  readonly out: string | null
}

/** Throws `replay.not-a-number`, `replay.backwards`, and `replay.no-terminal` when somebody should press keys and can't. */
export function replayWishes(host: Host, options: ReplayOptions): ReplayWishes {
  const { step = false, from, to, at, only = null, out = null } = options
  const format = options.format ?? (host.json ? 'json' : 'text')
  if (step && !(host.interactive && host.process.stdout.isTTY === true && out === null && format === 'text')) {
    throw noTerminal()
  }
  const [first, last] = [from === undefined ? 0 : numberOf(from), to === undefined ? Infinity : numberOf(to)]
  if (first > last) throw backwards(first, last)
  return {
    // Not 0: nothing would ever go on.
    speed: numberOf(options.speed, /^((?=.*[1-9])\d{1,6}(?:\.\d{1,3})?)x?$/),
    step,
    from: first,
    to: last,
    at: at === undefined ? null : numberOf(at),
    only,
    format,
    out,
  }
}

function numberOf(typed: string, form = /^(\d{1,15})$/): number {
  const [, digits] = form.exec(typed) ?? []
  if (digits !== undefined) return Number(digits)
  const shown = harmlessLine(typed, 40)
  throw new Fault({
    code: 'replay.not-a-number',
    exit: exit.usage,
    message: { en: `"${shown}" is no number here`, nl: `"${shown}" is hier geen getal` },
    hint: {
      en: 'events count from 0: --from 12 --to 30; a speed is 20x or 0.5x',
      nl: 'gebeurtenissen tellen vanaf 0: --from 12 --to 30; een snelheid is 20x of 0.5x',
    },
  })
}

function backwards(first: number, last: number): Fault {
  return new Fault({
    code: 'replay.backwards',
    exit: exit.usage,
    message: {
      en: `--from ${first} comes after --to ${last}: nothing is in between`,
      nl: `--from ${first} komt na --to ${last}: daar zit niets tussen`,
    },
    hint: {
      en: 'give the smaller number to --from: --from 12 --to 30',
      nl: 'geef het kleinste getal aan --from: --from 12 --to 30',
    },
  })
}

function noTerminal(): Fault {
  return new Fault({
    code: 'replay.no-terminal',
    exit: exit.answerNeeded,
    message: {
      en: '--step waits for a key and shows text, and that takes a terminal',
      nl: '--step wacht op een toets en toont tekst, en daar is een terminal voor nodig',
    },
    hint: {
      en: 'give --step without --out, --format and --json, or look at one moment with --at SEQ',
      nl: 'geef --step zonder --out, --format en --json, of bekijk één moment met --at SEQ',
    },
  })
}
