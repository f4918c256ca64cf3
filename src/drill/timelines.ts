import * as v from 'valibot'
import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import { didYouMean, quoted } from '../runbook/finding.ts'
import { timelineMoment } from './timeline-moment.ts'

const line = v.pipe(v.string(), v.trim(), v.nonEmpty())

/** The course of one real attack, as others wrote it down. Other members of the file are let through. */
const timelineSchema = v.object({
  id: line,
  nis: v.nullish(v.pipe(v.string(), v.regex(/^\d{5}$/)), null),
  municipality: v.nullish(line, null),
  timeline: v.pipe(v.array(v.object({ at: line, what: line })), v.nonEmpty()),
  sources: v.optional(v.array(line), []),
})

export type Timeline = v.InferOutput<typeof timelineSchema>

/** The timelines of a JSON file. Throws the Fault `timelines.invalid` (exit code 3) when it holds something else. */
export function readTimelines(file: string, text: string): readonly Timeline[] {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    throw invalidTimelines(file, { en: 'it is not JSON', nl: 'het is geen JSON' })
  }
  const read = v.safeParse(v.pipe(v.array(timelineSchema), v.nonEmpty()), found)
  if (read.success) return read.output
  const where = v.getDotPath(read.issues[0]) ?? '-'
  throw invalidTimelines(file, { en: `look at ${where}`, nl: `kijk naar ${where}` })
}

/** Throws the Fault `timelines.moment` (exit code 3) for the first time that can't be read, was never, or was twice. */
export function checkMoments(file: string, text: string, { id, timeline }: Timeline): void {
  for (const { at } of timeline) {
    const moment = timelineMoment(at)
    if (!('wrong' in moment)) continue
    const name = `${harmlessLine(file, 200)}:${lineOf(text, id, at)}`
    throw new Fault({
      code: 'timelines.moment',
      exit: exit.invalid,
      message: {
        en: `${name}: ${quoted(at)} ${moment.wrong.en}`,
        nl: `${name}: ${quoted(at)} ${moment.wrong.nl}`,
      },
      hint: moment.hint,
    })
  }
}

/** The line of the file that says it, from 1. The same time may stand in another case above. */
function lineOf(text: string, id: string, at: string): number {
  const key = (name: string, value: string, from: number): number => {
    const escaped = JSON.stringify(value).replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    const found = new RegExp(`"${name}"\\s*:\\s*${escaped}`).exec(text.slice(from))
    return found === null ? -1 : from + found.index
  }
  const found = key('at', at, Math.max(0, key('id', id, 0)))
  const place = found < 0 ? key('at', at, 0) : found
  return text.slice(0, Math.max(0, place)).split('\n').length
}

/** The timeline of a case. */
export function timelineOf(timelines: readonly Timeline[], id: string): Timeline {
  const found = timelines.find((one) => one.id === id)
  if (found !== undefined) return found
  const ids = timelines.map((one) => one.id)
  throw new Fault({
    code: 'timelines.unknown-case',
    exit: exit.usage,
    message: { en: `there is no timeline of ${quoted(id)}`, nl: `er is geen tijdlijn van ${quoted(id)}` },
    hint: {
      en: `name one with --case: ${harmlessLine(ids.join(', '), 300)}`,
      nl: `noem er een met --case: ${harmlessLine(ids.join(', '), 300)}`,
    },
    ...didYouMean(id, ids),
  })
}

function invalidTimelines(file: string, why: { readonly en: string; readonly nl: string }): Fault {
  const name = harmlessLine(file, 200)
  return new Fault({
    code: 'timelines.invalid',
    exit: exit.invalid,
    message: {
      en: `${name} is no file of timelines: ${harmlessLine(why.en, 200)}`,
      nl: `${name} is geen bestand met tijdlijnen: ${harmlessLine(why.nl, 200)}`,
    },
    hint: {
      en: 'write a list of { id, nis, timeline: [{ at, what }], sources }, as runbooks/drills/timelines.json does',
      nl: 'schrijf een lijst van { id, nis, timeline: [{ at, what }], sources }, zoals runbooks/drills/timelines.json',
    },
  })
}
