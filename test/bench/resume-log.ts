// Opens the log of a folder as a resume does, and folds it.
import { openLog } from '../../src/adapters/log-files.ts'
import { empty, fold } from '../../src/core/fold.ts'

const { log, events } = await openLog(process.argv[2] ?? '')
const state = fold(empty, events)
if (state.size !== 100_000) throw new Error(`${state.size} events`)
await log.close()
