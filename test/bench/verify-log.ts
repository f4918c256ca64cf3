// Verifies the record in a folder as `verify` does, and prints how much memory that took at its highest, in megabytes.
import { openRecord } from '../../src/adapters/record-source.ts'
import { verifyRecord } from '../../src/adapters/verify-record.ts'

const { verdict, tail } = await verifyRecord(await openRecord(process.argv[2] ?? ''))
if (verdict !== 'signed' || tail !== 0) throw new Error(`${verdict}, ${tail} lines behind the last seal`)
process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1024)}\n`)
