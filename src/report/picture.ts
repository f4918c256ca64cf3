import { counted } from '../core/counted.ts'
import { harmless, harmlessLine } from '../core/harmless.ts'
import { isApart } from '../core/statements.ts'
import { type Lang, pick } from '../core/text.ts'
import { showExact } from '../ui/time.ts'
import { wrapText } from '../ui/wrap.ts'
import { type Axis, createAxis } from './axis.ts'
import { clockText, fineSpanText } from './clock-words.ts'
import { escapeHtml } from './escape.ts'
import { packChips } from './pack-chips.ts'
import { drawGrid, full, heading, label, laneHeight, left, type Picture, right, width } from './picture-grid.ts'
import type { ClockLine, Phase, Report } from './report.ts'
import { drawChip, drawLegend } from './step-chip.ts'

/** More people than this are counted, not drawn. */
const mostPeople = 14

/** A picture of the incident over time: clocks, the steps of each runbook, and who wrote when. Null when there is nothing to draw. */
export function drawTimeline(report: Report, lang: Lang): Picture | null {
  const moments = momentsOf(report)
  if (new Set(moments).size < 2) return null
  const axis = createAxis(moments, width)
  const parts: string[] = []
  let y = 34
  const add = (svg: string, height: number): void => {
    parts.push(`<g transform="translate(0 ${y})">${svg}</g>`)
    y += height
  }
  const started = report.clocks.filter(({ startedAt }) => startedAt !== null)
  if (started.length > 0) add(heading(pick(words.clocks, lang)), 22)
  for (const clock of started) add(clockRow(clock, axis, lang), 30)
  add(heading(pick(words.steps, lang)), 22)
  for (const phase of report.phases) {
    const { svg, height } = phaseRow(phase, report, axis, lang)
    add(svg, height)
  }
  add(heading(pick(words.people, lang)), 22)
  for (const name of report.people.slice(0, mostPeople).map((person) => person.name))
    add(personRow(name, report, axis, lang), 22)
  const bottom = y
  add(drawLegend(lang), 34)
  const title = pick(words.title, lang)
  const alt = altText(report, lang)
  const grid = drawGrid(axis, bottom, lang)
  const svg = `<svg viewBox="0 0 ${full} ${y}" role="img" aria-labelledby="timeline-title timeline-desc"><title id="timeline-title">${escapeHtml(title)}</title><desc id="timeline-desc">${escapeHtml(alt)}</desc>${grid}${parts.join('\n')}</svg>`
  return { title, alt, svg }
}

const words = {
  title: { en: 'The incident over time', nl: 'Het incident in de tijd' },
  clocks: { en: 'Clocks', nl: 'Klokken' },
  steps: { en: 'Steps', nl: 'Stappen' },
  people: { en: 'People', nl: 'Mensen' },
  asStated: { en: 'met as stated', nl: 'gehaald naar eigen zeggen' },
  writtenLate: { en: 'WRITTEN % LATE', nl: '% TE LAAT GESCHREVEN' },
  line: { en: 'line', nl: 'regel' },
  lines: { en: 'lines', nl: 'regels' },
} as const

/** The moments that the axis is made for: where the record begins and ends, where steps begin, and the clocks. */
function momentsOf({ timeline, steps, clocks }: Report): readonly number[] {
  const ends = [timeline[0], timeline.at(-1)].map((line) => line?.at ?? null)
  const begins = steps.map(({ startedAt }) => startedAt)
  const kept = clocks.flatMap(({ startedAt, due, metAt, metWritten }) => [startedAt, due, metAt, metWritten])
  return [...ends, ...begins, ...kept].flatMap((at) =>
    at === null || Number.isNaN(Date.parse(at)) ? [] : [Date.parse(at)],
  )
}

/** The same on two lines, for a row that has the room. */
function tallLabel(text: string): string {
  const [first = '', second, ...others] = wrapText(harmless(text), 23)
  if (second === undefined) return label(first)
  const rest = harmlessLine([second, ...others].join(' '), 23)
  return `<text x="0" y="9"><title>${escapeHtml(text)}</title>${escapeHtml(first)}</text><text x="0" y="23">${escapeHtml(rest)}</text>`
}

const bars: Readonly<Record<ClockLine['weight'], string>> = { duty: '#0b3d91', target: '#5b84c4', threat: '#7a3f9d' }

/**
 * A bar from its start until it was due, a stroke there, and a diamond where it was met: full when it was, as somebody says,
 * and empty when that was written, where these are apart. Red is what came after.
 */
