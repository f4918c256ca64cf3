import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLError } from 'yaml'
import { harmless } from '../core/harmless.ts'
import { type Finding, type PlacedFinding, quoted } from './finding.ts'
import { yamlFinding } from './yaml-errors.ts'

export type Path = readonly (string | number)[]

/** A YAML text as plain values, with the way back from a value to its place. */
export interface Tree {
  readonly value: unknown
  readonly findings: readonly PlacedFinding[]
  /** The offset of what a path leads to, or of the nearest thing above it. With `key`, of the last step's key. */
  offset(path: Path, part: 'key' | 'value'): number
  place(offset: number): { readonly line: number; readonly column: number }
}

const maxDepth = 32
/** More findings than this help nobody, and a hostile file could have a million. */
export const maxFindings = 50

/** Reads one YAML 1.2 document (core schema). Never throws: what is wrong is a finding. */
export function readTree(text: string): Tree {
  const lines = new LineCounter()
  const place = (offset: number) => {
    const { line, col } = lines.linePos(Math.min(offset, text.length))
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const findings: PlacedFinding[] = rawFindings(text)
  // A text with control codes is not parsed: what its author sees is not what a parser sees.
  if (findings.length > 0) {
    for (const start of text.matchAll(/^/gm)) lines.addNewLine(start.index)
    return { value: null, findings, offset: () => 0, place }
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
    if (document.directives?.yaml.explicit === true) findings.push({ ...directive, offset: 0 })
    root = document.contents
  } catch (error) {
    // The parser is recursive: what is nested too deep for the stack ends here.
    if (!(error instanceof RangeError)) throw error
    findings.push({ ...tooDeep, offset: 0 })
  }
  const value = findings.length > 0 ? null : new Reader(findings).read(root, 1)
  return { value, findings, place, offset: (path, part) => offsetOf(root, path, part) }
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
  return found
}

const directive: Finding = {
  code: 'yaml.tag',
  message: { en: 'directives are not used here', nl: 'directieven mogen hier niet' },
  hint: { en: 'remove the line that starts with %', nl: 'verwijder de regel die met % begint' },
}

const tooDeep: Finding = {
  code: 'yaml.depth',
  message: {
    en: `nested deeper than ${maxDepth} levels`,
    nl: `dieper genest dan ${maxDepth} niveaus`,
  },
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

function controlCode(text: string): Finding {
  const shown = harmless(text)
  return {
    code: 'yaml.control-code',
    message: { en: `a control code stands here: ${shown}`, nl: `hier staat een stuurteken: ${shown}` },
    hint: { en: 'remove it: it can deceive who reads it', nl: 'verwijder het: het kan de lezer misleiden' },
  }
}

/** Turns nodes into plain values and refuses what the runbook language does not want of YAML. */
class Reader {
  readonly #findings: PlacedFinding[]

  constructor(findings: PlacedFinding[]) {
    this.#findings = findings
  }

  read(node: unknown, depth: number): unknown {
    if (node === null || node === undefined) return null
    const it = node as Node
    if (isAlias(it)) return this.#refuse(it, aliases)
    if (it.anchor !== undefined) this.#refuse(it, aliases)
    if (it.tag !== undefined) this.#refuse(it, tags)
    if (isScalar(it)) return this.#scalar(it)
    if (depth > maxDepth) return this.#refuse(it, tooDeep)
    if (isSeq(it)) return it.items.map((item) => this.read(item, depth + 1))
    return isMap(it) ? this.#map(it.items as Pair<Node>[], depth) : null
  }

  #scalar(node: Node & { value?: unknown; source?: string }): unknown {
    const { value } = node
    if (typeof value === 'string') {
      // Escapes such as "\e" put back what was refused in the raw text.
      const bad = harmlessPart(value)
      if (bad !== null) this.#refuse(node, controlCode(bad))
      return value
    }
    if (typeof value === 'number' && !Number.isFinite(value)) return node.source
    return value
  }

  #map(pairs: readonly Pair<Node>[], depth: number): object {
    const map: { [key: string]: unknown } = {}
    for (const { key, value } of pairs) {
      const name = keyName(key)
      if (name === null || name in Object.prototype) this.#refuse(key, badKey(name))
      else if (name === '<<') this.#refuse(key, aliases)
      else if (Object.hasOwn(map, name)) this.#refuse(key, duplicate(name))
      else {
        this.read(key, depth)
        map[name] = this.read(value, depth + 1)
      }
    }
    return map
  }

  #refuse(node: Node, finding: Finding): null {
    if (this.#findings.length < maxFindings) this.#findings.push({ ...finding, offset: node?.range?.[0] ?? 0 })
    return null
  }
}

function harmlessPart(value: string): string | null {
  const safe = value.replaceAll('\r\n', '\n')
  if (harmless(safe, { lines: true }) === safe) return null
  for (const character of safe) {
    if (character !== '\n' && character !== '\t' && harmless(character) !== character) return character
  }
  return null
}

/** Keys are words; `1` and `true` are read as they are written. */
function keyName(key: unknown): string | null {
  if (!isScalar(key) || key.value === null) return null
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
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

const aliases: Finding = {
  code: 'yaml.alias',
  message: {
    en: 'anchors, aliases and merge keys are not used here',
    nl: 'ankers, aliassen en merge keys mogen hier niet',
  },
  hint: { en: 'write it out in full', nl: 'schrijf het voluit' },
}
const tags: Finding = {
  code: 'yaml.tag',
  message: { en: 'tags are not used here', nl: 'tags mogen hier niet' },
  hint: { en: 'leave out the word with the exclamation mark', nl: 'laat het woord met het uitroepteken weg' },
}

function badKey(name: string | null): Finding {
  return {
    code: 'yaml.key',
    message:
      name === null
        ? { en: 'a key must be a word', nl: 'een sleutel moet een woord zijn' }
        : { en: `${quoted(name)} can not be a key`, nl: `${quoted(name)} kan geen sleutel zijn` },
  }
}

function duplicate(name: string): Finding {
  return {
    code: 'yaml.duplicate-key',
    message: { en: `the key ${quoted(name)} stands here twice`, nl: `de sleutel ${quoted(name)} staat hier twee keer` },
    hint: { en: 'keep one of them', nl: 'behoud er één' },
  }
}
