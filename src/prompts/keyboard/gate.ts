import { mostPasted, type Token } from './token.ts'

/** A thing that comes out of the gate, in order. */
export type Passed =
  /** Keys count from now on. */
  | { readonly kind: 'open' }
  | { readonly kind: 'token'; readonly token: Extract<Token, { kind: 'text' | 'key' }> }
  /** A paste, as one thing: line feeds between its lines. `length` is how much came, of which `text` may be the beginning. */
  | { readonly kind: 'paste'; readonly text: string; readonly length: number }
  /** A key that decides came together with others, so nobody can say that it was meant. */
  | { readonly kind: 'together' }
  /** Ctrl-C, whatever else is going on. */
  | { readonly kind: 'interrupt' }

/**
 * Decides what was meant, from what the terminal sent and when (milliseconds of a clock that never goes back). Pure: the
 * clock, the drawing and the bytes are told to it.
 *
 * Keys count from the moment that the terminal answered where its cursor is, which was asked behind the drawing of the
 * question: the answer stands in the stream behind every key that was sent before. Where a terminal does not answer, keys
 * count from a quiet half second on.
 */
export interface Gate {
  /**
   * The question is on its way to the screen. `column`: the terminal was asked for its cursor, which stands there for the
   * asking (no other question and no key gives that answer); null: this terminal was not asked.
   */
  drawn(now: number, column: number | null): void
  /** Bytes came, whatever they are: before their tokens are told, and behind these when they left something open. */
  heard(now: number, open?: 'escape' | 'sequence' | 'paste'): void
  came(token: Token, now: number): readonly Passed[]
  /** Time went by. */
  passed(now: number): readonly Passed[]
  /** The time at which time going by means something next, or null. */
  due(): number | null
  /** No question is there: nothing counts. */
  shut(): void
  readonly isOpen: boolean
  /** The terminal was asked for its cursor, and its answer is still on the way. */
  readonly isAwaited: boolean
}

/** The milliseconds that a key waits for others that make a burst of it. */
const waitMs = 30
/** The milliseconds that Enter waits: nothing may follow it sooner, or it is a line break of a paste. */
const enterMs = 80
/** The milliseconds before Enter in which nothing may stand either: text and Enter in one packet were not typed. */
const alone = 50
/** The milliseconds within which nobody presses Enter twice; a key that is held down does. */
const repeatMs = 150
/** The number of keys in a time that only a machine sends: 40 a second. */
const burst = { tokens: 4, ms: 100 }
/** A burst is over when nothing came for so long. */
const overMs = 400
/** The milliseconds for which it must be quiet where no terminal answers. */
const quietMs = 500
/** The milliseconds that a terminal that never answered yet may take, and one that did before. */
const patienceMs = { unknown: 2000, answers: 5000 }

type Held = { readonly token: Extract<Token, { kind: 'text' | 'key' }>; readonly at: number; readonly isAlone: boolean }

