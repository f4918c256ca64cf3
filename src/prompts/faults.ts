import { counted } from '../core/counted.ts'
import { exit } from '../core/exit-codes.ts'
import { Fault, isFault } from '../core/fault.ts'
import type { Text } from '../core/text.ts'

/** The operator pressed Ctrl-C, or the process was told to stop, while a question was open. */
export function interrupted(): Fault {
  return new Fault({
    code: 'interrupted',
    exit: exit.interrupted,
    message: { en: 'interrupted', nl: 'onderbroken' },
    hint: notThis,
  })
}

/** The fault that nobody can answer any more: Ctrl-D, or the input has ended. */
export function terminalClosed(): Fault {
  return new Fault({
    code: 'terminal.closed',
    exit: exit.stopped,
    message: {
      en: 'the input ended while a question was open',
      nl: 'de invoer stopte terwijl er een vraag open stond',
    },
    hint: notThis,
  })
}

/** The answers to a step that are not in the record. */
type Unsaved = { readonly code: string; readonly count: number; readonly isKept: boolean } | null

/**
 * The result of `answer`. When the person or the input stops it, the error says what is in the record and what is not.
 */
export async function toldWhatIsKept<T>(answer: () => Promise<T>, unsaved: () => Unsaved): Promise<T> {
  try {
    return await answer()
  } catch (error) {
    if (!isFault(error, 'interrupted', 'terminal.closed')) throw error
    const kept = unsaved()
    const { code, exit: usual, text } = error
    throw new Fault({ code, exit: usual, message: text, hint: kept === null ? notThis : besides(kept), cause: error })
  }
}

const notThis: Text = {
  en: 'what was answered before is in the record, the question that was open is not; go on with cyber-respond resume',
  nl: 'wat eerder beantwoord was, staat in het logboek, de open vraag niet; ga verder met cyber-respond resume',
}

function besides({ code, count, isKept }: NonNullable<Unsaved>): Text {
  const en = `${counted(count, 'answer', 'answers')}${code === '' ? '' : ` to ${code}`}`
  const nl = `${counted(count, 'antwoord', 'antwoorden')}${code === '' ? '' : ` op ${code}`}`
  if (!isKept) {
    return {
      en: `not in the record, and not kept: ${en}; everything before is in it; go on with cyber-respond resume`,
      nl: `niet in het logboek en niet bewaard: ${nl}; alles daarvoor staat erin; ga verder met cyber-respond resume`,
    }
  }
  return {
    en: `kept as a draft, not in the record: ${en}; cyber-respond resume offers that again`,
    nl: `bewaard als klad, niet in het logboek: ${nl}; cyber-respond resume biedt dat opnieuw aan`,
  }
}

/** The result of `answer`, or `otherwise` when the input ended: to leave is always an answer. */
export async function unlessClosed<T>(otherwise: T, answer: () => Promise<T>): Promise<T> {
  try {
    return await answer()
  } catch (error) {
    if (isFault(error, 'terminal.closed')) return otherwise
    throw error
  }
}
