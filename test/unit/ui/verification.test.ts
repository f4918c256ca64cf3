import { expect, test } from 'vitest'
import type { SignatureFinding } from '../../../src/audit/verification.ts'
import { createLook } from '../../../src/ui/look.ts'
import { signatureLines } from '../../../src/ui/verification.ts'

const signed = (size: number): SignatureFinding => ({
  ...{ kind: 'operator', who: 'An', size, at: null, state: 'good', why: null },
})

// As the names of files stand in a folder.
const findings = [signed(10), signed(48), signed(7)]

test('equal signatures stand in one line, with the largest head', () => {
  const lines = (lang: 'en' | 'nl') =>
    signatureLines(findings, createLook({ columns: 80, colour: false, unicode: true, plain: false }, lang))
  expect(lines('en')).toEqual(['- signed by An over 48 lines (3 ×): good'])
  expect(lines('nl')).toEqual(['- ondertekend door An over 48 regels (3 ×): goed'])
})
