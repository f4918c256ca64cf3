import type { DraftAnswer, Drafts } from '../adapters/home/draft-files.ts'
import type { LogEvent } from '../core/event.ts'
import { typesThatAre } from '../core/event-traits.ts'
import { type Lang, pick, type Said, type Text } from '../core/text.ts'
import { Withdrawn } from '../core/withdrawn.ts'
import { hang } from '../ui/wrap.ts'
import type { Asker, Entry, LineOptions } from './asker.ts'
import { Back } from './back.ts'
import { beginning } from './fields.ts'

/** An answer of this step, as it was given. */
interface Item extends DraftAnswer {
  readonly value: unknown
  readonly isKept: boolean
}

/** The questions that one method of the operator asked. */
interface Part {
  readonly method: string
  readonly items: readonly Item[]
}

/**
 * Remembers what was answered in a step, so that Esc goes back a question: the method is asked once more, and what stays
 * answered is not asked again. Until it is on record, an answer is kept as a draft, and offered again by the next session.
 */
export interface Tape {
  /** Asks like the one below it, and remembers. Only for use in `run`. */
  readonly asker: Asker
  /** A step is begun: what is left of its answers is offered. False: she went back. */
  begin(step: { readonly instance: string; readonly code: string }): Promise<boolean>
  /** Asks what one method asks. Throws `Withdrawn` when she goes back behind its first question. */
  run<T>(method: string, flow: () => Promise<T>, keeps?: boolean): Promise<T>
  /** Tells that these events are on record: nobody goes back behind them. */
  kept(events: readonly LogEvent[]): void
  /**
   * The number of answers of the step that is being done that are in no record, and whether they are kept as a draft.
   */
  unsaved(): { readonly code: string; readonly count: number; readonly isKept: boolean } | null
}

