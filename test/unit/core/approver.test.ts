import { expect, test } from 'vitest'
import { run } from '../../../src/core/engine.ts'
import { empty } from '../../../src/core/fold.ts'
import { book, listLog, parts, step, stillClock, willing } from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const
const contacts = [
  { role: 'lead', name: 'An Peeters', phone: '1' },
  { role: 'network', name: 'An Peeters', phone: '2' },
  { role: 'dpo', name: 'Hilde Zomaar', phone: '3' },
]

async function approvedBy(approver: string, actor: string, profile: object = { contacts }, approved = true) {
  const log = listLog(stillClock())
  const operator = willing({
    actor: async () => actor,
    approve: async () => ({ approver, reason: 'so', approved }),
  })
  const dangerous = book({ a: [step('one', { action: command, approve: 'lead' })] }, { base: { profile } })
  await run(parts({ book: dangerous, log, operator }), empty)
  return log.events.find((event) => event.type === (approved ? 'step.approved' : 'step.refused'))?.data
}

test('whoever approves and is not in the profile is on record as such', async () => {
  expect(await approvedBy('Hilde Zomaar', 'Els')).not.toHaveProperty('unlisted')
  expect(await approvedBy('zomaar, hilde', 'Els')).not.toHaveProperty('unlisted')
  expect(await approvedBy('Jan Maes', 'Els')).toMatchObject({ approver: 'Jan Maes', unlisted: true })
  // Where the profile names nobody, nobody is missing from it.
  expect(await approvedBy('Jan Maes', 'Els', {})).not.toHaveProperty('unlisted')
})

test('so is whoever refuses', async () => {
  expect(await approvedBy('Hilde Zomaar', 'Els', { contacts }, false)).not.toHaveProperty('unlisted')
  expect(await approvedBy('Jan Maes', 'Els', { contacts }, false)).toMatchObject({ unlisted: true, needs: '0.3.0' })
})

test.each([
  ['Hilde Zomaar', 'Hilde Zomaar (dpo)'],
  ['Hilde Zomaar (lead)', 'Zomaar Hilde'],
  ['An Peeters', 'An Peeters (network)'],
])('%s can not approve what %s does', async (approver, actor) => {
  await expect(approvedBy(approver, actor)).rejects.toMatchObject({ code: 'approval.same-person' })
})

test('two people of one name, whom the profile tells apart, are two', async () => {
  expect(await approvedBy('An Peeters (lead)', 'An Peeters (network)')).toMatchObject({ approver: 'An Peeters (lead)' })
})
