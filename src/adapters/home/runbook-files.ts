import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'
import { maxFileSize, tooBig } from '../../runbook/file-size.ts'
import { ownFiles, ownPath } from '../program/this-program.ts'

/** More files than this are no folder of runbooks. */
const mostFiles = 200

const shipped = 'runbooks'

/** Where the shipped runbooks are, as a person is told. */
export function runbookFolder(): string {
  return ownPath(shipped)
}

/**
 * The bytes of every YAML file of a folder (null: the shipped one), by name; one that ends in `.yml` under `.yaml`. Folders in it are left alone. Nothing else
 * goes on meanwhile, so nothing is read beside it: that would take longer.
 */
export async function readRunbookFiles(folder: string | null): Promise<ReadonlyMap<string, Buffer>> {
  return yamlIn(folder === null ? own(shipped) : onDisk(folder))
}

/** The same of a folder among the program's own files, `runbooks/drills`. */
export async function readOwnYaml(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  return yamlIn(own(folder))
}

/** A folder, where it is, and how it is read. */
interface Folder {
  readonly where: string
  names(): readonly string[]
  read(name: string): Buffer
}

function onDisk(where: string): Folder {
  return { where, names: () => readdirSync(where), read: (name) => readSync(join(where, name)) }
}

function own(folder: string): Folder {
  return {
    where: ownPath(folder),
    names: () => ownFiles.namesIn(folder),
    read: (name) => ownFiles.read(`${folder}/${name}`),
  }
}

function yamlIn(folder: Folder): ReadonlyMap<string, Buffer> {
  const from = folder.where
  const yaml = namesIn(folder)
    .filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('.'))
    .sort()
  if (yaml.length > mostFiles) throw unreadable(from, new Error(`${yaml.length} files`))
  const files = new Map<string, Buffer>()
  for (const file of yaml) {
    const name = yamlName(file)
    if (files.has(name)) throw unreadable(join(from, file), new Error(`${name} is there too`))
    files.set(name, bytesOf(folder, file))
  }
  return files
}

/** The name by which files are known here: `.yml` is the same as `.yaml`. */
export function yamlName(path: string): string {
  return path.replace(/\.yml$/, '.yaml')
}

function namesIn(folder: Folder): readonly string[] {
  try {
    return folder.names()
  } catch (error) {
    throw unreadable(folder.where, error)
  }
}

function bytesOf(folder: Folder, name: string): Buffer {
  try {
    return folder.read(name)
  } catch (error) {
    throw error instanceof Fault ? error : unreadable(join(folder.where, name), error)
  }
}

/** The bytes of one file. Throws a Fault (exit code 3) when it is no file, or over 1 MiB: then it is not read at all. */
export async function readRunbookFile(path: string): Promise<Buffer> {
  return readSync(path)
}

function readSync(path: string): Buffer {
  try {
    const info = statSync(path)
    if (!info.isFile()) throw unreadable(path, new Error('not a file'))
    if (info.size > maxFileSize) throw tooBig(path)
    return readFileSync(path)
  } catch (error) {
    throw error instanceof Fault ? error : unreadable(path, error)
  }
}

/** The fault that there is no file where some were to be checked or shown: that is no success. */
export function nothingFound(folder: string, what: Text): Fault {
  const shown = harmlessLine(folder, 200)
  return new Fault({
    code: 'file.none',
    exit: exit.invalid,
    message: {
      en: `there is no ${what.en} in ${shown}`,
      nl: `er is geen ${what.nl} in ${shown}`,
    },
    hint: {
      en: 'name the folder or the files; they end in .yaml',
      nl: 'noem de map of de bestanden; ze eindigen op .yaml',
    },
  })
}

function unreadable(path: string, error: unknown): Fault {
  const { code, message } = error as NodeJS.ErrnoException
  const why = code ?? message
  return new Fault({
    code: 'runbook.unreadable',
    exit: exit.invalid,
    message: { en: `can't read ${path} (${why})`, nl: `kan ${path} niet lezen (${why})` },
    hint: { en: 'check the path', nl: 'controleer het pad' },
  })
}
