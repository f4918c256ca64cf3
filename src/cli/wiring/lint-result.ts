import { counted } from '../../core/counted.ts'
import type { Diagnostic } from '../../core/fault.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { pick } from '../../core/text.ts'
import { invalid } from '../../runbook/decode.ts'
import { faultJson, renderDiagnostic } from '../../ui/fault.ts'
import type { Host } from './host.ts'

/** Tells the end of a check without errors: the warnings, and how many files it looked at. */
export function tellWarnings(
  host: Pick<Host, 'stdout' | 'stderr' | 'lang' | 'json' | 'messageColumns'>,
  files: number,
  diagnostics: readonly Diagnostic[],
): void {
  const { lang } = host
  if (host.json) {
    const found = faultJson(invalid('', diagnostics), lang).error.diagnostics
    host.stdout(`${harmlessJson({ files, diagnostics: found })}\n`)
    return
  }
  for (const item of diagnostics) host.stderr(renderDiagnostic(item, lang, host.messageColumns))
  const warnings = diagnostics.length
  const nl = `${counted(files, 'bestand', 'bestanden')}, geen fouten, ${counted(warnings, 'waarschuwing', 'waarschuwingen')}`
  const en = `${counted(files, 'file', 'files')}, no errors, ${counted(warnings, 'warning', 'warnings')}`
  host.stdout(`${pick({ en, nl }, lang)}\n`)
}
