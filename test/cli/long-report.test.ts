import { appendFileSync, readdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { walkAgain } from '../../src/adapters/record/log.ts'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import { createHost } from '../../src/cli/wiring/host.ts'
import { longOutput } from '../../src/cli/wiring/output.ts'
import { appendAnything, begunIncident } from '../support/begun-incident.ts'
import { note } from '../support/log-samples.ts'
import { cli, tempFolder } from '../support/run-cli.ts'

test('a record that goes on while it is reported is reported as it was verified', async () => {
  const { folder } = await begunIncident()
  const log = join(folder, 'log.000000.jsonl')
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
  await appendAnything(folder, [note('later')])
  const seen: string[] = []
  const first = { until: lines.length, last: lines.at(-1) ?? '' }
  await walkAgain(await openRecord(folder), first, (_event, bytes, at, lf) => seen.push(bytes.toString('utf8', at, lf)))
  expect(seen).toEqual(lines)
})

test('a record that is another one by the second time is refused, and nothing stands where the report should be', async () => {
  const { folder } = await begunIncident()
  const log = join(folder, 'log.000000.jsonl')
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
  const source = await openRecord(folder)
  const changed = { until: lines.length, last: `${lines.at(-1)}.` }
  await expect(walkAgain(source, changed, () => {})).rejects.toMatchObject({ code: 'log.tampered' })
  truncateSync(log, Buffer.byteLength(lines.slice(0, 3).join('\n')) + 1)
  const shorter = { until: lines.length, last: lines.at(-1) ?? '' }
  const out = join(tempFolder(), 'report.json')
  const { stdin, stdout, stderr } = process
  const parts = { env: {}, stdin, stdout, stderr, print: () => {}, cwd: () => tempFolder() }
  const host = createHost(parts, { home: tempFolder() })
  const making = longOutput(host, out, async (add) => {
    add('{')
    await walkAgain(source, shorter, () => {})
  })
  await expect(making).rejects.toMatchObject({ code: 'log.tampered' })
  expect(readdirSync(join(out, '..'))).toEqual([])
})

test('a report in a file is what it is on standard output', async () => {
  const { home, folder } = await begunIncident()
  await appendAnything(folder, [note('\u009b1m \u202e'), note('x'.repeat(60_000)), note('y'.repeat(60_000))])
  for (const format of ['ocsf', 'json']) {
    const out = join(tempFolder(), format)
    const { out: text } = await cli(home, 'report', folder, '--format', format)
    expect((await cli(home, 'report', folder, '--format', format, '--out', out)).code).toBe(0)
    const written = readFileSync(out, 'utf8')
    expect(told(written, format)).toEqual(told(text, format))
    expect(written).not.toMatch(/[\u0080-\u009f\u202e]/)
    appendFileSync(out, 'kept')
    const again = await cli(home, 'report', folder, '--format', format, '--out', out)
    expect([again.code, readFileSync(out, 'utf8').endsWith('kept')]).toEqual([2, true])
  }
})

/** What is said of each line. */
function told(text: string, format: string): readonly unknown[] {
  const found =
    format === 'json'
      ? JSON.parse(text).timeline.map(({ said }: { readonly said: unknown }) => said)
      : text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line).message)
  expect(found.length).toBeGreaterThan(10)
  return found
}
