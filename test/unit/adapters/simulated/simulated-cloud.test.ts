import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Action } from '../../../../src/core/model.ts'
import { playWorld } from '../../../support/drill-world.ts'

const cloud = (act: 'up' | 'hand-back' | 'down'): Action => ({ kind: 'cloud', cloud: act })

it('the cloud comes up in exercise time, hands back what was entered since, and closes', async () => {
  const { act, drill, clock } = playWorld()
  const up = await act(cloud('up'))
  expect(up).toMatchObject({ result: 'done', summary: { en: '2 of 2 services healthy' } })
  expect(clock.now().toString()).toBe('2022-12-12T06:34:00Z')
  expect(up.events?.map(({ type }) => type)).toEqual(['world.changed', 'cloud.changed'])
  expect((await act(cloud('up'))).events?.map(({ type }) => type)).toEqual(['cloud.changed'])
  expect(drill().world.runs).toMatchObject({ 'cloud:up': 1 })
  clock.advance('PT61M')
  const back = await act(cloud('hand-back'))
  expect(back.summary).toMatchObject({ en: expect.stringContaining('4 exported, 4 received') })
  expect((await act(cloud('down'))).result).toBe('done')
  expect(drill().world.runs).toMatchObject({ 'cloud:up': 1, 'cloud:down': 1 })
})

it('says in its export that it is an exercise, the same for the same drill', async () => {
  const { act, clock, world, folder } = playWorld()
  await act(cloud('up'))
  clock.advance('PT15M')
  const first = await act(cloud('hand-back'))
  const again = await act(cloud('hand-back'))
  expect(again.blobs).toEqual(first.blobs)
  const [blob] = first.blobs ?? []
  const written = readFileSync(`${folder}/cloud/${blob?.name}`, 'utf8')
  expect(written).toBe('{"exercise":true,"number":"OEFENING-0001"}\n')
  expect(await world.actions.cloud.probe?.({ kind: 'cloud', cloud: 'up' }, {} as never)).toBe('done')
})

it('a start that is interrupted leaves it down', async () => {
  const { act, drill, aborting } = playWorld()
  aborting.abort()
  expect(await act(cloud('up'))).toMatchObject({ result: 'failed', summary: { en: '0 of 2 services healthy' } })
  expect(drill().world.runs).toEqual({})
})
