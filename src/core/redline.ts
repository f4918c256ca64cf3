import type { LogEvent } from './event.ts'

/** The change that somebody wants at a step of a runbook (`isolate/cut-links`). `seq` is the line of the record that asks for it. */
export interface NotedRedline {
  readonly seq: number
  readonly actor: string
  readonly step: string
  readonly text: string
  /** RFC 3339: when it was written, by a real clock. */
  readonly at: string
}

/** The redlines in the events of a record, in order: those of a drill and those of an incident have one form. */
export function redlinesIn(events: readonly LogEvent[]): readonly NotedRedline[] {
  return events.flatMap((event) => {
    if (event.type !== 'note.added' || event.data.redline === undefined) return []
    const { seq, actor, t, wall, data } = event
    return [{ seq, actor, step: data.redline ?? '', text: data.text, at: wall ?? t }]
  })
}

/** How a note begins that asks for a change to the step in front, in either language. */
const wish = /^\s*(?:improve|verbeter)\s*:\s*(?=\S)/i

/** A note as it was typed while a step (`isolate/cut-links`) stood in front: what it says, and whether it asks for a change to it. */
export function typedNote(text: string, step: string | null): { readonly text: string; readonly redline?: string } {
  return step === null || !wish.test(text) ? { text } : { text: text.replace(wish, ''), redline: step }
}
