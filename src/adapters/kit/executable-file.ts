import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Text } from '../../core/text.ts'
import { ownFiles, ownPath } from '../program/this-program.ts'

/** A processor for which there is an executable. */
export type Machine = 'x64' | 'arm64'

/** By their number in the ELF header. */
const machines: Readonly<Record<number, Machine>> = { 62: 'x64', 183: 'arm64' }

/** By which name `start.sh` looks for the executable for each. */
export const nameFor: Readonly<Record<Machine, string>> = { x64: 'cyber-respond', arm64: 'cyber-respond-arm64' }

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
  const path = Object.values(nameFor)
    .map((name) => ownPath(`executable/${name}`))
    .find((one) => existsSync(one))
  return path === undefined ? null : { path, beside: dirname(path) }
}

/** The machine for which a file is an executable of Linux, or why it is none. */
export function machineOf(path: string): { readonly machine: Machine } | { readonly why: Text } {
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

/** What goes along under a name: a file, or its bytes where this program has it within itself. */
export interface Beside {
  readonly name: string
  readonly content: { readonly from: string } | Buffer
}

/**
 * The executables that go on a stick, each under the name by which `start.sh` looks for it there: this one, which is for `machine`,
 * and one for another machine that lies beside it.
 */
export function executablesOf(
  { path, beside }: ExecutableFile,
  machine: Machine,
): readonly { readonly name: string; readonly from: string; readonly machine: Machine }[] {
  return Object.values(machines).flatMap((one) => {
    const name = nameFor[one]
    if (one === machine) return [{ name, from: path, machine }]
    const from = join(beside, name)
    const found = existsSync(from) ? machineOf(from) : null
    return found !== null && 'machine' in found && found.machine === one ? [{ name, from, machine: one }] : []
  })
}

/**
 * The script that starts the program on a strange laptop, and the licences of all that is in it: those that lie beside the
 * executable, else those of this program.
 */
export function papersBeside({ beside }: ExecutableFile): readonly Beside[] {
  const papers = [
    ['start.sh', 'bin/start.sh'],
    ['NOTICES.txt', 'dist/NOTICES.txt'],
  ] as const
  return papers.flatMap(([name, own]): readonly Beside[] => {
    const from = join(beside, name)
    if (existsSync(from)) return [{ name, content: { from } }]
    try {
      return [{ name, content: ownFiles.read(own) }]
    } catch (error) {
      // The npm package has no start.sh, and what was not built has no licences.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  })
}

/** The guides, with their names, as they ship with the program. */
export function ownGuides(): ReadonlyMap<string, Buffer> {
  const names = ownFiles.namesIn(guides).filter((name) => name.endsWith('.md'))
  return new Map(names.map((name) => [name, ownFiles.read(`${guides}/${name}`)]))
}

const guides = 'runbooks/guides'
