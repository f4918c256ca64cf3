import type { Lang } from '../core/text.ts'
import { statusText } from '../ui/mark.ts'
import type { Tone } from './document.ts'
import type { StepLine } from './report.ts'

/** How a step stands, in words, and how bad that is. */
export function stepStatus(
  { status, unproven }: StepLine,
  lang: Lang,
): { readonly text: string; readonly tone?: Tone } {
  const text = statusText({ status, unproven })[lang]
  const tone = toneOf(status, unproven)
  return tone === null ? { text } : { text, tone }
}

function toneOf(status: StepLine['status'], unproven: boolean): Tone | null {
  if (unproven) return 'warn'
  if (status === 'done') return 'good'
  if (status === 'failed' || status === 'unknown') return 'bad'
  return status === 'blocked' || status === 'skipped' ? 'warn' : null
}

/** What matters of a step after the fact: it failed, nobody knows, it was passed over, or nothing proves it. */
export function isOpenQuestion({ status, unproven }: StepLine): boolean {
  return unproven || ['failed', 'unknown', 'blocked', 'skipped', 'doing'].includes(status)
}
