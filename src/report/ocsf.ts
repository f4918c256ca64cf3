import { hash } from 'node:crypto'
import { leafOf } from '../audit/chain.ts'
import { revealIn } from '../audit/disclosure.ts'
import { concealedMark } from '../audit/line.ts'
import type { LogEvent } from '../core/event.ts'
import type { OcsfTraits } from '../core/event-trait.ts'
import { traitsOf } from '../core/event-traits.ts'
import { strengthOf } from '../core/proof-strength.ts'
import type { Told } from '../core/statements.ts'
import type { View } from '../core/view.ts'
import { eventText } from '../ui/event.ts'
import { strengthWords } from '../ui/proof.ts'
import { marksOf, rulesOf, toldJson, withMarks } from '../ui/stated.ts'

/** The version of the Open Cybersecurity Schema Framework whose class Incident Finding this is. */
export const ocsfVersion = '1.8.0'

const incidentFinding = 2005
const findings = 2
const sha256 = 3

/** `line` is the exact text of the event's line, without its LF. `madeWith` is the version of this program. */
export interface OcsfParts {
  readonly event: LogEvent
  readonly line: string
  readonly view: View
  /** The statements of persons with a time in this line. */
  readonly told: readonly Told[]
  /** A line before this one closed it. */
  readonly isClosed: boolean
  readonly madeWith: string
}

/**
 * A line of the record as an OCSF event, class Incident Finding (2005): its opening creates the incident, its closing
 * closes it, every other line updates it; what follows a closing updates what is closed. `raw_data` is the line itself, so SHA-256 of a zero byte and `raw_data` is the
 * line's leaf in the chain, which is also `metadata.uid`. `time` is when the line was written; what somebody states of another
 * time stands with both of them in `unmapped.stated`; the strength of a proof is its `confidence`. The closing
 * of a false alarm has the verdict `False Positive`. Of a drill every line says so, has the verdict `Test`, and none is severe. The
 * schema: github.com/ocsf/ocsf-schema, tag 1.8.0.
 */
export function ocsfEvent({ event, line, view, told, isClosed, madeWith }: OcsfParts) {
  const { opened } = view.state
  const incident = opened?.incident ?? ''
  const own = traitsOf(event.type)?.ocsf ?? notKnown
  const { activity, status: atLine } = lives[own.activity]
  const status = isClosed ? closed : atLine
  const isDrill = opened?.exercise !== undefined
  const severity = isDrill ? informational : severityOf(event, own)
  // A personal value stands in the line as a digest, and is not told here either.
  const stated = told.filter(({ at }) => line.includes(at))
  const mark = isDrill ? 'EXERCISE / OEFENING: ' : ''
  return {
    activity_id: activity.id,
    activity_name: activity.name,
    category_uid: findings,
    category_name: 'Findings',
    class_uid: incidentFinding,
    class_name: 'Incident Finding',
    type_uid: incidentFinding * 100 + activity.id,
    type_name: `Incident Finding: ${activity.name}`,
    time: Date.parse(event.t),
    severity_id: severity.id,
    severity: severity.name,
    status_id: status.id,
    status: status.name,
    message: `${mark}${messageOf(asInLine(event, line), view, stated)}`,
    finding_info_list: [{ uid: incident, title: `${mark}${opened?.plan ?? ''}, ${opened?.municipality.name ?? ''}` }],
    assignee_group: { name: opened?.municipality.name ?? '', uid: opened?.municipality.nis ?? '' },
    actor: { user: { name: event.actor } },
    ...confidenceIn(event),
    ...(isDrill ? test : verdictIn(event)),
    ...(stated.length === 0 ? {} : { unmapped: { stated: stated.map((one) => statedInEnglish(one, view)) } }),
    raw_data: line,
    raw_data_hash: { algorithm_id: sha256, algorithm: 'SHA-256', value: hash('sha256', line, 'hex') },
    raw_data_size: Buffer.byteLength(line),
    metadata: {
      version: ocsfVersion,
      profiles: ['incident', 'host'],
      uid: leafOf(Buffer.from(`\0${line}`)),
      correlation_uid: incident,
      event_code: event.type,
      sequence: event.seq,
      original_time: event.t,
      log_name: incident,
      log_version: '1',
      product: { name: 'cyber-respond', vendor_name: 'cyber-respond', version: madeWith },
    },
  }
}

interface Named {
  readonly id: number
  readonly name: string
}

const inProgress: Named = { id: 2, name: 'In Progress' }
const closed: Named = { id: 5, name: 'Closed' }

const lives: { readonly [A in OcsfTraits['activity']]: { readonly activity: Named; readonly status: Named } } = {
  create: { activity: { id: 1, name: 'Create' }, status: inProgress },
  update: { activity: { id: 2, name: 'Update' }, status: inProgress },
  close: { activity: { id: 3, name: 'Close' }, status: closed },
}

/** The verdict on an exercise: known from its first line on. */
const test = { verdict_id: 6, verdict: 'Test' } as const

/** Whether a line of this type closes. */
export function closes({ type }: LogEvent): boolean {
  return traitsOf(type)?.ocsf.activity === 'close'
}

/** A type of a later version. */
const notKnown: OcsfTraits = { activity: 'update', severity: 'informational' }

const informational: Named = { id: 1, name: 'Informational' }
const medium: Named = { id: 3, name: 'Medium' }
const high: Named = { id: 4, name: 'High' }

/** The severity of the line, not of the incident: what a watcher should look at now. */
function severityOf({ data }: LogEvent, { severity }: OcsfTraits): Named {
  if (severity === 'high') return high
  if (severity === 'medium if failed') return 'result' in data && data.result === 'failed' ? medium : informational
  return severity === 'medium' ? medium : informational
}

/**
 * The event without the personal values, which the line holds as digests: from a SIEM they could never be erased again.
 */
function asInLine(event: LogEvent, line: string): LogEvent {
  if (!line.includes(concealedMark)) return event
  return { ...event, data: revealIn(JSON.parse(line).data, () => null) } as LogEvent
}

/**
 * How strong the proof is that a line brings. The schema's low, medium and high are a judgement, which nobody made here, so it is
 * `Other` with the word that every screen and report has for it.
 */
function confidenceIn({ data }: LogEvent) {
  if (!('proof' in data) || data.proof == null) return {}
  const contradicted = 'contradicted' in data ? (data.contradicted ?? null) : null
  const strength = strengthOf({ proof: data.proof, contradicted })
  return { confidence_id: other, confidence: strength === null ? 'nothing is shown' : strengthWords[strength].en }
}

const other = 99

/** What the closing says of the incident: that it was none is a verdict of the schema, and why is its comment. */
function verdictIn({ type, data }: LogEvent) {
  if (type !== 'incident.closed' || data.falseAlarm === undefined) return {}
  return { verdict_id: 1, verdict: 'False Positive', comment: data.falseAlarm.reason }
}

/** A statement in English. Both times are epoch milliseconds, as `time` is. */
function statedInEnglish(one: Told, view: View) {
  const { kind, name, title, by, remarks } = toldJson(one, rulesOf(view))
  const [happened, written] = [Date.parse(one.at), Date.parse(one.written)]
  return { kind, name, title: title.en, happened, written, by, remarks: remarks.map(({ said }) => said.en) }
}

/** The message of a line in English: the schema has one message. */
function messageOf(event: LogEvent, view: View, told: readonly Told[]): string {
  const said = withMarks(eventText(event, view), marksOf(event.seq, told, rulesOf(view))).en
  const step = event.step === undefined ? null : view.step(event.step)
  return step === null ? said : `${step.step.code} ${step.title.en}: ${said}`
}
