import { expect, test } from 'vitest'
import { diskFault } from '../../../../src/adapters/log/faults.ts'

test('a full disk does not say of what was just answered that it is kept', () => {
  const fault = diskFault('/home/an/incident', Object.assign(new Error('full'), { code: 'ENOSPC' }))
  expect(fault).toMatchObject({
    code: 'log.disk-full',
    hint: {
      en: 'make room, or copy the folder to a larger disk, and resume: what was on record is kept, and what was to be written now may be missing: note it on paper',
      nl: 'maak plaats, of kopieer de map naar een grotere schijf, en hervat: wat in het logboek stond, is bewaard, en wat er nu bij moest, staat er misschien niet in: noteer dat op papier',
    },
  })
})
