import { rememberedOf } from '../../adapters/home/remembered-records.ts'
import { readRecord } from '../../adapters/record/log.ts'
import type { SealedHead } from '../../adapters/record/newest-head.ts'
import type { RecordSource } from '../../adapters/record/source.ts'
import type { Verification } from '../../audit/verification.ts'
import type { Host } from '../wiring/host.ts'
import { tellWarning } from '../wiring/tell-warning.ts'

/** Says when a record that was read is not the one that this machine remembers. */
export function tellMemory(host: Host, { memory }: Pick<Verification, 'memory'>): void {
  if (memory !== undefined) tellWarning(host, memory)
}

/**
 * The same for whoever needs no more of a record than its newest head. That head may be older than what is remembered only
 * because somebody writes at this moment, or was cut off between the two: then the lines are asked.
 */
export async function tellOlderHead(host: Host, source: RecordSource, { checkpoint }: SealedHead): Promise<void> {
  const { size, root } = checkpoint
  const remembered = await rememberedOf(host.home, source)
  if (remembered === null || remembered.size < size) return
  if (remembered.size === size && remembered.root.equals(root)) return
  tellMemory(
    host,
    await readRecord(
      source,
      () => {},
      () => {},
      remembered,
    ),
  )
}
