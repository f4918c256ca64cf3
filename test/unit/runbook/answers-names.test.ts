import { expect, test } from 'vitest'
import { Fault } from '../../../src/core/fault.ts'
import { answersSchema } from '../../../src/runbook/answers.ts'
import { configSchema } from '../../../src/runbook/config.ts'
import { decode } from '../../../src/runbook/decode.ts'

const answers = (lines: string): string => `format: cyber-respond/answers@1\nplan: small\n${lines}`

function refusal(run: () => unknown): readonly (readonly [number | undefined, string])[] {
  try {
    run()
  } catch (error) {
    if (error instanceof Fault) return error.diagnostics.map(({ place, message }) => [place?.line, message.en] as const)
    throw error
  }
  return []
}

test.each([
  ['operator: "!Els"\nsteps: {}\n', 3, '"!" does not belong in a name'],
  [
    'operator: Els\nsteps:\n  a/b: { operator: "\u0415ls" }\n',
    5,
    'letters of two alphabets stand side by side in it ("\u0415" is U+0415): type the name anew',
  ],
  ['operator: Els\nsteps:\n  a/b: { approver: { name: "123", reason: r } }\n', 5, 'a name has at least one letter'],
  [
    'operator: Els\nsteps:\n  a/b: { proof: { word: { person: "*", statement: s } } }\n',
    5,
    '"*" does not belong in a name',
  ],
])('answers that name nobody are refused where they stand: %j', (lines, line, message) => {
  expect(refusal(() => decode({ file: 'a.yaml', text: answers(lines) }, answersSchema))).toEqual([[line, message]])
})

test('names of an answers file are taken in their one writing', () => {
  const text = answers('operator: "Zoe\u0308   D."\nsteps:\n  a/b: { approver: { name: "An \u00a0 V", reason: r } }\n')
  const found = decode({ file: 'a.yaml', text }, answersSchema)
  expect([found.operator, found.steps['a/b']?.approver?.name]).toEqual(['Zoë D.', 'An V'])
})

test('a configuration gives no key to a name that is none', () => {
  const text = 'format: cyber-respond/config@1\napprovers:\n  "*": keys/all\n'
  expect(refusal(() => decode({ file: 'config.yaml', text }, configSchema))).toEqual([
    [3, '"*" does not belong in a name'],
  ])
})
