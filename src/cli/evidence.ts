import { resolve } from 'node:path'
import type { Blob } from '../core/event.ts'
import { exit } from '../core/fault.ts'
import { harmless, harmlessJson } from '../core/harmless.ts'
import { createProgress } from '../ui/progress.ts'
import { createTerminal } from '../ui/terminal.ts'
import type { Host } from './host.ts'
import { operatorName, record } from './record.ts'
import { incidentBlobs } from './world.ts'

/** Takes files into custody: copied by hash, then recorded. */
export async function addEvidence(
  host: Host,
  incident: string,
  paths: readonly string[],
  note: string,
): Promise<number> {
  const progress = createProgress(createTerminal(host.process, host), host.process.stderr)
  const taken: Blob[] = []
  try {
    await record(host, incident, async (found) => {
      const blobs = incidentBlobs(found)
      for (const path of paths) {
        const full = resolve(host.process.cwd(), path)
        taken.push(await blobs.putFile(full, (bytes, total) => progress.say(`${harmless(path)}: ${bytes} / ${total}`)))
      }
      progress.clear()
      const data = { files: taken, source: paths.join(', '), note }
      return [{ type: 'evidence.added', actor: operatorName(host), data }]
    })
  } finally {
    progress.clear()
  }
  if (host.json) host.stdout(`${harmlessJson(taken)}\n`)
  else for (const { sha256, name } of taken) host.stdout(`${sha256}  ${harmless(name)}\n`)
  return exit.done
}
