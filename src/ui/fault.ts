import type { Diagnostic, Fault, Place } from '../core/fault.ts'
import { harmless } from '../core/harmless.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { wrapMessage } from './wrap-message.ts'

const labels = {
  error: { en: 'error', nl: 'fout' },
  warning: { en: 'warning', nl: 'waarschuwing' },
} as const

/** The word before what to do about something. */
export const hintLabel: Text = { en: 'hint', nl: 'tip' }

/**
 * A fault for a person, ending in a line feed: what is wrong with each place of a file, then the error itself, then what
 * to do. On a terminal of `columns` broken between words; else each stays one line, which a script can search. Loads nothing
 * but the core: it must also work when little else does.
 */
export function renderFault(fault: Fault, lang: Lang, columns: number | null): string {
  const say = (text: Text): string => harmless(pick(text, lang))
  const hint =
    fault.hint === undefined
      ? []
      : [wrapMessage(`cyber-respond: ${pick(hintLabel, lang)}: ${say(fault.hint)}`, columns)]
  return [
    ...fault.diagnostics.map((item) => renderDiagnostic(item, lang, columns)),
    wrapMessage(`cyber-respond: ${pick(labels.error, lang)}: ${say(fault.text)}`, columns),
    ...hint,
    '',
  ].join('\n')
}

/** `file:line:column: error: message [code]`, the lines of the file around it, and a hint. Ends in a line feed. */
export function renderDiagnostic(item: Diagnostic, lang: Lang, columns: number | null): string {
  const { place } = item
  const frame = place?.frame === undefined ? [] : [harmless(place.frame, { lines: true })]
  const hint =
    item.hint === undefined
      ? []
      : [wrapMessage(`  ${pick(hintLabel, lang)}: ${harmless(pick(item.hint, lang))}`, columns, '    ')]
  const what = `${pick(labels[item.severity], lang)}: ${harmless(pick(item.message, lang))} [${item.code}]`
  return [wrapMessage(at(place) + what, columns), ...frame, ...hint, ''].join('\n')
}

function at(place: Place | undefined): string {
  return place === undefined ? '' : `${harmless(place.file)}:${place.line}:${place.column}: `
}

/** The same as an object: `{ error: { code, exit, message, hint, diagnostics } }`. */
export function faultJson(fault: Fault, lang: Lang) {
  return {
    error: {
      code: fault.code,
      exit: fault.exit,
      message: pick(fault.text, lang),
      hint: fault.hint === undefined ? null : pick(fault.hint, lang),
      diagnostics: fault.diagnostics.map((item) => ({
        code: item.code,
        severity: item.severity,
        message: pick(item.message, lang),
        hint: item.hint === undefined ? null : pick(item.hint, lang),
        place:
          item.place === undefined ? null : { file: item.place.file, line: item.place.line, column: item.place.column },
      })),
    },
  }
}
