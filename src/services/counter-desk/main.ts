import { join } from 'node:path'
import { openDatabase } from '../database.ts'
import { runService } from '../run-service.ts'
import { createCounterDesk } from './app.ts'
import { deskSchema } from './store.ts'

await runService('counter-desk', ({ folder, identity, municipality, exercise }) => {
  const database = openDatabase(join(folder, 'counter-desk.sqlite'), deskSchema)
  return {
    fetch: createCounterDesk({ database, identity, municipality, exercise }).fetch,
    close: () => database.close(),
  }
})
