import { join } from 'node:path'
import { openKeptDatabase } from '../database.ts'
import { runService } from '../run-service.ts'
import { createCounterDesk } from './app.ts'
import { deskSchema } from './store.ts'

runService('counter-desk', ({ folder, identity, municipality, exercise }) => {
  const { database, stands } = openKeptDatabase(join(folder, 'counter-desk.sqlite'), deskSchema)
  return {
    fetch: createCounterDesk({ database, stands, identity, municipality, exercise }).fetch,
    close: () => database.close(),
  }
})
