import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyRecord } from '../../src/adapters/record/verify-record.ts'
import { leafOfText } from '../../src/audit/chain.ts'
import { shortHead } from '../../src/audit/known-head.ts'
import { formatVerifierKey } from '../../src/audit/note.ts'
import { GrowingTree } from '../../src/audit/tree.ts'
import type { LogVerdict, Problem } from '../../src/audit/verification.ts'
import { eventTraits } from '../../src/core/event-traits.ts'
import { ratificationText } from '../../src/core/ratification.ts'
import * as parts from '../../src/core/shape-parts.ts'
import { memorySource } from '../support/memory-source.ts'
import { root } from '../support/run-cli.ts'
import { noSsh } from '../support/ssh-agent.ts'
import { noOpenssl } from '../support/time-stamp-server.ts'
import { exampleRecord, exampleWitness } from './example-record.ts'
import { inWords, membersInWords } from './shape-words.ts'

const page = readFileSync(join(root, 'src/audit/FORMAT.md'), 'utf8')
const blocks = [...page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({ info, text }))
const shown = new Map(
  blocks.flatMap(({ info, text }) => (info.includes('file=') ? [[info.split('file=')[1], text]] : [])),
)
const record = await exampleRecord()
const lines = ['log.000000.jsonl', 'log.000001.jsonl'].flatMap((name) =>
  (record.get(name) ?? '').split('\n').slice(0, -1),
)

/** The cells of the table rows whose first cell fits. */
function rows(first: RegExp): readonly (readonly string[])[] {
  const cells = page.split('\n').map((line) => line.split('|').slice(1, -1))
  return cells.map((row) => row.map((cell) => cell.trim())).filter(([cell = '']) => first.test(cell))
}

describe('the page of the format', () => {
  it('shows files byte for byte as the program writes them', () => {
    expect([...shown.keys()].toSorted()).toEqual([...record.keys()].filter((name) => !/\/[35]\.|8\.note/.test(name)))
    for (const [name = '', text] of shown) expect(text, name).toBe(record.get(name))
    expect(record.get('checkpoints/8.note')).toBe(record.get('checkpoint'))
  })

  it('has no other block than files, commands with what they print, and two texts that are signed', () => {
    const others = blocks.filter(({ info }) => !info.includes('file=')).map(({ info }) => info)
    expect(others).toEqual([
      'sh',
      'text',
      'sh',
      'text',
      'sh',
      'text',
      'text approval',
      'text ratification',
      'sh',
      'text',
    ])
  })

  it('shows the leaf of each line, and the root over some', () => {
    expect(rows(/^\d$/).filter(([, , more]) => more === undefined)).toEqual([
      ...[1, 2, 3, 5, 8].map((size) => [String(size), `\`${rootOver(size)}\``]),
      ...lines.map((line, at) => [String(at + 1), `\`${leafOfText(line)}\``]),
    ])
    expect(page).toContain(`\`${shortHead(8, Buffer.from(rootOver(8), 'hex'))}\``)
  })

  it('shows what a personal value was, and what an approver signs', () => {
    const { disclosure } = JSON.parse(record.get('disclosures.jsonl') ?? '')
    expect(page).toContain(`\`${Buffer.from(disclosure, 'base64url')}\``)
    const text = blocks.find(({ info }) => info === 'text approval')?.text
    expect(JSON.parse(lines[4] ?? '').data.signature.text).toBe(text)
  })

  it('shows what somebody signs who ratifies afterwards', () => {
    const { bound } = JSON.parse(lines[4] ?? '').data
    const text = blocks.find(({ info }) => info === 'text ratification')?.text
    const said = { of: 7, decision: 'ratified', approver: 'Els Smet', role: 'director' } as const
    expect(ratificationText({ ...bound, after: 12 }, { ...said, reason: 'I would have said yes' })).toBe(text)
  })

  it('names every fault of a line, and every verdict', () => {
    const faults = {
      ...{ 'segment-missing': true, 'segment-cut': true, 'too-long': true, zeros: true, form: true },
      ...{ envelope: true, shape: true, sequence: true, chain: true, 'segment-start': true },
    } satisfies Record<Problem, true>
    const verdicts = { tampered: 5, torn: 1, witnessed: 0, signed: 0, unsealed: 1 } satisfies Record<LogVerdict, number>
    const names = Object.keys(faults).map((name) => `\`${name}\``)
    expect(rows(/^`[a-z-]+`$/).map(([name = '']) => name)).toEqual(expect.arrayContaining(names))
    for (const [name, code] of Object.entries(verdicts)) {
      expect(rows(new RegExp(`^${name}$`)).map((row) => row.at(-1))).toEqual([String(code)])
    }
  })

  it('says of every type what its data are', () => {
    const { said, file, signature, bound, service, before, contradictedShape: contradicted, proof, command } = parts
    const named = new Map(
      Object.entries({ said, file, signature, bound, service, before, contradicted, proof, command }),
    )
    for (const [name, shape] of named) {
      const others = new Map([...named].filter(([other]) => other !== name))
      expect(page).toContain(`| *${name}* | ${inWords(shape, others)} |\n`)
    }
    const types = Object.entries(eventTraits)
    for (const [type, { shape }] of types) expect(page).toContain(`| \`${type}\` | ${membersInWords(shape, named)} |\n`)
    const listed = rows(/^`(?:redaction|[a-z]+\.(?!jsonl)[a-z]+)`$/).map(([type]) => type)
    expect([...new Set(listed)]).toEqual(types.map(([type]) => `\`${type}\``))
  })

  it('tells the verdict on the example', async () => {
    const files = new Map([...record].map(([name, text]) => [name, Buffer.from(text)] as const))
    const found = { state: 'closed', lines: 8, sealed: 8, tail: 0 }
    expect(await verifyRecord(memorySource(files), { witnesses: [exampleWitness] })).toMatchObject({
      ...{ ...found, verdict: 'witnessed' },
    })
    expect(await verifyRecord(memorySource(files))).toMatchObject({ ...found, verdict: 'signed' })
    expect(page).toContain(`\`${formatVerifierKey(exampleWitness)}\``)
  })
})

describe.skipIf(noSsh || noOpenssl)('a command of the page', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cyber-respond-format-'))
    for (const [name, text] of record) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const commands = blocks.flatMap(({ info, text }, at) => (info === 'sh' ? [[text, blocks[at + 1]?.text ?? '']] : []))
  it.each(commands)('prints what stands there: %s', (command = '', said) => {
    expect(execFileSync('bash', ['-eo', 'pipefail', '-c', command], { cwd: folder, encoding: 'utf8' })).toBe(said)
  })
})

function rootOver(size: number): string {
  const tree = new GrowingTree()
  for (const line of lines.slice(0, size)) tree.add(leafOfText(line))
  return tree.root().toString('hex')
}
