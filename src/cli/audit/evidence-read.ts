import { basename } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { rememberedOf } from '../../adapters/home/remembered-records.ts'
import { checkFiles, collectFiles } from '../../adapters/record/check-files.ts'
import { readRecord } from '../../adapters/record/log.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import { withheldIn } from '../../adapters/record/withheld.ts'
import { custodyOf, isSafe } from '../../core/custody.ts'
import type { LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { empty, startFold } from '../../core/fold.ts'
import { harmless, harmlessJson } from '../../core/harmless.ts'
import { manifestLine } from '../../core/manifest.ts'
import type { State } from '../../core/state.ts'
import { judgeWithheld, personalFiles } from '../../core/withheld.ts'
import { renderCustody, renderFilesChecked } from '../../ui/custody.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import { withTransfer } from '../wiring/with-transfer.ts'
import { recordPath } from './record-path.ts'
import { tellMemory } from './tell-memory.ts'

/** Shows what is in custody, with its copies. Of an incident of this home, or of any folder or archive. */
export async function listEvidence(host: Host, name: string): Promise<number> {
  const state = await readState(host, name)
  const entries = custodyOf(state)
  if (host.json) {
    const list = entries.map(({ t, actor, file, source, copies }) => ({
      at: t,
      actor,
      ...file,
      source: file.source ?? source,
      copies,
      safe: isSafe(copies),
    }))
    host.stdout(`${harmlessJson(list, 2)}\n`)
  } else {
    const terminal = createTerminal(host.process, host)
    host.stdout(`${renderCustody(entries, wallClock.now(), terminal, host.lang)}\n`)
  }
  return exit.done
}

/** Prints the hashes as sha256sum does, of the files in `blobs/`; with `names`, under the names that they had. */
export async function evidenceManifest(host: Host, name: string, own: { readonly names?: boolean }): Promise<number> {
  const state = await readState(host, name)
  const lines = state.evidence.map(({ file: { sha256, name: called } }) => {
    const shown = harmlessName(called)
    return manifestLine(sha256, own.names === true && isFileName(shown) ? shown : `blobs/${sha256}`)
  })
  for (const line of new Set(lines)) host.stdout(line)
  return exit.done
}

/** Line breaks are escaped in a manifest; every other code that a terminal could fall for is made visible. */
function harmlessName(name: string): string {
  return name
    .split(/([\n\r])/)
    .map((part) => (/^[\n\r]$/.test(part) ? part : harmless(part)))
    .join('')
}

/** No name, or that of a folder: no line for sha256sum. */
function isFileName(name: string): boolean {
  return !/^$|(?:^|\/)\.{0,2}$/.test(name)
}

/** Hashes every file that the record names, without the lock and without the home. Exit code 5 when one is not what it was, 1 when there are others. */
export async function verifyEvidence(host: Host, name: string): Promise<number> {
  const path = await recordPath(host, name)
  const result = await withTransfer(host, async (transfer) => {
    const progress = (done: number, total: number): void => transfer(basename(path), done, total)
    const source = await openRecord(path, progress)
    const known = collectFiles()
    const personal = personalFiles()
    const take = (event: LogEvent): void => {
      known.take(event)
      personal.take(event)
    }
    tellMemory(host, await readRecord(source, take, () => {}, await rememberedOf(host.home, source)))
    const list = (await withheldIn(source)) ?? []
    return checkFiles(source, known.files, progress, judgeWithheld(list, personal, known.files).believed)
  })
  if (host.json) host.stdout(`${harmlessJson(result, 2)}\n`)
  else host.stdout(`${renderFilesChecked(result, createTerminal(host.process, host), host.lang)}\n`)
  if (result.missing.length + result.changed.length > 0) return exit.log
  return result.unknown.length > 0 ? exit.failed : exit.done
}

async function readState(host: Host, name: string): Promise<State> {
  const path = await recordPath(host, name)
  return withTransfer(host, async (transfer) => {
    const source = await openRecord(path, (done, total) => transfer(basename(path), done, total))
    const folding = startFold(empty)
    tellMemory(host, await readRecord(source, folding.take, () => {}, await rememberedOf(host.home, source)))
    return folding.state
  })
}
