import { type Lang, pick } from './text.ts'

/** The two largest units of a time span, whole minutes: `2 d 23 h`, `23 h 41 m`, `41 m`. */
export function spanText(ms: number, lang: Lang): string {
  const hour = pick({ en: 'h', nl: 'u' }, lang)
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  if (d > 0) return `${d} d ${h} ${hour}`
  return h > 0 ? `${h} ${hour} ${m} m` : `${m} m`
}
