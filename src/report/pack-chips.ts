import type { Axis } from './axis.ts'
import type { StepLine } from './report.ts'

/** A step's code on the axis: at `x`, `width` wide, in the lane `lane` from the top. `from` and `to` are its true span. */
export interface Chip {
  readonly step: StepLine
  readonly x: number
  readonly width: number
  readonly lane: number
  readonly from: number
  readonly to: number
}

const between = 3

/** Puts steps that have times into as few lanes as they need, so that no code stands over another. */
export function packChips(
  steps: readonly StepLine[],
  axis: Axis,
): { readonly chips: readonly Chip[]; readonly lanes: number } {
  const ends: number[] = []
  const placed = steps
    .map((step) => {
      const [from, to] = [step.startedAt, step.endedAt].map((at) => axis.at(Date.parse(at ?? ''))) as [number, number]
      const width = chipText(step).length * 7.5 + 8
      return { step, from, to, width, x: Math.max(0, Math.min(from, axis.width - width)) }
    })
    .sort((a, b) => a.x - b.x)
  const chips = placed.map((chip) => {
    const free = ends.findIndex((end) => end + between <= chip.x)
    const lane = free === -1 ? ends.length : free
    ends[lane] = Math.max(chip.x + chip.width, chip.to)
    return { ...chip, lane }
  })
  return { chips, lanes: ends.length }
}

const signs: Readonly<Partial<Record<StepLine['status'], string>>> = {
  failed: '✗',
  unknown: '?',
  blocked: '■',
  skipped: '–',
  doing: '»',
}

/** The code, and a sign when the step is not simply done. */
export function chipText({ code, status, unproven, contradicted }: StepLine): string {
  const sign = unproven || contradicted !== null ? '!' : (signs[status] ?? '')
  return `${code.slice(0, 8)}${sign}`
}
