import { basename } from 'node:path'
import { noDrafts } from '../../adapters/home/draft-files.ts'
import { giveOrder, watchFolders } from '../../adapters/simulated/drill-orders.ts'
import type { LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault, isFault } from '../../core/fault.ts'
import { type Lang, pick, type Text } from '../../core/text.ts'
import { Withdrawn } from '../../core/withdrawn.ts'
import type { Order } from '../../drill/order.ts'
import type { Entry, PickedOrNews } from '../../prompts/asker.ts'
import { unlessClosed } from '../../prompts/faults.ts'
import { createTape } from '../../prompts/tape.ts'
import { renderEvent } from '../../ui/event.ts'
import { renderFacilitator } from '../../ui/facilitator.ts'
import { createLook, type Look } from '../../ui/look.ts'
import { roleTitle } from '../../ui/role.ts'
import { createTerminal, type Terminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { listenForSignals } from '../wiring/signals.ts'
import { terminalAsker } from '../wiring/terminal-asker.ts'
import { fillNow } from './fill.ts'
import { drillFolder } from './find-drill.ts'
import { requireTerminal } from './terminal.ts'
import { type DrillFiles, type DrillView, viewDrill } from './view.ts'
import { withWayBack } from './way-back.ts'
import { type Control, overview, type Wish, wishes } from './wishes.ts'

export interface ControlOptions {
  /** Whether the person only watches and notes. */
  readonly observer?: boolean
  /** Whether only what happens is printed, until it is interrupted or the exercise is over. */
  readonly watch?: boolean
}

/** The facilitator's terminal, beside the players': it follows the record, and leaves orders for who plays the drill. */
export async function drillControl(host: Host, name: string | null, options: ControlOptions): Promise<number> {
  const folder = drillFolder(host, name)
  if (options.watch !== true) requireTerminal(host)
  const signals = listenForSignals()
  const following = await follow(host, folder)
  try {
    return await (options.watch === true
      ? watchOnly(host, following, signals.signal)
      : inControl(host, following, signals, options.observer === true))
  } catch (error) {
    throw withWayBack(error, 'control', basename(folder))
  } finally {
    following.stop()
    signals.stop()
  }
}

/** The record of a drill while somebody else writes it. */
interface Following {
  view(): DrillView
  /** Aborted when there is something new; a new one after `take`. */
  news(): AbortSignal
  /** The events since the last time. */
  take(): DrillView['events']
  stop(): void
}

/** The milliseconds after which a file is looked at again where nobody tells that it changed. */
const every = 500

async function follow(host: Host, folder: string): Promise<Following> {
  let view: DrillView & DrillFiles = await viewDrill(host, folder)
  let seen = view.events.length
  let news = new AbortController()
  let isReading = false
  let isWanted = false
  const look = async (): Promise<void> => {
    const { isLive } = view
    try {
      view = await viewDrill(host, folder, view)
    } catch (error) {
      // A line that is being written at this moment: somebody tells when it is whole.
      if (!(error instanceof Fault)) throw error
    }
    if (view.events.length > seen || view.isLive !== isLive) news.abort()
  }
  const read = async (): Promise<void> => {
    isWanted = true
    if (isReading) return
    isReading = true
    try {
      while (isWanted) {
        isWanted = false
        await look()
      }
    } finally {
      isReading = false
    }
  }
  const stop = watchFolders([folder], every, () => void read())
  return {
    view: () => view,
    news: () => news.signal,
    take: () => {
      const events = view.events.slice(seen)
      seen = view.events.length
      news = new AbortController()
      return events
    },
    stop,
  }
}

async function watchOnly(host: Host, following: Following, signal: AbortSignal): Promise<number> {
  const terminal = createTerminal(host.process, host)
  host.stdout(`\n${standing(following.view(), createLook(terminal, host.lang))}\n\n`)
  for (;;) {
    for (const event of following.take()) {
      host.stdout(`${told(event, following.view(), terminal, host.lang)}\n`)
    }
    if (signal.aborted) return exit.interrupted
    if (following.view().drill.ended !== null) return exit.done
    await aborted(AbortSignal.any([signal, following.news()]))
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    // A listener alone keeps no process alive.
    const alive = setInterval(() => {}, 60_000)
    const done = (): void => {
      clearInterval(alive)
      resolve()
    }
    if (signal.aborted) done()
    else signal.addEventListener('abort', done, { once: true })
  })
}

