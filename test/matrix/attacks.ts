import { allowedSigner } from '../../src/adapters/keys/ssh-signature.ts'
import { formatVerifierKey } from '../../src/audit/note.ts'
import type { LogVerdict } from '../../src/audit/verification.ts'
import { testKey, testOrigin } from '../support/test-key.ts'
import {
  changed,
  flipped,
  keyOf,
  type Line,
  linesIn,
  rechained,
  sealOver,
  seals,
  segments,
  sizeIn,
  withLines,
  without,
} from './forge.ts'
import type { Files } from './record.ts'

/** One folder that an attacker leaves behind. `line` is the first line that he touched, counted from 1. */
export interface Variant {
  readonly files: Files
  readonly line?: number
}

/** Every way to do one thing to a record, and what has to be found. */
export interface Attack {
  readonly what: string
  readonly variants: Iterable<Variant>
  /** From the folder alone. */
  readonly alone: LogVerdict
  /** With a head that somebody else wrote down; null: the folder alone is enough. */
  readonly held: LogVerdict | null
  /** The limit that tells of it, where the folder alone does not show it. */
  readonly says?: RegExp
}

export interface Records {
  readonly good: Files
  readonly older: Files
  readonly other: Files
  readonly fork: Files
  readonly ownKey: Files
  /** Signed by an operator and a witness too. */
  readonly cosigned: Files
}

const stranger = testKey(9)
const strangers = `${formatVerifierKey(keyOf(testOrigin, stranger))}\n`
const mallory = allowedSigner(
  'an.peeters',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
)
const found = { alone: 'tampered', held: null } as const
const key = /^whoever holds the key/
const tail = /stands? behind the last seal/
const cut = /not closed/
const anew = /^nothing here is sealed/
const hidden = { alone: 'signed', held: 'tampered' } as const

