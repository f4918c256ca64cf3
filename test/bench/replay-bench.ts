import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { batchOf, type Head } from '../../src/audit/batch.ts'
import { genesis } from '../../src/audit/print-line.ts'
import type { Draft } from '../../src/core/event.ts'
import { timeInTurns } from './measure.ts'

const size = 1_000_000
const actor = 'An Peeters'
const files: Readonly<Record<string, string>> = {
  'links.plan.yaml': 'format: cyber-respond/plan@1\nid: links\ntitle: Links\nrunbooks: [cut]\n',
  'cut.yaml': `format: cyber-respond/runbook@1
id: cut
title: Cut
steps:
  - { id: look, code: C1, title: Look, done_when: It was seen, role: lead, confirm: true }
  - id: link
    code: C2
    title: "Cut {{ link.name }}"
    done_when: It is cut
    role: network
    each: { link: profile.links, ask: Which links? }
    run: { command: [cut, "{{ link.id }}"] }
`,
  'obligations.yaml': 'format: cyber-respond/obligations@1\nchannels: []\nobligations: []\n',
}

/**
 * How fast a replay of a million lines goes, as a part of the rate of verify on the same record: events as JSON, each held
 * against the runbooks. Throws when it does not go in a heap of 64 MB too.
 */
export function benchReplay(folder: string): number {
  const record = join(folder, 'record')
  writeRecord(record)
  const program = join(import.meta.dirname, '../../bin/cyber-respond.js')
  // Where nobody reads: a pipe would measure its reader too.
  const lines = `"$@" replay '${record}' --format json > /dev/null`
  const replaying = (...options: readonly string[]) => ['sh', '-c', lines, 'sh', process.execPath, ...options, program]
  // Nobody sealed it: verify says 1.
  const [verify = 0, replay = 0] = timeInTurns(
    [{ argv: [process.execPath, program, 'verify', record], code: 1 }, { argv: replaying() }],
    5,
  )
  timeInTurns([{ argv: replaying('--max-old-space-size=64') }], 1)
  return verify / replay
}

/** Five hundred links that can't be cut: tried again and again. About 385 bytes a line. */
function writeRecord(folder: string): void {
  mkdirSync(join(folder, 'pinned'), { recursive: true })
  const pinned = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, 'pinned', name), text)
    return { name, sha256: createHash('sha256').update(text).digest('hex'), size: Buffer.byteLength(text) }
  })
  const file = openSync(join(folder, 'log.000000.jsonl'), 'w')
  let head: Head = { lines: 0, head: genesis, witness: null }
  const append = (drafts: readonly Draft[]): void => {
    const at = head.lines * 10
    const run = genesis.slice(0, 36)
    const batch = batchOf(head, drafts, {
      wall: Date.UTC(2026, 10, 24) + at,
      mono: BigInt(at) * 1_000_000n,
      boot: run,
      run,
    })
    writeSync(file, batch.bytes)
    head = batch.next
  }
  const items = Array.from({ length: 500 }, (_, index) => ({ id: `link-${index}`, name: `Link ${index}` }))
  const municipality = { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ Rivierenland' }
  const incident = { incident: 'willebroek-2026-11-24', municipality, plan: 'links', version: '0.1.0' }
  append([
    { type: 'incident.opened', actor, data: { ...incident, nis2: 'voluntary', base: '/', pinned } },
    { type: 'session.started', actor, data: { version: '0.1.0', mode: 'unattended' } },
    { type: 'step.outcome', actor, step: 'cut/look', data: { result: 'done', summary: 'seen' } },
    { type: 'step.expanded', actor, step: 'cut/link', data: { source: 'profile.links', items } },
  ])
  for (let attempt = 1; head.lines < size; attempt += 1) {
    append(items.flatMap(({ id }) => tried(id, attempt)))
  }
  closeSync(file)
}

function tried(id: string, attempt: number): readonly Draft[] {
  const step = `cut/link[${id}]`
  const detail = { end: 'exited', exit: 1, ms: attempt }
  return [
    { type: 'step.intent', actor, step, data: { attempt, what: `runs cut ${id}` } },
    { type: 'step.outcome', actor, step, data: { result: 'failed', summary: `exit 1 in ${attempt} ms`, detail } },
  ]
}
