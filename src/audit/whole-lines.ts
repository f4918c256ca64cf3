import type { Text } from '../core/text.ts'

/** The sentence on lines that are whole, with so many bytes behind them of one that was never finished. */
export function wholeLines(lines: number, torn: number): Text {
  const whole = {
    en: `${lines} lines are whole and follow from each other`,
    nl: `${lines} regels zijn heel en volgen uit elkaar`,
  }
  if (torn === 0) return whole
  const half =
    torn === 1 ? { en: 'stands 1 byte', nl: 'staat 1 byte' } : { en: `stand ${torn} bytes`, nl: `staan ${torn} bytes` }
  return {
    en: `${whole.en}; behind them ${half.en} of a line that was never finished`,
    nl: `${whole.nl}; daarachter ${half.nl} van een regel die nooit af raakte`,
  }
}
