import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exit, Fault } from '../core/fault.ts'
import { maxFileSize, tooBig } from '../runbook/file-size.ts'

/** More files than this are no folder of runbooks. */
const mostFiles = 200

/** The folder of the shipped runbooks: in the package, whether this runs from its `src/` or from its `dist/`. */
export function runbookFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return join(folder, 'runbooks')
}

/**
 * The bytes of every YAML file of a folder (null: the shipped one), by name. Folders in it are left alone. Nothing else
 * goes on meanwhile, so nothing is read beside it: that would take longer.
 */
export async function readRunbookFiles(folder: string | null): Promise<ReadonlyMap<string, Buffer>> {
  const from = folder ?? runbookFolder()
  const yaml = namesIn(from)
    .filter((name) => name.endsWith('.yaml') && !name.startsWith('.'))
    .sort()
  if (yaml.length > mostFiles) throw unreadable(from, new Error(`${yaml.length} files`))
  return new Map(yaml.map((name) => [name, readSync(join(from, name))]))
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