async function inControl(
  host: Host,
  following: Following,
  { signal, exitCode }: ReturnType<typeof listenForSignals>,
  observes: boolean,
): Promise<number> {
  const terminal = createTerminal(host.process, host)
  const look = createLook(terminal, host.lang)
  const asker = terminalAsker(host, look, signal, { news: following.news })
  let at: string | null = null
  const control = (): Control => {
    const view = following.view()
    return { ...view, filled: fillNow(view), asker, look, by: operatorName(host) }
  }
  const print = (): void => host.stderr(`\n${standing(following.view(), look)}\n\n`)
  print()
  let wasLive = following.view().isLive
  const tell = (): void => {
    const lines = following.take().map((event) => told(event, following.view(), terminal, host.lang))
    const { isLive } = following.view()
    if (isLive !== wasLive) lines.push(look.ink.loud(look.say(isLive ? backAgain : away)))
    wasLive = isLive
    // At once: a question in its plain form is written once more below what is told.
    if (lines.length > 0) host.stderr(`${lines.join('\n')}\n`)
  }
  for (;;) {
    tell()
    const chosen = new AbortController()
    if (look.plain) {
      whenNews(following, chosen.signal, tell)
    }
    try {
      const entries: readonly Entry<Wish | 'leave'>[] = [
        ...wishes(following.view().drill, observes).map((one) => ({ name: one.name, value: one })),
        { name: { en: 'Leave', nl: 'Stoppen' }, value: 'leave' },
      ]
      const named = (index: number): string => pick(entries[index]?.name ?? '', 'en')
      const picked = await unlessClosed<PickedOrNews<Wish | 'leave'>>({ kind: 'picked', value: 'leave' }, () =>
        asker.pickOrNews(whatNow, entries, {
          // News draws the list anew: what was chosen stays chosen.
          at: Math.max(
            0,
            entries.findIndex((_one, index) => named(index) === at),
          ),
          moved: (index) => {
            at = named(index)
          },
        }),
      )
      if (picked.kind === 'news') continue
      const wish = picked.value
      at = null
      chosen.abort()
      if (wish === 'leave') return exit.done
      const order = await asked(wish, control())
      if (order !== null) giveOrder(following.view().folder, order)
      if (wish === overview || (order !== null && !following.view().isLive)) print()
    } catch (error) {
      if (isFault(error, 'drill.order')) {
        host.stderr(`${look.ink.loud(look.say(error.text))}\n`)
        continue
      }
      const code = exitCode()
      if (code !== null) return code
      throw error
    } finally {
      chosen.abort()
    }
  }
}

/** The order that she wants; null: nothing after all. Esc goes back a question, and from the first one out of it. */
async function asked(wish: Wish, control: Control): Promise<Order | null> {
  const { asker, run } = createTape(control.asker, noDrafts)
  try {
    return await run('wish', () => wish.ask({ ...control, asker }))
  } catch (error) {
    if (error instanceof Withdrawn) return null
    throw error
  }
}

/**
 * Calls `tell` each time there is something new, until `stop`. Without a cursor news can't end a question and draw it again:
 * they are told below it while a number is awaited, and never into a text that somebody types.
 */
function whenNews(following: Following, stop: AbortSignal, tell: () => void): void {
  const heard = (): void => {
    tell()
    whenNews(following, stop, tell)
  }
  following.news().addEventListener('abort', heard, { once: true, signal: stop })
}

function standing(view: DrillView, look: Look): string {
  const { opened } = view.incident
  const { scenario, drill, now, isLive } = view
  const level = opened.exercise?.level ?? ''
  const municipality = `${opened.municipality.name}, ${basename(view.folder)}`
  return renderFacilitator({ scenario, drill, municipality, level, now, isLive, filled: fillNow(view) }, look)
}

/** An event in a line. Whom a message is for has the name that the scenario gives her. */
function told(event: LogEvent, { scenario, view }: DrillView, terminal: Terminal, lang: Lang): string {
  const isFor = event.type === 'inject.sent' || event.type === 'inject.edited' ? event.data.to : undefined
  const named = isFor === undefined ? {} : { to: roleTitle(scenario.roles, isFor, lang) }
  return renderEvent({ ...event, data: { ...event.data, ...named } } as LogEvent, view, terminal, lang)
}

const whatNow: Text = { en: 'EXERCISE. What now?', nl: 'OEFENING. Wat nu?' }
const away: Text = { en: "the players' terminal is closed", nl: 'de terminal van de spelers is gesloten' }
const backAgain: Text = { en: "the players' terminal is open", nl: 'de terminal van de spelers is open' }
