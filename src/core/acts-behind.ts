import type { Behind, RunningAct } from './behind.ts'
import type { StepPorts } from './doing.ts'
import { isFault } from './fault.ts'
import { interrupted } from './interrupted.ts'
import type { OperatorPort, Question } from './ports.ts'
import type { StepView, View } from './view.ts'

/** The acts of one session that go on while something else is chosen. */
export interface ActsBehind extends Behind {
  readonly size: number
  /** The view without the steps that are being done. */
  over(view: View): View
  /**
   * Begins what an act has left to do when its questions are answered. `waits`: it only waits for the world, and takes no place.
   */
  begin(asked: Question, waits: boolean, rest: (ports: StepPorts) => Promise<void>): void
  /** Asks what an act wants to know; nothing, when it no longer does. */
  answer(instance: string): Promise<void>
  /** Stops one act: its outcome says who did. */
  stop(instance: string, by: string): void
  /**
   * Begins no more, and resolves when those that go on are over: a person who leaves waits for none, so they are stopped.
   */
  end(): Promise<void>
  /** Others wrote something in the record: what is chosen from may be another. */
  heard(): void
  /** Throws what went wrong with one of them, once. */
  check(): void
}

/** An act that goes on. */
interface Act extends RunningAct {
  said: string
  isWaiting: boolean
  /** Who stopped it. */
  stoppedBy: string | null
  readonly stop: AbortController
}

/** A question that an act has, and that nobody was asked yet. */
interface Open {
  readonly question: Question
  ask(): Promise<void>
}

/**
 * `places`: how many acts go on at once; the others begin when one is over. An operator who asks one thing at a time (`inTurn`) gets
 * the questions of these acts when somebody chooses to answer them; any other one at once.
 */
export function actsBehind(ports: StepPorts, places: number): ActsBehind {
  const acts = new Map<string, Act>()
  const over = new Set<Promise<void>>()
  const queue: (() => void)[] = []
  let used = 0
  let open: readonly Open[] = []
  let changed = new AbortController()
  let isEnding = false
  let failure: { readonly error: unknown } | null = null

  const change = (): void => {
    const told = changed
    changed = new AbortController()
    told.abort()
  }
  const place = async (act: Act): Promise<void> => {
    if (used < places) {
      used += 1
      return
    }
    act.isWaiting = true
    await new Promise<void>((begin) => queue.push(begin))
    act.isWaiting = false
  }
  const leave = (): void => {
    const begin = queue.shift()
    if (begin === undefined) used -= 1
    else begin()
  }

  /** The answer to a question of an act, when somebody chooses to give it. */
  const asked = <T>(question: Question, stopped: AbortSignal, ask: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const gone = (): void => {
        open = open.filter((one) => one !== mine)
        stopped.removeEventListener('abort', cut)
      }
      const cut = (): void => {
        gone()
        reject(new Cut())
      }
      const mine: Open = {
        question,
        ask: async () => {
          const answer = await ask()
          gone()
          resolve(answer)
        },
      }
      if (stopped.aborted) return reject(new Cut())
      stopped.addEventListener('abort', cut, { once: true })
      open = [...open, mine]
      change()
    })
  const operatorOf = (act: Act, signal: AbortSignal): OperatorPort => {
    const { operator } = ports
    if (operator.inTurn !== true) return operator
    const { instance, code, title } = act
    return new Proxy(operator, {
      get: (all, name) => {
        const value: unknown = Reflect.get(all, name, all)
        if (typeof value !== 'function' || tells.has(name)) return value
        return (...given: readonly unknown[]): unknown =>
          asked({ instance, code, title }, signal, () => Reflect.apply(value, all, given) as Promise<unknown>)
      },
    })
  }
  const portsOf = (act: Act): StepPorts => {
    const signal = AbortSignal.any([ports.signal, act.stop.signal])
    return {
      ...ports,
      signal,
      operator: operatorOf(act, signal),
      stoppedBy: () => act.stoppedBy,
      progress: (line) => {
        act.said = line
        // Where a person is asked, it stands at the question.
        if (ports.operator.inTurn !== true) ports.progress(line, ...(acts.size > 1 ? [act.code] : []))
      },
    }
  }
  const goOn = async (act: Act, waits: boolean, rest: (ports: StepPorts) => Promise<void>): Promise<void> => {
    if (!waits) await place(act)
    try {
      if (ports.signal.aborted) throw interrupted()
      if (!isEnding) await rest(portsOf(act))
    } catch (error) {
      // What was cut off has no outcome, and a person decides about it later. Who stopped one act goes on with the others.
      const isCut = error instanceof Cut || isFault(error, 'interrupted')
      if (!isCut || ports.signal.aborted) failure ??= { error: isCut ? interrupted() : error }
    } finally {
      if (!waits) leave()
      acts.delete(act.instance)
      change()
    }
  }
  return {
    get size() {
      return acts.size
    },
    get running() {
      return [...acts.values()]
    },
    get questions() {
      return open.map(({ question }) => question)
    },
    get changed() {
      return changed.signal
    },
    heard: change,
    over: (view) => {
      if (acts.size === 0) return view
      const isFree = ({ instance }: StepView): boolean => !acts.has(instance)
      return Object.create(view, {
        ready: { get: () => view.ready.filter(isFree) },
        next: { value: (fits: (step: StepView) => boolean) => view.next((step) => isFree(step) && fits(step)) },
      }) as View
    },
    begin: ({ instance, code, title }, waits, rest) => {
      const act: Act = {
        ...{ instance, code, title, since: ports.clock.now(), said: '' },
        ...{ isWaiting: false, stoppedBy: null, stop: new AbortController() },
      }
      acts.set(instance, act)
      const done = goOn(act, waits, rest)
      over.add(done)
      void done.then(() => over.delete(done))
    },
    answer: async (instance) => {
      await open.find(({ question }) => question.instance === instance)?.ask()
    },
    stop: (instance, by) => {
      const act = acts.get(instance)
      if (act === undefined) return
      act.stoppedBy = by
      act.stop.abort()
    },
    end: async () => {
      isEnding = true
      if (ports.operator.inTurn === true) for (const { stop } of acts.values()) stop.abort()
      await Promise.all(over)
    },
    check: () => {
      if (failure === null) return
      const { error } = failure
      failure = null
      throw error
    },
  }
}

/** An act was stopped while it waited for an answer. */
class Cut extends Error {}

/** What an operator is told, and gives no answer to that anybody waits for. */
const tells: ReadonlySet<string | symbol> = new Set([
  'actor',
  'show',
  'against',
  'changed',
  'faster',
  'kept',
  'goesOn',
  'choose',
])
