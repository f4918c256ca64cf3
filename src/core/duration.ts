import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/**
 * `500ms`, `30s`, `15m`, `24h` or `3d` in milliseconds. One whole number and one unit, so that nobody has to wonder
 * what "1.5" of something means. Throws the Fault `duration.invalid` for anything else.
 */
export function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text.trim()) ?? []
  if (amount === undefined || unit === undefined) throw invalid(text)
  return Number(amount) * units[unit as keyof typeof units]
}

function invalid(text: string): Fault {
  const shown = JSON.stringify(text.slice(0, 40))
  return new Fault({
    code: 'duration.invalid',
    exit: exit.invalid,
    message: { en: `${shown} is not a duration`, nl: `${shown} is geen tijdsduur` },
    hint: {
      en: 'write a whole number and ms, s, m, h or d, as in 30s or 15m',
      nl: 'schrijf een geheel getal en ms, s, m, h of d, zoals in 30s of 15m',
    },
  })
}
