import { describe, expect, it } from 'vitest'
import { checkpointText } from '../../../src/audit/checkpoint.ts'
import {
  formatNote,
  publicKeyOf,
  signatureType,
  signNote,
  type VerifierKey,
  verifierKey,
} from '../../../src/audit/note.ts'
import {
  claimsOf,
  isSeal,
  isSealSigned,
  problemOf,
  readSeal,
  type Seal,
  type SealProblem,
} from '../../../src/audit/seal.ts'
import { testKey, testOrigin } from '../../support/test-key.ts'

const root = Buffer.alloc(32, 7)
const keyOf = (number: number, name = testOrigin): VerifierKey =>
  verifierKey(name, signatureType.log, publicKeyOf(testKey(number)))

function contentOf(size: number, number = 1): string {
  const text = checkpointText({ origin: testOrigin, size, root })
  return formatNote(signNote(text, testKey(number), keyOf(number)))
}

function seal(size: number, number = 1): Seal {
  return readSeal(`checkpoints/${size}.note`, contentOf(size, number)) as Seal
}

const linesAt = (found: Seal | SealProblem | null): readonly number[] | null =>
  found === null || isSeal(found) ? null : [found.from, found.to]

describe('a file among the seals', () => {
  it('is the head that its name says', () => {
    expect(seal(9)).toMatchObject({ file: 'checkpoints/9.note', checkpoint: { origin: testOrigin, size: 9, root } })
    expect(isSeal(readSeal('checkpoint', contentOf(9)))).toBe(true)
  })

  it.each([
    ['nothing', 'checkpoints/9.note', '', [1, 1], 'is no signed head'],
    ['something else', 'checkpoint', 'hello\n', [1, 1], 'is no signed head'],
    ['a note that is no head', 'checkpoint', contentOf(9).replace('\n9\n', '\nnine\n'), [1, 1], 'is no signed head'],
    ['the head of another size', 'checkpoints/9.note', contentOf(5), [1, 5], 'holds a head of 5 lines'],
    ['the head of a longer log', 'checkpoints/5.note', contentOf(9), [1, 9], 'holds a head of 9 lines'],
  ])('that holds %s can be about the first line at the earliest', (_, file, content, lines, why) => {
    const found = readSeal(file, content)
    expect(linesAt(found)).toEqual(lines)
    expect(found).toMatchObject({ file, text: { en: expect.stringContaining(`${file} ${why}`) } })
  })
})

describe('a head', () => {
  const keys = [{ key: keyOf(1), seq: 0 }]
  const judged = (found: Seal, parts: Partial<Parameters<typeof problemOf>[1]> = {}): SealProblem | null => {
    const log = { lines: 12, keys, root, known: 4, ...parts }
    return problemOf(found, log, isSealSigned(claimsOf(found, log.keys)))
  }

  it('fits the lines that it seals', () => {
    expect(judged(seal(9))).toBeNull()
    expect(judged(seal(12))).toBeNull()
  })

  const lies = seal(9)
  lies.note.signatures[0]?.bytes.reverse()
  const nameless = [{ key: keyOf(1, `${testOrigin}x`), seq: 0 }]
  it.each<[string, SealProblem | null, readonly number[], string]>([
    ['over more lines than there are', judged(seal(13)), [13, 13], 'seals 13 lines, and only 12 are there'],
    ['over far more lines', judged(seal(40)), [13, 40], 'seals 40 lines, and only 12 are there'],
    ['by a key that nobody named', judged(seal(9, 2)), [5, 9], 'is not signed by a key that this record names'],
    ['by a key of another name', judged(seal(9), { keys: nameless }), [5, 9], 'is not signed by a key'],
    [
      'by a key that is named above it',
      judged(seal(9), { keys: [{ key: keyOf(1), seq: 9 }] }),
      [5, 9],
      'is not signed',
    ],
    ['with a changed signature', judged(lies), [5, 9], 'has a signature that does not fit'],
    ['over other lines', judged(seal(9), { root: Buffer.alloc(32, 8) }), [5, 9], 'one of the lines 5 to 9 was changed'],
    ['of which no line is known', judged(seal(9), { root: undefined }), [5, 9], 'does not fit the lines below it'],
  ])('%s is told with the lines that can be bad', (_, found, lines, why) => {
    expect(linesAt(found)).toEqual(lines)
    expect(found?.text.en).toContain(why)
  })

  it('by the key that its last line names stands', () => {
    expect(judged(seal(9), { keys: [{ key: keyOf(1), seq: 8 }] })).toBeNull()
  })
})
