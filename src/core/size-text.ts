import type { Text } from './text.ts'

const units = ['kB', 'MB', 'GB', 'TB'] as const

/** A number of bytes for people, in decimal units: `512 B`, `1.2 GB` (in Dutch `1,2 GB`). */
export function sizeText(bytes: number): Text {
  let value = bytes / 1000
  let unit = 0
  // From 999.95 on, one decimal would show 1000.0.
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  if (bytes < 1000) return { en: `${bytes} B`, nl: `${bytes} B` }
  const en = `${value.toFixed(1)} ${units[unit]}`
  return { en, nl: en.replace('.', ',') }
}
