import { type RecordedService, seenServices, servicesText } from '../core/cloud-act.ts'
import type { ServiceStatus } from '../core/ports.ts'
import type { CloudRecord } from '../core/state.ts'
import { type Lang, pick, type Said, type Text } from '../core/text.ts'
import { cloudActText } from './cloud-event.ts'
import { showMoment } from './time.ts'

/** The services of the emergency cloud as they are at this moment, or the reason why nobody can say. */
export type CloudNow = { readonly services: readonly ServiceStatus[] } | { readonly unseen: Said }

/**
 * The lines that tell what the record says of the emergency cloud, and beside it what is so now on this machine: the
 * one may be long past. An act whose end is not on record comes last.
 */
export function cloudLines(
  record: CloudRecord,
  present: CloudNow | null,
  now: Temporal.Instant,
  lang: Lang,
): readonly Text[] {
  const { services, at, actor, open } = record
  const lines: Text[] = []
  if (at !== null) {
    const said = servicesText(services)
    const when = `${showMoment(at, now, lang)}, ${actor}`
    lines.push({ en: `the record says (${when}): ${said.en}`, nl: `het logboek zegt (${when}): ${said.nl}` })
  }
  if (present !== null) lines.push(presentText(record, present))
  if (open !== null) {
    const { en, nl } = cloudActText(open.act)
    const when = `${showMoment(open.at, now, lang)}, ${open.actor}`
    lines.push(
      open.status === 'doing'
        ? { en: `going on (${when}): ${en}`, nl: `bezig (${when}): ${nl}` }
        : {
            en: `BEGUN, ITS END IS NOT ON RECORD (${when}): ${en}`,
            nl: `BEGONNEN, HET EINDE STAAT NIET IN HET LOGBOEK (${when}): ${nl}`,
          },
    )
  }
  return lines
}

/** Loud where it is not what the record says. */
function presentText(record: CloudRecord, present: CloudNow): Text {
  if ('unseen' in present) {
    return {
      en: `now, on this machine: can't be looked at: ${pick(present.unseen, 'en')}`,
      nl: `nu, op dit toestel: niet te bekijken: ${pick(present.unseen, 'nl')}`,
    }
  }
  const said = servicesText(seenServices(present.services))
  return differs(record.services, present.services)
    ? { en: `NOW, ON THIS MACHINE: ${said.en}`, nl: `NU, OP DIT TOESTEL: ${said.nl}` }
    : { en: `now, on this machine: ${said.en}`, nl: `nu, op dit toestel: ${said.nl}` }
}

/** Whether what is so now contradicts what the record says. */
export function differs(recorded: readonly RecordedService[], present: readonly ServiceStatus[]): boolean {
  const states = new Map(recorded.map(({ name, state }) => [name, state === 'started' ? 'healthy' : state]))
  return seenServices(present).some(({ name, state }) => state !== (states.get(name) ?? 'stopped'))
}
