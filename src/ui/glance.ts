import { contactsIn } from '../core/contacts.ts'
import { displayWidth } from '../core/harmless.ts'
import { leadOf } from '../core/lead.ts'
import { linksOf } from '../core/open-links.ts'
import type { Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import type { Look } from './look.ts'
import { personText } from './people.ts'
import { showMoment } from './time.ts'

/** One row of the header: its label, and the parts that stand behind it. */
export interface GlanceRow {
  readonly label: Text
  readonly parts: readonly string[]
}

/**
 * What somebody asks who comes back or takes over: who leads, which links are open, which steps were refused, put off or
 * blocked, and the newest note of a hand-over. What is not so has no row.
 */
export function glance(view: View, now: Temporal.Instant, look: Look): readonly GlanceRow[] {
  const rows: readonly GlanceRow[] = [
    { label: { en: 'lead', nl: 'leiding' }, parts: lead(view, look) },
    { label: { en: 'open', nl: 'open' }, parts: [...openLinks(view, look), ...unsettled(view, look)] },
    { label: { en: 'handed over', nl: 'overdracht' }, parts: handedOver(view, now, look) },
  ]
  return rows.filter(({ parts }) => parts.length > 0)
}

function lead(view: View, look: Look): readonly string[] {
  const name = leadOf(view.state)
  return name === null ? [] : [personText(name, contactsIn(view), look)]
}

function openLinks(view: View, look: Look): readonly string[] {
  const links = linksOf(view)
  const open = links.filter(({ now }) => now === 'open')
  if (open.length === 0 || view.state.closed !== null) return []
  const [count, all] = [open.length, links.length]
  const told = look.say({ en: `links ${count} of ${all}`, nl: `verbindingen ${count} van ${all}` })
  const listed = open.slice(0, mostListed).map(({ name }) => name)
  const list = [...listed, ...(count > listed.length ? [`+ ${count - listed.length}`] : [])].join(', ')
  // What is left of the line behind the label and the count, so that a cut name does not begin another line.
  const room = look.columns - labelColumns - displayWidth(told) - 2
  return [`${told}: ${look.plain ? look.say(list) : look.fit(list, Math.max(12, room))}`]
}

/** The open links that are named at most: two hundred are not read, and not listened to either. */
const mostListed = 6
const labelColumns = 15

/** The kinds of steps that nobody may forget, loud ones last. */
const kinds: readonly (readonly [Text, (step: StepView) => boolean])[] = [
  [{ en: 'put off', nl: 'uitgesteld' }, (step) => isDeferred(step) && step.record?.refusals === 0],
  [{ en: 'REFUSED', nl: 'GEWEIGERD' }, (step) => isDeferred(step) && (step.record?.refusals ?? 0) > 0],
  [{ en: 'BLOCKED', nl: 'GEBLOKKEERD' }, ({ status }) => status === 'blocked'],
]

const mostCodes = 4

function unsettled({ steps }: View, look: Look): readonly string[] {
  return kinds.flatMap(([text, is]) => {
    const found = steps.filter(is)
    if (found.length === 0) return []
    const codes = [...new Set(found.map(({ step }) => look.say(step.code)))]
    const more = codes.length > mostCodes ? [look.signs.ellipsis] : []
    return [`${found.length} ${look.say(text)}: ${[...codes.slice(0, mostCodes), ...more].join(', ')}`]
  })
}

function isDeferred({ status, record }: StepView): boolean {
  return status === 'ready' && (record?.deferred ?? null) !== null
}

function handedOver({ state: { handover } }: View, now: Temporal.Instant, look: Look): readonly string[] {
  if (handover === null) return []
  const { at, from, note } = handover
  const when = showMoment(at, now, look.lang)
  const said = look.say(note.replaceAll(/\s*\n\s*/g, ' / '))
  const by = look.say({ en: `${when} by ${from}`, nl: `${when} door ${from}` })
  return [said === '' ? by : `${by}: ${said}`]
}
