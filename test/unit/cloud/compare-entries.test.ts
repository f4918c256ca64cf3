import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareEntries } from '../../../src/cloud/compare-entries.ts'
import { type DeskEntry, entryKinds } from '../../../src/cloud/desk-entry.ts'
import { entryLine, readEntryLines } from '../../../src/cloud/entry-lines.ts'
import { entryNumber } from '../../../src/cloud/entry-number.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const entries = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...entryKinds),
      fields: fc.dictionary(fc.constantFrom('family_name', 'remarks', 'phone'), text),
      clerk: text,
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all
      .map(({ kind, fields, clerk }, index): DeskEntry => {
        const recordedAt = '2026-11-23T20:00:00Z'
        const number = entryNumber({ nis: '24020', exercise: false, kind, series: 'K7Q4M', sequence: index + 1 })
        return { number, kind, versions: [{ version: 1, recordedAt, clerk, reason: null, fields }] }
      })
      .sort((a, b) => (a.number < b.number ? -1 : 1)),
  )

const read = (list: readonly DeskEntry[]) => readEntryLines(list.map(entryLine).join(''))

describe('an export', () => {
  test('read back holds what was written, and any change of it is named', () => {
    let changes = 0
    fc.assert(
      fc.property(entries, fc.nat(), fc.constantFrom('clerk', 'number', 'drop', 'add'), (list, pick, how) => {
        const database = read(list)
        expect(database.problems).toEqual([])
        expect(database.count).toBe(list.length)
        expect(compareEntries(database.versions, database.versions)).toEqual([])
        const entry = list[pick % Math.max(1, list.length)]
        if (entry === undefined) return
        const [version] = entry.versions
        if (version === undefined) return
        changes += 1
        const others = list.filter((other) => other !== entry)
        const changed: Record<typeof how, DeskEntry[]> = {
          clerk: [...others, { ...entry, versions: [{ ...version, clerk: `${version.clerk}!` }] }],
          number: [...others, { ...entry, number: `${entry.number}9` }],
          drop: others,
          add: [...list, { ...entry, number: `${entry.number}9` }],
        }
        const differences = compareEntries(read(changed[how]).versions, database.versions)
        expect(differences.join()).toContain(entry.number)
      }),
    )
    expect(changes).toBeGreaterThan(50)
  })

  test('tells which value differs, and never what it is', () => {
    const one = (fields: Readonly<Record<string, string>>) =>
      read([
        {
          number: 'DIE-V-2026-000001',
          kind: 'lost-document',
          versions: [{ version: 1, recordedAt: 't', clerk: 'c', reason: null, fields }],
        },
      ])
    expect(compareEntries(one({ phone: '1' }).versions, one({ phone: '2', remarks: 'geheim' }).versions)).toEqual([
      'DIE-V-2026-000001 version 1: "fields.phone" differs',
      'DIE-V-2026-000001 version 1: "fields.remarks" differs',
    ])
  })

  test.each([
    ['{"number":"A"', 'the last line of the file is cut off'],
    ['{"number":"A"\n', 'line 1 of the file is no JSON'],
    ['[]\nnull\n', 'line 2 of the file is no entry'],
    ['{"number":"A","versions":[]}\n{"number":"A","versions":[]}\n', 'A stands in the file twice'],
    ['{"number":"B","versions":[]}\n{"number":"A","versions":[]}\n', 'A stands out of order in the file'],
    ['{"number":"A","versions":[{}]}\n', 'line 1 of the file holds a version of A without a number'],
  ])('that is damaged is not believed: %j', (content, problem) => {
    expect(readEntryLines(content).problems).toContain(problem)
  })
})
