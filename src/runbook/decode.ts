import * as v from 'valibot'
import { exit } from '../core/exit-codes.ts'
import { type Diagnostic, Fault, type Place } from '../core/fault.ts'
import type { FindingCode } from '../core/finding-codes.ts'
import { harmless, harmlessLine } from '../core/harmless.ts'
import { maxFileSize, tooBig } from './file-size.ts'
import type { Finding } from './finding.ts'
import { codeFrame } from './frame.ts'
import { issuePath, isUnknownKey, type ShapeFinding, shapeFinding } from './shape-findings.ts'
import { type Path, printedTree, readTree, type Tree } from './tree.ts'
import { maxFindings } from './yaml-values.ts'

/** A file that a person wrote: its name as the person knows it, and its text. */
export interface Source {
  readonly file: string
  readonly text: string
  /** The value from which a text was just printed as JSON. */
  readonly printed?: unknown
}

/** A decoded value that knows where its parts stand. `place` takes the path of keys in the YAML. */
export interface Located<T> {
  readonly file: string
  readonly value: T
  /** Warnings about the text itself. */
  readonly doubts: readonly Diagnostic[]
  place(path: Path, part?: 'key' | 'value'): Place
}

/**
 * The value of a YAML file. Throws a Fault (exit code 3) with a diagnostic for everything that is wrong, each with its
 * place and a code frame. Refuses files over 1 MiB before looking at them.
 */
export function decode<T>(source: Source, schema: v.GenericSchema<unknown, T>): T {
  return locate(source, schema).value
}

/** The value as `decode` gives it, with the places of its parts, for checks that need them. */
export function locate<T>(source: Source, schema: v.GenericSchema<unknown, T>): Located<T> {
  const { value, found, doubts, place } = survey(source, schema)
  if (found.length > 0) throw invalid(source.file, found)
  return { file: source.file, value: value as T, doubts, place }
}

/** A file that may be wrong in its shape: the value, or null; what stands there all the same; and what is wrong. */
export interface Survey<T> extends Omit<Located<T>, 'value'> {
  readonly value: T | null
  readonly raw: unknown
  readonly found: readonly Diagnostic[]
}

/** The same for who looks further whatever the shape is. Throws only where the text is no YAML, or too big. */
export function survey<T>(source: Source, schema: v.GenericSchema<unknown, T>): Survey<T> {
  if (source.text.length > maxFileSize) throw tooBig(source.file)
  const tree = source.printed === undefined ? readTree(source.text) : printedTree(source.text, source.printed)
  if (tree.findings.length > 0) {
    throw invalid(
      source.file,
      tree.findings.map((finding) => diagnostic(finding, placeAt(source, tree, finding.offset))),
    )
  }
  const { value, issues } = checked(tree.value, schema)
  const place = (path: Path, part: 'key' | 'value' = 'value') => placeAt(source, tree, tree.offset(path, part))
  const found = issues.map(({ finding, path, part }) => diagnostic(finding, place(path, part)))
  const doubts = tree.doubts.map((finding) => diagnostic(finding, placeAt(source, tree, finding.offset)))
  return { file: source.file, value: value as T | null, raw: tree.value, found, doubts, place }
}

/** A finding as a diagnostic at a place. */
export function diagnostic(finding: Finding<FindingCode>, place: Place): Diagnostic {
  const { code, message, hint, severity = 'error' } = finding
  return { code, severity, message, ...(hint === undefined ? {} : { hint }), place }
}

/** The Fault for what was found in files: in `file`, unless the places say otherwise. */
export function invalid(file: string, diagnostics: readonly Diagnostic[]): Fault {
  const errors = diagnostics.filter((item) => item.severity === 'error')
  const files = new Set(errors.map((item) => item.place?.file ?? harmless(file)))
  const name = files.size === 1 ? [...files].join() : harmless(file)
  const count = errors.length
  const one = { en: `${name} has an error`, nl: `${name} bevat een fout` }
  const several = { en: `${name} has ${count} errors`, nl: `${name} bevat ${count} fouten` }
  const spread = {
    en: `${files.size} files have ${count} errors`,
    nl: `${files.size} bestanden bevatten ${count} fouten`,
  }
  return new Fault({
    code: 'file.invalid',
    exit: exit.invalid,
    message: files.size > 1 ? spread : count === 1 ? one : several,
    hint: {
      en: 'correct each place that is named, and try again',
      nl: 'verbeter elke genoemde plaats en probeer opnieuw',
    },
    diagnostics: diagnostics.toSorted(byPlace),
  })
}

/** The order of diagnostics: by file, line and column; what has no place comes last. */
export function byPlace({ place: a }: Diagnostic, { place: b }: Diagnostic): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1
}

/** The text of a file's bytes. Throws a Fault with a diagnostic when they are not UTF-8, or too many. */
export function textOf(file: string, bytes: Uint8Array): string {
  if (bytes.length > maxFileSize) throw tooBig(file)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    const before = text.slice(0, Math.max(0, text.indexOf('\u{fffd}'))).split('\n')
    const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
    const finding: Finding = {
      code: 'yaml.encoding',
      message: { en: 'the file is not UTF-8', nl: 'het bestand is geen UTF-8' },
      hint: { en: 'save it as UTF-8', nl: 'bewaar het als UTF-8' },
    }
    throw invalid(file, [diagnostic(finding, { file, ...place, frame: codeFrame(text, place.line, place.column) })])
  }
}

function placeAt(source: Source, tree: Tree, offset: number): Place {
  const { line, column } = tree.place(offset)
  return { file: harmlessLine(source.file, 200), line, column, frame: codeFrame(source.text, line, column) }
}

/**
 * The value that the schema makes of an input. Valibot stops at the first unknown key of an object: such keys are taken
 * out and the rest is looked at again, so that one run tells everything.
 */
function checked(input: unknown, schema: v.GenericSchema): { value: unknown; issues: readonly ShapeFinding[] } {
  const found: ShapeFinding[] = []
  const mended = new Set<string>()
  while (found.length < maxFindings) {
    const result = v.safeParse(schema, input)
    if (result.success) return { value: result.output, issues: found }
    const strange = result.issues.filter(isUnknownKey)
    // Whether a map has exactly one of its keys can't be said when one of them was not understood.
    const rest = result.issues.filter(
      (issue) => issue.type !== 'check' || !mended.has(JSON.stringify(issuePath(issue))),
    )
    for (const issue of strange.length > 0 ? strange : rest) found.push(shapeFinding(issue, schema, input))
    if (strange.length === 0) break
    for (const issue of strange) {
      remove(issue)
      mended.add(JSON.stringify(issuePath(issue).slice(0, -1)))
    }
  }
  const places = new Map(found.map((item) => [JSON.stringify([item.path, item.finding]), item]))
  return { value: null, issues: [...places.values()].slice(0, maxFindings) }
}

function remove(issue: v.BaseIssue<unknown>): void {
  const last = issue.path?.at(-1)
  if (last?.type === 'object') delete last.input[last.key]
}
