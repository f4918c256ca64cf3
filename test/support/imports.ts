import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, visitorKeys } from 'oxc-parser'

/**
 * The name in one import: a file of the sources by its path from the root of the project, a package, or `node:path`.
 */
export interface Import {
  readonly from: string
  /** Whether it is gone when the program runs. */
  readonly isOfTypes: boolean
}

/** The sources by their path from the root of the project: `src/core/fold.ts`. */
export type Sources = ReadonlyMap<string, string>

const root = fileURLToPath(new URL('../..', import.meta.url))

export function readSources(folder = 'src'): Sources {
  const names = readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`)
  return new Map(files.sort().map((file) => [file, readFileSync(`${root}${file}`, 'utf8')]))
}

/** Every import of a source, at its top or later, of values or only of types. Throws for a name that is computed. */
export function importsIn(file: string, source: string): readonly Import[] {
  const found: Import[] = []
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const walk = (node: Node): void => {
    const named = namedBy(node)
    if (named !== null) {
      const { value } = named.source ?? {}
      if (typeof value !== 'string') throw new Error(`${file}: an import whose name is computed`)
      found.push({ from: resolved(file, value), isOfTypes: named.isOfTypes })
    }
    for (const key of visitorKeys[node.type] ?? []) {
      for (const child of [node[key]].flat()) if (isNode(child)) walk(child)
    }
  }
  walk(program as unknown as Node)
  return found
}

type Node = { readonly type: string; readonly [member: string]: unknown }

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** The place where a node names what it imports; null: it imports nothing. */
function namedBy(
  node: Node,
): { readonly source: { readonly value?: unknown } | null; readonly isOfTypes: boolean } | null {
  const source = node.source as { readonly value?: unknown } | null
  switch (node.type) {
    case 'ImportDeclaration':
      return { source, isOfTypes: node.importKind === 'type' }
    case 'ExportAllDeclaration':
      return { source, isOfTypes: node.exportKind === 'type' }
    case 'ExportNamedDeclaration':
      return source === null ? null : { source, isOfTypes: node.exportKind === 'type' }
    case 'ImportExpression':
      return { source, isOfTypes: false }
    case 'TSImportType':
      return { source, isOfTypes: true }
    default:
      return null
  }
}

function resolved(file: string, name: string): string {
  return name.startsWith('.') ? posix.join(posix.dirname(file), name) : name
}

/** The imports of each source. */
export function importsOf(sources: Sources): ReadonlyMap<string, readonly Import[]> {
  return new Map([...sources].map(([file, source]) => [file, importsIn(file, source)]))
}

/** The groups of files that lead back to themselves, each sorted. */
export function circlesIn(imports: ReadonlyMap<string, readonly Import[]>): readonly (readonly string[])[] {
  const circles: string[][] = []
  const order = new Map<string, number>()
  const waiting: string[] = []
  // Tarjan's algorithm; what is in a circle stays on the stack until the first of it is left.
  const visit = (file: string): number => {
    const own = order.size
    order.set(file, own)
    waiting.push(file)
    let lowest = own
    let isOwn = false
    for (const { from } of imports.get(file) ?? []) {
      if (!imports.has(from)) continue
      isOwn ||= from === file
      const seen = order.get(from)
      if (seen === undefined) lowest = Math.min(lowest, visit(from))
      else if (waiting.includes(from)) lowest = Math.min(lowest, seen)
    }
    if (lowest < own) return lowest
    const circle = waiting.splice(waiting.indexOf(file))
    if (circle.length > 1 || isOwn) circles.push(circle.sort())
    return own
  }
  for (const file of imports.keys()) if (!order.has(file)) visit(file)
  return circles
}
