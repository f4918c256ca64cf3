import { expect, test } from 'vitest'
import { pick } from '../../../src/core/text.ts'
import type { Asker, PickOptions } from '../../../src/prompts/asker.ts'
import { handOver } from '../../../src/prompts/hand.ts'
import { createLook } from '../../../src/ui/look.ts'

const look = createLook({ columns: 80, colour: false, unicode: true, plain: false }, 'nl')
const code = { title: { en: 'Access code', nl: 'Toegangscode' }, value: 'AB-12' }

/** Hands a code over to a person who gives these answers; what she was told, and whether an answer is a claim. */
async function handed(answers: readonly boolean[]) {
  const told: string[] = []
  const claims: (boolean | undefined)[] = []
  const left = [...answers]
  const asker = {
    look,
    tell: (said: string) => void told.push(pick(said, 'nl')),
    pick: async (_said: unknown, entries: readonly { readonly value: unknown }[], options: PickOptions = {}) => {
      claims.push(options.claim)
      const wanted = left.shift()
      return entries.find(({ value }) => value === wanted)?.value
    },
  } as unknown as Asker
  await handOver(asker, [code])
  return { told, claims, left }
}

test('what is shown once stands right above the question, until somebody says that it is on paper', async () => {
  const { told, claims, left } = await handed([true])
  expect(told.slice(1)).toEqual([
    'Toegangscode: AB-12',
    'Schrijf het nu op papier: het verschijnt alleen deze keer, en het volgende scherm schuift het weg.',
  ])
  // Enter alone says nothing, and no draft says it later.
  expect(claims).toEqual([true])
  expect(left).toEqual([])
})

test('it is shown again as often as she wants', async () => {
  const { told } = await handed([false, false, true])
  expect(told.filter((line) => line === 'Toegangscode: AB-12')).toHaveLength(3)
})
