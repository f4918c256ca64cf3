import { formatNote, parseNote, type SignedNote, signatureLine, signNote } from '../../src/audit/note.ts'
import type { LogVerdict } from '../../src/audit/verification.ts'
import {
  changed,
  keyOf,
  type Line,
  linesIn,
  rechained,
  sealOver,
  seals,
  segments,
  sizeIn,
  without,
} from '../matrix/forge.ts'
import type { Files } from '../matrix/record.ts'
import { testKey, testOrigin } from '../support/test-key.ts'

interface OddRecord {
  readonly files: Files
  readonly verdict: LogVerdict
}

/** Records that are odd in one way each, in their seals, their keys or their segments, from one that is good. */
export function oddRecords(good: Files): Readonly<Record<string, OddRecord>> {
  const lines = linesIn(good)
  const newest = seals(good).at(-1) as string
  const size = sizeIn(newest)
  const note = String(good.get(newest))
  const { text, signatures } = parseNote(note) as SignedNote
  const stranger = keyOf('stranger.example', testKey(8))
  const theirs = signNote(text, testKey(8), stranger).signatures
  const fine = (files: Files): OddRecord => ({ files, verdict: 'signed' })
  const wrong = (files: Files): OddRecord => ({ files, verdict: 'tampered' })
  const sealed = (content: string | Buffer): Files => changed(good, { [newest]: content })
  const alone = without(good, (name) => name.startsWith('checkpoint'))
  const called = (name: string): Files => changed(good, { [name]: note })
  const signed = (body: string): string => formatNote(signNote(body, testKey(), keyOf(testOrigin, testKey())))
  const [first = '', second = ''] = segments(good)
  const bytes = (name: string): Buffer => good.get(name) ?? Buffer.alloc(0)

  /** The same lines and one more behind them, which names a second key. */
  const naming = (origin: string, more = 0): readonly Line[] => {
    const key = keyOf(origin, testKey(2))
    const data = {
      key: `${origin}+${key.id.toString('hex')}+${keyText(key.publicKey)}`,
      name: origin,
      person: '',
      use: 'log',
    }
    const last = lines.at(-1) as Line
    const added = { ...JSON.parse(last.text), type: 'key.added', actor: 'cyber-respond', data }
    const behind = Array.from({ length: more }, () => last)
    return rechained([...lines, { ...last, text: JSON.stringify(added) }, ...behind])
  }
  const written = (list: readonly Line[]): Files =>
    changed(
      good,
      Object.fromEntries(
        segments(good).map((file) => [
          file,
          list
            .filter((line) => line.file === file)
            .map((line) => `${line.text}\n`)
            .join(''),
        ]),
      ),
    )
  const withSecond = (origin: string, at: number): Files => {
    const list = naming(origin, 2)
    return changed(written(list), { [`checkpoints/${at}.note`]: sealOver(list, at, origin, testKey(2)) })
  }

  return {
    'a second key of the log, and a seal above its line': fine(withSecond(testOrigin, lines.length + 1)),
    'a second key of the log, and a seal below its line': wrong(withSecond(testOrigin, lines.length)),
    'a key of another name, and a seal under that name': wrong(withSecond('another', lines.length + 2)),
    'a seal under another name': fine(called('checkpoints/latest.note')),
    'a seal of another size in its name': wrong(called(`checkpoints/${size - 1}.note`)),
    'a zero before its size in its name': wrong(called(`checkpoints/0${size}.note`)),
    'its size behind other letters in its name': fine(called(`checkpoints/x${size}.note`)),
    'another size behind other letters': wrong(called(`checkpoints/x${size}1.note`)),
    'only the newest seal': fine(changed(alone, { checkpoint: note })),
    'a note in a folder of it that nobody knows': fine(called('checkpoints/old/1.note')),
    'a seal of no lines': wrong(changed(good, { 'checkpoints/0.note': sealOver([], 0, testOrigin, testKey()) })),
    "a stranger's signature above its own": fine(sealed(formatNote({ text, signatures: [...theirs, ...signatures] }))),
    "only a stranger's signature": wrong(sealed(formatNote({ text, signatures: theirs }))),
    'its own signature twice': fine(sealed(formatNote({ text, signatures: [...signatures, ...signatures] }))),
    'a right signature, and a wrong one by the same key': wrong(
      sealed(formatNote({ text, signatures: [...signatures, { ...signatures[0], bytes: Buffer.alloc(64) } as never] })),
    ),
    '64 signatures': fine(
      sealed(formatNote({ text, signatures: Array.from({ length: 64 }, () => signatures[0] as never) })),
    ),
    '65 signatures': wrong(
      sealed(formatNote({ text, signatures: Array.from({ length: 65 }, () => signatures[0] as never) })),
    ),
    'no signature': wrong(sealed(`${text}\n`)),
    'a line that is none among the signatures': wrong(sealed(`${note}x\n`)),
    'a hyphen in the place of the dash': wrong(sealed(note.replace('—', '-'))),
    'no line feed at its end': wrong(sealed(note.trimEnd())),
    'a carriage return': wrong(sealed(note.replaceAll('\n', '\r\n'))),
    'a byte that is no UTF-8': wrong(sealed(Buffer.concat([Buffer.from(note.trimEnd()), Buffer.of(0xff, 10)]))),
    "a stranger's name with what can't be seen": wrong(
      sealed(note + signatureLine({ ...(theirs[0] as (typeof theirs)[0]), name: 'strang\u200ber' })),
    ),
    'a line of an extension': wrong(sealed(signed(`${text}more\n`))),
    'a zero before its size': wrong(sealed(signed(text.replace(`\n${size}\n`, `\n0${size}\n`)))),
    'a size beyond 2^53': wrong(sealed(signed(text.replace(`\n${size}\n`, '\n9007199254740993\n')))),
    'a root in another base64': wrong(sealed(signed(text.replace(/.=\n$/, (end) => `${other(end[0] ?? '')}=\n`)))),
    'a root that is too short': wrong(sealed(signed(text.replace(/....\n$/, '\n')))),
    'more than 65,536 bytes': wrong(
      sealed(note + signatureLine({ name: 'x', id: Buffer.alloc(4), bytes: Buffer.alloc(49_200) })),
    ),
    'an empty last segment': fine(
      changed(good, { [`log.${String(segments(good).length).padStart(6, '0')}.jsonl`]: '' }),
    ),
    'an empty segment whose number is not the next': wrong(changed(good, { 'log.000009.jsonl': '' })),
    'a segment cut in its last line, and another behind it': wrong(
      changed(good, { [first]: bytes(first).subarray(0, -20) }),
    ),
    'a segment without its last line feed': wrong(changed(good, { [first]: bytes(first).subarray(0, -1) })),
    'a start of a segment that names another number': wrong(
      changed(good, { [second]: String(bytes(second)).replace('"index":1,', '"index":2,') }),
    ),
    'a file that only looks like a segment': fine(changed(good, { 'log.0.jsonl': 'x', 'log.000009.jsonl.new': 'x' })),
  }
}

function keyText(publicKey: Buffer): string {
  return Buffer.concat([Buffer.of(1), publicKey]).toString('base64')
}

/** The next digit of base64, which has another of the bits that do not count. */
function other(digit: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  return digits[digits.indexOf(digit) ^ 1] ?? ''
}
