import { codesOf } from '../core/early-start.ts'
import { displayWidth } from '../core/harmless.ts'
import { summaryText } from '../core/seen-text.ts'
import { pick, plain, type Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import { aloneText } from './alone.ts'
import type { Look } from './look.ts'
import { earlyText, statusSign, statusText } from './mark.ts'
import { contradictedText, proofText } from './proof.ts'
import { soFar } from './step-card.ts'
import { showMoment } from './time.ts'
import { hang, pad } from './wrap.ts'

const words = {
  settled: { en: 'settled', nl: 'afgehandeld' },
  of: { en: 'of', nl: 'van' },
} as const

/** Every step of every runbook: sign, code, title and status on one line, what is behind it under that. */
export function renderSteps(view: View, now: Temporal.Instant, look: Look): string {
  const runbooks = new Map<string, StepView[]>()
  for (const step of view.steps) {
    const steps = runbooks.get(step.runbook)
    if (steps === undefined) runbooks.set(step.runbook, [step])
    else steps.push(step)
  }
  return [...runbooks.values()].map((steps) => renderRunbook(steps, view, now, look)).join('\n\n')
}

function renderRunbook(steps: readonly StepView[], view: View, now: Temporal.Instant, look: Look): string {
  const { lang, ink } = look
  const title = pick(steps[0]?.runbookTitle ?? '', lang)
  const settled = steps.filter(({ status }) => ['done', 'skipped', 'not-applicable'].includes(status)).length
  const count = `${settled} ${pick(words.of, lang)} ${steps.length} ${pick(words.settled, lang)}`
  const heading = look.plain
    ? `${look.say(title)}: ${count}.`
    : ` ${ink.strong(look.fit(title.toUpperCase(), look.columns - 28))}   ${ink.faint(count)}`
  return [heading, ...steps.map((step) => renderLine(step, view, now, look))].join('\n')
}

function renderLine(step: StepView, view: View, now: Temporal.Instant, look: Look): string {
  const { lang, columns } = look
  const at = step.record?.at ?? null
  const dated = at === null || step.status === 'waiting' || step.status === 'ready' ? '' : showMoment(at, now, lang)
  const word = look.say(statusText(step))
  const details = [...behind(step, view), ...[aloneText(step)].filter((text) => text !== null)].map((text) =>
    look.say(text),
  )
  const code = look.fit(step.step.code, 8)
  const status = `${word} ${dated}`.trimEnd()
  if (look.plain) return `${code}, ${look.say(step.title)}: ${[status, ...details].join('. ')}.`
  const left = 5 + Math.max(4, displayWidth(code))
  // On a narrow screen the date stands below.
  const narrow = columns - left - displayWidth(status) - 2 < 12
  if (narrow && dated !== '') details.unshift(dated)
  const end = narrow ? word : status
  const room = columns - left - displayWidth(end) - 2
  const line = ` ${statusSign(step, look)} ${pad(code, left - 4)} ${pad(look.fit(step.title, room), room)}  ${end}`
  return [line, ...details.map((detail) => look.ink.faint(hang(' '.repeat(left), detail, columns)))].join('\n')
}

/** The words behind a status: proof, reason, or what the step waits for. */
function behind(step: StepView, view: View): readonly Text[] {
  const { record, status } = step
  if (status === 'waiting') {
    const codes = codesOf(step.waitsFor, view).join(', ')
    return [{ en: `waits for ${codes}`, nl: `wacht op ${codes}` }]
  }
  if ((status === 'skipped' || status === 'blocked') && record !== null) {
    return [plain(`${record.actor ?? ''}: ${record.reason ?? ''}`)]
  }
  if (status !== 'done') return [soFar(step)].filter((text) => text !== null)
  if (record === null) return []
  const by = record.actor ?? ''
  const ended = summaryText(record.summary, record.proof)
  const said = { en: `${by}: ${ended.en}`, nl: `${by}: ${ended.nl}` }
  const approved = record.reason === null ? [] : [{ en: `decided: ${record.reason}`, nl: `beslist: ${record.reason}` }]
  return [
    ...[said, ...approved],
    ...(record.advanced === null ? [] : [earlyText(record.advanced)]),
    ...(record.proof === null ? [] : [proofText(record.proof)]),
    ...(record.contradicted === null ? [] : [contradictedText(record.contradicted)]),
  ]
}