/** `stays`: there is nowhere to go back to from the first question. */
export function createTape(below: Asker, drafts: Drafts, stays = false): Tape {
  let step = { instance: '', code: '' }
  let done: Part[] = []
  let again: Part[] = []
  let items: Item[] = []
  let queue: Item[] = []
  let kept: Item[] = []
  let left: DraftAnswer[] = []
  let taken: Item | null = null
  let isBegun = false
  let isKeeping = false
  let isSafe = false

  const keep = (): void => {
    isSafe =
      step.instance !== '' &&
      drafts.keep(step.instance, {
        code: step.code,
        answers: kept.map(({ asked, answer, shown }) => ({ asked, answer, shown })),
      })
  }
  const add = (item: Item): void => {
    items = [...items, item]
    if (!item.isKept) return
    kept = [...kept, item]
    keep()
  }
  const ask = async <T>(
    said: Said,
    isClaim: boolean,
    live: (before: string | null) => Promise<{ readonly answer: string; readonly shown?: string; readonly value: T }>,
    restore: (answer: string) => { readonly value: T } | null,
  ): Promise<T> => {
    const [next, ...rest] = queue
    if (next !== undefined) {
      queue = rest
      items = [...items, next]
      return next.value as T
    }
    const asked = pick(said, 'en')
    const isKept = isKeeping && !isClaim
    const [draft, ...later] = left
    const found = isKept && draft?.asked === asked ? restore(draft.answer) : null
    if (draft !== undefined && found !== null) {
      left = later
      add({ ...draft, value: found.value, isKept })
      return found.value
    }
    left = []
    const before = taken?.asked === asked ? taken.answer : null
    taken = null
    const { answer, shown = answer, value } = await live(before)
    add({ asked, answer, shown: `${pick(said, below.look.lang)}  ${shown}`, value, isKept })
    return value
  }
  const write = (form: 'line' | 'prose' | 'name', said: Said, options: LineOptions = {}): Promise<string> =>
    ask(
      said,
      options.typed === true,
      async (before) => {
        const typed = before === null ? null : (options.retyped?.(before) ?? before)
        const initial = typed === null || options.typed === true ? {} : { initial: typed }
        const text = await below[form](said, { ...options, ...initial, back: true })
        const value = options.keeps?.(text) ?? text
        return { answer: value, shown: options.understood?.(text) ?? text, value }
      },
      (answer) => ((options.check?.(answer) ?? null) === null ? { value: answer } : null),
    )
  const choose = <T>(
    said: Said,
    entries: readonly Entry<T>[],
    isClaim: boolean,
    live: () => Promise<T>,
  ): Promise<T> => {
    const named = (value: T, lang: Lang): string => {
      const entry = entries.find((one) => one.value === value)
      return entry === undefined ? '' : pick(entry.name, lang)
    }
    return ask(
      said,
      isClaim,
      async () => {
        const value = await live()
        return { answer: named(value, 'en'), shown: named(value, below.look.lang), value }
      },
      (answer) => {
        const fitting = entries.filter(({ name }) => pick(name, 'en') === answer)
        return fitting.length === 1 ? { value: (fitting[0] as Entry<T>).value } : null
      },
    )
  }
  // What was said before the question that is asked once more stands on the screen already.
  const unlessReplayed = (say: () => void): void => {
    if (queue.length === 0) say()
  }
  const asker: Asker = {
    ...{ look: below.look, people: below.people },
    print: (text) => unlessReplayed(() => below.print(text)),
    tell: (text) => unlessReplayed(() => below.tell(text)),
    pick: (said, entries, options = {}) =>
      choose(said, entries, options.claim === true, () => below.pick(said, entries, { ...options, back: true })),
    find: (said, entries, options = {}) =>
      choose(said, entries, true, () => below.find(said, entries, { ...options, back: true })),
    name: (said, options) => write('name', said, options),
    line: (said, options) => write('line', said, options),
    prose: (said, options) => write('prose', said, options),
  }
  /** Takes the last of the answers back. */
  const untake = (from: readonly Item[]): readonly Item[] => {
    taken = from.at(-1) ?? null
    if (taken?.isKept === true) {
      kept = kept.slice(0, -1)
      keep()
    }
    return from.slice(0, -1)
  }
  return {
    asker,
    begin: async ({ instance, code }) => {
      step = { instance, code }
      done = []
      again = []
      kept = []
      left = []
      taken = null
      isBegun = false
      const draft = drafts.of(instance)
      if (draft === null) return true
      const answer = await offer(below, code, draft.answers)
      if (answer === null) return false
      if (answer) left = [...draft.answers]
      else keep()
      return true
    },
    run: async (method, flow, keeps = false) => {
      const first = again[0]
      let todo = first?.method === method ? first.items : []
      again = first?.method === method ? again.slice(1) : []
      for (;;) {
        queue = [...todo]
        items = []
        isKeeping = keeps
        try {
          const result = await flow()
          done = [...done, { method, items }]
          return result
        } catch (error) {
          if (!(error instanceof Back)) throw error
          if (items.length > 0) {
            todo = untake(items)
            continue
          }
          const last = done.findLastIndex((part) => part.items.length > 0)
          const earlier = done[last]
          if (earlier !== undefined) {
            again = [...done.slice(0, last), { method: earlier.method, items: untake(earlier.items) }]
            done = []
            throw new Withdrawn(true)
          }
          if (!isBegun && !stays) throw new Withdrawn(false)
          todo = []
          if (isBegun) below.tell(begun)
        }
      }
    },
    kept: (events) => {
      // What becomes of another step, which goes on beside, takes nothing back here.
      const isHere = (instance: string | undefined): boolean => instance === undefined || instance === step.instance
      if (events.some((event) => isHere(event.step))) {
        done = []
        again = []
      }
      for (const { type, step: instance } of events) {
        if (type === 'step.intent' && isHere(instance)) isBegun = true
        if (!settling.has(type)) continue
        if (isHere(instance)) isBegun = false
        if (instance === undefined || instance === step.instance) kept = []
        if (instance !== undefined) drafts.keep(instance, { code: '', answers: [] })
      }
    },
    unsaved: () => (kept.length === 0 ? null : { code: step.code, count: kept.length, isKept: isSafe }),
  }
}

/** The events that put the answers of a step on record, or make them useless. */
const settling = typesThatAre('settles-answers')

const begun: Text = {
  en: 'this step has begun, and there is no way back: answer, or press Ctrl-C and go on later',
  nl: 'deze stap is begonnen, en er is geen weg terug: antwoord, of druk Ctrl-C en ga later verder',
}

/** Whether to go on with the answers of an earlier session; null: neither, she goes back. */
async function offer(asker: Asker, code: string, answers: readonly DraftAnswer[]): Promise<boolean | null> {
  const { look } = asker
  const rows = answers.map(({ shown }) => hang(' ', look.tell(beginning(shown)), look.columns))
  const kept: Text = {
    en: `${code}: these answers were given and are not in the record yet`,
    nl: `${code}: deze antwoorden zijn gegeven en staan nog niet in het logboek`,
  }
  asker.print('')
  asker.tell(kept)
  asker.print(`${rows.join('\n')}\n`)
  try {
    return await asker.pick<boolean>(
      { en: 'Go on with them?', nl: 'Daarmee verdergaan?' },
      [
        { name: { en: 'Go on with these answers', nl: 'Verder met deze antwoorden' }, value: true },
        { name: { en: 'Answer anew', nl: 'Opnieuw antwoorden' }, value: false },
      ],
      { back: true },
    )
  } catch (error) {
    if (error instanceof Back) return null
    throw error
  }
}
