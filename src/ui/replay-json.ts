import type { LogEvent } from '../core/event.ts'
import { harmlessJson } from '../core/harmless.ts'
import type { StepRecord } from '../core/state.ts'

// Printed as it stands in JSON, and does nothing to a terminal.
const ordinary = /^[ !#-[\]-~]*$/

/**
 * One event with what it made of its step, as a line of JSON: `{seq, t, type, step, actor, data, status}`. `data` is the
 * text of its data where the log has it in plain ASCII.
 */
export function replayLine(event: LogEvent, data: string | null, step: StepRecord | null): string {
  const { seq, t, type, actor } = event
  const about = event.step === undefined ? 'null' : quoted(event.step)
  const status = step === null ? 'null' : `"${step.status}"`
  const said = data === null || data.includes('\x7f') ? harmlessJson(event.data) : data
  return `{"seq":${seq},"t":"${t}","type":"${type}","step":${about},"actor":${quoted(actor)},"data":${said},"status":${status}}\n`
}

function quoted(text: string): string {
  return ordinary.test(text) ? `"${text}"` : harmlessJson(text)
}
