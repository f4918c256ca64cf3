import { basename, join, resolve } from 'node:path'
import { isInside } from '../../adapters/disk/inside.ts'
import { copyFiles } from '../../adapters/evidence/copy-files.ts'
import { insideIncident } from '../../adapters/record/archive-faults.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import { copyDrafts, custodyDrafts, filesInCustody } from '../../core/custody.ts'
import type { Blob, CustodyFile, NotTaken } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmless, harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { pick, type Text } from '../../core/text.ts'
import type { Host } from '../wiring/host.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { record } from '../wiring/record.ts'
import { withTransfer } from '../wiring/with-transfer.ts'
import { incidentBlobs } from '../wiring/world.ts'

/** Takes files and folders into custody: copied by hash, then recorded. What in a folder is no file is listed, exit code 1. */
export async function addEvidence(
  host: Host,
  incident: string,
  paths: readonly string[],
  note: string,
): Promise<number> {
  const files: CustodyFile[] = []
  const notTaken: NotTaken[] = []
  let known: ReturnType<typeof filesInCustody> = []
  await withTransfer(host, (transfer, clear) =>
    record(host, incident, async (found, state) => {
      const blobs = incidentBlobs(found)
      for (const path of paths) {
        const taken = await blobs.take(resolve(host.process.cwd(), path), (bytes, total) =>
          transfer(basename(path), bytes, total),
        )
        files.push(...taken.files)
        notTaken.push(...taken.notTaken)
      }
      clear()
      known = filesInCustody(state, files)
      const fresh = files.filter((file) => !known.some((one) => one.file === file))
      return custodyDrafts({ files: fresh, notTaken }, { actor: operatorName(host), paths, note })
    }),
  )
  const left: Text = { en: 'not taken', nl: 'niet genomen' }
  for (const { name, why } of notTaken) {
    host.stderr(`${pick(left, host.lang)}: ${harmless(name)} (${harmless(pick(why, host.lang))})\n`)
  }
  for (const { file, line } of known) {
    const said: Text = {
      en: `in custody already since line ${line}, not counted again`,
      nl: `al in bewaring sinds regel ${line}, niet opnieuw geteld`,
    }
    host.stderr(`${pick(said, host.lang)}: ${harmless(file.name)}\n`)
  }
  const again = known.map(({ file: { name, sha256 }, line }) => ({ name, sha256, line }))
  if (host.json) host.stdout(`${harmlessJson({ files, notTaken, known: again }, 2)}\n`)
  else for (const { sha256, name } of files) host.stdout(`${sha256}  ${harmless(name)}\n`)
  return notTaken.length > 0 ? exit.failed : exit.done
}

/** Makes a second copy of all evidence in a folder on another disk, reads it back, and records it. */
export async function copyEvidence(
  host: Host,
  incident: string,
  folder: string,
  own: { readonly offline?: boolean },
): Promise<number> {
  let target = ''
  let copied: readonly Blob[] = []
  let damaged: readonly Blob[] = []
  const where = resolve(host.process.cwd(), folder)
  await withTransfer(host, (transfer, clear) =>
    record(host, incident, async (found, state) => {
      if (isInside(found.folder, where)) throw insideIncident(where)
      target = join(where, basename(found.folder))
      const files = new Map(state.evidence.map(({ file: { name, sha256, size } }) => [sha256, { name, sha256, size }]))
      const source = await openRecord(found.folder)
      const result = await copyFiles(source, [...files.values()], target, (done, total) =>
        transfer(basename(where), done, total),
      )
      ;({ copied, damaged } = result)
      clear()
      const data = { files: copied, where: harmlessLine(where, 1000), offline: own.offline === true }
      return copyDrafts(data, operatorName(host))
    }),
  )
  const bad: Text = { en: 'DAMAGED in custody, not copied', nl: 'BESCHADIGD in bewaring, niet gekopieerd' }
  for (const { sha256, name } of damaged) host.stderr(`${pick(bad, host.lang)}: ${sha256}  ${harmless(name)}\n`)
  if (host.json) host.stdout(`${harmlessJson({ folder: target, copied, damaged }, 2)}\n`)
  else for (const { sha256 } of copied) host.stdout(`${sha256}  ${harmless(join(target, 'blobs', sha256))}\n`)
  return damaged.length > 0 ? exit.log : exit.done
}
