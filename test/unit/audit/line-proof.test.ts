import { describe, expect, it } from 'vitest'
import { batchOf } from '../../../src/audit/batch.ts'
import { type Checkpoint, checkpointText } from '../../../src/audit/checkpoint.ts'
import { conceal } from '../../../src/audit/disclosure.ts'
import { leafBytes, makeLineProof, readCarried } from '../../../src/audit/line-proof.ts'
import {
  formatNote,
  formatVerifierKey,
  publicKeyOf,
  signatureType,
  signNote,
  verifierKey,
} from '../../../src/audit/note.ts'
import { genesis } from '../../../src/audit/print-line.ts'
import { parseProof } from '../../../src/audit/proof.ts'
import { parentOf } from '../../../src/audit/tree.ts'
import { note, testClock } from '../../support/log-samples.ts'
import { testKey, testOrigin } from '../../support/test-key.ts'

const key = testKey()
const own = verifierKey(testOrigin, signatureType.log, publicKeyOf(key))
const witness = verifierKey('witness.example', signatureType.witness, publicKeyOf(testKey(2)))
const secret = conceal(1, '/text', 'An Peeters', Buffer.alloc(16, 7))

const start = { lines: 0, head: genesis, witness: null }
const { bytes } = batchOf(start, [note('one'), note('two')], testClock().witness())
const [first, second] = bytes
  .toString('utf8')
  .split('\n')
  .map((line) => Buffer.from(line)) as [Buffer, Buffer]
const leaves = [leafBytes(first), leafBytes(second)] as const
const checkpoint: Checkpoint = { origin: testOrigin, size: 2, root: parentOf(leaves[0], leaves[1]) }
const head = { checkpoint, note: formatNote(signNote(checkpointText(checkpoint), key, own)) }
const subtrees = (level: number, index: number): Buffer => (level === 0 ? leaves[index === 0 ? 0 : 1] : checkpoint.root)

const disclosures = new Map([[secret.digest, secret]])
const made = (seq: number, line: Buffer): string | null =>
  makeLineProof({ subtrees, line }, seq, head, { key: own, disclosures })
const carriedBy = (proof: string | null) => readCarried(parseProof(proof ?? '')?.extra ?? Buffer.alloc(0))

describe('the proof of a line', () => {
  it.each([
    [0, first, leaves[1]],
    [1, second, leaves[0]],
  ])('of line %i holds its sibling, the head, the line, and the key that sealed it', (seq, line, sibling) => {
    const proof = made(seq, line)
    expect(parseProof(proof ?? '')).toMatchObject({ index: seq, hashes: [sibling], checkpoint: head.note })
    expect(carriedBy(proof)).toEqual({ line: line.toString('utf8'), disclosures: [], keys: [own] })
  })

  it('is not made of another line, of one at another place, and of none that a log can hold', () => {
    expect(made(0, second)).toBeNull()
    expect(made(1, first)).toBeNull()
    expect(made(0, Buffer.from(first.toString().replace('"one"', '"ONE"')))).toBeNull()
    const strange = Buffer.from('{"no":"line"}')
    const alone = { ...head, checkpoint: { ...checkpoint, size: 1, root: leafBytes(strange) } }
    const tree = { subtrees: () => leafBytes(strange), line: strange }
    expect(makeLineProof(tree, 0, alone, { key: own, disclosures })).toBeNull()
  })
})

describe('what a proof carries along', () => {
  const written = (members: object): Buffer =>
    Buffer.from(
      JSON.stringify({
        format: 'cyber-respond/proof@1',
        line: first.toString(),
        disclosures: [secret.disclosure],
        keys: [formatVerifierKey(own)],
        ...members,
      }),
    )

  it('is read as it was written', () => {
    expect(readCarried(written({}))).toEqual({
      line: first.toString(),
      disclosures: [secret.disclosure],
      keys: [own],
    })
  })

  it.each<[string, object]>([
    ['the key of a witness, which seals no log', { keys: [formatVerifierKey(witness)] }],
    ["a witness's key beside the log's", { keys: [formatVerifierKey(own), formatVerifierKey(witness)] }],
    ['a key that is none', { keys: ['x'] }],
    ['a key that is no text', { keys: [1] }],
    ['one key outside a list', { keys: formatVerifierKey(own) }],
    ['no line', { line: undefined }],
    ['a line that is no text', { line: 1 }],
    ['a disclosure that is no text', { disclosures: [null] }],
    ['another format', { format: 'cyber-respond/proof@2' }],
    ['one member more', { more: '' }],
  ])('is refused with %s', (_, members) => {
    expect(readCarried(written(members))).toBeNull()
  })

  it.each(['', 'null', '[]', '1', '{', '"x"'])('is not %j', (text) => {
    expect(readCarried(Buffer.from(text))).toBeNull()
  })

  it('is refused where it is the same and written in another way', () => {
    expect(readCarried(Buffer.from(`${written({}).toString()} `))).toBeNull()
    expect(readCarried(Buffer.from(JSON.stringify(JSON.parse(written({}).toString()), null, 1)))).toBeNull()
  })
})
