import { harmlessLine } from '../core/harmless.ts'
import type { Lang } from '../core/text.ts'
import { showMoment } from '../ui/time.ts'
import type { Axis } from './axis.ts'
import { fineSpanText } from './clock-words.ts'
import { escapeHtml } from './escape.ts'

/** The columns of the picture, in its own units: names, the time axis, what came of it. */
export const left = 178
export const width = 500
export const right = left + width + 14
export const full = 880
export const laneHeight = 18

export interface Picture {
  readonly title: string
  readonly alt: string
  readonly svg: string
}

export function heading(text: string): string {
  return `<text x="0" y="15" class="strong">${escapeHtml(text)}</text>`
}

export function label(text: string): string {
  return `<text x="0" y="14"><title>${escapeHtml(text)}</title>${escapeHtml(harmlessLine(text, 23))}</text>`
}

/** Thin lines at the labelled moments, the labels where they have room, and a zigzag with its length over each pause. */
export function drawGrid(axis: Axis, bottom: number, lang: Lang): string {
  const now = Temporal.Instant.fromEpochMilliseconds(axis.ticks[0] ?? 0)
  let free = Number.NEGATIVE_INFINITY
  let said = ''
  const last = axis.ticks.at(-1) ?? 0
  const ticks = axis.ticks.map((ms) => {
    const x = left + axis.at(ms)
    const line = `<path d="M${x.toFixed(1)} 30V${bottom}" stroke="#c8c8c8" fill="none"/>`
    const text = showMoment(Temporal.Instant.fromEpochMilliseconds(ms), now, lang)
    const room = ms === last || (x >= free && x + 216 <= left + width)
    if (!room || text === said) return line
    free = x + 108
    said = text
    const anchor = ms === last ? ' class="small end"' : ' class="small"'
    return `${line}<text x="${x.toFixed(1)}" y="12"${anchor}>${escapeHtml(text)}</text>`
  })
  const breaks = axis.breaks.map(({ from, to, ms }) => {
    const [a, b] = [left + from, left + to]
    const zigzag = `<path d="M${a.toFixed(1)} 26l${((b - a) / 4).toFixed(1)} -4l${((b - a) / 4).toFixed(1)} 8l${((b - a) / 4).toFixed(1)} -8l${((b - a) / 4).toFixed(1)} 4" stroke="#595959" fill="none"><title>${escapeHtml(fineSpanText(ms, lang))}</title></path>`
    return `<rect x="${a.toFixed(1)}" y="30" width="${(b - a).toFixed(1)}" height="${bottom - 30}" fill="#f1f1f1"/>${zigzag}`
  })
  return [...breaks, ...ticks].join('')
}
