// Verifies the record in a folder as `verify` does, and prints how much memory that took at its highest, in megabytes.
import { openRecord } from '../../src/adapters/record/open-record.ts'
import { verifyRecord } from '../../src/adapters/record/verify-record.ts'

export async function run([folder = '']: readonly string[]): Promise<void> {
  const { verdict, tail } = await verifyRecord(await openRecord(folder))
  if (verdict !== 'signed' || tail !== 0) throw new Error(`${verdict}, ${tail} lines behind the last seal`)
  process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1024)}\n`)
}
