import { expect, test } from 'vitest'
import { createCloudAction } from '../../../../src/adapters/cloud/cloud-action.ts'
import { lookingBlobs } from '../../../../src/adapters/evidence/looking-blobs.ts'
import type { CloudProvider, HandBack, ServiceStatus } from '../../../../src/core/ports.ts'
import { acting } from '../../../support/acting.ts'
import { willing } from '../../../support/world.ts'

const own = new URL(import.meta.url).pathname
const desk: ServiceStatus = {
  name: 'counter-desk',
  title: { en: 'Counter desk', nl: 'Loketregister' },
  url: 'http://127.0.0.1:1/',
  pid: 7,
  healthy: true,
  restarts: 0,
}

function cloud(part: {
  readonly handBack?: Partial<HandBack>
  readonly services?: readonly ServiceStatus[]
  readonly up?: CloudProvider['up']
  hand?(): void
}) {
  const services = part.services ?? [desk]
  const whole = { file: own, count: 3, sha256: 'aa', received: { count: 3, sha256: 'aa' }, differences: [] }
  const provider: CloudProvider = {
    up: part.up ?? (async () => ({ services, secrets: [{ title: { en: 'Code', nl: 'Code' }, value: 'SECRET-CODE' }] })),
    status: async () => services,
    down: async () => services,
    handBack: async () => ({ ...whole, ...part.handBack }),
    export: async () => whole,
    setPage: async () => ({ message: {}, services: {} }),
    comparePage: async () => 'same',
    renewAccess: async () => ({ title: { en: 'Code', nl: 'Code' }, value: 'SECRET-CODE' }),
  }
  const shown: string[] = []
  const operator = willing({
    hand: async (_question, secrets) => {
      part.hand?.()
      shown.push(...secrets.map(({ title, value }) => `${title.en}: ${value}`))
    },
  })
  const action = createCloudAction({ cloud: provider, blobs: lookingBlobs, operator, folder: '/nowhere' })
  return { action, shown }
}

test('an access code is shown once and is in nothing that is recorded', async () => {
  const { action, shown } = cloud({})
  const outcome = await action.perform({ kind: 'cloud', cloud: 'up' }, acting())
  expect(shown).toEqual(['Code: SECRET-CODE'])
  expect(outcome.result).toBe('done')
  expect(JSON.stringify(outcome)).not.toContain('SECRET')
})

test('what moves while the services start is gone before the question about the code', async () => {
  const order: string[] = []
  const up: CloudProvider['up'] = async (progress) => {
    progress('counter-desk: healthy')
    return { services: [desk], secrets: [{ title: { en: 'Code', nl: 'Code' }, value: 'SECRET-CODE' }] }
  }
  const { action } = cloud({ up, hand: () => void order.push('the question') })
  const progress = (line: string): void => void order.push(line)
  await action.perform({ kind: 'cloud', cloud: 'up' }, { ...acting(), progress })
  // An empty line says that nothing goes on any more.
  expect(order).toEqual(['counter-desk: healthy', '', 'the question'])
})

test('a service that is not healthy fails the step', async () => {
  const { action } = cloud({ services: [desk, { ...desk, name: 'status-page', healthy: false }] })
  const outcome = await action.perform({ kind: 'cloud', cloud: 'up' }, acting())
  expect(outcome).toMatchObject({ result: 'failed', summary: { en: '1 of 2 services healthy' } })
})

test('an equal hand-back is proven by the file, a different one fails and says what differs', async () => {
  const equal = await cloud({}).action.perform({ kind: 'cloud', cloud: 'hand-back' }, acting())
  expect(equal).toMatchObject({ result: 'done', proof: { kind: 'file' } })
  const { action } = cloud({ handBack: { differences: ['WIL-G-2026-000001: birth_place'] } })
  const outcome = await action.perform({ kind: 'cloud', cloud: 'hand-back' }, acting())
  expect(outcome.result).toBe('failed')
  expect(outcome.proof).toBeUndefined()
  expect(outcome.summary).toMatchObject({ nl: expect.stringContaining('WIL-G-2026-000001: birth_place') })
})

test('a start that is interrupted ends quietly: the engine gives it no outcome', async () => {
  const stopping = new AbortController()
  const up = async () => {
    stopping.abort()
    throw new DOMException('aborted', 'AbortError')
  }
  const { action } = cloud({ up })
  expect(await action.perform({ kind: 'cloud', cloud: 'up' }, { ...acting(), signal: stopping.signal })).toMatchObject({
    result: 'failed',
    summary: { nl: 'onderbroken' },
  })
  const broken = cloud({ up: async () => Promise.reject(new Error('a bug')) }).action
  await expect(broken.perform({ kind: 'cloud', cloud: 'up' }, acting())).rejects.toThrow('a bug')
})

test('what still runs after a stop fails the step; after a crash, the services themselves tell how far it came', async () => {
  const { action } = cloud({})
  expect(await action.perform({ kind: 'cloud', cloud: 'down' }, acting())).toMatchObject({ result: 'failed' })
  expect(await action.probe?.({ kind: 'cloud', cloud: 'up' }, acting())).toBe('done')
  expect(await action.probe?.({ kind: 'cloud', cloud: 'down' }, acting())).toBe('not-done')
  const stopped = cloud({ services: [{ ...desk, pid: null, healthy: false }] }).action
  expect(await stopped.probe?.({ kind: 'cloud', cloud: 'down' }, acting())).toBe('done')
})
