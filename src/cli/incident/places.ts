import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'

/** The number of acts that go on at once where nothing else is said. */
const usual = 8
/** More than that starts more commands than a laptop has use for. */
const most = 64

/**
 * How many acts go on at once, from what was given. What comes before a step (`until`) is only clear when one act is done after
 * another. Throws `session.parallel`.
 */
export function placesOf({ parallel: given, until }: { readonly parallel?: string; readonly until?: string }): number {
  if (given === undefined) return until === undefined ? usual : 1
  const places = /^\d{1,3}$/.test(given) ? Number(given) : 0
  if (places >= 1 && places <= most) return places
  const shown = harmlessLine(given, 20)
  throw new Fault({
    code: 'session.parallel',
    exit: exit.usage,
    message: {
      en: `--parallel takes a whole number from 1 to ${most}, not "${shown}"`,
      nl: `--parallel vraagt een geheel getal van 1 tot ${most}, niet "${shown}"`,
    },
    hint: {
      en: '--parallel 1 does one act after another',
      nl: '--parallel 1 doet de ene handeling na de andere',
    },
  })
}
