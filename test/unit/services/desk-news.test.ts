import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ServiceSettings } from '../../../src/services/service-settings.ts'

interface Service {
  fetch(request: Request): Response | Promise<Response>
  close(): void
}

/** What the page's process hands over to be served. */
let open: ((settings: ServiceSettings) => Service) | null = null
vi.mock('../../../src/services/run-service.ts', () => ({
  runService: async (_name: string, given: typeof open) => {
    open = given
  },
}))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The page as its process starts it, and its supervisor at the other end of the channel. */
async function started() {
  await import('../../../src/services/status-page/main.ts')
  const before = { message: process.listeners('message'), disconnect: process.listeners('disconnect') }
  const service = open?.({
    ...{ folder, identity: { cloud: 'c', generation: 'g' }, bind: '127.0.0.1', port: 0, exercise: false },
    municipality: { nis: '12040', name: 'Willebroek', slug: 'willebroek' },
  })
  if (service === undefined) throw new Error('no service')
  const [hears] = process.listeners('message').filter((one) => !before.message.includes(one))
  const [ends] = process.listeners('disconnect').filter((one) => !before.disconnect.includes(one))
  return {
    tell: (desk: 'open' | 'frozen' | 'down') => hears?.({ desk }, undefined),
    leave: () => ends?.(),
    page: async () => (await service.fetch(new Request('http://127.0.0.1/nl'))).text(),
    close: () => {
      if (hears !== undefined) process.off('message', hears)
      if (ends !== undefined) process.off('disconnect', ends)
      service.close()
    },
  }
}

const register = 'Noodregister'

test('the page says of the counter desk what the supervisor of this run said last, and nothing without one', async () => {
  const first = await started()
  expect(await first.page()).not.toContain(register)
  first.tell('open')
  expect(await first.page()).toContain('Het register werkt:')
  first.tell('frozen')
  expect(await first.page()).toContain('afgesloten')
  first.tell('down')
  expect(await first.page()).toContain('werkt op dit moment niet')
  first.leave()
  expect(await first.page()).not.toContain(register)
  first.close()
  // What was said to another run is no news.
  const second = await started()
  expect(await second.page()).not.toContain(register)
  second.tell('down')
  expect(await second.page()).toContain('werkt op dit moment niet')
  second.close()
})
