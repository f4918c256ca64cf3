import { boundWrong, notServed } from './approval-follows.ts'
import { type Before, isBusy } from './course.ts'
import type { Divergence } from './divergence.ts'
import type { LogEvent } from './event.ts'
import { falseAlarmAct } from './false-alarm.ts'
import { doneNow } from './hold.ts'

/** The reason why an incident can't have been closed as a false alarm here, or null: by a person, with a second one. */
export function falseAlarmWrong(
  before: Before,
  event: Extract<LogEvent, { type: 'incident.closed' }>,
): Divergence | null {
  const { falseAlarm } = event.data
  const { course, state } = before
  if (falseAlarm === undefined) return null
  if (state.opened?.exercise !== undefined) return 'no-incident'
  if (isBusy(course, event.run) || (course.shares && doneNow(state) !== null)) return 'busy'
  const { bound, approver } = falseAlarm
  const act = { ...event, step: falseAlarmAct.act }
  return boundWrong(before, bound, event) ?? notServed({ approver, bound }, act as LogEvent, falseAlarmAct.what)
}
