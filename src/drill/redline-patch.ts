import { displayWidth, harmless } from '../core/harmless.ts'
import { type Insertion, insertionDiff } from './insertion-diff.ts'
import { stepLine } from './step-line.ts'

/** The change that somebody wants at a step (`isolate/cut-links`). `date` is the day on which it was said. */
export interface Redline {
  readonly step: string
  readonly actor: string
  readonly date: string
  readonly text: string
}

const columns = 120

/**
 * The redlines of a drill or an incident as a unified diff of the runbooks (`patch -p1` takes it, in the folder above `runbooks/`): a comment
 * above each step. `files` holds the runbooks by file name. A redline whose step is in no file is in `lost`.
 */
export function redlinePatch(
  files: ReadonlyMap<string, string>,
  redlines: readonly Redline[],
  record: string,
): { readonly patch: string; readonly lost: readonly Redline[] } {
  const insertions = new Map<string, Insertion[]>()
  const lost: Redline[] = []
  for (const redline of redlines) {
    const place = [...files].flatMap(([name, text]) => {
      const found = stepLine(text, redline.step)
      return found === null ? [] : [{ name, ...found }]
    })[0]
    if (place === undefined) {
      lost.push(redline)
      continue
    }
    const mine = insertions.get(place.name) ?? []
    mine.push({ before: place.line, lines: comment(redline, record, place.indent) })
    insertions.set(place.name, mine)
  }
  const patch = [...insertions]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, mine]) => insertionDiff(`runbooks/${name}`, files.get(name) ?? '', mine))
    .join('')
  return { patch, lost }
}

/** A comment block, wrapped, whatever the text holds. */
function comment({ actor, date, text }: Redline, record: string, indent: string): readonly string[] {
  const said = harmless(`REDLINE ${date} ${actor} (${record}): ${text}`)
  const room = Math.max(20, columns - indent.length - 4)
  const lines: string[] = []
  for (const word of said.split(/\s+/u).flatMap((one) => pieces(one, room))) {
    const last = lines.at(-1)
    if (last !== undefined && displayWidth(`${last} ${word}`) <= room) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.filter((line) => line !== '').map((line, index) => `${indent}# ${index === 0 ? '' : '  '}${line}`)
}

/** A word that is longer than a line in parts that are not. */
function pieces(word: string, room: number): readonly string[] {
  const parts = ['']
  for (const sign of word) {
    const last = parts.at(-1) ?? ''
    if (last !== '' && displayWidth(last + sign) > room) parts.push(sign)
    else parts[parts.length - 1] = last + sign
  }
  return parts
}
