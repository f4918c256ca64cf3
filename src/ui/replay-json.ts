import type { LogEvent } from '../core/event.ts'
import { harmlessJson } from '../core/harmless.ts'
import type { StepRecord } from '../core/state.ts'
import type { toldJson } from './stated.ts'

/**
 * One event with what it made of its step, as a line of JSON: `{seq, t, type, step, actor, data, status}`. `data` is the
 * text of its data where the log has it in plain ASCII. Where it states times, `stated` has each with both of them.
 */
export function replayLine(
  event: LogEvent,
  data: string | null,
  step: StepRecord | null,
  stated: readonly ReturnType<typeof toldJson>[] = [],
): string {
  const about = event.step === undefined ? 'null' : printed(event.step)
  // Printed as it stands in JSON, and nothing but DEL in it could do anything to a terminal.
  const said = data === null || data.includes('\x7f') ? harmlessJson(event.data) : data
  const status = step === null ? 'null' : printed(step.status)
  const more = stated.length === 0 ? '' : `,"stated":${harmlessJson(stated)}`
  return `{"seq":${event.seq},"t":"${event.t}","type":${printed(event.type)},"step":${about},"actor":${printed(event.actor)},"data":${said},"status":${status}${more}}\n`
}

const known = new Map<string, string>()

/** A name as JSON. The same few come again and again. */
function printed(name: string): string {
  const before = known.get(name)
  if (before !== undefined) return before
  if (known.size > 10_000) known.clear()
  const text = harmlessJson(name)
  known.set(name, text)
  return text
}
