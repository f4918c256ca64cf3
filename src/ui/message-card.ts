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
export function renderMessage(message: CardMessage, roles: Roles, look: Look, attachment: Text | null = null): string {
  const { lang, ink, columns } = look
  const how = look.fit(look.say(channelText(message.channel)).toUpperCase(), 16)
  const time = showClock(message.t).slice(0, 5)
  const from = look.say(message.from)
  const role = look.say(roleTitle(roles, message.to, lang))
  const name = message.attachment === null ? [] : [`${pick(words.attachment, lang)}: ${look.say(message.attachment)}`]
  const inside = attachment === null ? [] : [look.tell(pick(attachment, lang))]
  const text = [look.tell(pick(message.text, lang)), ...name, ...inside]
  if (look.plain) {
    const head = `${exerciseMark}. ${time}, ${how}, ${pick(words.from, lang)} ${from}, ${pick(words.for, lang)} ${role}.`
    return [head, ...text].flatMap((part) => wrapText(part, columns)).join('\n')
  }
  const bar = ` ${ink.warning(look.signs.side)} `
  const room = columns - 4
  const facts = `${look.signs.pointer} ${look.fit(role, room - 10)}  ${time}`
  const sender = look.fit(from, room - displayWidth(how) - 2)
  const isShort = displayWidth(`${how}  ${sender}  ${facts}`) <= room
  const heading = `${ink.warning(how)}  ${ink.strong(sender)}`
  const head = isShort ? [`${heading}  ${facts}`] : [heading, facts]
  const body = text.flatMap((part) => wrapText(part, room))
  return [` ${ink.loud(exerciseMark)}`, ...[...head, ...body].map((line) => `${bar}${line}`)].join('\n')
}
