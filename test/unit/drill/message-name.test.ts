import { expect, test } from 'vitest'
import { messageName } from '../../../src/drill/message-name.ts'

const named = (text: string): string =>
  messageName({ from: { en: 'The care home', nl: 'Het woonzorgcentrum' }, text }).nl

test('a message is called by who sent it and its first words', () => {
  expect(named('Kom snel.')).toBe('Het woonzorgcentrum, "Kom snel."')
  expect(named('Er staat een brief op alle schermen, en niemand weet wat te doen.')).toBe(
    'Het woonzorgcentrum, "Er staat een brief op alle schermen, en…"',
  )
  expect(messageName({ from: 'Radio', text: { en: 'Yes?', nl: 'Ja?' } })).toEqual({
    en: 'Radio, "Yes?"',
    nl: 'Radio, "Ja?"',
  })
})

test('lines, values that are not filled in, and words without an end are no matter', () => {
  expect(named('Een brief\nop {{ hosts.pc.encrypted }} schermen')).toBe(
    'Het woonzorgcentrum, "Een brief op … schermen"',
  )
  expect(named('x'.repeat(1000)).length).toBeLessThan(80)
  expect(named('')).toBe('Het woonzorgcentrum, ""')
})
