import type { LogEvent } from '../core/event.ts'
import { inBoth, pick, type Text } from '../core/text.ts'
import { isHint } from '../drill/coach.ts'
import type { Message } from '../drill/drill-state.ts'
import type { Playing } from '../drill/playing.ts'
import type { Scenario } from '../drill/scenario.ts'
import { drillTellers } from '../ui/drill-event.ts'
import type { Look } from '../ui/look.ts'
import { renderMessage } from '../ui/message-card.ts'
import type { Asker } from './asker.ts'
import type { More } from './more.ts'
import type { News } from './operator.ts'

interface NewsParts {
  readonly look: Look
  readonly playing: Playing
  readonly roles: Scenario['roles']
  /** The person who answers messages. */
  actor(): Promise<string>
  print(text: string): void
  /** Whether a question is open that no news ends: what is printed stands above it. */
  isAsking(): boolean
  /** The text of a message's attachment. */
  attached(message: Message): Text | null
}

/** The messages of a drill at the players' terminal: shown when they come, and answered from the menu. */
export interface DrillNews extends News {
  /**
   * Tells that these events are on record. Messages, and what the facilitator did to the clock, are for the players.
   */
  came(events: readonly LogEvent[]): void
}

export function drillNews(parts: NewsParts): DrillNews {
  const { look, playing } = parts
  let waiting: string[] = []
  let told = new AbortController()
  const show = (): void => {
    for (const text of waiting) parts.print(`\n${text}\n\n`)
    waiting = []
    told = new AbortController()
  }
  return {
    signal: () => told.signal,
    show,
    came: (events) => {
      const shown = events.flatMap((event) => shownOf(event, parts))
      if (shown.length === 0) return
      waiting.push(...shown)
      if (look.plain) return show()
      parts.print('\u0007')
      // Above a question it can stand at once; a menu is drawn anew below it, with what can be done about it.
      if (parts.isAsking()) show()
      else told.abort()
    },
    more: () => {
      const open = playing.drill().messages.filter((message) => message.answer === null && !isHint(message))
      const name = {
        en: `Answer a message… (${open.length})`,
        nl: `Antwoord op een bericht… (${open.length})`,
      }
      const answer: More = { name, run: (asker) => answerOne(asker, open, parts) }
      return [...(open.length === 0 ? [] : [answer]), ...(playing.view().finished ? [ending(parts)] : [])]
    },
  }
}

function shownOf(event: LogEvent, { look, roles }: NewsParts): readonly string[] {
  if (event.type === 'inject.sent') {
    const { from, to, channel, text, attachment } = event.data
    return [renderMessage({ t: event.t, from, to, channel, text, attachment: attachment?.name ?? null }, roles, look)]
  }
  if (event.type !== 'drill.clock' || (event.data.order ?? event.data.stood) === undefined) return []
  return [` ${look.ink.loud(look.say(drillTellers['drill.clock'](event.data, event, nothing)))}`]
}

const nothing = { steps: [], clocks: [] }

async function answerOne(
  asker: Asker,
  open: readonly Message[],
  { playing, actor, look, roles, attached }: NewsParts,
): ReturnType<More['run']> {
  const message = await asker.pick<Message | null>(
    { en: 'Which message?', nl: 'Welk bericht?' },
    [
      ...open.toReversed().map((one) => ({ name: both(one), value: one })),
      { name: { en: 'Back', nl: 'Terug' }, value: null },
    ],
    { back: true },
  )
  if (message === null) return null
  // It can have come long ago, and the list shows its beginning only.
  const attachment = attached(message)
  const card = { ...message, attachment: message.attachment?.name ?? null }
  asker.print(`\n${renderMessage(card, roles, look, attachment)}\n`)
  const asked: Text = { en: 'What do you answer? (empty: back)', nl: 'Wat antwoordt u? (leeg: terug)' }
  const text = await asker.prose(asked, { back: true })
  if (text === '') return null
  await playing.log.add([{ type: 'inject.answered', actor: await actor(), data: { seq: message.seq, text } }])
  return { kind: 'again' }
}

/** The offer to end: whoever has done everything need not wait for what the scenario still holds. */
function ending({ playing, actor }: NewsParts): More {
  return {
    name: { en: 'End the exercise', nl: 'Oefening beëindigen' },
    run: async () => {
      await playing.log.add([{ type: 'drill.ended', actor: await actor(), data: { why: 'finished' } }])
      return { kind: 'again' }
    },
  }
}

function both({ from, text }: Message): { readonly en: string; readonly nl: string } {
  return inBoth((lang) => [from, text].map((said) => pick(said, lang)).join(': '))
}
