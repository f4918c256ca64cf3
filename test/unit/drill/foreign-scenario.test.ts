import { expect, test } from 'vitest'
import { foreignWarning } from '../../../src/drill/foreign-scenario.ts'
import { municipalityOf } from '../../../src/municipality/find-municipality.ts'

const gent = municipalityOf('44021')
const of = (municipality: string | null) => ({ id: 'antwerp-2022', municipality })

test('a scenario of another municipality is warned of, in both languages', () => {
  expect(foreignWarning(of('11002'), gent)).toEqual({
    en: expect.stringContaining('written for Antwerpen. The people, places and services in it are not those of Gent'),
    nl: expect.stringContaining(
      'geschreven voor Antwerpen. De mensen, plaatsen en diensten erin zijn niet die van Gent',
    ),
  })
})

test('one of this municipality, of before its merger too, or of any, is not', () => {
  expect(foreignWarning(of('44021'), gent)).toBeNull()
  expect(foreignWarning(of(null), gent)).toBeNull()
  expect(foreignWarning(of('44043'), municipalityOf('44088'))).toBeNull()
})
