import { expect, it } from 'vitest'
import { limitsOf } from '../../../src/audit/limits.ts'

type Judged = Parameters<typeof limitsOf>[0]
type Signature = Judged['signatures'][number]

/** A closed record of ten lines, all of them sealed, by nobody but the log. */
const sealed: Judged = { verdict: 'signed', state: 'closed', sealed: 10, tail: 0, signatures: [] }

const by = (kind: Signature['kind'], size: number, state: Signature['state'] = 'good'): Signature => ({
  ...{ kind, who: 'x', size, state, at: null, why: null },
})

/** What a limit is about, by some of its words: what is one sentence is one word here. */
const about: readonly (readonly [RegExp, string])[] = [
  [/^nothing here is sealed/, 'unsealed'],
  [/^a change in the last line/, 'last line'],
  [/^whoever holds the key that seals.*anew: only/, 'key'],
  [/^whoever holds the key that seals.*anew \(from line 8 on\): only/, 'key from line 8'],
  [/^the last line stands behind the last seal: it can/, 'tail of 1'],
  [/^the last 3 lines stand behind the last seal: they can/, 'tail of 3'],
  [/^the keys of people are those that the record itself names/, 'whose key'],
  [/^the record is not closed/, 'cut together'],
  [/^lines behind the closing/, 'cut behind'],
]

/** What is said of every record, which `after tampering` is all but the first sentence. */
const [, ...always] = limitsOf({ ...sealed, verdict: 'tampered' })

function namesOf(judged: Judged): readonly string[] {
  const own = limitsOf(judged).filter((text) => !always.includes(text))
  return own.map(({ en }) => about.find(([words]) => words.test(en))?.[1] ?? en)
}

it.each<[string, Partial<Judged>, readonly string[]]>([
  ['nothing is sealed', { verdict: 'unsealed', sealed: 0, tail: 10 }, ['unsealed', 'last line']],
  ['all of a closed record is sealed', {}, ['key', 'cut behind']],
  ['the record is open', { state: 'open' }, ['key', 'cut together']],
  ['a line stands behind the seal', { state: 'open', sealed: 9, tail: 1 }, ['key', 'tail of 1', 'cut together']],
  ['three lines do', { state: 'open', sealed: 7, tail: 3 }, ['key', 'tail of 3', 'cut together']],
  ['a witness holds the head', { signatures: [by('witness', 10)] }, ['cut behind']],
  ['a time stamp holds it', { signatures: [by('time-stamp', 10)] }, ['cut behind']],
  ['a note on paper holds it', { signatures: [by('known-head', 10)] }, ['cut behind']],
  ['a witness holds an earlier head', { signatures: [by('witness', 7)] }, ['key from line 8', 'cut behind']],
  ['two hold heads', { signatures: [by('witness', 7), by('time-stamp', 3)] }, ['key from line 8', 'cut behind']],
  ['the signature of a witness is bad', { signatures: [by('witness', 10, 'bad')] }, ['key', 'cut behind']],
  ['an operator signed along', { signatures: [by('operator', 10)] }, ['key', 'whose key', 'cut behind']],
  ['an approval is signed', { signatures: [by('approval', 4)] }, ['key', 'whose key', 'cut behind']],
  ['the signature of an operator is bad', { signatures: [by('operator', 10, 'bad')] }, ['key', 'cut behind']],
])('what a verdict does not rule out where %s', (_, parts, names) => {
  expect(namesOf({ ...sealed, ...parts })).toEqual(names)
})

it('after tampering nothing is said of seals', () => {
  const names = namesOf({ ...sealed, verdict: 'tampered', tail: 3 })
  expect(names).toEqual([expect.stringMatching(/^more can be wrong behind it/)])
})
