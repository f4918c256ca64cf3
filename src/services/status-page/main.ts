import { join } from 'node:path'
import type { DeskState } from '../../cloud/page-content.ts'
import { runService } from '../run-service.ts'
import type { DeskNews } from '../service-settings.ts'
import { createStatusPage } from './app.ts'
import { openPageStore } from './store.ts'

await runService('status-page', ({ folder, identity, municipality, exercise }) => {
  const store = openPageStore(join(folder, 'status-page.sqlite'))
  // Only what the supervisor of this run said counts: without one, the page claims nothing about the counter desk.
  let desk: DeskState = 'unknown'
  process.on('disconnect', () => {
    desk = 'unknown'
  })
  process.on('message', (news: DeskNews) => {
    desk = news.desk
    if (store.read().desk === desk) return
    const changedAt = Temporal.Now.instant().toString({ smallestUnit: 'second' })
    store.update((page) => ({ ...page, desk, changedAt }))
  })
  const read = () => ({ ...store.read(), desk })
  const page = createStatusPage({ municipality: municipality.name, identity, exercise, read })
  return { fetch: page.fetch, close: store.close }
})
