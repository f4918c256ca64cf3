import { counted } from '../../core/counted.ts'
import { type Lang, pick } from '../../core/text.ts'
import { type Axis, createAxis } from '../axis.ts'
import type { Tone } from '../document.ts'
import { escapeHtml } from '../escape.ts'
import { packChips } from '../pack-chips.ts'
import { drawGrid, full, heading, label, laneHeight, left, type Picture, right, width } from '../picture-grid.ts'
import { drawChip, drawLegend } from '../step-chip.ts'
import type { DrillReport, MessageLine } from './drill-report.ts'
import { responseTone, responseWord } from './drill-words.ts'

const words = {
  title: { en: 'Messages and acts over time', nl: 'Berichten en handelingen in de tijd' },
  messages: { en: 'Messages', nl: 'Berichten' },
  acts: { en: 'Acts', nl: 'Handelingen' },
} as const

const fills: Readonly<Record<Tone | 'none', string>> = {
  good: '#0b5a1e',
  warn: '#7a4a00',
  bad: '#8a1111',
  none: '#404040',
}

/** Two lanes on one axis: what came to the players, and what they did. Null when there is nothing to draw. */
export function drawResponses(report: DrillReport, lang: Lang): Picture | null {
  const { drill, messages, steps } = report
  const begun = Date.parse(drill.start)
  const acted = steps.filter(({ startedAt }) => startedAt !== null)
  const times = [
    drill.start,
    drill.end,
    ...messages.map(({ at }) => at),
    ...acted.map(({ startedAt }) => startedAt ?? ''),
  ]
  const moments = times.map(Date.parse).filter((ms) => !Number.isNaN(ms))
  if (new Set(moments).size < 2) return null
  const axis = createAxis(moments, width)
  const place = (minute: number): number => left + axis.at(begun + minute * 60_000)
  const parts: string[] = []
  let y = 34
  const add = (svg: string, height: number): void => {
    parts.push(`<g transform="translate(0 ${y})">${svg}</g>`)
    y += height
  }
  add(heading(pick(words.messages, lang)), 22)
  const drawn = messageLanes(messages, place, axis, lang)
  add(label(countText(messages, lang)) + drawn.svg, drawn.height)
  add(heading(pick(words.acts, lang)), 22)
  for (const [runbook, mine] of Map.groupBy(acted, (step) => step.runbook)) {
    const { chips, lanes } = packChips(mine, axis)
    const svg = chips.map(({ step, x, width: wide, lane }) => drawChip(step, left + x, lane * laneHeight, wide, lang))
    const done = mine.filter(({ status }) => status === 'done').length
    const said = pick({ en: `${done} done`, nl: `${done} gedaan` }, lang)
    add(
      `${label(pick(report.runbooks.find(({ id }) => id === runbook)?.title ?? runbook, lang))}${svg.join('')}<text x="${right}" y="11" class="small">${said}</text>`,
      Math.max(lanes * laneHeight, 22) + 8,
    )
  }
  const bottom = y
  add(drawLegend(lang), 34)
  const title = pick(words.title, lang)
  const alt = altText(report, lang)
  const svg = `<svg viewBox="0 0 ${full} ${y}" role="img" aria-labelledby="responses-title responses-desc"><title id="responses-title">${escapeHtml(title)}</title><desc id="responses-desc">${escapeHtml(alt)}</desc>${drawGrid(axis, bottom, lang)}${parts.join('\n')}</svg>`
  return { title, alt, svg }
}

/** Each message by its number; the bar behind it lasts until what was expected came. */
function messageLanes(
  messages: readonly MessageLine[],
  place: (minute: number) => number,
  axis: Axis,
  lang: Lang,
): { readonly svg: string; readonly height: number } {
  const ends: number[] = []
  const svg = messages.map(({ minute, response, text, from, answer }, index) => {
    const name = `#${index + 1}`
    const wide = name.length * 7.5 + 8
    const x = Math.min(place(minute), left + axis.width - wide)
    const free = ends.findIndex((end) => end + 3 <= x)
    const lane = free === -1 ? ends.length : free
    const until = response?.at ?? answer?.minute ?? null
    const to = until === null ? x : Math.min(place(until), left + axis.width)
    ends[lane] = Math.max(x + wide, to)
    const tone = response === null ? 'none' : (responseTone(response.state) ?? 'none')
    const state = response === null ? '' : `: ${responseWord(response.state, lang)}`
    const top = lane * laneHeight
    const bar = `<rect x="${x.toFixed(1)}" y="${top + 15}" width="${Math.max(to - x, 1.5).toFixed(1)}" height="2.5" fill="${fills[tone]}"/>`
    const box = `<rect x="${x.toFixed(1)}" y="${top + 0.5}" width="${wide.toFixed(1)}" height="14" rx="7" fill="${fills[tone]}"/>`
    const said = `<text x="${(x + wide / 2).toFixed(1)}" y="${top + 11.5}" class="small middle on">${name}</text>`
    return `<g><title>${escapeHtml(`${name} ${pick(from, lang)}: ${pick(text, lang)}${state}`)}</title>${bar}${box}${said}</g>`
  })
  return { svg: svg.join(''), height: Math.max(ends.length * laneHeight, 22) + 8 }
}

function countText(messages: readonly MessageLine[], lang: Lang): string {
  const answered = messages.filter(({ answer }) => answer !== null).length
  return pick(
    { en: `${messages.length}, ${answered} answered`, nl: `${messages.length}, ${answered} beantwoord` },
    lang,
  )
}

function altText({ messages, metrics, steps }: DrillReport, lang: Lang): string {
  const of = (state: string): number => metrics.responses.filter((one) => one.state === state).length
  const done = steps.filter(({ status }) => status === 'done').length
  return pick(
    {
      en: `${counted(messages.length, 'message', 'messages')} (#1, #2…) above, ${counted(done, 'step', 'steps')} done below, on one axis. Expected responses: ${of('met')} in time (green), ${of('late')} late (brown), ${of('missed')} that did not come (red). Pauses are shortened (grey). The table below holds the same facts.`,
      nl: `${counted(messages.length, 'bericht', 'berichten')} (#1, #2…) boven, ${counted(done, 'gedane stap', 'gedane stappen')} onder, op één tijdas. Verwachte reacties: ${of('met')} op tijd (groen), ${of('late')} te laat (bruin), ${of('missed')} niet gekomen (rood). Pauzes zijn ingekort (grijs). De tabel hieronder bevat dezelfde gegevens.`,
    },
    lang,
  )
}