function clockRow(clock: ClockLine, axis: Axis, lang: Lang): string {
  const { startedAt, due, metAt, metWritten, lateMs } = clock
  const x = (at: string): number => left + axis.at(Date.parse(at))
  const from = startedAt === null ? left : x(startedAt)
  const to = due === null ? from : x(due)
  const bar = `<rect x="${from.toFixed(1)}" y="5" width="${Math.max(to - from, 2).toFixed(1)}" height="11" rx="2" fill="${bars[clock.weight]}"/>`
  const mark = `<path d="M${to.toFixed(1)} 1v19" stroke="#1a1a1a" stroke-width="2.5" fill="none"/>`
  const end = metAt === null ? left + axis.width : x(metAt)
  const over =
    lateMs === null
      ? ''
      : `<rect x="${to.toFixed(1)}" y="8" width="${Math.max(end - to, 3).toFixed(1)}" height="5" fill="#8a1111"/>`
  const met =
    metAt === null
      ? ''
      : `<path d="M${x(metAt).toFixed(1)} 3l7 7.5l-7 7.5l-7 -7.5z" fill="${lateMs === null ? '#0b5a1e' : '#8a1111'}" stroke="#fff" stroke-width="1.5"/>`
  const isBoth = metAt !== null && metWritten !== null && isApart({ at: metAt, written: metWritten })
  const wrote = isBoth
    ? `<path d="M${x(metWritten).toFixed(1)} 3l7 7.5l-7 7.5l-7 -7.5z" fill="none" stroke="${clock.writtenLateMs === null ? '#0b5a1e' : '#8a1111'}" stroke-width="1.5"/>`
    : ''
  const [first, second = ''] =
    clock.status === 'met-as-stated'
      ? [
          pick(words.asStated, lang),
          pick(words.writtenLate, lang).replace('%', fineSpanText(clock.writtenLateMs ?? 0, lang)),
        ]
      : clockText(clock, lang).split(', ')
  const style = lateMs === null && clock.status !== 'met-as-stated' ? 'small' : 'small late'
  const said = `<text x="${right}" y="9" class="${style}">${escapeHtml(first ?? '')}</text><text x="${right}" y="21" class="${style}">${escapeHtml(second)}</text>`
  return tallLabel(pick(clock.title, lang)) + bar + over + mark + met + wrote + said
}

function phaseRow(
  phase: Phase,
  report: Report,
  axis: Axis,
  lang: Lang,
): { readonly svg: string; readonly height: number } {
  const steps = report.steps.filter(({ runbook, startedAt }) => runbook === phase.runbook && startedAt !== null)
  const { chips, lanes } = packChips(steps, axis)
  const svg = chips.map(({ step, x, width: wide, lane, from, to }) => {
    const top = lane * laneHeight
    const span = `<rect x="${(left + from).toFixed(1)}" y="${top + 15}" width="${Math.max(to - from, 1.5).toFixed(1)}" height="2.5" fill="#1a1a1a"/>`
    return span + drawChip(step, left + x, top, wide, lang)
  })
  const count = pick(
    { en: `${phase.settled} of ${phase.steps} settled`, nl: `${phase.settled} van ${phase.steps} afgehandeld` },
    lang,
  )
  const lasted =
    phase.lastedMs === null
      ? pick({ en: 'not finished', nl: 'niet afgerond' }, lang)
      : fineSpanText(phase.lastedMs, lang)
  const said = `<text x="${right}" y="11" class="small">${escapeHtml(count)}</text><text x="${right}" y="24" class="small">${escapeHtml(lasted)}</text>`
  return { svg: label(pick(phase.title, lang)) + svg.join('') + said, height: Math.max(lanes * laneHeight, 24) + 8 }
}

function personRow(name: string, report: Report, axis: Axis, lang: Lang): string {
  const mine = report.timeline.filter(({ actor }) => actor === name)
  const marks = [...new Set(mine.map(({ at }) => (left + axis.at(Date.parse(at))).toFixed(1)))]
  const path = marks.map((x) => `M${x} 4v12`).join('')
  const base = `<path d="M${left} 16h${axis.width}" stroke="#d8d8d8" fill="none"/>`
  const said = `<text x="${right}" y="14" class="small">${mine.length} ${pick(words[mine.length === 1 ? 'line' : 'lines'], lang)}</text>`
  return `${label(name)}${base}<path d="${path}" stroke="#0b3d91" stroke-width="2" fill="none"/>${said}`
}

/** The picture in a sentence: the tables below it hold the same in full. */
function altText({ timeline, clocks, phases, people, writtenAfterwards }: Report, lang: Lang): string {
  const [first, last] = [timeline[0], timeline.at(-1)].map((line) =>
    line === undefined ? '' : showExact(line.at, lang),
  )
  const started = clocks.filter(({ startedAt }) => startedAt !== null)
  const late = started.filter(({ lateMs }) => lateMs !== null).length
  const done = phases.reduce((sum, { settled }) => sum + settled, 0)
  const all = phases.reduce((sum, { steps }) => sum + steps, 0)
  const rest = people.length > mostPeople ? people.length - mostPeople : 0
  const more =
    rest === 0
      ? { en: '', nl: '' }
      : { en: ` (${rest} of them are not drawn)`, nl: ` (van wie er ${rest} niet getekend zijn)` }
  return pick(
    {
      en: `The record runs from ${first} to ${last}. ${counted(started.length, 'clock', 'clocks')} started, ${late} of them late. ${writtenAfterwards.length === 1 ? '1 time was' : `${writtenAfterwards.length} times were`} written down afterwards. ${done} of ${counted(all, 'step', 'steps')} ${done === 1 ? 'is' : 'are'} settled. ${counted(people.length, 'person is', 'people are')} behind its lines${more.en}. Pauses are shortened (grey). The tables below hold the same facts.`,
      nl: `Het logboek loopt van ${first} tot ${last}. ${counted(started.length, 'klok is gestart', 'klokken zijn gestart')}, waarvan ${late} te laat. ${writtenAfterwards.length === 1 ? '1 tijdstip is' : `${writtenAfterwards.length} tijdstippen zijn`} achteraf opgeschreven. ${done} van ${counted(all, 'stap', 'stappen')} ${done === 1 ? 'is' : 'zijn'} afgehandeld. ${counted(people.length, 'mens schreef mee', 'mensen schreven mee')}${more.nl}. Pauzes zijn ingekort (grijs). De tabellen hieronder bevatten dezelfde gegevens.`,
    },
    lang,
  )
}