/** Every attack on one small sealed log. Lines up to `sealed` stand below a seal. */
export function attacksOn({ good, older, other, fork, ownKey, cosigned }: Records): readonly Attack[] {
  const lines = linesIn(good)
  const heads = seals(good)
  const sealed = sizeIn(heads.at(-1) as string)
  const below = lines.slice(0, sealed)
  const relined = (order: readonly (Line | undefined)[]): Files =>
    withLines(
      good,
      order.filter((line) => line !== undefined),
    )
  const put = (at: number, text: string | undefined): readonly Line[] =>
    lines.with(at, { file: lines[at]?.file ?? '', text: text ?? '' })
  const swapped = (at: number): readonly Line[] =>
    put(at, lines[at + 1]?.text).with(at + 1, { file: lines[at + 1]?.file ?? '', text: lines[at]?.text ?? '' })
  const texts = (list: readonly Line[], from: string, to: string): readonly Line[] =>
    list.map(({ file, text }) => ({ file, text: text.replace(from, to) }))
  const rewrittenAt = (at: number): Files =>
    withLines(good, rechained(lines.with(at, texts([lines[at] as Line], 'An Peeters', 'Jan Peeters')[0] as Line)))
  const others = linesIn(other)
  const touchable = below.map((_, at) => at).filter((at) => below[at]?.text.includes('An Peeters') === true)
  const extra = (line: Line, change: object): Line => ({
    ...line,
    text: JSON.stringify({ ...JSON.parse(line.text), ...change }),
  })
  const added = {
    type: 'key.added',
    actor: 'cyber-respond',
    data: { key: formatVerifierKey(keyOf(testOrigin, stranger)), name: testOrigin, person: '', use: 'log' },
  }
  const smuggled = (at: number): readonly Line[] =>
    rechained(lines.toSpliced(at, 0, extra({ ...(lines[at] as Line) }, { ...added, step: undefined })))
  const last = lines.length - 1

  return [
    // Below a seal that is still there.
    { what: 'a byte of a sealed line changed: each, in two ways', variants: bytesOf(good, sealed), ...found },
    { what: 'the log cut at each byte above the last seal', variants: cuts(good, sealed), ...found },
    {
      what: 'a sealed line deleted: each',
      variants: below.map((_, at) => ({ files: relined(lines.toSpliced(at, 1)), line: at + 1 })),
      ...found,
    },
    {
      what: 'a sealed line doubled: each',
      variants: below.map((line, at) => ({ files: relined(lines.toSpliced(at, 0, line)), line: at + 2 })),
      ...found,
    },
    {
      what: 'two sealed lines swapped: each pair',
      variants: below.slice(1).map((_, at) => ({ files: relined(swapped(at)), line: at + 1 })),
      ...found,
    },
    {
      what: 'a line of another log of the same key spliced in: at each place',
      variants: below.map((_, at) => ({
        files: relined(put(at, others[(at + 3) % others.length]?.text)),
        line: at + 1,
      })),
      ...found,
    },
    {
      what: 'a sealed line rewritten, with numbers and chain recomputed to the end: each',
      variants: touchable.map((at) => ({ files: rewrittenAt(at), line: at + 1 })),
      ...found,
    },
    {
      what: 'a sealed line deleted, with numbers and chain recomputed to the end: each',
      variants: touchable.map((at) => ({ files: withLines(good, rechained(lines.toSpliced(at, 1))), line: at + 1 })),
      ...found,
    },
    {
      what: 'an older copy of the log under the newer seals',
      variants: [{ files: withLines(good, linesIn(older)), line: linesIn(older).length + 1 }],
      ...found,
    },
    {
      what: 'the whole log of another incident under these seals',
      variants: [{ files: withLines(good, others), line: 1 }],
      ...found,
    },
    {
      what: 'a file of the log deleted: each but the last',
      variants: segments(good)
        .slice(0, -1)
        .map((name) => ({ files: without(good, (one) => one === name) })),
      ...found,
    },
    {
      what: 'the last file of the log deleted',
      variants: [{ files: without(good, (one) => one === segments(good).at(-1)) }],
      ...found,
    },
    {
      what: 'two files of the log swapped',
      variants: [{ files: swappedFiles(good, segments(good)[0] as string, segments(good)[1] as string), line: 1 }],
      ...found,
    },
    {
      what: 'a second key named below a seal, with numbers and chain recomputed',
      variants: touchable.slice(1).map((at) => ({ files: withLines(good, smuggled(at)), line: at + 1 })),
      ...found,
    },

    // The seals.
    {
      what: 'a byte of a seal changed: each, in two ways',
      variants: notes(good, (note) =>
        [...note.keys()].flatMap((at) => [flipped(note, at, 1), flipped(note, at, 0x80)]),
      ),
      ...found,
    },
    {
      what: 'a seal cut at each byte',
      variants: notes(good, (note) => [...note.keys()].map((at) => note.subarray(0, at))),
      ...found,
    },
    {
      what: 'a seal under the name of another size: each pair',
      variants: heads.flatMap((a) =>
        heads.filter((b) => a !== b).map((b) => ({ files: changed(good, { [a]: good.get(b) as Buffer }) })),
      ),
      ...found,
    },
    {
      what: 'a seal of another log of the same key',
      variants: heads.map((name) => ({
        files: changed(good, { [name]: other.get(name) ?? (other.get(seals(other).at(-1) as string) as Buffer) }),
      })),
      ...found,
    },
    {
      what: 'checkpoint of another log of the same key',
      variants: [{ files: changed(good, { checkpoint: other.get('checkpoint') as Buffer }) }],
      ...found,
    },
    {
      what: 'a seal over these lines by a key that the record does not name',
      variants: heads.map((name) => ({
        files: changed(good, { [name]: sealOver(lines, sizeIn(name), testOrigin, stranger) }),
      })),
      ...found,
    },
    {
      what: 'a seal by the right key over other lines',
      variants: heads.map((name) => ({
        files: changed(good, { [name]: sealOver(linesIn(fork).slice(1), sizeIn(name), testOrigin, testKey()) }),
      })),
      ...found,
    },
    {
      what: 'a seal over more lines than there are',
      variants: [
        {
          files: changed(good, {
            [`checkpoints/${fork.size + 90}.note`]: sealOver(
              [...lines, ...others, ...lines, ...others, ...lines, ...others, ...lines, ...others, ...lines, ...others],
              fork.size + 90,
              testOrigin,
              testKey(),
            ),
          }),
        },
      ],
      ...found,
    },

    // Keys and signatures beside the seals.
    {
      what: 'keys/log.vkey or keys/allowed_signers: another key put there or added',
      variants: [
        { files: changed(cosigned, { 'keys/log.vkey': strangers }) },
        { files: changed(cosigned, { 'keys/log.vkey': `${cosigned.get('keys/log.vkey')}${strangers}` }) },
        { files: changed(cosigned, { 'keys/allowed_signers': `${cosigned.get('keys/allowed_signers')}${mallory}` }) },
      ],
      ...found,
    },
    {
      what: "an operator's signature changed: 12 of its bytes",
      variants: Array.from({ length: 12 }, (_, part) =>
        changedIn(cosigned, '.sshsig', (size) => Math.floor((size * part) / 12)),
      ),
      ...found,
    },
    {
      what: "an operator's signature beside another head",
      variants: [
        {
          files: changed(cosigned, {
            [named(cosigned, '.sshsig', -1)]: cosigned.get(named(cosigned, '.sshsig', 0)) ?? '',
          }),
        },
      ],
      ...found,
    },
    {
      what: "a trusted witness's signature changed: each of its bytes",
      variants: Array.from({ length: 80 }, (_, back) => changedIn(cosigned, '.cosig', (size) => size - 6 - back)),
      ...found,
    },
    {
      what: "a trusted witness's signature beside another head",
      variants: [
        {
          files: changed(cosigned, {
            [`checkpoints/${sizeIn(seals(cosigned)[0] as string)}.witness.cosig`]:
              cosigned.get(named(cosigned, '.cosig', 0)) ?? '',
          }),
        },
      ],
      ...found,
    },

    // What a folder alone can't show.
    {
      what: 'the signatures of operators and witnesses deleted',
      variants: [{ files: without(cosigned, (name) => /sig$/.test(name)) }],
      alone: 'signed',
      says: key,
      held: null,
    },
    {
      what: 'a line behind the last seal rewritten, with the chain recomputed',
      variants: [sealed, last].map((at) => ({ files: rewrittenAt(at) })),
      ...hidden,
      says: tail,
    },
    {
      what: 'lines behind the last seal cut off',
      variants: [sealed, last].map((at) => ({ files: relined(lines.slice(0, at)) })),
      ...hidden,
      says: cut,
    },
    {
      what: 'a line behind the last seal cut within',
      variants: cutsWithin(good, last),
      alone: 'torn',
      says: tail,
      held: 'tampered',
    },
    {
      what: 'lines cut off together with the seals over them',
      variants: heads.slice(0, -1).map((name) => cutTogether(good, sizeIn(name))),
      ...hidden,
      says: cut,
    },
    { what: 'the whole folder replaced by an older copy of it', variants: [{ files: older }], ...hidden, says: cut },
    {
      what: 'every seal deleted',
      variants: [{ files: without(good, (name) => name.startsWith('checkpoint')) }],
      alone: 'unsealed',
      says: anew,
      held: 'witnessed',
    },
    {
      what: 'every seal deleted, and the log rewritten',
      variants: touchable.map((at) => ({ files: without(rewrittenAt(at), (name) => name.startsWith('checkpoint')) })),
      alone: 'unsealed',
      says: anew,
      held: 'tampered',
    },
    {
      what: 'a key of his own named behind the last seal, and seals of his own',
      variants: [{ files: ownSeals(good, smuggled(sealed)) }],
      ...hidden,
      says: key,
    },
    {
      what: 'everything rewritten and sealed anew with a key of his own',
      variants: [{ files: ownKey }],
      ...hidden,
      says: key,
    },
    {
      what: 'everything rewritten and sealed anew with the stolen key',
      variants: [{ files: fork }],
      ...hidden,
      says: key,
    },
  ]

  function ownSeals(files: Files, forged: readonly Line[]): Files {
    const size = forged.length
    return changed(withLines(files, forged), {
      [`checkpoints/${size}.note`]: sealOver(forged, size, testOrigin, stranger),
    })
  }
}

