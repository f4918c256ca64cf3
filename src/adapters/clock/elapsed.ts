/** The time that something took, as a person reads it: `40 ms`, `1.2 s`, `4 m 30 s`, `2 h 5 m`, `3 d`. */
export function elapsed(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${Math.floor(ms / 100) / 10} s`
  if (ms < 3_600_000) return pair(ms, 'm', 60_000, 's', 1000)
  if (ms < 86_400_000) return pair(ms, 'h', 3_600_000, 'm', 60_000)
  return pair(ms, 'd', 86_400_000, 'h', 3_600_000)
}

function pair(ms: number, big: string, bigMs: number, small: string, smallMs: number): string {
  const rest = Math.floor((ms % bigMs) / smallMs)
  return `${Math.floor(ms / bigMs)} ${big}${rest === 0 ? '' : ` ${rest} ${small}`}`
}
