/** The places of moments on a time axis of some width. Pauses are shortened, and each is told with its true length. */
export interface Axis {
  readonly width: number
  at(ms: number): number
  readonly breaks: readonly { readonly from: number; readonly to: number; readonly ms: number }[]
  /** Moments worth a label: the first, the last, and those after a pause. */
  readonly ticks: readonly number[]
}

/** No pause takes more than this part of the axis, or a bit more than an even part where there are few. */
const share = (gaps: number): number => Math.max(1 / 20, 1.5 / gaps)
/** The part of the axis that is given to keeping crowded moments apart, whatever their distance. */
const apart = 0.5

/**
 * An axis over moments (milliseconds since 1970). An incident is minutes of work between hours of sleep and a month until
 * the last report: to scale, one of them would hide the others. So the order is kept, a pause that is longer than its
 * share of the rest is cut to that share, and moments that stand close are pulled apart a little.
 */
export function createAxis(moments: readonly number[], width: number): Axis {
  const stops = [...new Set(moments)].sort((a, b) => a - b)
  const gaps = stops.slice(1).map((stop, index) => stop - (stops[index] as number))
  const cap = capOf(gaps)
  const cut = gaps.map((gap) => Math.min(gap, cap))
  const least = (apart * cut.reduce((sum, gap) => sum + gap, 0)) / Math.max(gaps.length, 1)
  const shown = cut.map((gap) => Math.max(gap, least))
  const total = shown.reduce((sum, gap) => sum + gap, 0)
  const scale = total === 0 ? 0 : width / total
  const positions = [0]
  for (const gap of shown) positions.push((positions.at(-1) as number) + gap * scale)
  const isBreak = (index: number): boolean => (gaps[index] ?? 0) > cap
  const at = (ms: number): number => {
    const next = stops.findIndex((stop) => stop > ms)
    if (next === 0) return 0
    if (next === -1) return positions.at(-1) ?? 0
    const part = (ms - (stops[next - 1] as number)) / (gaps[next - 1] as number)
    return (positions[next - 1] as number) + part * (shown[next - 1] as number) * scale
  }
  return {
    width,
    at,
    breaks: gaps.flatMap((ms, index) =>
      isBreak(index) ? [{ from: positions[index] as number, to: positions[index + 1] as number, ms }] : [],
    ),
    ticks: stops.filter((_stop, index) => index === 0 || index === stops.length - 1 || isBreak(index - 1)),
  }
}

/** The longest gap that is no more than its share of what all gaps take when they are cut to it. */
function capOf(gaps: readonly number[]): number {
  let cap = Math.max(0, ...gaps)
  while (cap > 0) {
    const next = gaps.reduce((sum, gap) => sum + Math.min(gap, cap), 0) * share(gaps.length)
    // Many equal gaps are no pauses: then it is to scale.
    if (next > cap - 1) break
    cap = next
  }
  return cap
}
