import { expect, test } from 'vitest'
import { conditionOf, conditionWords, type KnownNames, onlyTheProgram } from '../../../src/core/condition-words.ts'
import type { Field } from '../../../src/core/model.ts'

const fields: { readonly [id: string]: Field } = {
  extortion: { id: 'extortion', type: 'yes-no-unknown', title: { en: 'A demand? (any)', nl: 'Een eis? (welke ook)' } },
  risk: {
    ...{ id: 'risk', type: 'choice', title: { en: 'What risk?', nl: 'Welk risico?' } },
    options: [
      { id: 'high', title: { en: 'High', nl: 'Hoog' } },
      { id: 'low', title: { en: 'Low', nl: 'Laag' } },
    ],
  },
}
const names: KnownNames = {
  question: (fact) => (Object.hasOwn(fields, fact) ? { field: fields[fact] as Field, code: 'I9' } : null),
  code: (step) => (step === 'isolate/cut-links' ? 'I3' : null),
}

test.each([
  ['facts.extortion == "yes"', 'the answer to "A demand?" (I9) is yes', 'het antwoord op "Een eis?" (I9) is ja'],
  [
    'facts.extortion == \'yes\' || facts.extortion == "unknown"',
    'the answer to "A demand?" (I9) is yes or unknown',
    'het antwoord op "Een eis?" (I9) is ja of onbekend',
  ],
  [
    'facts.risk != "low"',
    'the answer to "What risk?" (I9) is not "Low"',
    'het antwoord op "Welk risico?" (I9) is niet "Laag"',
  ],
  [
    'facts.extortion != "no"',
    'the answer to "A demand?" (I9) is not "no"',
    'het antwoord op "Een eis?" (I9) is niet "nee"',
  ],
  ['facts.risk != null', '"What risk?" (I9) is answered', '"Welk risico?" (I9) is beantwoord'],
  ['facts.risk == null', '"What risk?" (I9) is not answered', '"Welk risico?" (I9) is niet beantwoord'],
  [
    'has(link.cut) && !has(link.probe)',
    'the profile has a command that cuts it and the profile has no address to look at',
    'het profiel heeft een opdracht die ze afsluit en het profiel heeft geen adres om na te kijken',
  ],
  [
    'steps["isolate/cut-links[" + link.id + "]"].status == "skipped"',
    'I3 was skipped for it',
    'I3 is hiervoor overgeslagen',
  ],
  [
    'steps["isolate/cut-links"].status == "done" || facts.risk == "high"',
    'I3 is done, or the answer to "What risk?" (I9) is "High"',
    'I3 is gedaan, of het antwoord op "Welk risico?" (I9) is "Hoog"',
  ],
  [
    '(facts.risk == "high" || facts.risk == "low") && facts.extortion == "no"',
    'the answer to "What risk?" (I9) is "High" or "Low" and the answer to "A demand?" (I9) is no',
    'het antwoord op "Welk risico?" (I9) is "Hoog" of "Laag" en het antwoord op "Een eis?" (I9) is nee',
  ],
])('%s in plain words', (cel, en, nl) => {
  expect(conditionWords(cel, names)).toEqual({ en, nl })
})

test.each([
  'facts.other == "yes"',
  'facts.risk > 3',
  'has(link.constructor)',
  'steps["isolate/gone"].status == "done"',
  'facts.risk == "high" && size(profile.links) > 2',
  'facts.risk == "a || b" || true',
  '',
])('%s has no plain words of its own', (cel) => {
  expect(conditionWords(cel, names)).toBeNull()
  expect(conditionOf({ when: cel }, names)).toBe(onlyTheProgram)
})

test('the author of a runbook has the word', () => {
  const whenMeans = { en: 'at night', nl: "'s nachts" }
  expect(conditionOf({ when: 'facts.risk == "high"', whenMeans }, names)).toBe(whenMeans)
  expect(conditionOf({}, names)).toBeNull()
})
