import { type Lang, pick } from '../core/text.ts'
import { escapeHtml } from './escape.ts'
import { chipText } from './pack-chips.ts'
import type { StepLine } from './report.ts'
import { stepStatus } from './step-words.ts'

interface ChipStyle {
  readonly fill: string
  readonly stroke: string
  readonly dash: string
  readonly text: string
}

const looks = {
  done: { fill: '#0b5a1e', stroke: '#0b5a1e', dash: '', text: 'on' },
  unproven: { fill: '#fff8e8', stroke: '#7a4a00', dash: ' stroke-dasharray="3 2"', text: 'off' },
  bad: { fill: '#8a1111', stroke: '#8a1111', dash: '', text: 'on' },
  passed: { fill: '#fff', stroke: '#404040', dash: '', text: 'off' },
} as const satisfies Readonly<Record<string, ChipStyle>>

function lookOf({ status, unproven, contradicted }: StepLine): ChipStyle {
  if (unproven || contradicted !== null) return looks.unproven
  if (status === 'done') return looks.done
  return status === 'failed' || status === 'unknown' ? looks.bad : looks.passed
}

/** A step in the picture: its code, in a frame that says how it ended. Its title and status show when one points at it. */
export function drawChip(step: StepLine, x: number, y: number, width: number, lang: Lang): string {
  const title = `${step.code} ${pick(step.title, lang)}: ${stepStatus(step, lang).text}`
  return `<g><title>${escapeHtml(title)}</title>${frame(lookOf(step), chipText(step), x, y, width)}</g>`
}

function frame({ fill, stroke, dash, text }: ChipStyle, said: string, x: number, y: number, width: number): string {
  const box = `<rect x="${x.toFixed(1)}" y="${y + 0.5}" width="${width.toFixed(1)}" height="14" rx="2" fill="${fill}" stroke="${stroke}"${dash}/>`
  return `${box}<text x="${(x + width / 2).toFixed(1)}" y="${y + 11.5}" class="small middle ${text}">${escapeHtml(said)}</text>`
}

const legend = [
  [looks.done, 'A1', { en: 'done, with proof where asked', nl: 'gedaan, met bewijs waar gevraagd' }],
  [looks.unproven, 'A1!', { en: 'done, unproven', nl: 'gedaan, onbewezen' }],
  [looks.bad, 'A1✗', { en: 'failed, or unknown (?)', nl: 'mislukt, of onbekend (?)' }],
  [looks.passed, 'A1–', { en: 'skipped, or blocked (■)', nl: 'overgeslagen, of geblokkeerd (■)' }],
] as const

export function drawLegend(lang: Lang): string {
  return legend
    .map(([look, said, text], index) => {
      const x = [0, 250, 420, 630][index] ?? 0
      return `${frame(look, said, x, 14, 30)}<text x="${x + 36}" y="25.5" class="small">${pick(text, lang)}</text>`
    })
    .join('')
}
