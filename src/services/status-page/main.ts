import { join } from 'node:path'
import type { DeskState } from '../../cloud/page-content.ts'
import { runService } from '../run-service.ts'
import { noteDown } from '../service-log.ts'
import type { DeskNews } from '../service-settings.ts'
import { createStatusPage } from './app.ts'
import { openPageStore } from './store.ts'

runService('status-page', ({ folder, identity, municipality, exercise }) => {
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
    try {
      store.update((page) => ({ ...page, desk, changedAt }))
    } catch (error) {
      // On a full disk the page shows all the same how the desk is: only the time of the change is older.
      noteDown(`the page could not be kept: ${error instanceof Error ? error.message : 'unknown'}`)
    }
  })
  const read = () => ({ ...store.read(), desk })
  const page = createStatusPage({ municipality: municipality.name, identity, exercise, read, stands: store.stands })
  return { fetch: page.fetch, close: store.close }
})
