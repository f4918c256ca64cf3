import { resolve } from 'node:path'
import { monotonicClock } from '../../adapters/clock/monotonic-clock.ts'
import { type ReplayKey, replayKeys } from '../../adapters/terminal/replay-keys.ts'
import { fileOutput, type LongOutput, streamOutput } from '../../adapters/terminal/replay-output.ts'
import type { LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import type { Replay } from '../../core/replay.ts'
import type { State } from '../../core/state.ts'
import { statedIn } from '../../core/stated-times.ts'
import { newestStatements, rulesOfBook } from '../../core/statements.ts'
import { pick, type Text } from '../../core/text.ts'
import type { Book } from '../../core/view.ts'
import { expressions } from '../../runbook/template.ts'
import { castExit, castHeader, castOutput } from '../../ui/cast.ts'
import { createFrames, type Frame } from '../../ui/replay-frames.ts'
import { replayLine } from '../../ui/replay-json.ts'
import { toldJson } from '../../ui/stated.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import { screenText } from '../wiring/screen-text.ts'
import type { ReplayWishes } from './replay-options.ts'

/** The stage on which a replay is shown. What is given as a promise must be waited for. */
export interface Stage {
  /** Shows what stands before an event. To be asked with the state that the event follows from. */
  before(event: LogEvent, state: State): void
  show(event: LogEvent, data: string | null, replay: Replay): Promise<void> | undefined
  /** Everything that was shown goes out. */
  flush(): Promise<void> | undefined
  /** The exit code, when nobody looks any more. */
  over(): number | null
  /** The record is at its end. */
  end(): Promise<void> | undefined
  close(): void
}

interface StageParts {
  readonly host: Host
  readonly wishes: ReplayWishes
  readonly book: Book | null
  readonly signal: AbortSignal
}

/** No pause is longer, however long nothing happened. */
const longestPauseMs = 3000

export function openStage(parts: StageParts): Stage {
  const { host, wishes } = parts
  const output =
    wishes.out === null ? streamOutput(host.process.stdout) : fileOutput(resolve(host.process.cwd(), wishes.out))
  if (wishes.format === 'json') return jsonStage(parts, output)
  return wishes.format === 'cast' ? castStage(parts, output) : textStage(parts, output)
}

function jsonStage({ book }: StageParts, output: LongOutput): Stage {
  const lines = buffered(output)
  const rules = rulesOfBook(book)
  return {
    ...lines,
    before: () => {},
    show: (event, data, { step, state }) => {
      const told =
        statedIn(event).length === 0 ? [] : newestStatements(state.stated, rules).filter(({ seq }) => seq === event.seq)
      lines.add(
        replayLine(
          event,
          data,
          step,
          told.map((one) => toldJson(one, rules)),
        ),
      )
      return undefined
    },
    end: lines.flush,
  }
}

function castStage({ host, wishes, book }: StageParts, output: LongOutput): Stage {
  const lines = buffered(output)
  const size = { cols: 80, rows: 24 }
  const terminal = { columns: size.cols, colour: host.colour && !host.plain, unicode: true, plain: host.plain }
  const frames = createFrames({ book, expressions, terminal, lang: host.lang, cards: wishes.only === null })
  const pause = pauses(wishes)
  let started = false
  return {
    ...lines,
    before: frames.before,
    show: (event, _data, { state }) => {
      if (!started) lines.add(castHeader(size, state.opened?.incident ?? '', event.t))
      started = true
      const frame = frames.after(event, state)
      lines.add(castOutput(pause(frame), frame.text, frame.mark))
      return undefined
    },
    end: () => {
      lines.add(castExit(exit.done))
      return lines.flush()
    },
  }
}

function textStage({ host, wishes, book, signal }: StageParts, output: LongOutput): Stage {
  const lines = buffered(output)
  const terminal = createTerminal(host.process, host)
  const frames = createFrames({ book, expressions, terminal, lang: host.lang, cards: wishes.only === null })
  const pause = pauses(wishes)
  const moves = host.process.stdout.isTTY === true && wishes.out === null
  const fitting = wishes.out === null ? screenText(host.process, host.plain) : (text: string): string => text
  const keys = wishes.step ? replayKeys(host.process.stdin) : null
  let left: ReplayKey = 'next'
  if (keys !== null) host.stderr(`${pick(howTo, host.lang)}\n`)
  const paced = async (frame: Frame): Promise<void> => {
    if (keys === null) await monotonicClock.sleep(pause(frame), signal)
    if (!signal.aborted) lines.add(fitting(frame.text, 'stdout'))
    await lines.flush()
    if (keys !== null) left = await keys.next()
  }
  return {
    ...lines,
    before: frames.before,
    show: (event, _data, { state }) => {
      const frame = frames.after(event, state)
      if (moves) return paced(frame)
      lines.add(fitting(frame.text, 'stdout'))
      return undefined
    },
    over: () => (left === 'next' ? lines.over() : left === 'quit' ? exit.done : exit.interrupted),
    end: lines.flush,
    close: () => {
      keys?.close()
      lines.close()
    },
  }
}

const howTo: Text = { en: 'Enter: next   q: leave', nl: 'Enter: volgende   q: stoppen' }

/** Text is written some hundred lines at a time. */
function buffered(output: LongOutput) {
  let text = ''
  return {
    add: (more: string): void => {
      text += more
    },
    flush: () => {
      const out = text
      text = ''
      return out === '' ? undefined : output.write(out)
    },
    over: () => (output.closed ? exit.done : null),
    close: () => output.end(),
  }
}

/** The pause before a frame, in milliseconds. */
function pauses({ speed }: ReplayWishes): (frame: Frame) => number {
  let last: number | null = null
  return ({ t }) => {
    const at = Date.parse(t)
    const gap = last === null ? 0 : at - last
    last = at
    return Math.min(Math.max(gap, 0) / Math.max(speed, 0.001), longestPauseMs)
  }
}
