import { rememberedOf } from '../../adapters/home/remembered-records.ts'
import type { RecordSource } from '../../adapters/record/source.ts'
import { verifyRecord } from '../../adapters/record/verify-record.ts'
import type { Verification } from '../../audit/verification.ts'
import type { TakeLine } from '../../audit/verify.ts'
import type { LogEvent } from '../../core/event.ts'
import { createProgress } from '../../ui/progress.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from './host.ts'
import { type TrustOptions, trustOf } from './trust.ts'

/** A record as it was verified. */
export interface ReadRecord {
  readonly events: readonly LogEvent[]
  /** The exact text of each event's line, without its LF. */
  readonly lines: readonly string[]
  readonly verification: Verification
}

/** Reads a record through its verification, and shows how far it came. Of one that was tampered with, what stands before. Whom the home trusts counts too, beside `trust`. */
export async function readVerified(host: Host, source: RecordSource, trust: TrustOptions = {}): Promise<ReadRecord> {
  const events: LogEvent[] = []
  const lines: string[] = []
  const verification = await walkVerified(
    host,
    source,
    (event, bytes, at, lf) => {
      events.push(event)
      lines.push(bytes.toString('utf8', at, lf))
    },
    trust,
  )
  return { events, lines, verification }
}

/** The same without keeping the lines, which `take` gets: not to be trusted before it returns. */
export async function walkVerified(
  host: Host,
  source: RecordSource,
  take: TakeLine,
  trust: TrustOptions = {},
): Promise<Verification> {
  const progress = createProgress(createTerminal(host.process, host), host.process.stderr)
  const say = (bytes: number, total: number): void =>
    progress.say(`${Math.floor((100 * bytes) / Math.max(total, 1))} %`)
  const verification = await verifyRecord(source, {
    remembered: await rememberedOf(host.home, source),
    ...(await trustOf(host, trust)),
    progress: say,
    take,
  })
  progress.clear()
  return verification
}
