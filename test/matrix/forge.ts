import type { KeyObject } from 'node:crypto'
import { canonicalText } from '../../src/audit/canonical-text.ts'
import { leafOf } from '../../src/audit/chain.ts'
import { checkpointText } from '../../src/audit/checkpoint.ts'
import {
  formatNote,
  publicKeyOf,
  signatureType,
  signNote,
  type VerifierKey,
  verifierKey,
} from '../../src/audit/note.ts'
import { genesis } from '../../src/audit/print-line.ts'
import { GrowingTree } from '../../src/audit/tree.ts'
import type { Files } from './record.ts'

/** What an attacker does to the lines of one file: they are without their LFs. */
export interface Line {
  readonly file: string
  readonly text: string
}

export const segments = (files: Files): readonly string[] => [...files.keys()].filter((name) => name.startsWith('log.'))

export const seals = (files: Files): readonly string[] =>
  [...files.keys()].filter((name) => name.endsWith('.note')).toSorted((a, b) => sizeIn(a) - sizeIn(b))

export const sizeIn = (name: string): number => Number(/(\d+)\.note$/.exec(name)?.[1])

export function linesIn(files: Files): readonly Line[] {
  return segments(files).flatMap((file) =>
    (files.get(file) as Buffer)
      .toString('utf8')
      .split('\n')
      .slice(0, -1)
      .map((text) => ({ file, text })),
  )
}

export const changed = (files: Files, changes: Readonly<Record<string, Buffer | string>>): Files =>
  new Map([...files, ...Object.entries(changes).map(([name, content]) => [name, Buffer.from(content)] as const)])

export const without = (files: Files, isGone: (name: string) => boolean): Files =>
  new Map([...files].filter(([name]) => !isGone(name)))

/** Other lines in the place of these. */
export function withLines(files: Files, lines: readonly Line[]): Files {
  const grouped = Map.groupBy(lines, ({ file }) => file)
  const rest = [...files].filter(([name]) => !name.startsWith('log.'))
  return new Map([
    ...rest,
    ...[...grouped].map(([file, own]) => [file, Buffer.from(own.map(({ text }) => `${text}\n`).join(''))] as const),
  ])
}

/** Numbers the lines anew, and lets each follow from the one before it, as whoever knows the format can. */
export function rechained(lines: readonly Line[]): readonly Line[] {
  let prev = genesis
  return lines.map(({ file, text }, seq) => {
    const { data, ...line } = JSON.parse(text)
    const made = { ...line, data: line.type === 'segment.start' ? { ...data, prev } : data, seq, prev }
    const printed = canonicalText(made)?.text ?? ''
    prev = leaf(printed)
    return { file, text: printed }
  })
}

const leaf = (line: string): string => leafOf(Buffer.from(`\0${line}`))

/** A head of the first `size` lines, signed. */
export function sealOver(lines: readonly Line[], size: number, origin: string, key: KeyObject): string {
  const tree = new GrowingTree()
  for (const { text } of lines.slice(0, size)) tree.add(leaf(text))
  return formatNote(signNote(checkpointText({ origin, size, root: tree.root() }), key, keyOf(origin, key)))
}

export const keyOf = (origin: string, key: KeyObject): VerifierKey =>
  verifierKey(origin, signatureType.log, publicKeyOf(key))

export function flipped(content: Buffer, at: number, bit: number): Buffer {
  const bytes = Buffer.from(content)
  bytes[at] = (bytes[at] as number) ^ bit
  return bytes
}
