import type { Said, Text } from '../core/text.ts'
import { inMinutes } from './director.ts'
import type { Message } from './drill-state.ts'
import { referencesOf } from './evidence.ts'
import { evidenceWords } from './evidence-words.ts'
import { isJumpedOver, jumpsOf } from './interventions.ts'
import { messageName } from './message-name.ts'
import { isCutShort, lastedMinutes, momentsOf, type Replayable } from './played.ts'

/**
 * `late`: it happened, but after its time. `answered`: somebody answered in time, and the condition does not see what was said.
 * `open`: the exercise ended before its time was over, or that was jumped over. `unmeasured`: no condition, or one for another text than was sent.
 */
export type ResponseState = 'met' | 'answered' | 'late' | 'missed' | 'open' | 'unmeasured'

/**
 * The response that a message of the script was to bring about, and what came of it. Minutes count from the beginning.
 */
export interface Response {
  readonly inject: string
  readonly seq: number
  readonly sent: number
  readonly from: Said
  /** The name of the message: who sent it, and how it begins. */
  readonly name: Text
  readonly expected: Text
  /** The minutes that the players had. */
  readonly within: number | null
  /** The minute at which it became true. */
  readonly at: number | null
  readonly state: ResponseState
  /** The things that the condition looks at, in words: nothing else was measured. */
  readonly measured: readonly Text[]
  /** Whether it was so already when the message came. */
  readonly before: boolean
}

interface Expected {
  readonly message: Message
  readonly expect: { readonly text: Text; readonly when?: string; readonly within?: string }
}

/**
 * The responses to all messages that came and of which something is expected: whether and when that happened. Never
 * throws.
 */
export function responses(played: Replayable): readonly Response[] {
  const wanted = expectedOf(played)
  const became = becameTrue(played, wanted)
  const end = lastedMinutes(played)
  const isShort = isCutShort(played)
  const jumps = jumpsOf(played.events, played.scenario)
  return wanted.map(({ message, expect }) => {
    const within = expect.within === undefined ? null : minutesOf(expect.within)
    const { minute: at, before } = became.get(message.seq) ?? { minute: null, before: false }
    const { inject, seq, minute: sent, from } = message
    const due = within === null ? null : sent + within
    const isOpen = due === null ? isShort : end < due || isJumpedOver(jumps, sent, due)
    return {
      inject: inject ?? '',
      seq,
      sent,
      from,
      name: messageName(message),
      expected: expect.text,
      within,
      at,
      state: message.changed ? 'unmeasured' : stateOf(expect, at, due, isOpen),
      measured: measuredIn(expect.when, inject, played),
      before,
    }
  })
}

function expectedOf({ scenario, drill }: Replayable): readonly Expected[] {
  const seen = new Set<string>()
  return drill.messages.flatMap((message) => {
    const expect = scenario.injects.find(({ id }) => id === message.inject)?.expect
    if (message.inject === null || expect === undefined || seen.has(message.inject)) return []
    seen.add(message.inject)
    return [{ message, expect }]
  })
}

/** The minute at which each condition was true for the first time since its message came, by the message's line. */
function becameTrue(played: Replayable, wanted: readonly Expected[]): ReadonlyMap<number, Became> {
  const found = new Map<number, Became>()
  const open = new Set(wanted.filter(({ expect }) => expect.when !== undefined))
  for (const { event, minute, scope } of momentsOf(played)) {
    if (open.size === 0) break
    const mine = [...open].filter(({ message }) => message.seq <= event.seq)
    if (mine.length === 0) continue
    const seen = scope()
    for (const one of mine) {
      try {
        if (played.expressions.evaluate(one.expect.when ?? '', seen) !== true) continue
        found.set(one.message.seq, { minute, before: one.message.seq === event.seq })
        open.delete(one)
      } catch {
        // What can't be evaluated now never becomes true.
        open.delete(one)
      }
    }
    if (event.type === 'drill.ended') break
  }
  return found
}

function stateOf({ when }: Expected['expect'], at: number | null, due: number | null, isOpen: boolean): ResponseState {
  if (when === undefined) return 'unmeasured'
  if (at === null) return isOpen ? 'open' : 'missed'
  if (due !== null && at > due) return isOpen ? 'open' : 'late'
  return seesAnswersOnly(when) ? 'answered' : 'met'
}

const aboutAnswers: ReadonlySet<string> = new Set(['answered', 'injects', 'minutes', 'never'])

/** Whether a condition sees answers only: that somebody answered says nothing about what was said. */
export function seesAnswersOnly(condition: string): boolean {
  return referencesOf(condition).every(({ name }) => aboutAnswers.has(name))
}

function measuredIn(condition: string | undefined, inject: string | null, played: Replayable): readonly Text[] {
  const found = referencesOf(condition ?? '').filter(({ name }) => name !== 'never' && name !== 'minutes')
  const words = found.map(({ name, member }) =>
    name === 'answered' && member === inject ? anAnswer : evidenceWords(name, member, played),
  )
  return [...new Map(words.map((one) => [one.en, one])).values()]
}

const anAnswer: Text = { en: 'an answer', nl: 'een antwoord' }

interface Became {
  readonly minute: number
  readonly before: boolean
}

function minutesOf(duration: string): number | null {
  try {
    return inMinutes(duration)
  } catch {
    return null
  }
}
