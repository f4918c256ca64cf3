import { isMap, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLError } from 'yaml'
import { harmless } from '../core/harmless.ts'
import type { Finding, PlacedFinding } from './finding.ts'
import { yamlFinding } from './yaml-errors.ts'
import { controlCode, keyName, maxFindings, Reader, tooDeep } from './yaml-values.ts'

export type Path = readonly (string | number)[]

/** A YAML text as plain values, with the way back from a value to its place. */
export interface Tree {
  readonly value: unknown
  readonly findings: readonly PlacedFinding[]
  /** What an author may have meant otherwise; nothing is wrong with it. */
  readonly doubts: readonly PlacedFinding[]
  /** The offset of what a path leads to, or of the nearest thing above it. With `key`, of the last step's key. */
  offset(path: Path, part: 'key' | 'value'): number
  place(offset: number): { readonly line: number; readonly column: number }
}

/** Reads one YAML 1.2 document (core schema). Never throws: what is wrong is a finding. */
export function readTree(text: string): Tree {
  const lines = new LineCounter()
  const place = (offset: number) => {
    const { line, col } = lines.linePos(Math.min(offset, text.length))
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const findings: PlacedFinding[] = rawFindings(text)
  // A text with control codes or directives is not parsed: what its author sees is not what a parser sees.
  if (findings.length > 0) {
    for (const start of text.matchAll(/^/gm)) lines.addNewLine(start.index)
    return { value: null, findings, doubts: [], offset: () => 0, place }
  }
  let root: Node | null = null
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      // 'silent' would also hide that there is more than one document.
      logLevel: 'error',
      merge: false,
      // Checked below: the parser's own check compares every key with every other.
      uniqueKeys: false,
    })
    findings.push(...syntaxFindings([...document.errors, ...document.warnings], lines))
    root = document.contents
  } catch (error) {
    // The parser is recursive: what is nested too deep for the stack ends here.
    if (!(error instanceof RangeError)) throw error
    findings.push({ ...tooDeep, offset: 0 })
  }
  const reader = new Reader(findings)
  const value = findings.length > 0 ? null : reader.read(root, 1)
  return { value, findings, doubts: reader.doubts, place, offset: (path, part) => offsetOf(root, path, part) }
}

/** The tree of a text that was just printed from `value`, as JSON: it is read only when a place in it is asked for. */
export function printedTree(text: string, value: unknown): Tree {
  let read: Tree | null = null
  const tree = (): Tree => {
    read ??= readTree(text)
    return read
  }
  return {
    value,
    findings: [],
    doubts: [],
    offset: (path, part) => tree().offset(path, part),
    place: (offset) => tree().place(offset),
  }
}

/** The first error of each line: one slip makes the parser stumble several times. */
function syntaxFindings(errors: readonly YAMLError[], lines: LineCounter): readonly PlacedFinding[] {
  const seen = new Set<number>()
  const found: PlacedFinding[] = []
  for (const error of errors) {
    const { line } = lines.linePos(error.pos[0])
    if (seen.has(line)) continue
    seen.add(line)
    found.push({ ...yamlFinding(error.code), offset: error.pos[0] })
    if (found.length === maxFindings) break
  }
  // A tab makes the rest of its block unreadable: that is no other mistake.
  const tabs = found.filter((item) => item.code === 'yaml.tab')
  return tabs.length > 0 ? tabs : found
}

const directive: Finding = {
  code: 'yaml.tag',
  message: { en: 'directives are not used here', nl: 'directieven mogen hier niet' },
  hint: { en: 'remove the line that starts with %', nl: 'verwijder de regel die met % begint' },
}

function rawFindings(text: string): PlacedFinding[] {
  if (text.startsWith('\u{feff}')) {
    return [
      {
        code: 'yaml.encoding',
        offset: 0,
        message: { en: 'the file starts with a byte order mark', nl: 'het bestand begint met een byte order mark' },
        hint: { en: 'save it as UTF-8 without BOM', nl: 'bewaar het als UTF-8 zonder BOM' },
      },
    ]
  }
  // Before the document, only comments and lines with nothing can stand. One could make another YAML of it.
  const percent = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*%/.exec(text)?.[0].length
  if (percent !== undefined) return [{ ...directive, offset: percent - 1 }]
  if (harmless(text, { lines: true }).length === text.replaceAll('\r\n', '\n').length) return []
  const found: PlacedFinding[] = []
  for (let offset = 0; offset < text.length && found.length < maxFindings; offset++) {
    const character = String.fromCodePoint(text.codePointAt(offset) ?? 0)
    const lineEnd = character === '\n' || character === '\t' || text.startsWith('\r\n', offset)
    if (!lineEnd && harmless(character) !== character) found.push({ ...controlCode(character), offset })
    offset += character.length - 1
  }
  return found
}

function offsetOf(root: unknown, path: Path, part: 'key' | 'value'): number {
  let node: unknown = root
  let offset = isNode(root) ? root.range[0] : 0
  path.forEach((step, index) => {
    if (isMap(node)) {
      const pair = (node.items as Pair[]).find((item) => keyName(item.key) === String(step))
      node = pair?.value
      if (pair !== undefined && isNode(pair.key)) offset = pair.key.range[0]
      if (part === 'key' && index === path.length - 1) return
    } else {
      node = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined
    }
    // The place of an empty value is after its colon: the key says more.
    if (isNode(node) && (typeof step === 'number' || node.range[1] > node.range[0])) offset = node.range[0]
  })
  return offset
}

function isNode(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return Array.isArray((node as Node | null)?.range)
}
