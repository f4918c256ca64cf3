import type { Draft, LogEvent } from './event.ts'
import { exit } from './exit-codes.ts'
import type { Expressions } from './expressions.ts'
import { Fault, isFault } from './fault.ts'
import { fold } from './fold.ts'
import { planner } from './planner.ts'
import type { ClockPort, LogPort } from './ports.ts'
import type { State } from './state.ts'
import type { Book, View } from './view.ts'

/** `told` gets each event after it is durable, never before; `view` is what follows from it. */
export interface JournalPorts {
  readonly book: Book
  readonly log: LogPort
  readonly clock: ClockPort
  readonly expressions: Expressions
  /** The process in whose name lines are written; absent: that of the last line of the state, or of the first that is written. */
  readonly run?: string
  told(events: readonly LogEvent[], view: () => View): void
}

/** What the record says at one moment. The view is worked out when somebody looks. */
export interface Present {
  readonly state: State
  view(): View
}

/** The log and the state that follows from it, kept together so that they can't disagree. */
export interface Journal {
  state(): State
  view(): View
  /** The process in whose name it writes. */
  run(): string
  /**
   * Facts: true whatever others wrote meanwhile, so they are repeated behind it until they stand. Durable when it resolves.
   * Without drafts it takes in what else was written.
   */
  record(drafts: readonly Draft[]): Promise<void>
  /**
   * A claim: good only as long as `still` says so of the record that it would stand behind, which others may have gone on with.
   * True: it is durable. False: somebody was faster, and nothing was written.
   */
  claim(drafts: readonly Draft[], still: (now: Present) => boolean): Promise<boolean>
}

/** What waits for its place in the record. */
interface Wish {
  readonly drafts: readonly Draft[]
  still(now: Present): boolean
  done(stands: boolean): void
  failed(error: unknown): void
}

const always = (): boolean => true

/** What is wrong with one draft, and says nothing of the others: nothing was written, and the log goes on. */
const ofOneDraft = ['log.not-recordable', 'log.line-too-long'] as const

export function openJournal(ports: JournalPorts, start: State): Journal {
  let state = start
  const plan = planner(ports.book, ports.expressions)
  let known: View | null = null
  // The same state has the same view but for the time on the clocks, and nobody looks at that between two events.
  const view = (): View => {
    known ??= plan(state, ports.clock.now())
    return known
  }
  let run = ports.run ?? start.lastRun ?? ''
  /** Somebody recorded that the session of this process is gone: nothing may follow from it. */
  let over: Fault | null = null
  const takeIn = (events: readonly LogEvent[]): void => {
    const wasOpen = state.sessions[run]?.shared === true
    state = fold(state, events)
    known = null
    const last = events.at(-1)
    if (wasOpen && state.sessions[run] === undefined && last?.run !== run) over = sessionLost()
    ports.told(events, view)
  }

  /** Those of some wishes that can stand now, each judged behind the ones before it; the others are told so. */
  const standing = (wishes: readonly Wish[]): readonly Wish[] => {
    let now: Present = { state, view }
    const good: Wish[] = []
    for (const wish of wishes) {
      let isGood = false
      try {
        isGood = wish.still(now)
      } catch (error) {
        wish.failed(error)
        continue
      }
      if (!isGood) {
        wish.done(false)
        continue
      }
      good.push(wish)
      if (wishes.length > 1) now = presumed(now.state, wish.drafts)
    }
    return good
  }

  /** The record as it will be with these behind it. */
  const presumed = (from: State, drafts: readonly Draft[]): Present => {
    const t = ports.clock.now().toString()
    const next = fold(
      from,
      drafts.map((draft, index) => ({ ...draft, seq: from.size + index, t, run })),
    )
    return { state: next, view: () => plan(next, ports.clock.now()) }
  }

  /** One append for all of them, repeated for as long as others are faster. */
  const write = async (given: readonly Wish[]): Promise<void> => {
    for (let wishes = standing(given); wishes.length > 0; wishes = standing(wishes)) {
      try {
        if (over !== null) throw over
        const drafts = wishes.flatMap((wish) => wish.drafts)
        const events = await ports.log.append(drafts, state.size)
        if (drafts.length > 0) run = events.at(-1)?.run ?? run
        takeIn(events)
        if (drafts.length === 0) takeIn(await ports.log.follow())
        for (const wish of wishes) wish.done(true)
        return
      } catch (error) {
        const others = isFault(error, 'log.wrong-size') ? await ports.log.follow() : null
        if (others !== null && others.length > 0) takeIn(others)
        else if (wishes.length > 1 && ofOneDraft.some((code) => isFault(error, code))) {
          for (const wish of wishes) await tried([wish])
          return
        } else {
          for (const wish of wishes) wish.failed(error)
          return
        }
      }
    }
  }

  /** What goes wrong is told to each that waited. */
  const tried = async (wishes: readonly Wish[]): Promise<void> => {
    try {
      await write(wishes)
    } catch (error) {
      for (const wish of wishes) wish.failed(error)
    }
  }

  let waiting: Wish[] = []
  let isWriting = false
  // Those that come while an append is under way share the next one.
  const ask = (drafts: readonly Draft[], still: Wish['still']): Promise<boolean> =>
    new Promise((done, failed) => {
      waiting.push({ drafts, still, done, failed })
      if (!isWriting) void writeAll()
    })
  const writeAll = async (): Promise<void> => {
    isWriting = true
    while (waiting.length > 0) {
      const next = waiting
      waiting = []
      await tried(next)
    }
    isWriting = false
  }

  return {
    state: () => state,
    view,
    run: () => run,
    record: async (drafts) => {
      await ask(drafts, always)
    },
    claim: ask,
  }
}

function sessionLost(): Fault {
  return new Fault({
    code: 'session.lost',
    exit: exit.stopped,
    message: {
      en: 'this session was recorded as gone, so nothing more is written in it',
      nl: 'deze sessie is als weg vastgelegd, dus wordt er niets meer in geschreven',
    },
    hint: {
      en: 'go on with: cyber-respond resume; what you were doing is marked as unknown there',
      nl: 'ga verder met: cyber-respond resume; wat u aan het doen was, staat daar als onbekend',
    },
  })
}
