import { verifyFolder } from '../adapters/log-files.ts'
import { exitCodeOf, verificationJson } from '../audit/verification.ts'
import { harmlessJson } from '../core/harmless.ts'
import { createProgress } from '../ui/progress.ts'
import { createTerminal } from '../ui/terminal.ts'
import { renderVerification } from '../ui/verification.ts'
import type { Host } from './host.ts'
import { recordPath } from './record-path.ts'

/** Checks the record of an incident: of this home by name, or any folder on any machine. */
export async function verify(host: Host, name: string): Promise<number> {
  const folder = await recordPath(host, name)
  const terminal = createTerminal(host.process, host)
  const progress = createProgress(terminal, host.process.stderr)
  const result = await verifyFolder(folder, (bytes, total) => {
    progress.say(`${Math.floor((100 * bytes) / Math.max(total, 1))} %`)
  })
  progress.clear()
  if (host.json) host.stdout(`${harmlessJson(verificationJson(result, host.lang), 2)}\n`)
  else host.stdout(`${renderVerification(result, folder, terminal, host.lang)}\n`)
  return exitCodeOf(result)
}
