import { expect, test } from 'vitest'
import { actTraits, factsOf } from '../../../src/core/act-traits.ts'
import { cloudActTraits } from '../../../src/core/cloud-act.ts'
import type { Obligation } from '../../../src/core/model.ts'

test('what each kind of act is', () => {
  const said = Object.entries(actTraits).map(([kind, { does, takes, brings, answersAnew, decides }]) => [
    kind,
    [does, takes, brings, ...(answersAnew ? ['anew'] : []), ...(decides ? ['decides'] : [])].join(' '),
  ])
  expect(Object.fromEntries(said)).toEqual({
    confirm: 'reads waits ',
    ask: 'reads waits  anew',
    choose: 'reads waits  anew decides',
    run: 'changes works ',
    check: 'reads works check',
    call: 'reads waits word',
    notify: 'reads waits ',
    evidence: 'reads waits file',
    cloud: 'changes works ',
  })
})

const text = { en: 'x', nl: 'x' }
const field = { id: 'lead', title: text, type: 'text' } as const
const option = { id: 'stay', title: text }

test('which facts an act gives', () => {
  const call = { who: 'x', phone: 'x', say: text }
  const ids = (...given: Parameters<typeof factsOf>) => factsOf(...given).map(({ id }) => id)
  expect(ids({ kind: 'ask', fields: [field] })).toEqual(['lead'])
  expect(factsOf({ kind: 'choose', fact: 'way', options: [option] })).toEqual([
    { id: 'way', type: 'choice', options: [option] },
  ])
  expect(ids({ kind: 'call', call })).toEqual([])
  expect(ids({ kind: 'call', call: { ...call, ask: [field] } })).toEqual(['lead'])
  expect(ids({ kind: 'cloud', cloud: 'up' })).toEqual([])
  const ccb = { id: 'ccb', fields: [field] } as unknown as Obligation
  expect(ids({ kind: 'notify', obligation: 'ccb' })).toEqual([])
  expect(ids({ kind: 'notify', obligation: 'ccb' }, [ccb])).toEqual(['lead'])
  expect(ids({ kind: 'notify', obligation: 'gba' }, [ccb])).toEqual([])
})

test('what settles an act on the emergency cloud that was cut off', () => {
  const settled = Object.entries(cloudActTraits).map(([act, { settledBy }]) => [
    act,
    typeof settledBy === 'string' ? settledBy : 'every' in settledBy ? settledBy.every : null,
  ])
  expect(Object.fromEntries(settled)).toEqual({
    ...{ up: 'healthy', down: 'stopped', 'access-renew': null, 'page-set': 'page', export: null },
  })
})
