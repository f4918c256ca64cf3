import { custodyOf } from '../core/custody.ts'
import { strengthOf } from '../core/proof-strength.ts'
import { isApart } from '../core/statements.ts'
import { type Lang, plain, type Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import { aloneLines } from './alone.ts'
import { renderClocks } from './clocks.ts'
import { type CloudNow, cloudLines } from './cloud.ts'
import { correctionText } from './correction.ts'
import { custodyLines } from './custody.ts'
import { falseAlarmLines, falseAlarmMark } from './false-alarm.ts'
import { renderHeader } from './header.ts'
import { createLook, type Look } from './look.ts'
import { afterwards, rulesOf, toldIn, toldJson, toldText, writtenOf } from './stated.ts'
import { renderTally } from './status-tally.ts'
import { renderSteps } from './step-lines.ts'
import { tally } from './tally.ts'
import type { Terminal } from './terminal.ts'
import { showMoment } from './time.ts'
import { hang } from './wrap.ts'

/**
 * The whole picture of an incident, without a last line feed: clocks, every step, what is not proven, the emergency cloud,
 * notices, evidence, notes. `cloud` is how its services are now, beside what the record says.
 */
export function renderStatus(
  view: View,
  now: Temporal.Instant,
  terminal: Terminal,
  lang: Lang,
  cloud: CloudNow | null = null,
): string {
  const look = createLook(terminal, lang)
  return [
    renderHeader(view, look, now),
    renderClocks(view, now, look),
    renderSteps(view, now, look),
    renderTally(view, look),
    section(falseAlarmMark, falseAlarmLines(view), look),
    section({ en: 'WITHOUT A SECOND PERSON', nl: 'ZONDER TWEEDE PERSOON' }, aloneLines(view, now), look),
    section(
      { en: 'CORRECTED', nl: 'RECHTGEZET' },
      view.state.corrections.map((one) => correctionText(one, view, (at) => showMoment(one.at, now, at))),
      look,
    ),
    section(
      { en: 'EMERGENCY CLOUD', nl: 'NOODCLOUD' },
      view.state.cloud === null ? [] : cloudLines(view.state.cloud, cloud, now, lang),
      look,
    ),
    section({ en: 'NOTICES', nl: 'MELDINGEN' }, notices(view, now, lang), look),
    section({ en: 'WRITTEN DOWN AFTERWARDS', nl: 'ACHTERAF OPGESCHREVEN' }, toldLines(view, now), look),
    section({ en: 'EVIDENCE', nl: 'BEWIJS' }, custodyLines(custodyOf(view.state)), look),
    section({ en: 'NOTES', nl: 'NOTITIES' }, notes(view, now, lang), look),
    section({ en: 'CHANGED ON DISK', nl: 'GEWIJZIGD OP SCHIJF' }, view.state.drift.map(plain), look),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** The steps that were asked for, under what stands above every status. Without a last line feed. */
export function renderFiltered(
  view: View,
  steps: readonly StepView[],
  now: Temporal.Instant,
  terminal: Terminal,
  lang: Lang,
): string {
  const look = createLook(terminal, lang)
  const none = look.say({ en: ' No such step.', nl: ' Geen enkele stap.' })
  const lines = steps.length === 0 ? [none] : [renderSteps({ ...view, steps }, now, look), renderTally({ steps }, look)]
  return [renderHeader(view, look, now), ...lines].join('\n\n')
}

function toldLines(view: View, now: Temporal.Instant): readonly Text[] {
  return afterwards(toldIn(view)).map((one) => toldText(one, rulesOf(view), (at, lang) => showMoment(at, now, lang)))
}

function section(title: Text, lines: readonly Text[], look: Look): string {
  if (lines.length === 0) return ''
  const heading = look.plain ? `${look.say(title)}:` : ` ${look.ink.strong(look.say(title))}`
  return [heading, ...lines.map((line) => hang(look.plain ? '' : '   ', look.tell(line), look.columns))].join('\n')
}

function notices(view: View, now: Temporal.Instant, lang: Lang): readonly Text[] {
  return Object.entries(view.state.notices).map(([id, notice]) => {
    const title = view.clocks.find(({ obligation }) => obligation.id === id)?.obligation.title ?? plain(id)
    if (notice.sent === null) {
      const at = notice.prepared === null ? '' : showMoment(notice.prepared, now, lang)
      return { en: `${title.en}: prepared ${at}, NOT SENT`, nl: `${title.nl}: klaargemaakt ${at}, NIET VERSTUURD` }
    }
    const { at, how, reference } = notice.sent
    const when = showMoment(at, now, lang)
    const { written } = writtenOf(id, view)
    const isBoth = written !== null && isApart({ at, written })
    const later = isBoth ? showMoment(written, now, lang) : ''
    return {
      en: `${title.en}: sent ${when}${isBoth ? ` as stated, written ${later}` : ''} (${how}), reference ${reference}`,
      nl: `${title.nl}: verstuurd ${when}${isBoth ? ` naar eigen zeggen, geschreven ${later}` : ''} (${how}), referentie ${reference}`,
    }
  })
}

function notes({ state }: View, now: Temporal.Instant, lang: Lang): readonly Text[] {
  return state.notes.map(({ t, actor, text }) => plain(`${showMoment(t, now, lang)}  ${actor}: ${text}`))
}

/**
 * The whole picture of an incident for a machine, `cyber-respond/status@1`. Texts have both languages, times are RFC 3339
 * UTC, `leftMs` is negative when a clock is overdue. Members may be added, never renamed. `shown` are the steps that were asked
 * for; the counts are of all.
 */
export function statusJson(
  view: View,
  now: Temporal.Instant,
  cloud: CloudNow | null = null,
  shown: readonly StepView[] = view.steps,
) {
  const { state } = view
  const { opened } = state
  return {
    format: 'cyber-respond/status@1',
    at: now.toString({ smallestUnit: 'millisecond' }),
    incident: opened?.incident ?? null,
    municipality: opened?.municipality ?? null,
    plan: opened?.plan ?? null,
    exercise: opened?.exercise ?? null,
    openedAt: state.openedAt,
    closedAt: state.closed?.at ?? null,
    finished: view.finished,
    ...(state.handover === null ? {} : { handover: state.handover }),
    events: state.size,
    counts: tally(view),
    clocks: view.clocks.map(({ obligation, ...clock }) => ({ id: obligation.id, title: obligation.title, ...clock })),
    ready: view.ready.map(({ instance }) => instance),
    steps: shown.map((step) => ({
      id: step.instance,
      runbook: step.runbook,
      code: step.step.code,
      title: step.title,
      status: step.status,
      unproven: step.unproven,
      role: step.step.role,
      waitsFor: step.waitsFor,
      attempts: step.record?.attempts ?? 0,
      actor: step.record?.actor ?? null,
      at: step.record?.at ?? null,
      summary: step.record?.summary ?? null,
      reason: step.record?.reason ?? null,
      proof: step.record?.proof ?? null,
      strength: step.status === 'done' && step.record !== null ? strengthOf(step.record) : null,
      contradicted: step.record?.contradicted ?? null,
      ...(step.record?.advanced == null ? {} : { advanced: step.record.advanced }),
    })),
    notices: Object.entries(state.notices).map(([id, { prepared, files, sent }]) => ({
      ...{ id, prepared, files },
      sent: sent === null ? null : { ...sent, ...writtenOf(id, view) },
    })),
    stated: toldIn(view).map((one) => toldJson(one, rulesOf(view))),
    writtenAfterwards: afterwards(toldIn(view)).map((one) => toldJson(one, rulesOf(view))),
    evidence: custodyOf(state).map(({ t, actor, file, source, copies }) => ({
      at: t,
      actor,
      ...file,
      source: file.source ?? source,
      copies,
    })),
    notes: state.notes.map(({ t, actor, text }) => ({ at: t, actor, text })),
    drift: state.drift,
    // Only where it was none.
    ...(state.closed?.falseAlarm === undefined ? {} : { falseAlarm: state.closed.falseAlarm }),
    // Only once an act went on without a second person. `line` counts from 1.
    ...(state.alone.length === 0 ? {} : { alone: state.alone.map(({ seq, ...one }) => ({ line: seq + 1, ...one })) }),
    // Only once an answer was put right. `line` and `of` count from 1.
    ...(state.corrections.length === 0
      ? {}
      : { corrections: state.corrections.map(({ seq, of, ...one }) => ({ line: seq + 1, of: of + 1, ...one })) }),
    // Only once an act on the emergency cloud is on record.
    ...(state.cloud === null ? {} : { cloud: { record: state.cloud, now: cloud } }),
  }
}
