import { type Disk, realDisk } from '../../src/adapters/disk/disk.ts'
import { knownSegments, readSegments, type SegmentProgress } from '../../src/adapters/log/segments.ts'
import type { Verification } from '../../src/audit/verification.ts'
import { LogVerifier } from '../../src/audit/verify.ts'

/** The verdict on the lines of a log, on whatever disk it is, without what was signed over them. */
export async function verifyFolder(
  folder: string,
  progress: SegmentProgress = () => {},
  disk: Disk = realDisk,
): Promise<Verification> {
  const verifier = new LogVerifier()
  await readSegments(disk, folder, knownSegments(disk, folder), verifier, { progress })
  return verifier.end()
}
