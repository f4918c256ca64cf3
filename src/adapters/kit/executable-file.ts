import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Text } from '../../core/text.ts'
import { ownFiles, ownPath } from '../program/this-program.ts'

/** What is put on a stick to start the program: the executable, and the folder in which `start.sh` and `lib/` lie beside it. */
export interface ExecutableFile {
  readonly path: string
  readonly beside: string
}

/** The executable as which this program runs, in its kit or by itself; null: it runs from a folder, on a Node. */
export function ownExecutable(kit: string | null): ExecutableFile | null {
  const { place, start } = ownFiles
  return start.length === 0 ? { path: place, beside: kit ?? dirname(place) } : null
}

/** The executable that `npm run build:executable` made in this program's folder; null: there is none. */
export function builtExecutable(): ExecutableFile | null {
  const path = ownPath('executable/cyber-respond')
  return existsSync(path) ? { path, beside: dirname(path) } : null
}

/** The machines on which an executable runs, by their number in the ELF header. */
const machines: Readonly<Record<number, string>> = { 62: 'x64', 183: 'arm64' }

/** The machine for which a file is an executable of Linux, or why it is none. */
export function machineOf(path: string): { readonly machine: string } | { readonly why: Text } {
  const head = Buffer.alloc(20)
  try {
    const file = openSync(path, 'r')
    try {
      if (readSync(file, head) < head.length) return { why: noElf }
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    return { why: { en: `it can't be read (${code})`, nl: `het kan niet gelezen worden (${code})` } }
  }
  const isElf = head.toString('latin1', 0, 6) === '\x7fELF\x02\x01'
  const machine = machines[head.readUInt16LE(18)]
  return isElf && machine !== undefined ? { machine } : { why: noElf }
}

const noElf: Text = {
  en: 'it is no executable for Linux on x64 or arm64',
  nl: 'het is geen uitvoerbaar bestand voor Linux op x64 of arm64',
}

/** The script that starts the program on a strange laptop, which lies beside the executable; null: there is none. */
export function startScript({ beside }: ExecutableFile): string | null {
  const path = join(beside, 'start.sh')
  return existsSync(path) ? path : null
}

/** What else lies beside an executable and goes along: that for another machine, and the licences of all that is in it. */
export function othersBeside({ beside }: ExecutableFile): readonly { readonly name: string; readonly from: string }[] {
  const places = [
    ['cyber-respond-arm64', join(beside, 'cyber-respond-arm64')],
    ['NOTICES.txt', join(beside, 'NOTICES.txt')],
    ['NOTICES.txt', ownPath('dist/NOTICES.txt')],
  ] as const
  const there = places.filter(([, path]) => existsSync(path))
  return [...new Map(there.toReversed())].map(([name, from]) => ({ name, from }))
}

/** The guides, with their names, as they ship with the program. */
export function ownGuides(): ReadonlyMap<string, Buffer> {
  const names = ownFiles.namesIn(guides).filter((name) => name.endsWith('.md'))
  return new Map(names.map((name) => [name, ownFiles.read(`${guides}/${name}`)]))
}

const guides = 'runbooks/guides'
