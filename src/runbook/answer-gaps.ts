import { exit } from '../core/exit-codes.ts'
import { type Diagnostic, Fault } from '../core/fault.ts'
import { byPlace } from './decode.ts'

/** One Fault for all gaps of an answers file at once: one gap as it is, several with each named once. */
export function allGaps(file: string, gaps: readonly Fault[]): Fault {
  const found = gaps.flatMap((gap) => asDiagnostics(gap).map((item): [string, Diagnostic] => [keyOf(item), item]))
  const diagnostics = [...new Map(found).values()]
  const [first] = gaps
  if (first !== undefined && diagnostics.length === 1) return first
  return new Fault({
    code: 'answers.missing',
    exit: exit.invalid,
    message: {
      en: `${file} has no usable answer in ${diagnostics.length} places`,
      nl: `${file} heeft op ${diagnostics.length} plaatsen geen bruikbaar antwoord`,
    },
    hint: {
      en: 'nothing was done; add each under steps:, below the name of its step',
      nl: 'er is niets gedaan; voeg elk toe onder steps:, onder de naam van de stap',
    },
    diagnostics: diagnostics.toSorted(byPlace),
  })
}

function keyOf({ code, message, place }: Diagnostic): string {
  return JSON.stringify([code, message, place?.line, place?.column])
}

function asDiagnostics({ code, text, hint, diagnostics }: Fault): readonly Diagnostic[] {
  if (diagnostics.length > 0) return diagnostics
  return [{ code, severity: 'error', message: text, ...(hint === undefined ? {} : { hint }) }]
}

/** The gap with the place of the answer that it is about, when it has none of its own. */
export function placedGap(gap: Fault, place: Diagnostic['place']): Fault {
  const { code, text, hint, diagnostics, exit: ends, cause } = gap
  if (place === undefined || diagnostics.length > 0) return gap
  const base = { code, message: text, ...(hint === undefined ? {} : { hint }) }
  return new Fault({ ...base, exit: ends, cause, diagnostics: [{ code, severity: 'error', message: text, place }] })
}
