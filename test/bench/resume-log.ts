// Opens the log of a folder as a resume does, and folds it.
import { resumeLog } from '../../src/adapters/log-files.ts'

const { log, state } = await resumeLog(process.argv[2] ?? '')
if (state.size !== 100_000) throw new Error(`${state.size} events`)
await log.close()
