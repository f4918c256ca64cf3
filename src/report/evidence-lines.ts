import type { Blob, LogEvent } from '../core/event.ts'
import { asText } from '../core/text.ts'
import type { EvidenceLine, FileLine, NotTakenLine } from './report.ts'

/** Every file that was taken into custody, with the second copies that were made of it. */
export function evidenceLines(events: readonly LogEvent[]): readonly EvidenceLine[] {
  const copies = new Map<string, EvidenceLine['copies'][number][]>()
  for (const { type, data, seq, t, actor } of events) {
    if (type !== 'evidence.copied') continue
    for (const { sha256 } of data.files) {
      const copy = { line: seq + 1, at: t, actor, where: data.where, offline: data.offline }
      copies.set(sha256, [...(copies.get(sha256) ?? []), copy])
    }
  }
  return events.flatMap(({ type, data, seq, t, actor }) => {
    if (type !== 'evidence.added') return []
    return data.files.map(({ name, sha256, size, source, modified }) => ({
      name,
      sha256,
      size,
      line: seq + 1,
      at: t,
      actor,
      source: source ?? (data.source === '' ? null : data.source),
      modified: modified ?? null,
      note: data.note,
      copies: copies.get(sha256) ?? [],
    }))
  })
}

/** The lines of files that were asked for as evidence and could not be taken, with the reason. */
export function notTakenLines(events: readonly LogEvent[]): readonly NotTakenLine[] {
  return events.flatMap(({ type, data, seq }) => {
    if (type !== 'evidence.added') return []
    return (data.notTaken ?? []).map(({ name, why }) => ({ line: seq + 1, name, why: asText(why) }))
  })
}

/** The other files that the record knows by hash, each once, where it first stands. */
export function startFileLines(): { take(event: LogEvent): void; end(): readonly FileLine[] } {
  const inCustody = new Set<string>()
  const first = new Map<string, FileLine>()
  return {
    take(event) {
      if (event.type === 'evidence.added') for (const file of event.data.files) inCustody.add(key(file))
      for (const file of filesOf(event)) if (!first.has(key(file))) first.set(key(file), file)
    },
    end: () => [...first].flatMap(([name, file]) => (inCustody.has(name) ? [] : [file])),
  }
}

function key({ name, sha256 }: Blob): string {
  return `${sha256} ${name}`
}

function filesOf(event: LogEvent): readonly FileLine[] {
  const line = event.seq + 1
  const as = (kind: FileLine['kind'], files: readonly Blob[]): readonly FileLine[] =>
    files.map(({ name, sha256, size }) => ({ name, sha256, size, line, kind }))
  if (event.type === 'incident.opened') return as('pinned', event.data.pinned)
  if (event.type === 'notice.prepared') return as('notice', event.data.files)
  if (event.type !== 'step.outcome') return []
  const { proof, blobs = [] } = event.data
  return [...(proof?.kind === 'file' ? as('proof', [proof]) : []), ...as('output', blobs)]
}
