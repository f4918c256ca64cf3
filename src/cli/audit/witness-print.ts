import { basename } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { newestHead } from '../../adapters/record/newest-head.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import type { RecordSource } from '../../adapters/record/source.ts'
import { verifyRecord } from '../../adapters/record/verify-record.ts'
import { shortHead } from '../../audit/known-head.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { pick, type Text } from '../../core/text.ts'
import { renderPaperHead } from '../../ui/paper-head.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import { recordPath } from './record-path.ts'
import { tellOlderHead } from './tell-memory.ts'

/** Shows the newest head so that a person can keep it on paper, and with a code for a telephone. Reads only. */
export async function printHead(host: Host, name: string): Promise<number> {
  const source = await openRecord(await recordPath(host, name))
  const newest = await newestHead(source)
  await tellOlderHead(host, source, newest)
  const { checkpoint, note } = newest
  const { origin, size, root } = checkpoint
  const head = shortHead(size, root)
  const remarks = await stampRemarks(source)
  const at = wallClock.now().toString({ smallestUnit: 'second' })
  if (host.json) {
    const said = remarks.map((remark) => pick(remark, host.lang))
    const shown = { head, origin, size, root: root.toString('hex'), at, code: note.text, remarks: said }
    host.stdout(`${harmlessJson(shown, 2)}\n`)
    return exit.done
  }
  const terminal = createTerminal(host.process, host)
  const code = terminal.colour ? (await import('../../ui/qr-code.ts')).qrCode(note.text, terminal) : null
  const paper = { incident: basename(source.path), origin, head, at, remarks }
  host.stdout(`${renderPaperHead(paper, code, terminal, host.lang)}\n`)
  return exit.done
}

/**
 * The remarks on time stamps that say another time than the lines that they cover. Only then the lines are read for it.
 */
async function stampRemarks(source: RecordSource): Promise<readonly Text[]> {
  if (!source.list().some((name) => name.endsWith('.tsr'))) return []
  const { remarks } = await verifyRecord(source, { readsRoot: false })
  return remarks.filter(({ kind }) => kind === 'time-stamp').map(({ said }) => said)
}
