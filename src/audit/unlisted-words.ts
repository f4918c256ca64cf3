import type { LogEvent } from '../core/event.ts'
import { harmlessLine } from '../core/harmless.ts'
import type { SecondPerson } from '../core/second-person.ts'
import type { VerificationRemark } from './verification.ts'

/** The lines (from 1) in which a second person stands whom the profile doesn't name, by that person's name. */
export type Unlisted = Map<string, number[]>

/** Takes in who stands as a second person in a line, where the line says that the profile doesn't name that person. */
export function collectUnlisted(unlisted: Unlisted, event: LogEvent): void {
  const second = secondPersonIn(event)
  if (second?.unlisted !== true) return
  const lines = unlisted.get(second.approver)
  if (lines === undefined) unlisted.set(second.approver, [event.seq + 1])
  else lines.push(event.seq + 1)
}

function secondPersonIn(event: LogEvent): SecondPerson | null {
  switch (event.type) {
    case 'step.approved':
    case 'step.refused':
    case 'alone.decided':
    case 'redaction':
      return event.data
    case 'step.transcribed':
      return event.data.approval ?? null
    case 'incident.closed':
      return event.data.falseAlarm ?? null
    default:
      return null
  }
}

/** A remark for each such person, in the order of the record. */
export function unlistedRemarks(unlisted: Unlisted): readonly VerificationRemark[] {
  return [...unlisted].map(([name, lines]) => {
    const shown = harmlessLine(name, 100)
    const [line = 0] = lines
    const list = `${lines.slice(0, mostLines).join(', ')}${lines.length > mostLines ? ', …' : ''}`
    const [en, nl] = lines.length === 1 ? ['line', 'regel'] : ['lines', 'regels']
    return {
      kind: 'second-person',
      line,
      said: {
        en: `${en} ${list}: ${shown} is the second person, and is not in the profile`,
        nl: `${nl} ${list}: ${shown} is de tweede persoon, en staat niet in het profiel`,
      },
    }
  })
}

/** So many lines are named: a long list is no sentence any more. */
const mostLines = 20
