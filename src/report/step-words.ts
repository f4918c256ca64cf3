import { type Lang, pick } from '../core/text.ts'
import { statusText } from '../ui/mark.ts'
import type { Tone } from './document.ts'
import type { StepLine } from './report.ts'

/** The status of a step in words, and how bad that is. */
export function stepStatus(
  { status, unproven, contradicted }: StepLine,
  lang: Lang,
): { readonly text: string; readonly tone?: Tone } {
  const text = pick(statusText({ status, unproven, contradicted: contradicted !== null }), lang)
  const tone = toneOf(status, unproven || contradicted !== null)
  return tone === null ? { text } : { text, tone }
}

function toneOf(status: StepLine['status'], isDoubted: boolean): Tone | null {
  if (isDoubted) return 'warn'
  if (status === 'done') return 'good'
  if (status === 'failed' || status === 'unknown') return 'bad'
  return status === 'blocked' || status === 'skipped' ? 'warn' : null
}

/**
 * Whether a step matters after the fact: it failed, nobody knows, it was passed over, nothing proves it, or the record
 * speaks against it.
 */
export function isOpenQuestion({ status, unproven, contradicted }: StepLine): boolean {
  return unproven || contradicted !== null || ['failed', 'unknown', 'blocked', 'skipped', 'doing'].includes(status)
}
