import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { batchOf, type LogEnd } from '../../src/audit/batch.ts'
import { genesis } from '../../src/audit/print-line.ts'
import { type Figure, rate, times } from './figure.ts'
import { linkDrafts, linksOpened } from './links-record.ts'
import { node, program, timeInTurns } from './measure.ts'

const size = 1_000_000

/**
 * How fast a replay of a million lines goes, as a part of the rate of verify on the same record: events as JSON, each held
 * against the runbooks. Throws when it does not go in a heap of 64 MB too.
 */
export function benchReplay(folder: string): readonly Figure[] {
  const record = join(folder, 'record')
  writeRecord(record)
  // Where nobody reads: a pipe would measure its reader too.
  const lines = `"$@" replay '${record}' --format json > /dev/null`
  const replaying = (...options: readonly string[]) => ['sh', '-c', lines, 'sh', node, ...options, program]
  // Nobody sealed it: verify says 1.
  const [verify = 0, replay = 0] = timeInTurns(
    [{ argv: [node, program, 'verify', record], code: 1 }, { argv: replaying() }],
    5,
  )
  timeInTurns([{ argv: replaying('--max-old-space-size=64') }], 1)
  return [rate({ what: 'replay of 1,000,000 lines as JSON / verify (rate)', bound: 0.5 }, replay, verify)]
}

/** How long a replay on the screen takes, over the same as JSON. */
export function benchScreen(folder: string): readonly Figure[] {
  const record = join(folder, 'screen-record')
  writeRecord(record, 100_000)
  const replaying = (format: string) => ({
    argv: ['sh', '-c', `"$@" replay '${record}' --format ${format} > /dev/null`, 'sh', node, program],
  })
  const [text = 0, json = 0] = timeInTurns([replaying('text'), replaying('json')], 5)
  return [times({ what: 'replay of 100,000 lines on the screen / as JSON', bound: 3 }, text, json)]
}

function writeRecord(folder: string, lines = size): void {
  const opened = linksOpened(folder, 'willebroek-2026-11-24')
  const drafts = linkDrafts()
  const file = openSync(join(folder, 'log.000000.jsonl'), 'w')
  let head: LogEnd = { lines: 0, head: genesis, witness: null }
  while (head.lines < lines) {
    const first = head.lines
    const run = genesis.slice(0, 36)
    const batch = batchOf(
      head,
      Array.from({ length: 1000 }, (_, index) => (first + index === 0 ? opened : drafts(first + index - 1))),
      { wall: Date.UTC(2026, 10, 24) + first * 10, mono: BigInt(first) * 10_000_000n, boot: run, run },
    )
    writeSync(file, batch.bytes)
    head = batch.next
  }
  closeSync(file)
}
