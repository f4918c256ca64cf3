import type { Json } from '../core/event.ts'
import { exerciseMark } from '../core/exercise-mark.ts'
import { displayWidth } from '../core/harmless.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { aloneLine } from './alone.ts'
import { pressingClocks } from './clocks.ts'
import { type GlanceRow, glance } from './glance.ts'
import type { Look } from './look.ts'
import { showExact } from './time.ts'
import { flow, hang, pad } from './wrap.ts'

const words = {
  incident: { en: 'incident', nl: 'incident' },
  drill: { en: 'drill', nl: 'oefening' },
  record: { en: 'lines in the record', nl: 'regels in het logboek' },
  closed: { en: 'closed', nl: 'afgesloten' },
  falseAlarm: { en: 'closed: FALSE ALARM', nl: 'afgesloten: VALS ALARM' },
  unknown: { en: 'unknown', nl: 'onbekend' },
} as const

/** The lists of a profile that an incident asks for when they are not known. */
const lists: readonly (readonly [string, Text])[] = [
  ['contacts', { en: 'contacts', nl: 'contacten' }],
  ['links', { en: 'links', nl: 'verbindingen' }],
  ['partners', { en: 'partners', nl: 'partners' }],
  ['suppliers', { en: 'suppliers', nl: 'leveranciers' }],
  ['neighbours', { en: 'neighbours', nl: 'buurgemeenten' }],
  ['services', { en: 'services', nl: 'diensten' }],
  ['backups', { en: 'backups', nl: 'back-ups' }],
]

/**
 * The header: which municipality, which incident, which plan, how long the record is, who leads, what is open, what is not
 * known yet. In a drill it says first of all that it is one, and what time it is in it (`now`): no clock on the wall shows
 * that. `isShort`: for a screen with few lines, a part takes one; `clocks`: those that press stand here, and nowhere else. Empty
 * before the incident is opened.
 */
export function renderHeader(
  view: View,
  look: Look,
  now: Temporal.Instant | null = null,
  { isShort = false, clocks = false }: { readonly isShort?: boolean; readonly clocks?: boolean } = {},
): string {
  const { opened, closed, size } = view.state
  if (opened === null) return ''
  const { lang, signs, ink, columns } = look
  const { name, nis, province, policeZone } = opened.municipality
  const facts = [`NIS ${nis}`, province, policeZone].filter((fact) => fact !== '')
  const lines = `${size} ${pick(words.record, lang)}${closed === null ? '' : `, ${pick(closed.falseAlarm === undefined ? words.closed : words.falseAlarm, lang)}`}`
  const unknown = unknownLists(view, lang)
  const alone = aloneLine(view)
  const isDrill = opened.exercise !== undefined
  const rows = now === null ? [] : [...glance(view, now, look), ...(clocks ? pressing(view, now, look) : [])]
  const time = now === null ? [] : [showExact(now.toString(), lang)]
  const kind = pick(words[isDrill ? 'drill' : 'incident'], lang)
  if (look.plain) {
    const asked = unknown === '' ? '' : `\n${pick(words.unknown, lang)}: ${unknown}.`
    const mark = alone === null ? '' : `\n${look.say(alone)}.`
    const where = look.say(`${name}, ${facts.join(', ')}`)
    const loud = isDrill ? `${[exerciseMark, ...time].join('. ')}.\n` : ''
    const told = rows.map(({ label, parts }) => `\n${look.say(label)}: ${parts.join('. ')}.`).join('')
    return `${loud}${where}.\n${look.say(`${kind} ${opened.incident}, ${opened.plan}, ${lines}`)}.${told}${asked}${mark}`
  }
  const shown = look.fit(name.toUpperCase(), Math.min(28, columns - 24))
  const left = Math.max(displayWidth(shown), displayWidth(kind), 11) + 2
  const row = (style: (text: string) => string, label: string, middle: string, right: string): string => {
    const end = look.fit(right, columns - left - 12)
    const room = columns - left - displayWidth(end) - 2
    return ` ${style(pad(label, left))}${pad(look.fit(middle, room), room)} ${end}`.trimEnd()
  }
  return [
    ...(isDrill ? [ink.loud(pad(look.fit(` ${[exerciseMark, ...time].join('  ')} `, columns), columns - 1))] : []),
    row(ink.strong, shown, facts.join(` ${signs.dot} `), opened.plan),
    row(ink.faint, kind, opened.incident, lines),
    ...rows.flatMap(({ label, parts }) => glanceLines(look.say(label), parts, left, look, isShort)),
    ...(unknown === '' ? [] : [hang(` ${pad(look.say(words.unknown), left)}`, look.say(unknown), columns)]),
    ...(alone === null ? [] : [ink.loud(look.fit(` ${look.say(alone)} `, columns))]),
  ].join('\n')
}

function pressing(view: View, now: Temporal.Instant, look: Look): readonly GlanceRow[] {
  const parts = pressingClocks(view, now, look)
  return parts.length === 0 ? [] : [{ label: { en: 'next clock', nl: 'klok' }, parts }]
}

/** A row in as many lines as it takes; on a screen with few lines a long part is cut to one. */
function glanceLines(label: string, parts: readonly string[], left: number, look: Look, isShort: boolean): string[] {
  const room = look.columns - left - 2
  const fitted = isShort ? parts.map((part) => look.fit(part, room)) : parts
  return flow(fitted, room).map((line, index) => ` ${look.ink.faint(pad(index === 0 ? label : '', left))}${line}`)
}

/** The lists that the profile leaves out, and that nobody named since: they are asked for when a step needs them. */
function unknownLists({ scope, state }: View, lang: Lang): string {
  const profile = scope.profile
  if (profile === null || typeof profile !== 'object' || Array.isArray(profile)) return ''
  const known = profile as { readonly [key: string]: Json }
  const missing = lists.filter(([key]) => known[key] === null && state.items[`profile.${key}`] === undefined)
  const asked: Text = { en: '(asked when needed)', nl: '(wordt gevraagd als het nodig is)' }
  return missing.length === 0 ? '' : `${missing.map(([, text]) => pick(text, lang)).join(', ')} ${pick(asked, lang)}`
}
