import { exerciseMark } from '../core/exercise-mark.ts'
import { displayWidth } from '../core/harmless.ts'
import { pick, type Said, type Text } from '../core/text.ts'
import { channelText } from './drill-event.ts'
import type { Look } from './look.ts'
import { type Roles, roleTitle } from './role.ts'
import { showClock } from './time.ts'
import { wrapText } from './wrap.ts'

interface CardMessage {
  readonly t: string
  readonly from: Said
  readonly to: string
  readonly channel: string
  readonly text: Said
  readonly attachment: string | null
}

const words = {
  for: { en: 'for', nl: 'voor' },
  from: { en: 'from', nl: 'van' },
  attachment: { en: 'attachment', nl: 'bijlage' },
} as const satisfies { readonly [word: string]: Text }

/** A message of an exercise as the players get it: how, from whom, for whom, when, and what it says. */
export function renderMessage(message: CardMessage, roles: Roles, look: Look): string {
  const { lang, ink, columns } = look
  const how = look.say(channelText(message.channel)).toUpperCase()
  const time = showClock(message.t).slice(0, 5)
  const from = look.say(message.from)
  const role = look.say(roleTitle(roles, message.to, lang))
  const attached = message.attachment === null ? [] : [`${words.attachment[lang]}: ${look.say(message.attachment)}`]
  if (look.plain) {
    const head = `${exerciseMark}. ${time}, ${how}, ${words.from[lang]} ${from}, ${words.for[lang]} ${role}.`
    return [head, look.tell(pick(message.text, lang)), ...attached].join('\n')
  }
  const bar = ` ${ink.warning(look.signs.side)} `
  const [way, whom] = [look.fit(how, 16), look.fit(role, 24)]
  const who = look.fit(from, Math.max(columns - 17 - displayWidth(way) - displayWidth(whom), 8))
  const head = `${ink.warning(way)}  ${ink.strong(who)}  ${look.signs.pointer} ${whom}  ${time}`
  const body = [look.tell(pick(message.text, lang)), ...attached].flatMap((text) => wrapText(text, columns - 4))
  return [` ${ink.loud(exerciseMark)}`, ...[head, ...body].map((line) => `${bar}${line}`)].join('\n')
}
