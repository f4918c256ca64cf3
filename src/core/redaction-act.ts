import type { ApprovedAct, EventData } from './event.ts'

/** The role in which a second person approves an erasure. */
export const erasureRole = 'erasure'

/** The act of erasing one value, as an approval names it: lines count from 1. */
export function redactionAct({
  seq,
  path,
  digest,
}: Pick<EventData['redaction'], 'seq' | 'path' | 'digest'>): ApprovedAct {
  const line = seq + 1
  return {
    act: `redact ${line} ${path}`,
    title: { en: 'Erase a personal value', nl: 'Een persoonsgegeven wissen' },
    what: {
      en: `erases for good the value at ${path} of line ${line}, whose digest is ${digest}`,
      nl: `wist voorgoed de waarde op ${path} van regel ${line}, met als hash ${digest}`,
    },
    attempts: 1,
  }
}
