import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'
import { maxFileSize, tooBig } from '../../runbook/file-size.ts'

/** More files than this are no folder of runbooks. */
const mostFiles = 200

/** The folder of the shipped runbooks: in the package, whether this runs from its `src/` or from its `dist/`. */
export function runbookFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return join(folder, 'runbooks')
}

/**
 * The bytes of every YAML file of a folder (null: the shipped one), by name; one that ends in `.yml` under `.yaml`. Folders in it are left alone. Nothing else
 * goes on meanwhile, so nothing is read beside it: that would take longer.
 */
export async function readRunbookFiles(folder: string | null): Promise<ReadonlyMap<string, Buffer>> {
  const from = folder ?? runbookFolder()
  const yaml = namesIn(from)
    .filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('.'))
    .sort()
  if (yaml.length > mostFiles) throw unreadable(from, new Error(`${yaml.length} files`))
  const files = new Map<string, Buffer>()
  for (const file of yaml) {
    const name = yamlName(file)
    if (files.has(name)) throw unreadable(join(from, file), new Error(`${name} is there too`))
    files.set(name, readSync(join(from, file)))
  }
  return files
}

/** The name by which files are known here: `.yml` is the same as `.yaml`. */
export function yamlName(path: string): string {
  return path.replace(/\.yml$/, '.yaml')
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw unreadable(folder, error)
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
