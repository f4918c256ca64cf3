import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { linesOf } from '../support/log-samples.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile]

/** What class 2005 requires in version 1.8.0 of the schema, with what its parents require. */
const required = [
  'activity_id',
  'category_uid',
  'class_uid',
  'finding_info_list',
  'metadata',
  'severity_id',
  'status_id',
  'time',
  'type_uid',
]

interface Ocsf {
  readonly [name: string]: unknown
  readonly activity_id: number
  readonly time: number
  readonly raw_data: string
  readonly raw_data_hash: { readonly algorithm_id: number; readonly value: string }
  readonly raw_data_size: number
  readonly metadata: { readonly [name: string]: unknown; readonly uid: string; readonly sequence: number }
}

const sha256 = (...parts: readonly (string | Buffer)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')

test("a SIEM's copy of the lines hashes to the same leaves, whatever stands in them", async () => {
  const home = tempFolder()
  await cli(home, ...activate, '--answers', join(small, 'answers.yaml'), '--until', 'F5')
  const hostile = 'é 漢 👩‍💻 \u202e \u2028 \u009b31m <script> "quotes" \\ back'
  expect((await cli(home, 'note', 'willebroek', hostile)).code).toBe(0)
  expect((await cli(home, ...activate, '--answers', join(small, 'answers.yaml'))).code).toBe(0)
  const said = await cli(home, 'report', 'willebroek', '--format', 'ocsf')
  expect(said.code).toBe(0)
  // A stream of lines for a machine, and nothing that a terminal would obey.
  expect(said.out).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  const events = said.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Ocsf)

  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const lines = linesOf(join(home, 'incidents', incident))
  // The helper takes the home out of what is printed; the incident's base is the only line that could hold it.
  expect(events.map((event) => event.raw_data)).toEqual(
    lines.map((line) => line.replaceAll(home, 'HOME').replaceAll(root, '')),
  )
  expect(lines.some((line) => line.includes('👩‍💻'))).toBe(true)

  const leaves = lines.map((line) => sha256(Buffer.of(0), line))
  expect(events.map((event) => event.metadata.uid)).toEqual(leaves)
  const prevs = lines.map((line) => JSON.parse(line).prev)
  expect(prevs.slice(1)).toEqual(leaves.slice(0, -1))

  for (const [index, event] of events.entries()) {
    const line = lines[index] ?? ''
    const { t, type, actor } = JSON.parse(line)
    for (const name of required) expect(event, name).toHaveProperty(name)
    expect(event).toMatchObject({
      category_uid: 2,
      class_uid: 2005,
      type_uid: 200_500 + event.activity_id,
      time: Date.parse(t),
      message: expect.stringMatching(/./),
      actor: { user: { name: actor } },
      assignee_group: { name: 'Willebroek', uid: '12040' },
      finding_info_list: [{ uid: incident }],
      raw_data_size: Buffer.byteLength(line),
      raw_data_hash: { algorithm_id: 3, value: sha256(line) },
      metadata: {
        version: '1.8.0',
        sequence: index,
        event_code: type,
        product: { name: 'cyber-respond', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      },
    })
  }
  // The strength of each proof, and of nothing else; the schema has `confidence` for it, and 99 for a word of one's own.
  const proofs = new Map<unknown, string>()
  for (const [index, event] of events.entries()) {
    const { data } = JSON.parse(lines[index] ?? '')
    expect(event.confidence_id, lines[index]).toBe(data.proof === undefined ? undefined : 99)
    if (data.proof !== undefined) proofs.set(event.confidence, data.proof.kind)
  }
  expect(Object.fromEntries(proofs)).toEqual({
    "a named person's word": 'word',
    'a file by its hash': 'file',
    'a reference': 'reference',
  })
  // What is written down after the closing updates an incident that is closed.
  const end = events.findIndex(({ activity_id }) => activity_id === 3)
  expect(events.length).toBeGreaterThan(end + 1)
  for (const [index, event] of events.entries()) {
    const status = index < end ? [2, 'In Progress'] : [5, 'Closed']
    expect([event.status_id, event.status], lines[index]).toEqual(status)
    expect(event).not.toHaveProperty('verdict_id')
  }
  const activities = new Map(events.map((event) => [String(event.metadata.event_code), event.activity_id]))
  expect([activities.get('incident.opened'), activities.get('note.added'), activities.get('incident.closed')]).toEqual([
    1, 2, 3,
  ])
})