export function createGate(): Gate {
  let status: 'shut' | 'waiting' | 'open' = 'shut'
  let terminal: 'unknown' | 'answers' | 'silent' = 'unknown'
  let drawnAt = 0
  let asked: number | null = null
  let isAnswered = false
  /** The last byte, and the last token. */
  let stirred = Number.NEGATIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  let lastEnter = Number.NEGATIVE_INFINITY
  let recent: number[] = []
  let held: Held[] = []
  let running: Running | null = null
  /** A bracketed paste goes on that began before the question counted. */
  let isTooEarly = false

  /** The time at which the gate may open, as things are. */
  const opensAt = (): number => {
    const whole = running === null ? Number.NEGATIVE_INFINITY : last + overMs
    if (isAnswered) return whole
    const patience = asked === null || terminal === 'silent' ? 0 : patienceMs[terminal]
    return Math.max(whole, drawnAt + patience, Math.max(drawnAt, last, stirred) + quietMs)
  }
  const open = (): readonly Passed[] => {
    if (!isAnswered && asked !== null && terminal === 'unknown') terminal = 'silent'
    status = 'open'
    held = []
    recent = []
    running = null
    return [{ kind: 'open' }]
  }
  const isBurst = (now: number): boolean => {
    recent = [...recent.filter((at) => now - at <= burst.ms), now].slice(-burst.tokens)
    return recent.length >= burst.tokens
  }
  const begin = (now: number): Running => {
    running ??= createRunning()
    for (const { token } of held) running.add(token)
    held = []
    recent = [now]
    return running
  }
  const passed = (now: number): readonly Passed[] => {
    if (status === 'waiting' && now >= opensAt()) return open()
    if (status !== 'open') return []
    if (running !== null) {
      if (now < last + overMs) return []
      const whole = running.whole()
      running = null
      return whole
    }
    const out: Passed[] = []
    for (let [first] = held; first !== undefined && now >= dueOf(first); [first] = held) {
      held = held.slice(1)
      out.push(isDeciding(first.token) && !first.isAlone ? { kind: 'together' } : { kind: 'token', token: first.token })
    }
    return out
  }
  const came = (token: Token, now: number): readonly Passed[] => {
    if (token.kind === 'cursor') {
      if (token.column !== asked) {
        last = now
        held = crowded(held)
        return []
      }
      // Also one that comes too late says that this terminal answers.
      terminal = 'answers'
      isAnswered = true
      return passed(now)
    }
    if (token.kind === 'key' && token.name === 'interrupt') {
      held = []
      running = null
      return [{ kind: 'interrupt' }]
    }
    const before = last
    const isEnter = token.kind === 'key' && token.name === 'enter'
    const isHeldDown = isEnter && now - lastEnter < repeatMs
    last = now
    if (isEnter) lastEnter = now
    if (token.kind === 'paste' && isTooEarly) {
      isTooEarly = false
      return []
    }
    if (status !== 'open') {
      // A burst that is under way when the question is drawn is not cut in two: what is left of it answers nothing.
      if (token.kind === 'paste' || (!isMove(token) && isBurst(now))) running ??= createRunning()
      return []
    }
    if (running !== null) {
      running.add(token)
      return []
    }
    if (token.kind === 'paste') {
      const out = held
        .filter((one) => !isDeciding(one.token))
        .map(({ token: key }): Passed => ({ kind: 'token', token: key }))
      held = []
      return [...out, { kind: 'paste', text: lines(token.text), length: token.length }]
    }
    if (isMove(token)) {
      // Moving decides nothing, and a key that is held down comes as fast as a paste.
      if (held.every((one) => !isDeciding(one.token))) {
        held = [...held, { token, at: now, isAlone: true }]
        return passed(now)
      }
    }
    if (isHeldDown || held.some((one) => isDeciding(one.token)) || isBurst(now)) {
      begin(now).add(token)
      return []
    }
    held = [...held, { token, at: now, isAlone: now - before >= alone }]
    return []
  }
  return {
    drawn: (now, column) => {
      status = 'waiting'
      drawnAt = now
      asked = column
      isAnswered = false
      held = []
    },
    heard: (now, left) => {
      stirred = now
      if (status !== 'open' && left === 'paste') isTooEarly = true
      held = crowded(held)
    },
    came,
    passed,
    due: () => {
      if (status === 'waiting') return opensAt()
      if (status === 'shut') return null
      if (running !== null) return last + overMs
      return held[0] === undefined ? null : dueOf(held[0])
    },
    shut: () => {
      status = 'shut'
      held = []
    },
    get isOpen() {
      return status === 'open'
    },
    get isAwaited() {
      return status === 'waiting' && asked !== null && !isAnswered && terminal !== 'silent'
    },
  }
}

/** The same, when something came behind them. */
function crowded(held: Held[]): Held[] {
  return held.map((one) => (isDeciding(one.token) ? { ...one, isAlone: false } : one))
}

function dueOf({ token, at }: Held): number {
  if (isMove(token)) return at
  return at + (isDeciding(token) ? enterMs : waitMs)
}

function isDeciding(token: Held['token']): boolean {
  return token.kind === 'key' && (token.name === 'enter' || token.name === 'close')
}

function isMove(token: Token): boolean {
  return token.kind === 'key' && moves.has(token.name)
}

const moves: ReadonlySet<string> = new Set(['up', 'down', 'left', 'right', 'home', 'end', 'backspace', 'delete'])

/** A burst while it comes. */
interface Running {
  add(token: Token): void
  /** The run as a whole: a paste, or a key that was held down, which is nothing. */
  whole(): readonly Passed[]
}

function createRunning(): Running {
  const parts: string[] = []
  let kept = 0
  let length = 0
  const add = (text: string, size = text.length): void => {
    length += size
    if (kept >= mostPasted) return
    parts.push(text.slice(0, mostPasted - kept))
    kept += text.length
  }
  return {
    add: (token) => {
      if (token.kind === 'text') add(token.text)
      else if (token.kind === 'paste') add(token.text, token.length)
      else if (token.kind === 'key') add({ enter: '\n', newline: '\n', tab: '\t' }[token.name as 'enter'] ?? '')
    },
    whole: () => {
      const text = lines(parts.join(''))
      return text.trim() === '' ? [] : [{ kind: 'paste', text, length }]
    },
  }
}

/** Terminals send line breaks of a paste as CR, CRLF or LF. */
function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}