function* bytesOf(files: Files, sealed: number): Iterable<Variant> {
  let line = 1
  for (const name of segments(files)) {
    const content = files.get(name) as Buffer
    for (const [at, byte] of content.entries()) {
      if (line > sealed) return
      for (const bit of [1, 0x80]) yield { files: changed(files, { [name]: flipped(content, at, bit) }), line }
      if (byte === 0x0a) line += 1
    }
  }
}

/** Cut somewhere below the last seal: that file ends there, and those behind it are gone. */
function* cuts(files: Files, sealed: number): Iterable<Variant> {
  let line = 1
  const gone = new Set(segments(files))
  for (const name of segments(files)) {
    gone.delete(name)
    const content = files.get(name) as Buffer
    for (const [at, byte] of content.entries()) {
      if (line > sealed) return
      yield {
        files: changed(
          without(files, (one) => gone.has(one)),
          { [name]: content.subarray(0, at) },
        ),
        line,
      }
      if (byte === 0x0a) line += 1
    }
  }
}

function cutsWithin(files: Files, last: number): readonly Variant[] {
  const name = segments(files).at(-1) as string
  const content = files.get(name) as Buffer
  const start = content.lastIndexOf(0x0a, content.length - 2) + 1
  return Array.from({ length: content.length - start - 1 }, (_, more) => ({
    files: changed(files, { [name]: content.subarray(0, start + 1 + more) }),
    line: last + 1,
  }))
}

function cutTogether(files: Files, size: number): Variant {
  const kept = withLines(
    without(files, (name) => sizeIn(name) > size),
    linesIn(files).slice(0, size),
  )
  return { files: changed(kept, { checkpoint: files.get(`checkpoints/${size}.note`) as Buffer }) }
}

function notes(files: Files, change: (note: Buffer) => readonly Buffer[]): readonly Variant[] {
  const names = [...seals(files), 'checkpoint']
  return names.flatMap((name) =>
    change(files.get(name) as Buffer).map((bytes) => ({ files: changed(files, { [name]: bytes }) })),
  )
}

function swappedFiles(files: Files, a: string, b: string): Files {
  return changed(files, { [a]: files.get(b) as Buffer, [b]: files.get(a) as Buffer })
}

const named = (files: Files, ending: string, at: number): string =>
  [...files.keys()].filter((name) => name.endsWith(ending)).at(at) ?? ''

/** One byte of the first file with an ending changed, so that it stays a letter. */
function changedIn(files: Files, ending: string, at: (size: number) => number): Variant {
  const name = named(files, ending, 0)
  const content = Buffer.from(files.get(name) as Buffer)
  const place = at(content.length)
  content[place] = content[place] === 0x41 ? 0x42 : 0x41
  return { files: changed(files, { [name]: content }) }
}
