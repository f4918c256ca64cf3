import { describe, expect, test } from 'vitest'
import { licenceProblems } from '../../bin/release/licences.ts'

const one = (license: string, texts: readonly string[] = ['Permission is hereby granted']) => [
  { name: 'planted', version: '1.2.3', license, texts },
]

describe('what may ship', () => {
  test.each([
    'MIT',
    'MIT-0',
    'ISC',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    'Apache-2.0',
    'MPL-2.0',
    '(MIT OR GPL-3.0-only)',
    'GPL-2.0-only OR Apache-2.0',
    '(MIT AND ISC)',
  ])('%s', (license) => {
    expect(licenceProblems(one(license))).toEqual([])
  })

  test.each([
    'GPL-3.0-only',
    'LGPL-2.1-or-later',
    'AGPL-3.0',
    'CC-BY-4.0',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE.md',
    'unknown',
    '',
    'mit',
    'MIT AND GPL-3.0-only',
    '(MIT AND GPL-2.0-only) OR LGPL-3.0-only',
    'GPL-2.0-only WITH Classpath-exception-2.0',
  ])('not %s', (license) => {
    expect(licenceProblems(one(license))).toEqual([
      `planted 1.2.3 has the licence ${license}, which may not ship (bin/release/licences.ts)`,
    ])
  })

  test('and nothing without a text of its licence', () => {
    expect(licenceProblems(one('MIT', []))).toEqual(['planted 1.2.3 (MIT) brings no text of its licence'])
    expect(licenceProblems(one('MIT', [' \n']))).toHaveLength(1)
  })
})
