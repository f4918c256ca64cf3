import { expect, it } from 'vitest'
import { batchOf } from '../../../src/audit/batch.ts'
import { revealIn } from '../../../src/audit/disclosure.ts'
import type { Reveal } from '../../../src/audit/line.ts'
import { genesis } from '../../../src/audit/print-line.ts'
import { TrustedLines } from '../../../src/audit/trusted-lines.ts'
import { LogVerifier } from '../../../src/audit/verify.ts'
import type { Draft, LogEvent } from '../../../src/core/event.ts'

const drafts: readonly Draft[] = [
  { type: 'note.added', actor: 'An', data: { text: 'before' } },
  { type: 'note.added', actor: 'An', data: { text: 'Zoë Geheim was here' }, personal: ['/text'] },
  { type: 'note.added', actor: 'An', data: { text: 'behind' } },
]
const witness = { wall: Date.UTC(2026, 10, 24, 2, 12), mono: 17n, boot: 'boot', run: 'run' }
const { bytes, disclosures } = batchOf({ lines: 0, head: genesis, witness: null }, drafts, witness)
const reveal: Reveal = (data) =>
  revealIn(data as never, (digest) => disclosures.find((one) => one.digest === digest) ?? null) as LogEvent['data']

const texts = ['before', 'Zoë Geheim was here', 'behind']

it('the value of the sample is in no line', () => {
  expect(bytes.toString()).not.toContain('Geheim')
  expect(disclosures).toHaveLength(1)
})

it('a personal value comes back from a line that lies across two chunks, wherever these meet', () => {
  for (let cut = 1; cut < bytes.length; cut += 1) {
    const parts = () => [Buffer.from(bytes.subarray(0, cut)), Buffer.from(bytes.subarray(cut))]
    const found: unknown[] = []
    const told: unknown[] = []
    const verifier = new LogVerifier((event) => found.push((event.data as { text: unknown }).text), {
      reveal,
      concealed: (seq, digests) => told.push([seq, digests.map(({ path }) => path)]),
    })
    verifier.begin(0)
    for (const part of parts()) verifier.push(part)
    expect([verifier.finding, found], `cut at ${cut}`).toEqual([null, texts])
    // Who asks which values there are is told of each, once.
    expect(told, `cut at ${cut}`).toEqual([[1, ['/text']]])

    const trusted: unknown[] = []
    const lines = new TrustedLines((event) => trusted.push((event.data as { text: unknown }).text), reveal)
    for (const part of parts()) lines.push(part)
    expect(trusted, `cut at ${cut}`).toEqual(texts)
  }
})

it('and from lines that come byte by byte', () => {
  const found: unknown[] = []
  const told: number[] = []
  const verifier = new LogVerifier((event) => found.push((event.data as { text: unknown }).text), {
    reveal,
    concealed: (seq) => told.push(seq),
  })
  verifier.begin(0)
  for (const byte of bytes) verifier.push(Buffer.of(byte))
  expect([verifier.finding, found, told]).toEqual([null, texts, [1]])
})
