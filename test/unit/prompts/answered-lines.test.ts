import { expect, test } from 'vitest'
import { answeredLines } from '../../../src/prompts/answered-lines.ts'
import { createLook } from '../../../src/ui/look.ts'

const look = createLook({ columns: 80, colour: false, unicode: true, plain: false }, 'nl')
const question = 'I1: Hoe is het opgemerkt?'
const outside = 'Door iemand buiten gemeld (CCB, politie, leverancier)'

test('no word of an answer is broken at the edge of the screen', () => {
  expect(answeredLines(question, outside, look)).toBe(
    'I1: Hoe is het opgemerkt? Door iemand buiten gemeld (CCB, politie,\n  leverancier)',
  )
})

test('a question that was broken while it was open is one text again, and an answer of several lines stands below it', () => {
  expect(answeredLines('Langs welk kanaal\noverlegt u?', 'eerst\ndan', look)).toBe(
    'Langs welk kanaal overlegt u?\n  eerst\n  dan',
  )
})

test('each line has the colours of the part that stands on it', () => {
  const coloured = createLook({ ...look, colour: true }, 'nl')
  const { strong, accent } = coloured.ink
  expect(answeredLines(question, outside, coloured)).toBe(
    `${strong('I1: Hoe is het opgemerkt?')}${accent(' Door iemand buiten gemeld (CCB, politie,')}\n  ${accent('leverancier)')}`,
  )
})
