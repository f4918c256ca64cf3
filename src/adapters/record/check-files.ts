import type { CheckedFiles } from '../../core/checked-files.ts'
import type { LogEvent } from '../../core/event.ts'
import { filesOf, type KnownFile } from '../../core/known-files.ts'
import type { ReadProgress, RecordSource } from './source.ts'

/** Collects the files that events name. A file that is named twice is checked once. */
export function collectFiles(): { take(event: LogEvent): void; readonly files: readonly KnownFile[] } {
  const byPath = new Map<string, KnownFile>()
  return {
    take(event) {
      for (const file of filesOf(event)) if (!byPath.has(file.path)) byPath.set(file.path, file)
    },
    get files() {
      return [...byPath.values()]
    },
  }
}

/**
 * The names that belong to the record itself, and those that lie beside it by its own rules: of this machine, or made
 * anew.
 */
const ofRecord =
  /^(?:log\.\d{6}\.jsonl|checkpoint|disclosures\.jsonl|holder|ballast|MANIFEST\.sha256|WITHHELD\.json|profile\.shared\.json|keys\/(?:log\.vkey|allowed_signers)|checkpoints\/[^/]+\.(?:note|sshsig|cosig|tsr)|(?:tree|locks|cloud|cloud-data|control|mailboxes|quarantine)\/.*)(?:\.new)?$/

/** Files that nobody recorded. A prepared notice is in `outbox/` under another name: its content is on record. */
async function unrecorded(
  source: RecordSource,
  names: readonly string[],
  files: readonly KnownFile[],
): Promise<readonly string[]> {
  const hashes = new Set(files.map(({ sha256 }) => sha256))
  const found: string[] = []
  for (const name of names.filter((one) => !ofRecord.test(one)).sort()) {
    if (name.startsWith('outbox/') && hashes.has(await source.digest(name))) continue
    found.push(name)
  }
  return found
}

/**
 * Hashes every file that the record names, in flat memory. Only files in the folder or archive itself are looked at. `withheld`
 * are those that need not be there.
 */
export async function checkFiles(
  source: RecordSource,
  files: readonly KnownFile[],
  progress: ReadProgress,
  withheld: readonly KnownFile[] = [],
): Promise<CheckedFiles> {
  const there = new Set(source.list())
  const known = new Set(files.map(({ path }) => path))
  const present = files.filter(({ path }) => there.has(path))
  const absent = files.filter(({ path }) => !there.has(path))
  const spared = new Set(withheld.map(({ path }) => path))
  const total = present.reduce((sum, { path }) => sum + source.size(path), 0)
  const changed: KnownFile[] = []
  let bytes = 0
  for (const file of present) {
    const sha256 = await source.digest(file.path, (read) => {
      bytes += read
      progress(bytes, total)
    })
    if (sha256 !== file.sha256) changed.push(file)
  }
  return {
    checked: present.length,
    bytes,
    withheld: absent.filter(({ path }) => spared.has(path)),
    missing: absent.filter(({ path }) => !spared.has(path)),
    changed,
    unknown: await unrecorded(
      source,
      [...there].filter((name) => !known.has(name)),
      files,
    ),
  }
}
