import { openRecord } from '../../adapters/record/open-record.ts'
import { exitCodeOf } from '../../audit/verification.ts'
import { pick } from '../../core/text.ts'
import type { Host } from '../wiring/host.ts'
import { openedOf, stateOf } from '../wiring/incident.ts'
import { readVerified } from '../wiring/read-verified.ts'
import { printRedlines } from '../wiring/redlines.ts'
import { recordPath } from './record-path.ts'

/**
 * The redlines of a record as a proposed diff of the runbooks that it followed: an incident of this home, or any folder or archive.
 * Of a record that was tampered with only what stands before the first bad line, with the exit code of `verify`. Reads only.
 */
export async function redlines(host: Host, name: string, { out }: { readonly out?: string } = {}): Promise<number> {
  const source = await openRecord(await recordPath(host, name))
  const { events, verification } = await readVerified(host, source)
  await printRedlines(host, source, openedOf(stateOf(events), source.path), events, out)
  const code = exitCodeOf(verification)
  if (code !== 0) host.stderr(`${pick(verification.found, host.lang)}\n`)
  return code
}
