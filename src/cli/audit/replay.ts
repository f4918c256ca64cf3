import { setImmediate as turn } from 'node:timers/promises'
import { rememberedOf } from '../../adapters/home/remembered-records.ts'
import { notVerifying } from '../../adapters/log/faults.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import type { RecordSource } from '../../adapters/record/source.ts'
import { verifyRecord } from '../../adapters/record/verify-record.ts'
import { concealedMark } from '../../audit/line.ts'
import type { LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { startReplay } from '../../core/replay.ts'
import { replayFilter } from '../../core/replay-filter.ts'
import type { State } from '../../core/state.ts'
import { newestStatements, rulesOfBook } from '../../core/statements.ts'
import type { Book } from '../../core/view.ts'
import { expressions } from '../../runbook/template.ts'
import { renderReplayEnd } from '../../ui/replay-end.ts'
import { viewAt } from '../../ui/replay-frames.ts'
import { renderStatus, statusJson } from '../../ui/status.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import { listenForSignals } from '../wiring/signals.ts'
import { recordPath } from './record-path.ts'
import { recordedBook } from './recorded-book.ts'
import { diverged, noSuchEvent } from './replay-faults.ts'
import { type ReplayOptions, type ReplayWishes, replayWishes } from './replay-options.ts'
import { openStage, type Stage } from './replay-stage.ts'

/**
 * Goes through the record of an incident once more, as it looked then, up to the first event that can't have come next:
 * of this home by name, or any folder or archive on any machine. Reads only.
 */
export async function replay(host: Host, name: string, options: ReplayOptions): Promise<number> {
  const wishes = replayWishes(host, options)
  const source = await openRecord(await recordPath(host, name))
  const book = await recordedBook(source)
  if (wishes.at !== null) return statusAt(host, source, book, wishes.at)
  const signals = listenForSignals()
  const stage = openStage({ host, wishes, book, signal: signals.signal })
  try {
    const { size, code, misplaced } = await play({
      home: host.home,
      source,
      book,
      wishes,
      stage,
      stopped: signals.exitCode,
    })
    if (code !== null) return code
    const said = renderReplayEnd(
      { events: size, byRunbooks: book !== null, misplaced },
      createTerminal(host.process, host),
      host.lang,
    )
    if (wishes.format === 'text' && wishes.out === null) host.stdout(`\n${said}\n`)
    else host.stderr(`${said}\n`)
    return exit.done
  } finally {
    stage.close()
    signals.stop()
  }
}

interface Play {
  readonly home: string
  readonly source: RecordSource
  readonly book: Book | null
  readonly wishes: ReplayWishes
  readonly stage: Stage
  /** The exit code of a signal, once there was one. */
  stopped(): number | null
}

/** Plays the events; gives how many were gone through, and the exit code when nobody wanted more. */
async function play({ home, source, book, wishes, stage, stopped }: Play) {
  const going = startReplay({ book, expressions, lists: false })
  const { state } = going
  const isWanted = replayFilter(wishes.only, book)
  const end = await walk(home, source, async (events, data) => {
    for (let index = 0; index < events.length; index += 1) {
      const event = events[index] as LogEvent
      if (event.seq > wishes.to) break
      const isShown = event.seq >= wishes.from && isWanted(event)
      if (isShown) stage.before(event, state)
      const divergence = going.take(event)
      if (divergence !== null) {
        await stage.flush()
        throw diverged(event, divergence)
      }
      const shown = isShown ? stage.show(event, data[index] ?? null, going) : undefined
      if (shown === undefined) continue
      await shown
      const code = stopped() ?? stage.over()
      if (code !== null) return { code }
    }
    await stage.flush()
    const code = stopped() ?? stage.over()
    return code !== null || state.size > wishes.to ? { code } : null
  })
  if (end !== null && end.code !== null) return { size: state.size, code: end.code, misplaced: 0 }
  if (state.size <= wishes.from) throw noSuchEvent(wishes.from, state.size)
  await stage.end()
  const misplaced = newestStatements(state.stated, rulesOfBook(book)).filter(({ remarks }) => remarks.length > 0).length
  return { size: state.size, code: null, misplaced }
}

/** The whole picture as it was after one event, with the clocks as they stood then. */
async function statusAt(host: Host, source: RecordSource, book: Book | null, at: number): Promise<number> {
  const going = startReplay({ book, expressions, lists: true })
  const found = await walk(host.home, source, async (events) => {
    for (const event of events) {
      const divergence = going.take(event)
      if (divergence !== null) throw diverged(event, divergence)
      if (event.seq === at) return { t: event.t }
    }
    return null
  })
  if (found === null) throw noSuchEvent(at, going.state.size)
  showStatus(host, going.state, book, found.t)
  return exit.done
}

function showStatus(host: Host, state: State, book: Book | null, t: string): void {
  const now = Temporal.Instant.from(t)
  const view = viewAt(book, state, expressions, t)
  if (host.json) host.stdout(`${harmlessJson(statusJson(view, now), 2)}\n`)
  else host.stdout(`${renderStatus(view, now, createTerminal(host.process, host), host.lang)}\n`)
}

class Enough<T> {
  readonly found: T

  constructor(found: T) {
    this.found = found
  }
}

/**
 * Verifies a record and gives its events some hundred at a time, each with the text of its data where that can be printed
 * as it stands. What `see` gives ends the walk; null goes on. Throws `log.tampered` at the end, after all that stands
 * before what is wrong was seen.
 */
async function walk<T>(
  home: string,
  source: RecordSource,
  see: (events: readonly LogEvent[], data: readonly (string | null)[]) => Promise<T | null>,
): Promise<T | null> {
  let events: LogEvent[] = []
  let data: (string | null)[] = []
  let batch = 0
  try {
    const result = await verifyRecord(source, {
      readsRoot: false,
      remembered: await rememberedOf(home, source),
      take(event, _bytes, _at, _lf, text) {
        events.push(event)
        data.push(text?.includes(concealedMark) === true ? null : text)
      },
      async between() {
        const found = await see(events, data)
        if (found !== null) throw new Enough(found)
        events = []
        data = []
        batch += 1
        // Ctrl-C is heard between two batches.
        if (batch % 32 === 0) await turn()
      },
    })
    if (result.verdict === 'tampered') throw notVerifying(source.path, result.found)
    return null
  } catch (error) {
    if (error instanceof Enough) return error.found
    throw error
  }
}
