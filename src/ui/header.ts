import { displayWidth } from '../core/harmless.ts'
import type { View } from '../core/planner.ts'
import type { Look } from './look.ts'
import { pad } from './wrap.ts'

const words = {
  incident: { en: 'incident', nl: 'incident' },
  record: { en: 'lines in the record', nl: 'regels in het logboek' },
  closed: { en: 'closed', nl: 'afgesloten' },
} as const

/** Which municipality, which incident, which plan, how long the record is. Empty before the incident is opened. */
export function renderHeader(view: View, look: Look): string {
  const { opened, closed, size } = view.state
  if (opened === null) return ''
  const { lang, signs, ink, columns } = look
  const { name, nis, province, policeZone } = opened.municipality
  const facts = [`NIS ${nis}`, province, policeZone].filter((fact) => fact !== '')
  const lines = `${size} ${words.record[lang]}${closed === null ? '' : `, ${words.closed[lang]}`}`
  if (look.plain) {
    const where = look.say(`${name}, ${facts.join(', ')}`)
    return `${where}.\n${look.say(`${words.incident[lang]} ${opened.incident}, ${opened.plan}, ${lines}`)}.`
  }
  const shown = look.fit(name.toUpperCase(), Math.min(28, columns - 24))
  const left = Math.max(displayWidth(shown), displayWidth(words.incident[lang])) + 3
  const row = (style: (text: string) => string, label: string, middle: string, right: string): string => {
    const end = look.fit(right, columns - left - 12)
    const room = columns - left - displayWidth(end) - 2
    return ` ${style(pad(label, left))}${pad(look.fit(middle, room), room)} ${end}`.trimEnd()
  }
  return [
    row(ink.strong, shown, facts.join(` ${signs.dot} `), opened.plan),
    row(ink.faint, words.incident[lang], opened.incident, lines),
  ].join('\n')
}
