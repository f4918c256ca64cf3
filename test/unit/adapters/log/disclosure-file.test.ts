import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { realDisk } from '../../../../src/adapters/disk/disk.ts'
import { addDisclosures, eraseDisclosures, readDisclosures } from '../../../../src/adapters/log/disclosure-file.ts'
import { conceal } from '../../../../src/audit/disclosure.ts'
import { temporaryFolder } from '../../../support/log-samples.ts'

it('keeps the personal values of a long incident, also when one of them is erased', () => {
  const folder = temporaryFolder()
  // Some 600 kB: the file is read in three parts.
  const values = Array.from({ length: 600 }, (_, seq) =>
    conceal(seq, '/text', `value ${seq} `.repeat(50), randomBytes(16)),
  )
  addDisclosures(realDisk, folder, values)
  expect([...readDisclosures(realDisk, folder).values()]).toEqual(values)
  expect(eraseDisclosures(realDisk, folder, new Set([values[17]?.digest ?? '']))).toBe(true)
  expect([...readDisclosures(realDisk, folder).keys()]).toEqual(values.toSpliced(17, 1).map(({ digest }) => digest))
  expect(realDisk.list(join(folder))).toEqual(['disclosures.jsonl'])
})
